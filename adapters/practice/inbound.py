"""From what the page and the API send to what arrives at the bot. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from adapters.practice.cast import Cast, Person, channel
from adapters.practice.plain import LONGEST, cleaned, says_something, too_long
from adapters.practice.sorry import Sorry
from bot.boundary.arrivals import (
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    DirectMessage,
    FormSubmitted,
    Given,
    MemberCame,
    MemberWent,
    Replied,
)
from bot.domain.ids import Address, Direct, Place, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    by: Person
    place: Place
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """`on` is what the button stands on: a message, a whisper or an open form."""

    by: Person
    button: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    by: Person
    form: str
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    by: Person
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """`thread` is the id of a message; empty at the top of the place."""

    by: Person
    place: Place
    text: str
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss:
    """Put away a whisper."""

    by: Person
    whisper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """A new channel, with these people in it."""

    by: Person
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Come:
    """Into a channel, as when somebody adds them to it."""

    by: Person
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """Out of a channel; `for_good`: their whole account is gone."""

    by: Person
    channel: str
    for_good: bool = False


Act = Command | Press | Submit | Cancel | Say | Dismiss | Make | Come | Go


def digest(act: Act) -> str:
    """Tells two acts of a person apart, and cannot be read back."""
    meant = sorted((asdict(act) | {"by": act.by.id}).items())
    return sha256(json.dumps(meant, default=str, sort_keys=True).encode()).hexdigest()


DEEDS = ("command", "press", "submit", "cancel", "say", "dismiss", "make", "come", "go")
FOR_GOOD = "for good"


def act(payload: object, cast: Cast) -> Act:
    """What somebody wants to do. Raises `Sorry` with a sentence when it can't be understood."""
    given = body(payload)
    by = cast.person(_text(given, "as"))
    match [deed for deed in DEEDS if deed in given]:
        case ["command"]:
            words = _command(_text(given, "command"))
            return Command(by=by, place=_place(given, by, cast), words=words)
        case ["press"]:
            return Press(by=by, button=_text(given, "press"), on=_text(given, "message"))
        case ["submit"]:
            return Submit(by=by, form=_text(given, "submit"), answers=_answers(given))
        case ["cancel"]:
            return Cancel(by=by, form=_text(given, "cancel"))
        case ["say"]:
            return _say(given, by, cast)
        case ["dismiss"]:
            return Dismiss(by=by, whisper=_text(given, "dismiss"))
        case ["come"]:
            return Come(by=by, channel=_must_be(_text(given, "come"), cast.channels))
        case ["go"]:
            where = _must_be(_text(given, "go"), (*cast.channels, FOR_GOOD))
            return Go(by=by, channel=where, for_good=where == FOR_GOOD)
        case ["make"]:
            _must_be(_text(given, "make"), ("channel",))
            return Make(by=by, people=_with(given, by, cast))
        case _:
            raise Sorry(f"Say exactly one thing to do: {', '.join(DEEDS[:-1])} or {DEEDS[-1]}.")


def body(payload: object) -> Mapping[str, object]:
    if not isinstance(payload, dict):
        raise Sorry('Send a JSON object, such as {"as": "hannah", "command": "/lc help"}.')
    return payload


def command_given(act: Command, id: DeliveryId, at: datetime) -> CommandGiven:
    return CommandGiven(id=id, at=at, who=act.by.who, place=act.place, words=act.words)


def button_pressed(
    act: Press, token: str, place: Place, id: DeliveryId, at: datetime
) -> ButtonPressed:
    return ButtonPressed(id=id, at=at, who=act.by.who, place=place, token=token)


def form_submitted(
    act: Submit, opened: tuple[Place, str], given: Given, id: DeliveryId, at: datetime
) -> FormSubmitted:
    """`opened`: where the form was opened, and its token."""
    place, token = opened
    return FormSubmitted(id=id, at=at, who=act.by.who, place=place, token=token, given=given)


def walked(act: Come | Go, id: DeliveryId, at: datetime) -> MemberCame | MemberWent:
    match act:
        case Come():
            return MemberCame(id=id, at=at, who=act.by.who, room=channel(act.channel))
        case Go():
            left = None if act.for_good else channel(act.channel)
            return MemberWent(id=id, at=at, who=act.by.who, room=left)


def spoken(
    act: Say, message: str, under: str | None, id: DeliveryId, at: datetime
) -> Replied | DirectMessage | None:
    """What the bot hears of words. Under its own posts: the words. In a direct message: that there
    were some. Anywhere else, nothing: talk among the members is not the bot's business."""
    if isinstance(act.place, Direct):
        return DirectMessage(id=id, at=at, who=act.by.who)
    if under is None:
        return None
    return Replied(
        id=id,
        at=at,
        who=act.by.who,
        room=act.place,
        under=Address(under),
        text=act.text,
        message=Address(message),
    )


def _say(given: Mapping[str, object], by: Person, cast: Cast) -> Say:
    text = cleaned(_text(given, "say"))
    if not says_something(text):
        raise Sorry("There is nothing to send yet. Write something first.")
    if len(text) > LONGEST:
        raise Sorry(too_long(text, LONGEST))
    thread = "" if given.get("thread") is None else _text(given, "thread")
    return Say(by=by, place=_place(given, by, cast), text=text, thread=thread)


def _command(typed: str) -> str:
    words = cleaned(typed).strip()
    name, *rest = words.split(maxsplit=1) or [""]
    if name != "/lc":
        raise Sorry("Commands begin with /lc. Try “/lc help” to see what there is.")
    if len(words) > LONGEST:
        raise Sorry(too_long(words, LONGEST))
    return "".join(rest)


def _place(given: Mapping[str, object], by: Person, cast: Cast) -> Place:
    return cast.place_for(by, _text(given, "place"))


def _with(given: Mapping[str, object], by: Person, cast: Cast) -> tuple[str, ...]:
    """Whoever makes it; and everybody who is in the place from which it is made, if that is a channel."""
    place = _place(given, by, cast) if "place" in given else by.direct
    there = cast.in_channel(place.channel) if isinstance(place, Room) else (by,)
    return tuple(one.id for one in there)


def _must_be(value: str, known: Sequence[str]) -> str:
    if value in known:
        return value
    where = " or ".join(f"“{one}”" for one in known)
    raise Sorry(f"“{value[:40]}” is nowhere to go to. Use {where}.")


def _answers(given: Mapping[str, object]) -> Mapping[str, object]:
    answers = given.get("answers", {})
    if not isinstance(answers, dict):
        raise Sorry('Give the answers by field name, such as {"answers": {"purpose": "..."}}.')
    return answers


def _text(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise Sorry(f'Add "{name}", as text.')
    return value
