"""The faults that wait for their requests: see `shapes.Fault`."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from tests.adapters.fake_teams.shapes import Fault


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def meet(self, operation: str, conversation: str = "", body: Any = None) -> Fault | None:
        """The first fault that waits for this request, used up once more."""
        for number, fault in enumerate(self.waiting):
            if _fits(fault, operation, conversation, body):
                self._use(number)
                return fault
        return None

    def _use(self, number: int) -> None:
        fault = self.waiting[number]
        if fault.times is None:
            return
        if fault.times <= 1:
            del self.waiting[number]
        else:
            self.waiting[number] = replace(fault, times=fault.times - 1)


def _fits(fault: Fault, operation: str, conversation: str, body: Any) -> bool:
    if fault.operation not in {operation, "*"}:
        return False
    if fault.conversation and fault.conversation != conversation.partition(";")[0]:
        return False
    return not fault.holding or fault.holding in json.dumps(body, ensure_ascii=False)
