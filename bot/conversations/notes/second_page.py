"""What the second page carries from the first: by a code, so that nothing has to be kept for it."""

from dataclasses import dataclass

from bot.boundary.tokens import Act, Token
from bot.domain.notes_sheets import Alone, Deed, Energy
from bot.domain.pulse import BLANK, Answers
from bot.domain.refusal import Reason, Refused

NOTHING = "-"
_TAPS = {tap: str(number) for number, tap in enumerate(Energy, 1)}
_READ_TAPS = {letter: tap for tap, letter in _TAPS.items()}
_ALONE = {alone: alone.value[0] for alone in Alone}
_READ_ALONE = {letter: alone for alone, letter in _ALONE.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """`code`: the receipt that was drawn for this form. `old`: one that was typed into it, if it opened something."""

    window: str
    community: str
    code: str
    old: str = ""
    tap: Energy | None = None
    alone: Alone = Alone.WAIT
    pulse: Answers = BLANK

    def token(self) -> Token:
        tap = _TAPS[self.tap] if self.tap else "0"
        about = (self.window, self.community, self.code, self.old or NOTHING)
        return Token(Act.CHECK_IN_DONE, (*about, tap + _ALONE[self.alone] + self.pulse))


def carried(token: Token) -> Carried:
    tap, alone, pulse = token[4][:1], token[4][1:2], token[4][2:] or BLANK
    if alone not in _READ_ALONE or len(pulse) != len(BLANK) or set(pulse) - set("01234"):
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Carried(
        window=token[0],
        community=token[1],
        code=token[2],
        old="" if token[3] == NOTHING else token[3],
        tap=_READ_TAPS.get(tap),
        alone=_READ_ALONE[alone],
        pulse=pulse,
    )


def deed_value(which: int, deed: Deed) -> str:
    """A choice on the second page: the first or second note of a receipt, and what is to be done."""
    return f"{which}_{deed}"


def read_deed(value: str) -> tuple[int, Deed] | None:
    which, _, deed = value.partition("_")
    if which not in ("1", "2") or deed not in set(Deed):
        return None
    return int(which), Deed(deed)
