"""The sponsor's brief: five short questions, one after another, to be left and taken up again."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.sending import handed_on
from bot.conversations.permission.answering import answered, must_be_asked, sponsor_answered
from bot.conversations.permission.brief_cards import (
    expects_card,
    expects_name,
    is_that_a_no,
    sign_card,
    sign_name,
)
from bot.conversations.permission.brief_forms import screen_form
from bot.conversations.permission.charter_news import charter_told, renewed
from bot.conversations.permission.founding_cards import SPONSOR, asking_card, asking_name
from bot.conversations.permission.permission_times import sign_ends, standing, waiting_anew
from bot.conversations.permission.unconfirmed import settled_card
from bot.conversations.saying import (
    form,
    in_good_time,
    privately,
    revised,
    texts,
    whispered,
    whispered_card,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import (
    MOST_EXPECTATIONS,
    REPLY_WITHIN,
    Brief,
    Expectation,
    Promise,
    Screen,
    Wish,
    expected,
)
from bot.words import say


def press_screen(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, _, brief = _asked(token, press.who.person, known)
    return form(screen_form(community, brief, _screen(token)))


def keep_screen(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """What was said is kept, and the next question opens; the last one is the answer itself."""
    community, asked, brief = _asked(token, submitted.who.person, known)
    screen, given = _screen(token), submitted.given
    if screen is Screen.ANSWER:
        return _answer(community, asked, brief, submitted, known)
    said = with_screen(brief, screen, given)
    if wrong := _amiss(said, screen):
        return Decision(reply=(FormErrors(wrong),))
    kept = _waiting(community, said.with_done(screen), submitted.at, known)
    card = asking_card(community, SPONSOR, kept)
    shown = revised(community, asking_name(community, SPONSOR, asked), card)
    following = tuple(Screen)[tuple(Screen).index(screen) + 1]
    return Decision(keep=(kept,), say=(shown,)) + form(screen_form(community, kept, following))


def with_screen(brief: Brief, screen: Screen, given: Given) -> Brief:
    """The brief with what was said on one screen."""
    match screen:
        case Screen.WHY:
            return replace(brief, why=given.text("why"))
        case Screen.ROLES:
            return replace(brief, roles=given.text("roles"))
        case Screen.PROMISES:
            return with_promises(brief, given)
        case Screen.HOPES:
            hopes, worries, names = (given.text(one) for one in ("hopes", "worries", "names"))
            return replace(brief, hopes=hopes, worries=worries, names=names)
        case Screen.ANSWER:
            return brief


def with_promises(brief: Brief, given: Given) -> Brief:
    chosen, within = given.many("promises"), given.text("within")
    return replace(
        brief,
        promises=tuple(one for one in Promise if one in chosen),
        promised=given.text("promised"),
        reply_within=next((one for one in REPLY_WITHIN if str(one) == within), brief.reply_within),
    )


def promises_amiss(brief: Brief) -> dict[str, str]:
    """Nothing promised is no permission."""
    if brief.promises or brief.promised:
        return {}
    return {"promises": say("brief.nothing_promised")}


def _answer(
    community: Community,
    asked: Appointment,
    brief: Brief,
    submitted: FormSubmitted,
    known: Known,
) -> Decision:
    said = submitted.given.text("answer")
    if said not in (Answer.YES, Answer.TALK, Answer.NO):
        return Decision(reply=(FormErrors({"answer": say("brief.choose")}),))
    if said == Answer.YES:
        return _yes(community, asked, brief, submitted.at, known)
    if said == Answer.NO:
        return whispered_card(is_that_a_no(community))
    told = sponsor_answered(community, asked.answered(Answer.TALK), brief, submitted, known)
    return told + whispered("brief.answered_talk")


def _yes(
    community: Community, asked: Appointment, brief: Brief, at: datetime, known: Known
) -> Decision:
    """The permission, with everything that belongs to it."""
    if brief.next_screen is not Screen.ANSWER:
        return Decision(reply=(FormErrors({"answer": say("brief.others_first")}),))
    given = replace(
        standing(community, brief, at, known),
        done=tuple(Screen),
        expectations=_expectations(community, brief),
        sign_until=sign_ends(community, at, known),
    )
    yes = asked.answered(Answer.YES)
    followed = answered(renewed(community), SPONSOR, yes, given, known)
    said: tuple[Said, ...] = (*_to_arranger(community, yes, given, at, known),)
    sign = privately(community, yes.person, sign_name(given), sign_card(community, given))
    followed += Decision(keep=(given,), say=(*said, sign))
    followed += settled_card(community, brief)
    return followed + _after_another(community, yes, given, at, known) + whispered("brief.thanks")


def _after_another(
    community: Community, yes: Appointment, given: Brief, at: datetime, known: Known
) -> Decision:
    """Permission had been given before, by somebody else: the room hears of it, and what waits goes on."""
    if community.stage is Stage.DRAFT:
        return Decision()
    now = renewed(replace(community, sponsor=yes))
    line = texts("charter.given_anew", name=yes.name)
    told = charter_told(now, given, line[0], at, known, by=yes.person)
    return Decision(say=told) + handed_on(now, at, known)


def _to_arranger(
    community: Community, yes: Appointment, given: Brief, at: datetime, known: Known
) -> tuple[Said, ...]:
    """What a sponsor hopes for is answered by the group; meanwhile it goes on."""
    if not given.expectations:
        return ()
    now = replace(community, sponsor=yes)
    card, name = expects_card(now, given), expects_name(given)
    return (in_good_time(now, now.arranger, name, card, at, known),)


def _expectations(community: Community, brief: Brief) -> tuple[Expectation, ...]:
    """Who could belong is agreed by both: another wording is one more thing to answer."""
    if brief.roles.casefold() == community.roles.casefold():
        return expected(brief)
    return (Expectation(wish=Wish.ROLES, words=brief.roles), *expected(brief))


def _waiting(community: Community, brief: Brief, at: datetime, known: Known) -> Brief:
    """Whoever has begun is reminded once, some time after they stopped."""
    if brief.reminded or community.stage is not Stage.DRAFT:
        return brief
    return waiting_anew(community, brief, at, known)


def _amiss(brief: Brief, screen: Screen) -> dict[str, str]:
    match screen:
        case Screen.WHY if not brief.why:
            return {"why": say("brief.empty")}
        case Screen.ROLES if not brief.roles:
            return {"roles": say("brief.empty")}
        case Screen.PROMISES:
            return promises_amiss(brief)
        case Screen.HOPES if len(expected(brief)) > MOST_EXPECTATIONS:
            return {"hopes": say("brief.too_many", most=MOST_EXPECTATIONS)}
        case _:
            return {}


def _screen(token: Token) -> Screen:
    if token[1] not in tuple(Screen):
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Screen(token[1])


def _asked(token: Token, person: PersonId, known: Known) -> tuple[Community, Appointment, Brief]:
    """The community, and the brief of whoever is asked now; somebody else's is theirs no longer."""
    community = known.community(token[0])
    asked = must_be_asked(community, SPONSOR, person)
    brief = known.brief(community)
    if brief is None:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return community, asked, brief


CONVERSATION = Conversation(
    presses={Act.BRIEF: press_screen},
    forms={Act.BRIEF: keep_screen},
)
