"""What somebody does in Slack, handed in at the desk, and what they see of it. Answers Slack only when it is kept."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import forms, inbound
from adapters.slack.cards import Message
from adapters.slack.directory import Directory
from adapters.slack.inbound import Payload
from adapters.slack.showing import Shown, as_page, at_fields, shown, with_sorry
from bot.boundary.arrivals import Arrival, Who
from bot.boundary.decision import FormErrors, Reply, Whisper
from bot.boundary.views import Card, Text
from bot.domain.ids import Direct, Place, Room, user_of

Desk = Callable[[Arrival], Awaitable[tuple[Reply, ...]]]
"""Returns as soon as what arrived is kept."""

SLOW: Final = 1.2
"""Seconds after which somebody is shown that the bot is at it: Slack lets a form be opened for 3 s only."""
WAIT: Final = "One moment. This takes a little longer than usual."
BROKEN: Final = (
    "Something went wrong here, and nothing was changed. Try it again. If it happens twice,"
    " whoever runs this bot can read more in its log."
)

log = logging.getLogger(__name__)


class Front:
    """One method for each kind of thing that Slack sends when somebody acts."""

    def __init__(self, desk: Desk, directory: Directory, now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._directory = directory
        self._now = now
        self._afterwards = set[asyncio.Task[None]]()

    async def command(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        who = await self._who(body["team_id"], body["user_id"], body.get("user_name", ""))
        arrival = inbound.command(body, who, self._now())
        view, replies = await self._handed_in(arrival, client, body["trigger_id"])
        seen = shown(replies, arrival.place)
        await self._opened(client, body["trigger_id"], seen, view, replies, arrival.place)
        if view is None and seen.whispers:
            first, *more = seen.whispers
            await ack(text=first.text, blocks=list(first.blocks), response_type="ephemeral")
            self._later(self._whisper(client, body["channel_id"], who, tuple(more)))
        else:
            await ack()

    async def shortcut(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, words: str
    ) -> None:
        who = await self._acting(body)
        arrival = inbound.shortcut(body, words, who, self._now())
        view, replies = await self._handed_in(arrival, client, body["trigger_id"])
        await self._in_a_view(client, body, view, replies, arrival.place)
        await ack()

    async def press(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        who = await self._acting(body)
        arrival = inbound.press(body, who, self._now())
        view, replies = await self._handed_in(arrival, client, body["trigger_id"])
        if body.get("view"):
            await self._in_a_view(client, body, view, replies, arrival.place)
        else:
            seen = shown(replies, arrival.place)
            await self._opened(client, body["trigger_id"], seen, view, replies, arrival.place)
            if view is None:
                channel = body["channel"]["id"]
                self._later(self._whisper(client, channel, who, seen.whispers))
        await ack()

    async def submit(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        team = body["team"]["id"]
        chosen = forms.chosen_people(body["view"]).values()
        names = await self._directory.names(team, (user for some in chosen for user in some))
        who = await self._acting(body)
        arrival = inbound.submitted(body, who, self._now(), names)
        replies = await self._kept_or_sorry(arrival, FormErrors({"": BROKEN}))
        seen = shown(replies, arrival.place)
        if seen.errors:
            await _mistakes(ack, seen.errors, body["view"])
        elif seen.view:
            await ack(response_action="update", view=seen.view)
        elif isinstance(arrival.place, Direct) and (page := as_page(replies, arrival.place)):
            await ack(response_action="update", view=page)
        else:
            await ack()
        if not seen.errors and isinstance(arrival.place, Room):
            channel = arrival.place.channel
            self._later(self._whisper(client, channel, who, seen.whispers))

    async def close(self) -> None:
        """Let whispers that are on their way arrive."""
        if self._afterwards:
            await asyncio.wait(self._afterwards, timeout=1.0)

    async def _handed_in(
        self, arrival: Arrival, client: AsyncWebClient, trigger: str
    ) -> tuple[str | None, tuple[Reply, ...]]:
        """The replies; and, where they took their time, the id of the view that says so."""
        sorry = Whisper(Card("", (Text(BROKEN),)))
        task = asyncio.ensure_future(self._kept_or_sorry(arrival, sorry))
        done, _ = await asyncio.wait({task}, timeout=SLOW)
        view = None
        if not done:
            answer = await client.views_open(
                trigger_id=trigger, view=forms.waiting("One moment", WAIT)
            )
            view = str(answer["view"]["id"])
        return view, await task

    async def _kept_or_sorry(self, arrival: Arrival, sorry: Reply) -> tuple[Reply, ...]:
        """Slack sends no press or form a second time, so that whoever acted must hear of a failure."""
        try:
            return await self._desk(arrival)
        except Exception as failure:
            log.error(
                "%s could not be taken in: %s.", type(arrival).__name__, type(failure).__name__
            )
            return (sorry,)

    async def _opened(
        self,
        client: AsyncWebClient,
        trigger: str,
        seen: Shown,
        view: str | None,
        replies: tuple[Reply, ...],
        place: Place,
    ) -> None:
        """The form, in place of the view that said to wait; there, words stand in the view too."""
        if view is not None:
            instead = seen.view or as_page(replies, place) or forms.waiting("Done", "This is done.")
            await client.views_update(view_id=view, view=instead)
        elif seen.view:
            await client.views_open(trigger_id=trigger, view=seen.view)

    async def _in_a_view(
        self,
        client: AsyncWebClient,
        body: Payload,
        waiting: str | None,
        replies: tuple[Reply, ...],
        place: Place,
    ) -> None:
        """Pressed in a form: what comes lies over it, so that nothing typed below is lost."""
        view = shown(replies, place).view or as_page(replies, place)
        if waiting is not None:
            instead = view or forms.waiting("Done", "This is done.")
            await client.views_update(view_id=waiting, view=instead)
        elif view and (body.get("view") or {}).get("type") == "modal":
            await client.views_push(trigger_id=body["trigger_id"], view=view)
        elif view:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def _whisper(
        self,
        client: AsyncWebClient,
        channel: str,
        who: Who,
        whispers: tuple[Message, ...],
    ) -> None:
        """Words that only they see. They do not last, and are not tried twice."""
        for one in whispers:
            try:
                await client.chat_postEphemeral(
                    channel=channel,
                    user=user_of(who.person),
                    text=one.text,
                    blocks=list(one.blocks),
                    parse="none",
                    link_names=False,
                )
            except (SlackApiError, OSError, TimeoutError) as problem:
                log.warning("A whisper did not arrive: %s.", type(problem).__name__)

    async def _acting(self, body: Payload) -> Who:
        user = body["user"]
        return await self._who(
            body["team"]["id"], user["id"], user.get("username") or user.get("name", "")
        )

    async def _who(self, team: str, user: str, fallback: str) -> Who:
        return await self._directory.who(team, user, fallback)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)


async def _mistakes(ack: AsyncAck, errors: FormErrors, view: Payload) -> None:
    """The form stays open, as it was filled in."""
    if sentences := at_fields(errors, view):
        await ack(response_action="errors", errors=sentences)
    else:
        await ack(response_action="update", view=with_sorry(errors, view))
