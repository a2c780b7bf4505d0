"""A rehearsal as a transcript that can be read aloud: where, who, and their words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from adapters.practice import answers
from adapters.practice.cast import ROOM, Cast, place_id
from adapters.practice.player import Played, Player
from adapters.practice.render import button_labels, card_text, element_text
from adapters.practice.script import Fills, Says, Waits, WaitsFor, in_words
from adapters.practice.shelf import Message, Whispered
from bot.boundary.views import Card, Form

WIDEST = 88
"""Characters in a line, so that whoever reads aloud does not lose their place."""


async def rehearse(player: Player, cast: Cast, out: Console) -> None:
    """Play the whole script and print it. Raises `Sorry` with a sentence where the play stops."""
    day = ""
    async for played in player.play_all():
        today = _day(played.now, cast)
        if today != day:
            day = today
            _print(out, Padding(Rule(today, style="dim"), (1, 0, 0, 0)))
        for part in _scene(played, cast):
            _print(out, part)
    _print(out, Padding(Rule("The end", style="dim"), (1, 0)))


def _print(out: Console, part: RenderableType) -> None:
    out.print(part, width=min(out.width, WIDEST), soft_wrap=False)


def _scene(played: Played, cast: Cast) -> Iterator[RenderableType]:
    if played.step.note:
        yield Padding(Text(played.step.note, style="italic"), (1, 0, 0, 0))
    yield from _deed(played, cast)
    if played.came.form and played.came.form.form != played.form:
        yield _opened(played.came.form.form, played.step.by, cast)
    for whisper in played.came.whispers:
        yield _whispered(whisper, played.step.by, cast)
    posts = [one for one in played.appeared if one.card]
    for text, alike in groupby(posts, key=lambda one: card_text(one.card) if one.card else ""):
        if text:
            yield _post(tuple(alike), cast)


def _deed(played: Played, cast: Cast) -> Iterator[RenderableType]:
    step, who = played.step, _name(played.step.by, cast)
    match step.deed:
        case Waits() | WaitsFor():
            return
        case Fills(answers=given):
            yield Padding(_filled(who, played, given, cast), (1, 0, 0, 0))
        case Says(text=text, under=under):
            where = f"in the thread of “{under}”" if under else "in the channel"
            where = "to the bot" if step.deed.direct else where
            lines = Text.assemble((who, "bold"), f", {where}:\n")
            yield Padding(Group(lines, Padding(Text(text), (0, 0, 0, 2))), (1, 0, 0, 0))
        case _:
            done = (
                in_words(step.deed).replace("type ", "types ", 1).replace("press ", "presses ", 1)
            )
            done = done.replace("close ", "closes ", 1)
            yield Padding(Text.assemble((who, "bold"), f" {done}."), (1, 0, 0, 0))


def _filled(who: str, played: Played, given: Mapping[str, object], cast: Cast) -> RenderableType:
    title = played.form.title if played.form else "the form"
    head = Text.assemble((who, "bold"), f" fills in “{title}”:\n")
    lines = answers.in_words(played.form, given, cast) if played.form else ()
    told = [Text.assemble((f"{label} ", "dim"), said) for label, said in lines]
    return Group(head, Padding(Group(*told), (0, 0, 0, 2)))


def _opened(form: Form, person: str, cast: Cast) -> RenderableType:
    head = Text(f"{_name(person, cast)} is shown “{form.title}”:", style="dim")
    return Padding(Group(head, *(Text(element_text(one)) for one in form.intro)), (1, 0, 0, 2))


def _whispered(whisper: Whispered, person: str, cast: Cast) -> RenderableType:
    head = Text(f"Only {_name(person, cast)} sees:", style="dim")
    return Padding(Group(head, *_card(whisper.card)), (1, 0, 0, 2))


def _post(alike: Sequence[Message], cast: Cast) -> RenderableType:
    """A card; when several people got the same one, it is told once."""
    card = alike[0].card
    assert card is not None
    title = Text(f"{_where(alike, cast)}, {_time(alike[0].at, cast)}")
    body = Group(*_card(card))
    return Padding(Panel(body, title=title, title_align="left", padding=(1, 2)), (1, 0, 0, 0))


def _where(alike: Sequence[Message], cast: Cast) -> str:
    first = alike[0]
    if first.place == place_id(ROOM):
        return f"{cast.room}, in the thread" if first.thread else cast.room
    names = [_name(one.place.removeprefix("dm:"), cast) for one in alike]
    return f"To {', '.join(names)}, in private"


def _card(card: Card) -> Iterator[RenderableType]:
    title, _, rest = card_text(card).partition("\n\n") if card.title else ("", "", card_text(card))
    if title:
        yield Text(title, style="bold")
    if title and rest:
        yield Text("")
    yield Text(rest)
    if card.buttons:
        yield Padding(Text(button_labels(card), style="cyan"), (1, 0, 0, 0))


def _name(person: str, cast: Cast) -> str:
    found = cast.find(person)
    return found.name if found else person


def _day(at: datetime, cast: Cast) -> str:
    here = at.astimezone(ZoneInfo(cast.zone))
    return f"{here:%A} {here.day} {here:%B %Y}"


def _time(at: datetime, cast: Cast) -> str:
    here = at.astimezone(ZoneInfo(cast.zone))
    return f"{here:%A} {here:%H:%M}"
