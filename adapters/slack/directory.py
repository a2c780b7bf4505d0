"""Who and where, as Slack knows it: names, and the private channel with a person. Asked once, remembered for a day."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final
from weakref import WeakValueDictionary

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.called import first_seen, seen
from adapters.slack.inbound import whose
from adapters.slack.turns import now_or_never
from bot.boundary.arrivals import Who
from bot.boundary.delivery import Undelivered
from bot.domain.ids import PersonId, Room, user_of
from bot.domain.people import SOMEBODY

Clients = Callable[[str], Awaitable[AsyncWebClient]]
"""The client that speaks for the bot in a workspace."""

DAY: Final = 24 * 3600.0
PATIENCE: Final = 0.8
"""Seconds that a person's name may take while a form waits to be opened."""

CHANNELS: Final = "public_channel,private_channel"
A_PAGE: Final = 900
"""Of the 999 that Slack gives at most."""
ELSEWHERE: Final = "{name} (from another organisation)"

NOT_SAID = (SlackApiError, ClientError, Undelivered, OSError, TimeoutError)
"""Slack refuses, is to be left alone just now, or can't be reached."""


@dataclass(frozen=True, slots=True)
class Person:
    """`is_bot` also stands for Slack's own."""

    name: str
    zone: str
    is_bot: bool
    is_gone: bool
    is_stranger: bool = False
    """Of another organisation, met in a channel that both share."""

    @property
    def as_visitor(self) -> str:
        """Of somebody from elsewhere it is said with their name: whoever looks after the group should know."""
        return ELSEWHERE.format(name=self.name) if self.is_stranger else self.name


class Directory:
    """Names and private channels of every workspace that the bot is in."""

    def __init__(self, clients: Clients, now: Callable[[], float] = monotonic) -> None:
        self._clients = clients
        self._now = now
        self._people: dict[tuple[str, str], tuple[float, Person]] = {}
        self._channels: dict[tuple[str, str], str] = {}
        self._at_it = WeakValueDictionary[tuple[str, str], asyncio.Lock]()

    async def who(self, team: str, user: str, fallback: str = "") -> Who:
        """Under the name that people see; in haste, under what came with the press. Never under Slack's own id."""
        person = await self._in_haste(team, user)
        name = person.name if person else ""
        return whose(team, user, name or seen(fallback) or SOMEBODY)

    async def visitor(self, team: str, user: str) -> Who:
        """Of somebody who walks into a channel."""
        person = await self._in_haste(team, user)
        return whose(team, user, person.as_visitor if person else SOMEBODY)

    async def name_of(self, room: Room, person: PersonId) -> str:
        """Of somebody who has walked into it, however long Slack takes. Empty where it does not say."""
        try:
            found = await self.person(room.workspace, user_of(person))
        except NOT_SAID:
            return ""
        return "" if found.name == SOMEBODY else found.as_visitor

    async def names(self, team: str, users: Iterable[str]) -> Mapping[str, str]:
        """Of the people chosen in a form."""
        wanted = list(dict.fromkeys(users))
        found = await asyncio.gather(*(self.who(team, user) for user in wanted))
        return {user: who.name for user, who in zip(wanted, found, strict=True)}

    async def people(self, team: str, users: Iterable[str]) -> Mapping[str, Person]:
        """Those of them of whom Slack tells in time."""
        wanted = list(dict.fromkeys(users))
        found = await asyncio.gather(*(self._in_haste(team, user) for user in wanted))
        return {user: one for user, one in zip(wanted, found, strict=True) if one}

    async def _in_haste(self, team: str, user: str) -> Person | None:
        if known := self._known(team, user):
            return known
        try:
            with now_or_never():
                return await asyncio.wait_for(self.person(team, user), PATIENCE)
        except NOT_SAID:
            return None

    async def person(self, team: str, user: str) -> Person:
        if known := self._known(team, user):
            return known
        client = await self._clients(team)
        answer = await client.users_info(user=user)
        person = _person(answer["user"])
        self._people[team, user] = (self._now() + DAY, person)
        return person

    def _known(self, team: str, user: str) -> Person | None:
        until, person = self._people.get((team, user), (0.0, None))
        return person if until > self._now() else None

    async def channel_with(self, team: str, user: str) -> str:
        """The private channel with this person; opened once, however many ask at the same time."""
        async with self._at_it.setdefault((team, user), asyncio.Lock()):
            if (team, user) not in self._channels:
                client = await self._clients(team)
                answer = await client.conversations_open(users=[user])
                self.stands_in(team, user, str(answer["channel"]["id"]))
        return self._channels[team, user]

    def known_channel(self, team: str, user: str) -> str | None:
        return self._channels.get((team, user))

    def stands_in(self, team: str, user: str, channel: str) -> None:
        """A post to this person stands in this private channel."""
        self._channels[team, user] = channel

    def forget_person(self, team: str, user: str) -> None:
        """Something about them has changed: it is read anew when it is needed."""
        self._people.pop((team, user), None)

    def forget(self, team: str) -> None:
        """The workspace has taken the bot out."""
        self._people = {key: one for key, one in self._people.items() if key[0] != team}
        self._channels = {key: one for key, one in self._channels.items() if key[0] != team}


async def channels(client: AsyncWebClient) -> frozenset[str]:
    """Every channel that the bot is in."""
    found, cursor = set[str](), ""
    while True:
        answer = await client.users_conversations(types=CHANNELS, limit=A_PAGE, cursor=cursor)
        found |= {str(one["id"]) for one in answer["channels"]}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return frozenset(found)


def _person(user: Mapping[str, object]) -> Person:
    profile = user.get("profile")
    shown = profile if isinstance(profile, Mapping) else {}
    names = (
        shown.get("display_name"),
        shown.get("real_name"),
        user.get("real_name"),
        user.get("name"),
    )
    return Person(
        name=first_seen(names) or SOMEBODY,
        zone=str(user.get("tz") or ""),
        is_bot=bool(user.get("is_bot")) or user.get("id") == "USLACKBOT",
        is_gone=bool(user.get("deleted")),
        is_stranger=bool(user.get("is_stranger")),
    )
