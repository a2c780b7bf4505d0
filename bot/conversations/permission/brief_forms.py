"""The sponsor's brief: one short form for each question; and the words of it again, once they stand."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Field, Form, Line, Lines, OneOf, SomeOf
from bot.conversations.permission.charter_cards import OURS
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.people import Answer
from bot.domain.sponsorship import REPLY_WITHIN, Brief, Promise, Screen
from bot.words import say

LONGEST = 400
ANSWERS = (Answer.YES, Answer.TALK, Answer.NO)


def screen_form(community: Community, brief: Brief, screen: Screen) -> Form:
    """One of the five. Sending it keeps what was said and opens the next."""
    last = screen is Screen.ANSWER
    return Form(
        token=Token(Act.BRIEF, (community.id, screen)).pack(),
        title=say("brief.title", n=tuple(Screen).index(screen) + 1),
        intro=_intro(screen),
        fields=_fields(community, brief, screen),
        submit=say("button.send_it" if last else "button.next"),
        cancel=say("button.later"),
    )


def again_form(community: Community, brief: Brief) -> Form:
    """What a sponsor has said for the charter, to be put differently. What they hoped has been answered."""
    return Form(
        token=Token(Act.CHARTER, (community.id,)).pack(),
        title=say("charter.form.title"),
        intro=texts("charter.form.intro"),
        fields=(_why(brief), *_promises(brief)),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def own_promises_form(community: Community, brief: Brief) -> Form:
    """Without a sponsor: the same questions, asked of the group by whoever began it."""
    return Form(
        token=Token(Act.OUR_PROMISES, (community.id,)).pack(),
        title=say("brief.ours.title"),
        intro=texts("brief.ours.intro"),
        fields=(
            Lines("why", say("brief.ours.why"), value=brief.why, most=LONGEST),
            SomeOf(
                "promises",
                say("brief.ours.promises"),
                tuple(Choice(one, say(f"our_promise.{one}")) for one in OURS),
                values=tuple(one for one in OURS if one in brief.promises),
            ),
            Lines("promised", say("brief.ours.promised"), value=brief.promised, most=LONGEST),
            Lines("hopes", say("brief.ours.hopes"), value=brief.hopes, most=LONGEST),
            Lines("worries", say("brief.ours.worries"), value=brief.worries, most=LONGEST),
        ),
        submit=say("button.keep"),
        cancel=say("button.not_now"),
    )


def _intro(screen: Screen) -> tuple[Element, ...]:
    if screen is Screen.ANSWER:
        return texts("founding.sponsor.will_see")
    return texts(f"brief.intro.{screen}")


def _fields(community: Community, brief: Brief, screen: Screen) -> tuple[Field, ...]:
    match screen:
        case Screen.WHY:
            return (_why(brief),)
        case Screen.ROLES:
            roles = brief.roles or community.roles
            hint = say("founding.form.roles_hint")
            return (Line("roles", say("brief.roles"), hint=hint, value=roles, required=True),)
        case Screen.PROMISES:
            return _promises(brief)
        case Screen.HOPES:
            return _hopes(brief)
        case Screen.ANSWER:
            choices = tuple(Choice(one, say(f"brief.answer.{one}")) for one in ANSWERS)
            return (OneOf("answer", say("founding.sponsor.can_you"), choices, required=True),)


def _why(brief: Brief) -> Lines:
    return Lines(
        "why",
        say("founding.sponsor.form.label"),
        hint=say("founding.sponsor.form.hint"),
        value=brief.why,
        required=True,
        most=LONGEST,
    )


def _promises(brief: Brief) -> tuple[Field, ...]:
    return (
        SomeOf(
            "promises",
            say("brief.promises"),
            tuple(Choice(one, say(f"brief.promise.{one}")) for one in Promise),
            values=tuple(one for one in Promise if one in brief.promises),
            beside=say("brief.promises_beside"),
        ),
        OneOf(
            "within",
            say("brief.within"),
            tuple(Choice(str(days), say("brief.days", days=days)) for days in REPLY_WITHIN),
            value=str(brief.reply_within),
        ),
        Lines("promised", say("brief.promised"), value=brief.promised, most=LONGEST),
    )


def _hopes(brief: Brief) -> tuple[Field, ...]:
    hint = say("brief.a_line_each")
    return (
        Lines("hopes", say("brief.hopes"), hint=hint, value=brief.hopes, most=LONGEST),
        Lines("worries", say("brief.worries"), hint=hint, value=brief.worries, most=LONGEST),
        Lines("names", say("brief.names"), value=brief.names, most=LONGEST),
    )
