"""What every transport must do, against a Teams that is not ours to please: the contract of `TeamsTransport`.

A second one, written with another library, is a line in `TRANSPORTS`.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
import pytest

from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.gate import TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from adapters.teams.proofs import Secret
from adapters.teams.sending import open_session
from adapters.teams.site import Messages
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Incoming, Member, Reference, Scope, TeamsTransport
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why
from tests.adapters.fake_teams import (
    AUDIENCE,
    ISSUER,
    App,
    FakeTeams,
    Person,
    Room,
    Seen,
    Team,
    fake_teams,
)
from tests.adapters.teams.authority import serving
from tests.adapters.teams.doors import Heard

Make = Callable[[aiohttp.ClientSession, ServiceHosts, AppTokens, str], TeamsTransport]
TRANSPORTS: Mapping[str, Make] = {"botbuilder": BotbuilderTransport}
START = 1_795_424_400.0


@dataclass
class World:
    """Ann and Bob in a team with two channels, and a bot that hears and speaks through the transport."""

    teams: FakeTeams
    transport: TeamsTransport
    heard: Heard
    ann: Person = field(init=False)
    bob: Person = field(init=False)
    team: Team = field(init=False)
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self.ann = self.teams.person("Ann", installed=True, zone="Europe/Dublin")
        self.bob = self.teams.person("Bob", guest=True)
        self.team = self.teams.team("Works", self.ann, self.bob)
        self.room = self.team.channel("Learning")

    def at(self, conversation: str) -> Reference:
        return Reference(self.teams.service_url, self.teams.app.tenant, conversation)

    async def private(self, who: Person) -> Reference:
        chat = await self.transport.open_private(
            self.teams.service_url, self.teams.app.tenant, who.id
        )
        return self.at(chat)

    def last(self) -> Incoming:
        return self.heard.incoming[-1]


@pytest.fixture(params=TRANSPORTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    app = App(hears_all=True, targeted=True)
    async with (
        fake_teams(app, unlimited=True, start=START, speed=0) as teams,
        open_session() as session,
    ):
        hosts = ServiceHosts([teams.service_host])
        proof = Secret(teams.token_url, teams.app.id, f"{AUDIENCE}/.default", teams.app.secret)
        transport = TRANSPORTS[request.param](
            session, hosts, AppTokens(session, proof), teams.app.id
        )
        gate = TokenGate(
            SigningKeys(session, teams.metadata_url),
            app_id=teams.app.id,
            issuers=(ISSUER,),
            hosts=hosts,
            tenants=(teams.app.tenant,),
        )
        heard = Heard()
        async with serving(Messages(gate, transport.read, heard).app()) as url:
            teams.deliver_to(f"{url}/api/messages")
            yield World(teams, transport, heard)


def says(words: str) -> dict[str, str]:
    return {"type": "message", "text": words}


def words(seen: list[Seen]) -> list[str]:
    return [one.words for one in seen]


# What is heard


async def test_a_mention_in_a_channel_is_heard_without_it(world: World) -> None:
    await world.ann.mentions(world.room, "note  for Learning Communities")

    heard = world.last()
    assert (heard.kind, heard.scope, heard.text) == (
        "message",
        Scope.CHANNEL,
        "note  for Learning Communities",
    )
    assert heard.reference == world.at(world.room.id)
    assert (heard.thread, heard.team, heard.zone) == (heard.id, world.team.id, "Europe/Dublin")
    assert heard.sender == Member(world.ann.id, world.ann.aad, "Ann")
    assert heard.is_to_bot
    assert heard.at.timestamp() == START


async def test_a_reply_knows_the_head_of_its_thread(world: World) -> None:
    post = await world.transport.open_thread(world.at(world.room.id), says("A round"))

    await world.bob.says(world.room, "I doubt it", under=post)

    heard = world.last()
    assert (heard.thread, heard.text, heard.is_to_bot) == (post, "I doubt it", False)
    assert heard.id != post


async def test_what_is_typed_in_private_is_to_the_bot(world: World) -> None:
    await world.ann.types("menu")

    heard = world.last()
    assert (heard.scope, heard.text, heard.thread, heard.team) == (Scope.PERSONAL, "menu", "", "")
    assert heard.reference == world.at(await world.ann.private())
    assert heard.is_to_bot


async def test_a_group_chat_is_told_apart(world: World) -> None:
    chat = world.teams.chat("Lunch", world.ann, world.bob)

    await world.ann.mentions(chat, "menu")

    assert (world.last().scope, world.last().thread) == (Scope.GROUP, "")


async def test_what_one_person_alone_sees_is_heard_like_all_else(world: World) -> None:
    await world.ann.slashes(world.room, "note")

    assert world.last().text == "note"


async def test_whoever_comes_or_goes_is_named_and_the_bot_is_told_apart(world: World) -> None:
    cat, dan = world.teams.person("Cat"), world.teams.person("Dan")

    await world.ann.adds(world.team, cat, dan)
    came = {one.id for heard in world.heard.incoming for one in heard.came}
    await world.ann.removes(world.team, dan)
    went = [one.aad for heard in world.heard.incoming for one in heard.went]

    assert came == {cat.id, dan.id}
    assert went == [dan.aad]
    assert not any(heard.bot_among_them for heard in world.heard.incoming)


async def test_two_events_tell_that_the_bot_is_there(world: World) -> None:
    await world.ann.removes_bot(world.team)
    world.heard.incoming.clear()

    await world.ann.adds_bot(world.team)

    kinds = {(one.kind, one.event, one.bot_among_them) for one in world.heard.incoming}
    assert ("installationUpdate", "add", False) in kinds
    assert ("conversationUpdate", "teamMemberAdded", True) in kinds
    assert all(one.came == () for one in world.heard.incoming)


@pytest.mark.parametrize("event", ["teamArchived", "teamDeleted"])
async def test_what_becomes_of_a_team_is_heard(event: str, world: World) -> None:
    await world.ann.changes_team(world.team, event)

    assert (world.last().kind, world.last().event) == ("conversationUpdate", event)
    assert (world.last().scope, world.last().team) == (Scope.CHANNEL, world.team.id)


async def test_a_reaction_is_heard_as_one(world: World) -> None:
    post = await world.transport.open_thread(world.at(world.room.id), says("A round"))

    await world.ann.reacts(post)

    assert (world.last().kind, world.last().reply_to) == ("messageReaction", post)


# What is sent


async def test_a_private_chat_is_opened_once(world: World) -> None:
    first, again = await world.private(world.ann), await world.private(world.ann)

    assert first == again
    await world.transport.send(first, says("Hello"))
    assert words(await world.ann.sees()) == ["Hello"]


async def test_a_post_stands_in_its_channel_and_a_reply_under_it(world: World) -> None:
    channel = world.at(world.room.id)
    head = await world.transport.open_thread(channel, says("A round"))
    under = await world.transport.send(channel, says("A reply"), thread=head)

    seen = {one.id: one for one in await world.bob.sees(world.room)}
    assert seen[head].words == "A round"
    assert (seen[under].words, seen[under].thread) == ("A reply", head)


async def test_a_message_is_changed_in_place_and_taken_away(world: World) -> None:
    channel = world.at(world.room.id)
    head = await world.transport.open_thread(channel, says("One vote"))
    under = await world.transport.send(channel, says("Draft"), thread=head)

    await world.transport.update(channel, head, says("Two votes"))
    await world.transport.update(channel, head, says("Two votes"))
    await world.transport.delete(channel, under)

    assert words(await world.ann.sees(world.room)) == ["Two votes"]
    with pytest.raises(Unreachable) as gone:
        await world.transport.delete(channel, under)
    assert gone.value.why == Why.LEFT


async def test_what_is_for_one_person_alone_nobody_else_sees(world: World) -> None:
    await world.transport.send(world.at(world.room.id), says("Just you"), only_to=world.ann.id)

    assert words(await world.ann.sees(world.room)) == ["Just you"]
    assert words(await world.bob.sees(world.room)) == []


@pytest.mark.parametrize(
    ("deed", "why"),
    [("blocks", Why.BLOCKED), ("uninstalls", Why.BLOCKED)],
)
async def test_whoever_has_shut_the_door_can_not_be_reached(
    deed: str, why: Why, world: World
) -> None:
    chat = await world.private(world.ann)
    await getattr(world.ann, deed)()

    with pytest.raises(Unreachable) as gone:
        await world.transport.send(chat, says("Hello"))

    assert gone.value.why == why


async def test_whoever_has_not_got_the_app_can_not_be_reached(world: World) -> None:
    stranger = world.teams.person("Eve")

    with pytest.raises(Unreachable) as gone:
        await world.private(stranger)

    assert gone.value.why == Why.NOT_INSTALLED


async def test_a_channel_that_is_gone_can_not_be_reached(world: World) -> None:
    await world.ann.deletes_room(world.room)

    with pytest.raises(Unreachable):
        await world.transport.open_thread(world.at(world.room.id), says("A round"))


async def test_a_message_that_is_too_big_was_not_taken(world: World) -> None:
    with pytest.raises(Undelivered) as refused:
        await world.transport.open_thread(world.at(world.room.id), says("ä" * 200_000))

    assert not isinstance(refused.value, Unreachable)


@pytest.mark.parametrize(
    ("kind", "amount"), [("fails", 502), ("fails", 504), ("lost", 0), ("broken", 0)]
)
async def test_what_was_taken_and_not_confirmed_is_in_doubt_and_was_sent_once(
    kind: str, amount: int, world: World
) -> None:
    chat = await world.private(world.ann)
    world.teams.fault(kind, "post", amount, after=True)

    with pytest.raises(InDoubt):
        await world.transport.send(chat, says("Hello"))

    assert words(await world.ann.sees()) == ["Hello"]
    assert len(await world.teams.requests("post")) == 1


async def test_a_limit_says_for_how_long(world: World) -> None:
    chat = await world.private(world.ann)
    world.teams.fault("limited", "post", 9)

    with pytest.raises(Undelivered) as refused:
        await world.transport.send(chat, says("Hello"))

    assert refused.value.after == 9


# Who is there


async def test_a_roster_has_everybody_and_a_guest_is_one(world: World) -> None:
    many = [world.teams.person(f"Person {number}") for number in range(60)]
    team = world.teams.team("Many", world.ann, world.bob, *many)

    found = [one async for one in world.transport.roster(world.at(team.id))]

    assert {one.id for one in found} == {one.id for one in (world.ann, world.bob, *many)}
    assert [one.name for one in found if one.is_guest] == ["Bob"]


@pytest.mark.parametrize("of", ["id", "aad"])
async def test_somebody_is_found_by_either_of_their_ids(of: str, world: World) -> None:
    found = await world.transport.member(world.at(world.room.id), getattr(world.ann, of))

    assert found == Member(world.ann.id, world.ann.aad, "Ann")


async def test_who_is_not_there_is_not_found(world: World) -> None:
    stranger = world.teams.person("Eve")

    with pytest.raises(Unreachable):
        await world.transport.member(world.at(world.room.id), stranger.aad)


# What makes no sense


@pytest.mark.parametrize("broken", [{}, {"type": "message"}, {"type": 7, "id": []}, {"from": 1}])
async def test_what_can_not_be_read_is_said_to_be_so(
    broken: dict[str, object], world: World
) -> None:
    with pytest.raises(ValueError, match="not an activity"):
        world.transport.read(broken)
