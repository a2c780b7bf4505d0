"""Who attacks, and what they have: the table of docs/decisions/0017."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tests.conftest import KEY
from tests.safety.attack.chance_of import insider
from tests.safety.attack.classifier import Question
from tests.safety.attack.dumps import Dump, Series
from tests.safety.attack.evidence import Lived, Written
from tests.safety.attack.methods.boxes import by_differences
from tests.safety.attack.methods.lines import by_lines
from tests.safety.attack.methods.orders import by_order
from tests.safety.attack.methods.presence import by_presence
from tests.safety.attack.methods.rows import by_rows
from tests.safety.attack.methods.steps import by_room, by_sitting, by_steps
from tests.safety.attack.opening import open_dump
from tests.safety.attack.sight import Numbers, Sight

Method = Callable[[Sight], Numbers]


class Attacker(StrEnum):
    PEER = "X1"
    FACILITATOR = "X2"
    AFTER = "X3a"
    OPEN = "X3b"
    OPEN_WITH_KEY = "X3c"
    BACKUPS = "X4"
    PLATFORM = "X5"
    SITTING = "X5s"
    TOGETHER = "X6"
    TOGETHER_WITH_KEY = "X6k"


GATED = (
    Attacker.PEER,
    Attacker.FACILITATOR,
    Attacker.AFTER,
    Attacker.OPEN,
    Attacker.BACKUPS,
    Attacker.PLATFORM,
    Attacker.TOGETHER,
)
METHODS: Mapping[Attacker, tuple[Method, ...]] = {
    Attacker.PEER: (by_presence,),
    Attacker.FACILITATOR: (by_presence,),
    Attacker.AFTER: (by_rows, by_lines),
    Attacker.OPEN: (by_rows, by_lines, by_differences),
    Attacker.OPEN_WITH_KEY: (by_rows, by_lines, by_differences),
    Attacker.BACKUPS: (by_rows, by_differences),
    Attacker.PLATFORM: (by_steps, by_room, by_order),
    Attacker.SITTING: (by_steps, by_room, by_order, by_sitting),
    Attacker.TOGETHER: (by_steps, by_room, by_order, by_rows, by_lines, by_differences),
    Attacker.TOGETHER_WITH_KEY: (by_steps, by_room, by_order, by_rows, by_lines, by_differences),
}


@dataclass
class Pack:
    """The dumps of one window, opened as far as each attacker can."""

    locked: Series = field(default_factory=Series)
    after: Series = field(default_factory=Series)
    backups: Series = field(default_factory=Series)
    unlocked: Series = field(default_factory=Series)
    secrets: frozenset[bytes] = frozenset()
    found: frozenset[bytes] = frozenset()


def questions(
    lived: Lived, notes: Sequence[Written], pack: Pack
) -> Iterator[tuple[Attacker, Question]]:
    """Of each of these notes, told by now and written in this window, who wrote it: as each attacker sees it."""
    for attacker, methods in METHODS.items():
        for asked, sight in _sights(attacker, lived, notes, pack):
            numbers: Numbers = {}
            for method in methods:
                numbers |= method(sight)
            yield from ((attacker, one) for one in _asked(lived, asked, sight, numbers))


def _asked(
    lived: Lived, notes: Sequence[Written], sight: Sight, numbers: Numbers
) -> Iterator[Question]:
    """Only numbers that tell one from another are kept."""
    for down, note in enumerate(notes):
        telling = {name: rows[down] for name, rows in numbers.items() if rows[down].std() > 1e-9}
        true = sight.circle.index(note.writer)
        yield Question(lived.key, telling, len(sight.circle), true)


def _sights(
    attacker: Attacker, lived: Lived, notes: Sequence[Written], pack: Pack
) -> Iterator[tuple[Sequence[Written], Sight]]:
    if attacker is Attacker.PEER:
        yield from (([one], _peer(lived, one)) for one in notes)
        return
    yield notes, _sight(attacker, lived, [one.text for one in notes], pack)


def _peer(lived: Lived, note: Written) -> Sight:
    """A member who knows that it was not them; and who was away."""
    me = insider(lived, note)
    circle = tuple(one for one in lived.members if one in lived.present and one != me)
    room = [one for one in lived.events if one.person is None]
    return Sight(texts=[note.text], circle=circle, presence=lived.presence, events=room)


def _sight(attacker: Attacker, lived: Lived, texts: Sequence[str], pack: Pack) -> Sight:
    everyone = Sight(texts=texts, circle=lived.members, secrets=pack.secrets)
    crowd = tuple(one for one in lived.members if one in lived.crowd)
    platform = replace(
        everyone,
        circle=crowd,
        presses=lived.presses,
        events=lived.events,
        orders={"told": [one for one in lived.told if one in texts]},
    )
    match attacker:
        case Attacker.FACILITATOR:
            present = tuple(one for one in lived.members if one in lived.present)
            mine = [one for one in lived.events if one.person in (None, lived.keepers[0])]
            return replace(everyone, circle=present, presence=lived.presence, events=mine)
        case Attacker.AFTER:
            return replace(everyone, lines=lived.lines, series={"after": pack.after})
        case Attacker.OPEN:
            return replace(
                everyone, lines=lived.lines, series={"open": pack.locked}, secrets=pack.found
            )
        case Attacker.OPEN_WITH_KEY:
            return replace(
                everyone, circle=crowd, lines=lived.lines, series={"open": pack.unlocked}
            )
        case Attacker.BACKUPS:
            return replace(everyone, series={"backups": pack.backups})
        case Attacker.TOGETHER:
            both = {"after": pack.after, "open": pack.locked, "backups": pack.backups}
            return replace(platform, lines=lived.lines, series=both)
        case Attacker.TOGETHER_WITH_KEY:
            both = {"after": pack.after, "open": pack.unlocked, "backups": pack.backups}
            return replace(platform, lines=lived.lines, series=both)
        case _:
            return platform


def pack_of(lived: Lived) -> Pack:
    assert lived.before is not None
    assert lived.after is not None
    people = lived.members
    locked = [_copied(one) for one in (lived.before, *lived.open_dumps)]
    unlocked = [_copied(one) for one in (lived.before, *lived.open_dumps, lived.after)]
    backups = [_copied(one) for one in (lived.before, *lived.backups)]
    found = [open_dump(one, (), people) for one in locked]
    opened = [open_dump(one, (KEY,), people) for one in (*unlocked, *backups)]
    plain = frozenset(key for one in found for key in one.found)
    marks = frozenset(key for one in opened for key in one.marks)
    return Pack(
        locked=Series(tuple(locked)),
        after=Series((unlocked[0], unlocked[-1])),
        backups=Series(tuple(backups)),
        unlocked=Series(tuple(unlocked[:-1])),
        secrets=plain | marks | {KEY},
        found=plain,
    )


def _copied(dump: Dump) -> Dump:
    return Dump(dump.at, dump.tables, dump.raw)
