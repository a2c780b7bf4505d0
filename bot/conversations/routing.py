"""Who answers what: each thing that arrives goes to the one conversation that answers it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from bot.boundary.arrivals import (
    AlarmRang,
    Arrival,
    BotCame,
    ButtonPressed,
    CommandGiven,
    DirectMessage,
    FormSubmitted,
    MemberCame,
    MemberWent,
    NameTold,
    PointedAt,
    PostInDoubt,
    Replied,
    ReplyBegun,
    RoomChanged,
    RoomMoved,
)
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token, unpack
from bot.conversations import doubting, hearing, pointing
from bot.conversations.every import CONVERSATIONS
from bot.conversations.known import Known
from bot.conversations.lapsing import lapsing
from bot.conversations.membership import leaving, rooms, walking_in
from bot.conversations.notes.following import following
from bot.conversations.permission import sponsor_asks
from bot.conversations.saying import thrown_away
from bot.conversations.sessions.signs import signs
from bot.domain.ids import platform_of
from bot.domain.refusal import Reason, Refused

K = TypeVar("K")
V = TypeVar("V")


def _all(parts: tuple[Mapping[K, V], ...]) -> dict[K, V]:
    return {key: answer for part in parts for key, answer in part.items()}


PRIVATE = frozenset({"story", "moment", "worry", "note", "receipt"})
"""Commands after which somebody may type what is for few. Their forms open empty all the same."""
COMMANDS = _all(tuple(one.commands for one in CONVERSATIONS))
PRESSES = _all(tuple(one.presses for one in CONVERSATIONS))
FORMS = _all(tuple(one.forms for one in CONVERSATIONS))
ALARMS = _all(tuple(one.alarms for one in CONVERSATIONS))


def decide(arrival: Arrival, known: Known) -> Decision:
    """Hand what arrived to the one conversation that answers it. Notes without a name follow what it decides."""
    decided = signs(_decided(arrival, known), arrival, known)
    return following(decided, arrival, known)


def _decided(arrival: Arrival, known: Known) -> Decision:
    match arrival:
        case CommandGiven():
            return _command(arrival, known)
        case ButtonPressed():
            return _press(arrival, known)
        case FormSubmitted():
            return _form(arrival, known)
        case Replied():
            return hearing.heard(arrival, known)
        case ReplyBegun():
            return hearing.begun(arrival, known)
        case DirectMessage():
            return replace(sponsor_asks.typed(arrival, known), once=True)
        case AlarmRang():
            return lapsing(ALARMS[arrival.kind](arrival, known), arrival)
        case PostInDoubt():
            return doubting.in_doubt(arrival, known)
        case MemberCame():
            return walking_in.came(arrival, known)
        case NameTold():
            return walking_in.named(arrival, known)
        case MemberWent():
            return leaving.went(arrival, known)
        case PointedAt():
            return pointing.pointed(arrival, known)
        case BotCame():
            return rooms.brought(arrival, known)
        case RoomChanged():
            return rooms.changed(arrival, known)
        case RoomMoved():
            return rooms.moved(arrival, known)
        case _:
            assert_never(arrival)


def _command(command: CommandGiven, known: Known) -> Decision:
    """Only the first word counts; words after it are thrown away unread."""
    word = next(iter(command.words.split()), "").lower()
    if word not in COMMANDS:
        raise Refused(Reason.UNKNOWN_COMMAND, word=word[:30])
    decision = COMMANDS[word](command, known)
    if _may_be_private(word, command.words):
        return thrown_away(decision, platform_of(command.place))
    return decision


def _may_be_private(word: str, typed: str) -> bool:
    """Something was typed after a command that is about what people would say to few."""
    return word in PRIVATE and len(typed.split()) > 1


def _press(press: ButtonPressed, known: Known) -> Decision:
    token = unpack(press.token)
    if token.act is Act.COMMAND:
        return _command(_as_command(press, token, known), known)
    if token.act not in PRESSES:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return PRESSES[token.act](press, token, known)


def _form(submitted: FormSubmitted, known: Known) -> Decision:
    token = unpack(submitted.token)
    if token.act is Act.CLOSE_PAGE:
        return Decision()
    if token.act not in FORMS:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return FORMS[token.act](submitted, token, known)


def _as_command(press: ButtonPressed, token: Token, known: Known) -> CommandGiven:
    """A button that names a community means what would be typed in its room, wherever it is pressed."""
    meant = known.community(token[1]).rooms[0] if len(token.about) > 1 else press.place
    return CommandGiven(id=press.id, at=press.at, who=press.who, place=meant, words=token[0])
