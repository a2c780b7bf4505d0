"""What a button or a form carries: an act and what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusal import Reason, Refused

LONGEST = 72
"""Characters. Under every platform's limit for a button's value (Slack 2,000, an action id 255)."""


class Act(StrEnum):
    """Everything that a button or a form can mean. One conversation answers each."""

    # the list is completed by the conversations
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Token:
    """`about` are ids or short words without a dot."""

    act: Act
    about: tuple[str, ...] = ()

    def pack(self) -> str:
        """Write as `act.about.about`, at most `LONGEST` characters; longer is a bug."""
        packed = ".".join((self.act.value, *self.about))
        if len(packed) > LONGEST or any("." in part for part in self.about):
            raise ValueError(f"a token that can't be packed: {self.act}")
        return packed


def unpack(packed: str) -> Token:
    """Read it back. Anything that no button of ours can carry is refused kindly."""
    act, *about = packed[: LONGEST + 1].split(".")
    if len(packed) > LONGEST or act not in _ACTS:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Token(Act(act), tuple(about))


_ACTS = frozenset(act.value for act in Act)
