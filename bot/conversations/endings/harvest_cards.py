"""What a community takes with it, as messages in a chat: what is a list there is a list, and no mark is written out."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.boundary.views import Card, Element, Facts, Points, Quote, Text
from bot.conversations.endings.handing import LONGEST, numbered
from bot.takeaway import LETTER, SESSIONS, Sheaf, Taken
from bot.words import say
from bot.words.places import zone_words
from bot.words.times import day_words

MOST_PARTS = 30
"""Elements of one message: under every platform's limit."""


def harvest_cards(title: str, taken: Taken, on: date) -> tuple[Card, ...]:
    """As few as they fit into. Each says which it is of how many."""
    packed = tuple(_packed(tuple(_told(taken, on))))
    return tuple(
        Card(numbered(title, number, len(packed)), body) for number, body in enumerate(packed, 1)
    )


def _told(taken: Taken, on: date) -> Iterator[Element]:
    yield Text(say("harvest.taken_on", day=day_words(on), year=on.year))
    yield _charter(taken)
    if taken.permission_in_their_words:
        yield Quote(taken.permission_in_their_words)
    for sheaf in taken.harvest:
        yield from _part(sheaf)
    if taken.sessions:
        yield Text(SESSIONS)
    for one in taken.sessions:
        yield Text(say("harvest.session", number=one.number, day=_day(one.opened)))
        changed = (say("harvest.changed", line=one.changed),) if one.changed else ()
        yield from _points((*changed, *one.wrap))


def _charter(taken: Taken) -> Facts:
    nobody = say("charter.not_settled")
    return Facts(
        (
            (say("charter.purpose"), taken.purpose),
            (say("charter.roles"), taken.roles),
            (say("charter.permission"), taken.permission),
            (say("charter.kept_by"), ", ".join(taken.looked_after_by) or nobody),
            (say("harvest.meets"), f"{taken.meets} ({zone_words(taken.zone)})"),
        )
    )


def _part(sheaf: Sheaf) -> Iterator[Element]:
    yield Text(sheaf.title)
    if sheaf.title == LETTER:
        yield Quote("\n\n".join(sheaf.lines))
    else:
        yield from _points(sheaf.lines)


def _points(lines: Sequence[str]) -> Iterator[Points]:
    """One line an element, so that a long list can go on in the next message."""
    for line in lines:
        yield Points((line,))


def _packed(elements: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
    body: list[Element] = []
    for one in elements:
        if body and not _fits(body, one):
            yield tuple(body)
            body = []
        _add(body, one)
    yield tuple(body)


def _fits(body: Sequence[Element], one: Element) -> bool:
    """A list that goes on is one element, however many lines it has."""
    goes_on = isinstance(body[-1], Points) and isinstance(one, Points)
    return _size((*body, one)) <= LONGEST and (goes_on or len(body) < MOST_PARTS)


def _add(body: list[Element], one: Element) -> None:
    last = body[-1] if body else None
    if isinstance(last, Points) and isinstance(one, Points):
        body[-1] = Points((*last.lines, *one.lines))
    else:
        body.append(one)


def _size(elements: Sequence[Element]) -> int:
    return sum(map(_letters, elements))


def _letters(element: Element) -> int:
    match element:
        case Text(text=text) | Quote(text=text):
            return len(text)
        case Points(lines=lines):
            return sum(len(line) + 3 for line in lines)
        case Facts(pairs=pairs):
            return sum(len(label) + len(words) + 3 for label, words in pairs)
        case _:
            return 0


def _day(opened: str) -> str:
    day = date.fromisoformat(opened)
    return f"{day_words(day)} {day.year}"
