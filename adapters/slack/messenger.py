"""Carries the bot's posts into Slack. Each is marked with its errand's id, so that it can be looked for."""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import Message, messages
from adapters.slack.directory import Clients, Directory
from adapters.slack.inbound import EARLIER
from adapters.slack.trouble import Done, carried
from bot.boundary.delivery import Errand, InDoubt, Undelivered, Unreachable
from bot.domain.ids import Address, Direct, Place, Room, user_of, workspace_of

MARK: Final = "lcbot_post"
"""The type of the metadata that a post carries."""
A_PAGE: Final = 200
REMEMBERED: Final = 5_000
"""Posts whose messages are remembered."""
QUIET: Final[dict[str, Any]] = {
    "unfurl_links": False,
    "unfurl_media": False,
    "parse": "none",
    "link_names": False,
}
"""No previews are fetched, and no mention or link is made out of letters."""


class SlackMessenger:
    """A long card takes several messages; the first one's `ts` is its address, the others follow it."""

    can_be_asked = True

    def __init__(self, clients: Clients, directory: Directory) -> None:
        self._clients = clients
        self._directory = directory
        self._stands: dict[tuple[Place, str], tuple[str, ...]] = {}
        """By the place and the first message (stamps are a channel's own): all of a post's messages, as far as this
        process has seen them."""

    async def deliver(self, errand: Errand) -> Address:
        return await self._complete(errand, [])

    async def find(self, errand: Errand) -> Address | None:
        """Of a long card whose carrying broke off, what is missing is sent now."""
        found = await self._looked_for(errand)
        return await self._complete(errand, found) if found else None

    async def revise(self, errand: Errand) -> None:
        """A card that has become shorter takes the messages away that it has no more words for."""
        client, channel = await self._way(errand.place)
        parts = messages(errand.card)
        standing = await self._all_of(errand)
        for number, stamp in enumerate(standing):
            if number < len(parts):
                await self._change(client, channel, errand, stamp, number)
            else:
                await carried(client.chat_delete(channel=channel, ts=stamp))
        if len(parts) > len(standing):
            await self._complete(errand, list(standing))
        else:
            self._remember(errand.place, standing[: len(parts)])

    async def pin(self, errand: Errand) -> None:
        client, channel = await self._way(errand.place)
        await _or_done(client.pins_add(channel=channel, timestamp=errand.thread), "already_pinned")

    async def leave(self, errand: Errand) -> None:
        """Where the workspace has not given the right to leave, the bot stays and is silent."""
        client, channel = await self._way(errand.place)
        call = client.conversations_leave(channel=channel)
        await _or_done(call, "not_in_channel", "missing_scope", "cant_leave_general")

    async def _complete(self, errand: Errand, stands: list[str]) -> Address:
        """What is refused half-way is in doubt: sent again as a whole, its beginning would stand there twice."""
        parts = messages(errand.card)
        for number in range(len(stands), len(parts)):
            try:
                stands.append(await self._post(errand, parts[number], number))
            except Undelivered:
                if stands:
                    raise InDoubt from None
                raise
        self._remember(errand.place, stands)
        return Address(stands[0])

    async def _post(self, errand: Errand, part: Message, number: int) -> str:
        client = await carried(self._clients(workspace_of(errand.place)))
        channel = self._mouth(errand.place)
        call = client.chat_postMessage(
            channel=channel,
            text=part.text,
            blocks=list(part.blocks),
            thread_ts=errand.thread,
            metadata=_marked(errand, number),
            **QUIET,
        )
        answer = await carried(call)
        channel, stamp = str(answer["channel"]), str(answer["ts"])
        if isinstance(errand.place, Direct):
            self._directory.stands_in(*_person(errand.place), channel)
        if errand.thread and not answer["message"].get("thread_ts"):
            await self._take_back(client, channel, stamp)
        return stamp

    async def _take_back(self, client: AsyncWebClient, channel: str, stamp: str) -> None:
        """Under a message that has gone Slack lets nothing stand, and posts it for all to see instead."""
        await carried(client.chat_delete(channel=channel, ts=stamp))
        raise Unreachable("the post it belongs under is gone")

    async def _change(
        self, client: AsyncWebClient, channel: str, errand: Errand, stamp: str, number: int
    ) -> None:
        part = messages(errand.card)[number]
        call = client.chat_update(
            channel=channel,
            ts=stamp,
            text=part.text,
            blocks=list(part.blocks),
            metadata=_marked(errand, number),
            **QUIET,
        )
        await carried(call)

    async def _all_of(self, errand: Errand) -> tuple[str, ...]:
        first = str(errand.address)
        if (errand.place, first) not in self._stands:
            found = await self._looked_for(errand, since=first)
            self._stands[errand.place, first] = tuple(found) or (first,)
        return self._stands[errand.place, first]

    async def _looked_for(self, errand: Errand, since: str | None = None) -> list[str]:
        """The stamps of this post's messages, first to last, by the marks they carry."""
        client, channel = await self._way(errand.place)
        oldest = since or f"{(errand.since - EARLIER).timestamp():.6f}"
        marked = {
            mark["part"]: one["ts"]
            async for one in _history(client, channel, oldest, errand.thread)
            if (mark := _mark(one)).get("post") == errand.id
        }
        return [marked[part] for part in sorted(marked)]

    async def _way(self, place: Place) -> tuple[AsyncWebClient, str]:
        client = await carried(self._clients(workspace_of(place)))
        match place:
            case Room(channel=channel):
                return client, channel
            case Direct():
                return client, await carried(self._directory.channel_with(*_person(place)))

    def _mouth(self, place: Place) -> str:
        """Where to post. A person is posted to by their own id as long as their private channel is not known: Slack
        opens it, and names it in its answer. That saves a call that it permits less often than a post."""
        match place:
            case Room(channel=channel):
                return channel
            case Direct():
                team, user = _person(place)
                return self._directory.known_channel(team, user) or user

    def _remember(self, place: Place, stands: Sequence[str]) -> None:
        """The newest are remembered; the others can be found again."""
        self._stands[place, stands[0]] = tuple(stands)
        while len(self._stands) > REMEMBERED:
            del self._stands[next(iter(self._stands))]


def _person(place: Direct) -> tuple[str, str]:
    return workspace_of(place), user_of(place.person)


async def _or_done(call: Awaitable[object], *fine: str) -> None:
    """What Slack says when there is nothing more to do is no failure."""
    try:
        await carried(call, fine)
    except Done:
        return


async def _history(
    client: AsyncWebClient, channel: str, oldest: str, thread: Address | None
) -> AsyncIterator[Mapping[str, Any]]:
    """Every message since then; in a thread, those of the thread."""
    method = "conversations.replies" if thread else "conversations.history"
    asked = {
        "channel": channel,
        "oldest": oldest,
        "inclusive": True,
        "include_all_metadata": True,
        "limit": A_PAGE,
    } | ({"ts": thread} if thread else {})
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        answer = await carried(client.api_call(method, http_verb="GET", params=asked | more))
        for one in answer["messages"]:
            yield one
        cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def _marked(errand: Errand, number: int) -> dict[str, object]:
    return {"event_type": MARK, "event_payload": {"post": errand.id, "part": number}}


def _mark(message: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload") or {} if metadata.get("event_type") == MARK else {}
