"""A sponsor's own message to their people: drafted for them, posted by them; only that and when is kept."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Lines
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.brief_cards import draft_sign, sign_card, sign_name
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.permission.permission_times import sign_ends
from bot.conversations.saying import form, revised, texts, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief
from bot.words import say

LONGEST = 1500


def press_sign(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, brief = _theirs(press.who.person, token, known)
    return form(_sign_form(community, brief))


def keep_sign(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Theirs now, to copy; for so long, and no longer."""
    community, brief = _theirs(submitted.who.person, token, known)
    words = submitted.given.text("words")
    if not words:
        return Decision(reply=(FormErrors({"words": say("brief.empty")}),))
    changed = replace(brief, sign=words, sign_until=sign_ends(community, submitted.at, known))
    return Decision(keep=(changed,), say=(_shown(community, changed),)) + whispered("sign.ready")


def posted(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """That they have, and the day; the words are theirs and are not kept."""
    community, brief = _theirs(press.who.person, token, known)
    today = known.days(community).day_of(press.at)
    signed = replace(brief, sign="", sign_until=None, signed_on=today)
    said = (_shown(community, signed), charter_shown(community, signed))
    return Decision(keep=(signed,), say=said)


def over(alarm: AlarmRang, known: Known) -> Decision:
    """Nobody is asked twice, and words of their own go. A draft stays, for the day on which they tell people."""
    community, brief = known.held(Brief, alarm.about)
    if brief.sign_until is None or brief.sign_until > alarm.at:
        return Decision()
    ended = replace(brief, sign="", sign_until=None)
    return Decision(keep=(ended,), say=(_shown(community, ended),))


def _shown(community: Community, brief: Brief) -> Revise:
    return revised(community, sign_name(brief), sign_card(community, brief))


def _sign_form(community: Community, brief: Brief) -> Form:
    return Form(
        token=Token(Act.SIGN, (brief.id,)).pack(),
        title=say("sign.title"),
        intro=texts("sign.form.intro"),
        fields=(
            Lines(
                "words",
                say("sign.form.words"),
                value=brief.sign or draft_sign(community, brief),
                required=True,
                most=LONGEST,
            ),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def _theirs(person: PersonId, token: Token, known: Known) -> tuple[Community, Brief]:
    community, brief = known.held(Brief, token[0])
    if brief.sponsor != person or not community.is_sponsor(person):
        raise Refused(Reason.NOT_YOURS)
    if brief.signed_on or not brief.given:
        raise Refused(Reason.ALREADY_ANSWERED)
    return community, brief


CONVERSATION = Conversation(
    presses={Act.SIGN: press_sign, Act.SIGNED: posted},
    forms={Act.SIGN: keep_sign},
    alarms={AlarmKind.SIGN_WAITS: over},
)
