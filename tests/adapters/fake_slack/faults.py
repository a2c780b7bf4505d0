"""What can go wrong with a call, when a test wants it to.

A fault waits for its method and then happens, once or as often as the test says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.adapters.fake_slack.wire import Arguments

When = Callable[[Arguments], bool]


class Kind(StrEnum):
    SLOW = "slow"
    REFUSED = "refused"
    LIMITED = "limited"
    FAILS = "fails"
    BROKEN_JSON = "broken_json"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"


BEFORE = frozenset({Kind.REFUSED, Kind.LIMITED, Kind.FAILS, Kind.LOST_BEFORE})
"""These happen instead of the call; the others once it has been carried out."""


@dataclass
class Fault:
    """`amount` is the seconds of a slow answer or a `Retry-After`, or the status of a failure.

    `after` lets a failure come once the call has been carried out: Slack warns of `internal_error`
    that "it's possible some aspect of the operation succeeded".
    """

    kind: Kind
    method: str
    amount: float = 0.0
    error: str = ""
    times: int | None = 1
    when: When = field(default=lambda _: True)
    after: bool = False

    @property
    def before(self) -> bool:
        return self.kind in BEFORE and not self.after


class Faults:
    """The faults that wait for their calls."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def slow(self, method: str, seconds: float, *, times: int | None = 1) -> None:
        """The answer comes `seconds` late, on Slack's clock."""
        self._waiting.append(Fault(Kind.SLOW, method, seconds, times=times))

    def refuse(self, method: str, error: str, *, times: int | None = 1) -> None:
        """`ok: false` with this error; nothing is done."""
        self._waiting.append(Fault(Kind.REFUSED, method, error=error, times=times))

    def limit(
        self,
        method: str,
        retry_after: int,
        *,
        times: int | None = 1,
        when: When = lambda _: True,
    ) -> None:
        """429, whatever the limits say."""
        self._waiting.append(Fault(Kind.LIMITED, method, retry_after, times=times, when=when))

    def fail(
        self, method: str, status: int = 503, *, times: int | None = 1, after: bool = False
    ) -> None:
        """A page in place of an answer; `after` the call has been carried out or before."""
        self._waiting.append(Fault(Kind.FAILS, method, status, times=times, after=after))

    def break_json(self, method: str, *, times: int | None = 1) -> None:
        """The call is carried out, and half of the answer arrives."""
        self._waiting.append(Fault(Kind.BROKEN_JSON, method, times=times))

    def lose(
        self,
        method: str,
        *,
        after_accepting: bool = True,
        times: int | None = 1,
        when: When = lambda _: True,
    ) -> None:
        """The connection is cut with no answer, after the call was accepted or before."""
        kind = Kind.LOST_AFTER if after_accepting else Kind.LOST_BEFORE
        self._waiting.append(Fault(kind, method, times=times, when=when))

    def clear(self) -> None:
        self._waiting.clear()

    def meet(self, method: str, arguments: Arguments) -> Fault | None:
        """The first fault that waits for this call, used up once more."""
        for fault in self._waiting:
            if fault.method in {method, "*"} and fault.when(arguments):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)
