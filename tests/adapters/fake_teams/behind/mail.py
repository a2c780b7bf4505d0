"""What is sent to the bot: signed, with a deadline, and again where there was no good answer.

Sources: github.com/MicrosoftDocs/msteams-docs issue 6084 (a message that takes more than fifteen
seconds comes again, by design); learn.microsoft.com/microsoftteams/platform/messaging-extensions/
how-to/action-commands/respond-to-task-module-submit (five seconds for an invoke, and a later answer
is not looked at); github.com/microsoft/botbuilder-dotnet issue 5005 (how invokes come again).
"""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.identity import ISSUER
from tests.adapters.fake_teams.shapes import Attempt, CannotDo, Delivery, Json

MESSAGE_DEADLINE = 15.0
INVOKE_DEADLINE = 5.0
MESSAGE_AGAIN = (1.0, 5.0)
"""Seconds after which a message comes again, with its id."""
INVOKE_AT_ONCE = 3
"""Tries of an invoke with one id."""
INVOKE_LATER = 30.0
"""Then it comes as often with a new id, once more."""
LIVES = 3600
REUSED = 600.0
HANGS = 60.0


@dataclass(eq=False)
class Letter:
    """Something on its way to the bot."""

    activity: Json
    attempts: list[Attempt] = field(default_factory=list)
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    held: bool = False

    @property
    def is_invoke(self) -> bool:
        return bool(self.activity["type"] == "invoke")

    @property
    def acked(self) -> bool:
        return bool(self.attempts) and not self.attempts[-1].failed

    def told(self) -> Delivery:
        return Delivery(self.activity, tuple(self.attempts))


@dataclass(eq=False)
class Mail:
    core: Core
    session: ClientSession | None = None
    sent: list[Letter] = field(default_factory=list)
    held: list[Letter] | None = None
    doubled: int = 0
    """How many of the next letters come twice, though they were answered."""
    doubled_anew: bool = False
    """Whether those that come twice then have a new id, where it is no message's."""
    _tokens: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def bring(self, activity: Json) -> Letter:
        """Until it was answered, or for an invoke until the first round of tries has failed."""
        letter = self.send(activity)
        if not letter.held:
            await self.awaited(letter.tried)
        return letter

    def send(self, activity: Json) -> Letter:
        letter = Letter(activity)
        self.sent.append(letter)
        if self.held is None:
            self._start(self._carry(letter))
        else:
            letter.held = True
            self.held.append(letter)
        return letter

    def hold(self) -> None:
        """Nothing is delivered, until `release`."""
        self.held = []

    async def release(self, *, backwards: bool = False) -> list[Delivery]:
        held, self.held = self.held or [], None
        for letter in reversed(held) if backwards else held:
            letter.held = False
            self._start(self._carry(letter))
            await self.awaited(letter.tried)
        return [letter.told() for letter in held]

    async def again(self, letter: Letter, *, anew: bool = False) -> Attempt:
        """The same once more: as it was, or an invoke `anew`, as Teams does after a while."""
        new = {"id": self.core.mint.event()} if anew and letter.is_invoke else {}
        attempt = await self._try(letter.activity | new)
        letter.attempts.append(attempt)
        return attempt

    async def raw(self, body: bytes, headers: dict[str, str]) -> Attempt:
        """Whatever a test wants to send, and be it no activity at all."""
        return await self._post("", body, headers)

    async def _carry(self, letter: Letter) -> None:
        await (self._carry_invoke(letter) if letter.is_invoke else self._carry_message(letter))
        if self.doubled:
            self.doubled -= 1
            await self.again(letter, anew=self.doubled_anew)
        letter.done.set()

    async def _carry_message(self, letter: Letter) -> None:
        await self._once(letter, letter.activity)
        letter.tried.set()
        for wait in MESSAGE_AGAIN:
            if not _comes_again(letter):
                return
            await self.core.clock.sleep(wait)
            await self._once(letter, letter.activity)

    async def _carry_invoke(self, letter: Letter) -> None:
        await self._round(letter, letter.activity)
        letter.tried.set()
        if letter.acked:
            return
        await self.core.clock.sleep(INVOKE_LATER)
        await self._round(letter, letter.activity | {"id": self.core.mint.event()})

    async def _round(self, letter: Letter, activity: Json) -> None:
        for _ in range(INVOKE_AT_ONCE):
            await self._once(letter, activity)
            if letter.acked:
                return

    async def _once(self, letter: Letter, activity: Json) -> None:
        letter.attempts.append(await self._try(activity))

    async def _try(self, activity: Json) -> Attempt:
        headers = {"Authorization": f"Bearer {self.token()}"}
        body = json.dumps(activity, ensure_ascii=False).encode()
        return await self._post(activity["id"], body, headers, invoke=activity["type"] == "invoke")

    def token(self) -> str:
        """One serves for some minutes, as long as neither the key nor the address changes."""
        drawer = (self.core.framework.current.kid, self.core.service_url)
        at, token = self._tokens.get(drawer, (0.0, ""))
        if not 0 <= self.core.token_time() - at < REUSED:
            at, token = self.core.token_time(), self.core.framework.sign(self.claims())
            self._tokens[drawer] = at, token
        return token

    def claims(self) -> Json:
        now = int(self.core.token_time())
        return {
            "serviceurl": self.core.service_url,
            "nbf": now,
            "exp": now + LIVES,
            "iss": ISSUER,
            "aud": self.core.app.id,
        }

    async def _post(
        self, id_: str, body: bytes, headers: dict[str, str], *, invoke: bool = False
    ) -> Attempt:
        at, deadline = self.core.now(), INVOKE_DEADLINE if invoke else MESSAGE_DEADLINE
        self.core.under_way += 1
        try:
            status, answer = await self.core.clock.within(deadline, self._exchange(body, headers))
        except TimeoutError:
            return Attempt(id_, at, failed="too late")
        except (ClientError, OSError) as error:
            return Attempt(id_, at, failed=f"no connection: {type(error).__name__}")
        finally:
            self.core.under_way -= 1
        return Attempt(id_, at, status, answer, "" if 200 <= status < 300 else f"{status}")

    async def _exchange(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        given = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
            "x-ms-tenant-id": self.core.app.tenant,
        }
        assert self.session is not None
        async with self.session.post(
            self.core.bot_url,
            data=body,
            headers=given | headers,
            timeout=ClientTimeout(total=None),
            allow_redirects=False,
        ) as response:
            text = await response.text()
            return response.status, _read(response.content_type, text)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def awaited(self, event: asyncio.Event) -> None:
        """A standing clock makes nobody wait for ever: the test should have moved it."""
        try:
            await asyncio.wait_for(event.wait(), HANGS)
        except TimeoutError:
            raise CannotDo(
                "Nobody answered, and the clock stands still: move it forward."
            ) from None

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.session is not None:
            await self.session.close()


def _comes_again(letter: Letter) -> bool:
    """What was refused with 4xx is not sent again."""
    last = letter.attempts[-1]
    return bool(last.failed) and (last.status is None or last.status >= 500)


def _read(content_type: str, text: str) -> Any:
    if content_type != "application/json" or not text:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
