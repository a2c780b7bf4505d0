"""A rehearsal as a transcript that can be read aloud: where, who, and their words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import assert_never
from zoneinfo import ZoneInfo

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from adapters.in_words import card_text, element_text
from adapters.practice import answers
from adapters.practice.cast import Cast
from adapters.practice.player import Played, Player
from adapters.practice.rows import Message
from adapters.practice.script import (
    Cancels,
    Commands,
    Fills,
    Makes,
    Presses,
    Says,
    Waits,
    WaitsFor,
)
from bot.boundary.views import Card, Form

WIDEST = 88
"""Characters in a line, so that whoever reads aloud does not lose their place."""

LABELS_WIDE = 72

ABOVE = (1, 0, 0, 0)
INSET = (0, 0, 0, 2)


async def rehearse(player: Player, cast: Cast, out: Console) -> None:
    """Play the whole script and print it. Raises `Sorry` with a sentence where the play stops."""
    transcript = Transcript(cast)
    async for played in player.play_all():
        for part in transcript.told_of(played):
            out.print(part, width=min(out.width, WIDEST), soft_wrap=False)
    out.print(Padding(Rule("The end", style="dim"), (1, 0)), width=min(out.width, WIDEST))


class Transcript:
    """Tells each step. What has been told once in the same words is not told again."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._told = set[str]()
        self._day = ""
        self._thread = ""

    def told_of(self, played: Played) -> Iterator[RenderableType]:
        posts = [one for one in played.appeared if one.card]
        yield from self._new_day(posts[0].at if posts else played.now)
        if played.step.note:
            self._thread = ""
            yield Padding(Text(played.step.note, style="italic"), ABOVE)
        yield from self._deed(played)
        yield from self._private(played)
        for _, group in groupby(posts, key=lambda one: one.card and card_text(one.card)):
            alike = tuple(group)
            yield from self._new_day(alike[0].at)
            self._thread = ""
            yield self._post(alike)

    def _new_day(self, now: datetime) -> Iterator[RenderableType]:
        here = now.astimezone(ZoneInfo(self._cast.zone))
        day = f"{here:%A} {here.day} {here:%B %Y}"
        if day != self._day:
            self._day, self._thread = day, ""
            yield Padding(Rule(day, style="dim"), ABOVE)

    def _deed(self, played: Played) -> Iterator[RenderableType]:
        who = self._name(played.step.by)
        match played.step.deed:
            case Waits() | WaitsFor():
                return
            case Says(text=text) as said:
                yield from self._said(who, text, _where(said, self._cast))
                return
            case Fills(answers=given):
                yield from self._filled(who, played, given)
            case Commands(words=words, channel=channel):
                there = f" in the {self._cast.name_of(channel)}" if channel else ""
                yield Padding(Text.assemble((who, "bold"), f" types “{words}”{there}."), ABOVE)
            case Makes(channel=channel):
                made = f" makes a new channel: the {self._cast.name_of(channel)}."
                yield Padding(Text.assemble((who, "bold"), made), ABOVE)
            case Presses(label=label):
                yield Padding(Text.assemble((who, "bold"), f" presses {_quoted(label)}."), ABOVE)
            case Cancels():
                yield Padding(Text.assemble((who, "bold"), " closes the form."), ABOVE)
            case _:
                assert_never(played.step.deed)
        self._thread = ""

    def _said(self, who: str, text: str, where: str) -> Iterator[RenderableType]:
        """Names beside their words, as in a play; the place only when it is another one."""
        if where != self._thread:
            self._thread = where
            yield Padding(Text(f"{where}:", style="dim"), ABOVE)
        line = Table.grid(padding=(0, 2))
        line.add_column(width=16)
        line.add_column()
        line.add_row(Text(who, style="bold"), Text(text))
        yield Padding(line, INSET)

    def _filled(
        self, who: str, played: Played, given: Mapping[str, object]
    ) -> Iterator[RenderableType]:
        form = played.form
        head = Text.assemble((who, "bold"), f" fills in {_quoted(form.title if form else '')}")
        if played.step.unseen or form is None:
            head.append(". Nobody sees what is written.")
            yield Padding(head, ABOVE)
            return
        lines = answers.in_words(form, answers.by_name(form, given), self._cast)
        told = [Text.assemble((_asked(label), "dim"), said) for label, said in lines]
        yield Padding(Group(head.append(":"), Padding(Group(*told), INSET)), ABOVE)

    def _private(self, played: Played) -> Iterator[RenderableType]:
        """A form that opened, and whispers: for the one who acts alone."""
        who, opened = self._name(played.step.by), played.came.form
        if opened and opened.form != played.form:
            yield from self._once(
                f"{who} is shown {_quoted(opened.form.title)}:", _intro(opened.form)
            )
        for whisper in played.came.whispers:
            yield from self._once(f"Only {who} sees:", _card(whisper.card))

    def _once(self, head: str, parts: Sequence[Text]) -> Iterator[RenderableType]:
        words = "\n".join(part.plain for part in parts)
        if words and words not in self._told:
            self._told.add(words)
            yield Padding(Group(Text(head, style="dim"), *parts), INSET)

    def _post(self, alike: Sequence[Message]) -> RenderableType:
        """A card; when several people got the same one, it is told once."""
        first = alike[0]
        here = first.at.astimezone(ZoneInfo(self._cast.zone))
        title = Text(f"{self._addressed(alike)}, {here:%A} {here:%H:%M}")
        body = Group(*_card(first.card)) if first.card else ""
        return Padding(Panel(body, title=title, title_align="left", padding=(0, 1)), ABOVE)

    def _addressed(self, alike: Sequence[Message]) -> str:
        first = alike[0]
        if not first.place.startswith("dm:"):
            name = self._cast.name_of(first.place)
            return f"{name}, in the thread" if first.thread else name
        names = [self._name(one.place.removeprefix("dm:")) for one in alike]
        if len(names) > 2:
            return f"To {names[0]} and {len(names) - 1} others, in private"
        return f"To {' and '.join(names)}, in private"

    def _name(self, person: str) -> str:
        found = self._cast.find(person)
        return found.name if found else person


def _asked(label: str) -> str:
    return f"{label} " if label.endswith(("?", ".")) else f"{label}: "


def _where(said: Says, cast: Cast) -> str:
    if said.direct:
        return "To the bot"
    if said.under:
        return f"In the thread of {_quoted(said.under)}"
    return f"In the {cast.name_of(said.channel)}"


def _quoted(title: str) -> str:
    """In quotation marks; those inside become single ones."""
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _intro(form: Form) -> list[Text]:
    return [Text(element_text(one)) for one in form.intro]


def _card(card: Card) -> list[Text]:
    lines = [Text(card.title, style="bold")] if card.title else []
    lines += [Text(element_text(one)) for one in card.body]
    if card.buttons:
        lines.append(Text(_labels(card), style="cyan"))
    return lines


def _labels(card: Card) -> str:
    """The buttons, none of them broken over two lines."""
    lines = [""]
    for button in card.buttons:
        label = f"[ {button.label} ]"
        if lines[-1] and len(lines[-1]) + len(label) > LABELS_WIDE:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {label}" if lines[-1] else label
    return "\n".join(lines)
