"""What Teams sends, and who answers it: one line for each kind. What nobody answers is taken in, and dropped."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.teams import inbound
from adapters.teams.answer import KEPT, Answer
from adapters.teams.buttons import MEANT
from adapters.teams.directory import Directory
from adapters.teams.front import Front
from adapters.teams.hearing import Hearing
from adapters.teams.life import Life
from adapters.teams.pages import Pages
from adapters.teams.transport import Incoming

Handles = Callable[[Incoming], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Ears:
    """Everything that is sent comes here, once its token was found good and it could be read. Whoever acts can be
    reached from then on; an `invoke` is waited for, and sees to that within its time."""

    directory: Directory
    front: Front
    hearing: Hearing
    life: Life
    pages: Pages

    async def __call__(self, incoming: Incoming) -> Answer:
        handle = self._handler(incoming)
        if handle is None:
            return KEPT
        if incoming.kind != "invoke" and not inbound.is_goodbye(incoming):
            await self.directory.met(incoming)
        answer = await handle(incoming)
        if incoming.kind in inbound.ACTS:
            self.pages.acted(inbound.person(incoming, incoming.sender))
        return answer

    def _handler(self, incoming: Incoming) -> Handles | None:
        match incoming.kind, incoming.name:
            case "invoke", "adaptiveCard/action":
                return self.front.press
            case "invoke", "task/fetch":
                return self.front.fetch
            case "invoke", "composeExtension/fetchTask":
                return self.front.action
            case "invoke", "task/submit" | "composeExtension/submitAction":
                return self.front.submit
            case "message", _ if MEANT in incoming.value:
                return self.front.press_plainly
            case "message", _:
                return self.hearing.message
            case "messageUpdate" | "messageDelete", _:
                return self.hearing.edited
            case "installationUpdate", _:
                return self.life.installed
            case "conversationUpdate", _:
                return self.life.changed
            case _:
                return None
