"""What good looks like here: a page that the group writes itself, line by line, and looks at again."""

from zoneinfo import ZoneInfo

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Element, Form, Points, Text, Weight
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.good_work_forms import (
    BOXES,
    boxes_of,
    line_form,
    which_form,
    words_of,
)
from bot.conversations.saying import button, form, texts, whisper, whispered
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.poll import must_be_able_to_ask
from bot.domain.refusal import Reason, Refused
from bot.words import say
from bot.words.times import day_words

TITLE = 60
"""Characters of a line by which its proposal is called."""


def page(command: CommandGiven, known: Known) -> Decision:
    """`/lc good`: for members only."""
    community = known.community_at(command.place, command.who)
    _must_be_able_to(community, command.who.person)
    stands = _lines(community, known)
    body = tuple(part for one in stands for part in _shown(community, one))
    return whisper(
        *((*body, *texts("good.only_us")) if body else texts("good.none")),
        title=say("good.title"),
        buttons=_buttons(community, stands),
    )


def press_line(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A new line; or, where one is named, that line to be changed."""
    community = known.community(token[0])
    _must_be_able_to_ask(community, press.who.person)
    if len(token.about) == 1:
        return form(line_form(community))
    return form(_changing(community, token[1], known))


def press_which(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Which line is to be changed? Not asked where there is one."""
    community = known.community(token[0])
    _must_be_able_to_ask(community, press.who.person)
    stands = _lines(community, known)
    if not stands:
        raise Refused(Reason.BUTTON_TOO_OLD)
    if len(stands) == 1:
        return form(line_form(community, stands[0]))
    return form(which_form(community, stands))


def which(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to_ask(community, submitted.who.person)
    return form(_changing(community, submitted.given.text("line"), known))


def propose_line(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Put to everyone, in the short form."""
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to_ask(community, submitted.who.person)
    boxes = {box: " ".join(given.text(box).split()) for box in BOXES}
    if missing := [box for box, needed in BOXES.items() if needed and not boxes[box]]:
        return Decision(reply=(FormErrors({box: say("stance.empty") for box in missing}),))
    about = token[1] if len(token.about) > 1 else known.mint.id()
    _must_be_new(community, about, boxes["means"], known)
    put = proposed(
        community,
        Matter.GOOD_WORK,
        about=about,
        title=say("good.proposal", means=_short(boxes["means"])),
        words=words_of(boxes),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
    )
    return put + whispered("propose.sent")


def _must_be_new(community: Community, about: str, means: str, known: Known) -> None:
    """Two who have the same thought at once: the second is told of the first, and loses no word."""
    for open_ in known.proposals(community):
        if open_.matter is Matter.GOOD_WORK and _same(open_.words, means):
            raise Refused(Reason.PROPOSED_ALREADY, title=open_.title)
    for stands in _lines(community, known):
        if stands.about != about and _same(stands.words, means):
            raise Refused(Reason.GOOD_WORK_STANDS)


def _same(words: str, means: str) -> bool:
    return boxes_of(words)["means"].casefold() == means.rstrip(".").casefold()


def _changing(community: Community, about: str, known: Known) -> Form:
    for stands in _lines(community, known):
        if stands.about == about:
            return line_form(community, stands)
    raise Refused(Reason.BUTTON_TOO_OLD)


def _lines(community: Community, known: Known) -> tuple[Agreement, ...]:
    """In the order in which they were last agreed."""
    return tuple(one for one in known.agreements(community) if one.matter is Matter.GOOD_WORK)


def _shown(community: Community, line: Agreement) -> tuple[Element, ...]:
    agreed_on = line.agreed_at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date()
    version = say("good.version", version=line.version, day=day_words(agreed_on))
    shown: tuple[Element, ...] = (Points(line.lines), Text(version))
    if line.concerns:
        shown += (*texts("proposal.with_concerns"), Points(line.concerns))
    return shown


def _buttons(community: Community, stands: tuple[Agreement, ...]) -> tuple[Button, ...]:
    suggest = button("good_line", Act.GOOD_WORK, community.id, asks=True, weight=Weight.MAIN)
    change = button("change_good_line", Act.GOOD_WHICH, community.id, asks=True)
    return (suggest, change) if stands else (suggest,)


def _short(means: str) -> str:
    return means if len(means) <= TITLE else f"{means[: TITLE - 1]}…"


def _must_be_able_to(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_have_begun()


def _must_be_able_to_ask(community: Community, person: PersonId) -> None:
    must_be_able_to_ask(community, person)
    community.must_have_begun()


CONVERSATION = Conversation(
    commands={"good": page},
    presses={Act.GOOD_WORK: press_line, Act.GOOD_WHICH: press_which},
    forms={Act.GOOD_WORK: propose_line, Act.GOOD_WHICH: which},
)
