"""Notes that have come out of their box, and where each stands. They have no person, no time and no order."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.notes_sheets import Leaf


class Voice(StrEnum):
    """Who speaks in it."""

    NOTE = "note"
    ANSWER = "answer"
    """The writer of a note, once more."""
    REPLY = "reply"
    """Those who look after the group, to its writer: seen with the receipt alone."""


class Stands(StrEnum):
    """How it stands with a note."""

    WAITS = "waits"
    """It was the only one, and waits for company."""
    UNREAD = "unread"
    """Those who look after the group have not read it yet."""
    PASSED = "passed"
    """It is told when the next session opens."""
    RETURNED = "returned"
    HELD = "held"
    """For care: it is not told."""
    RELEASED = "released"
    HIDDEN = "hidden"
    """It was told, and is not shown until somebody has looked."""


class Back(StrEnum):
    """Why a note goes back to its writer."""

    NAMES = "names"
    POINTS = "points"
    ATTACK = "attack"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


class Reader(StrEnum):
    """Which of those who look after the group has read it."""

    FACILITATOR = "facilitator"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """`key` is made by chance. `session` is the number of the session it was written for.

    `late`: its window closed so late that it is not told unread at the first opening. `again`: its
    writer has asked for a second look. `post` and `place`: the session under which it was told, and
    where in that post it stands. `stayed`: it is the one which that session stays with. `counted`: that
    post has said that it went back.
    """

    key: str
    session: int
    mark: str
    text: str
    voice: Voice = Voice.NOTE
    stands: Stands = Stands.UNREAD
    back: Back | None = None
    reader: Reader | None = None
    late: bool = False
    again: bool = False
    counted: bool = False
    taken_back: bool = False
    post: str = ""
    place: int = 0
    stayed: bool = False
    name: str = ""

    @property
    def told(self) -> bool:
        return self.stands in (Stands.RELEASED, Stands.HIDDEN)

    @property
    def is_reply(self) -> bool:
        return self.voice is Voice.REPLY

    @property
    def is_unread(self) -> bool:
        """Whether those who look after the group are to read it. What they wrote themselves is not."""
        return self.stands is Stands.UNREAD and not self.is_reply


def leaf_of(one: Unsigned) -> Leaf:
    """What is written down of it, but its key and its session; nothing that is empty."""
    flags = {"l": one.late, "x": one.again, "z": one.counted, "w": one.taken_back, "y": one.stayed}
    written = {
        "t": one.text,
        "m": one.mark,
        "v": one.voice.value,
        "s": one.stands.value,
        "b": one.back or "",
        "r": one.reader or "",
        "p": one.post,
        "o": str(one.place or ""),
        "n": one.name,
        **{key: "1" for key, flag in flags.items() if flag},
    }
    return {key: value for key, value in written.items() if value}


def read_note(key: str, session: int, leaf: Leaf) -> Unsigned:
    return Unsigned(
        key=key,
        session=session,
        mark=leaf["m"],
        text=leaf.get("t", ""),
        voice=Voice(leaf["v"]),
        stands=Stands(leaf["s"]),
        back=Back(leaf["b"]) if "b" in leaf else None,
        reader=Reader(leaf["r"]) if "r" in leaf else None,
        late="l" in leaf,
        again="x" in leaf,
        counted="z" in leaf,
        taken_back="w" in leaf,
        post=leaf.get("p", ""),
        place=int(leaf.get("o", "0")),
        stayed="y" in leaf,
        name=leaf.get("n", ""),
    )
