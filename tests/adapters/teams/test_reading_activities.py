"""An activity is read by what Teams says of it, however little that is, and nothing of it is ever quoted."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.hosts import ServiceHosts
from adapters.teams.transport import Incoming, Member, Scope
from tests.adapters.teams.authority import APP, TENANT
from tests.adapters.teams.doors import ANA, BOT, CHANNEL, message

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECRET = "the kettle is broken"


@pytest.fixture
async def transport() -> AsyncIterator[BotbuilderTransport]:
    async with aiohttp.ClientSession() as session:
        yield BotbuilderTransport(session, ServiceHosts(()), None, APP, lambda: NOW)


def mention(id: str, name: str, text: str | None = None) -> dict[str, Any]:
    written = f"<at>{name}</at>" if text is None else text
    return {"type": "mention", "mentioned": {"id": id, "name": name}, "text": written}


def test_everything_that_is_said_is_read(transport: BotbuilderTransport) -> None:
    activity = message()

    assert transport.read(activity) == Incoming(
        id="1700000000001",
        at=datetime(2026, 11, 23, 9, 0, 0, 123000, tzinfo=UTC),
        kind="message",
        scope=Scope.CHANNEL,
        reference=transport.read(activity).reference,
        thread="1699",
        team="19:team@thread.tacv2",
        sender=Member(ANA, "aad-ana", "Ana"),
        text="menu",
        is_to_bot=True,
        zone="Europe/Dublin",
        raw=activity,
    )
    assert transport.read(activity).reference.conversation == CHANNEL


@pytest.mark.parametrize(
    ("text", "entities", "read"),
    [
        ("<at>Bot</at> Bottles for a Robot", [mention(BOT, "Bot")], "Bottles for a Robot"),
        ("say it, <at>Bot</at>&nbsp;now\n", [mention(BOT, "Bot")], "say it,  now"),
        ("<at>A (b)</at>\xa0x+", [mention(BOT, "A (b)")], "x+"),
        (
            "<at>Learning</at> <at>Bot</at> note",
            [mention(BOT, "Learning"), mention(BOT, "Bot")],
            "note",
        ),
        (
            "<at>Bot</at> ask <at>Ben Ode</at>",
            [mention(BOT, "Bot"), mention("29:ben", "Ben Ode")],
            "ask Ben Ode",
        ),
        (
            "<at>Bot</at> and <at>Bot</at>",
            [mention(BOT, "Bot"), mention("29:bot", "Bot")],
            "and Bot",
        ),
        ("<at>Bot</at> hi", [], "<at>Bot</at> hi"),
        ("hi", [mention(BOT, "Bot", "")], "hi"),
        ("hi", [{"type": "mention"}, {"type": None}, {}], "hi"),
        ("hi", [{"type": "mention", "mentioned": "Bot", "text": 7}], "hi"),
        (None, None, ""),
    ],
)
def test_a_mention_is_taken_out_where_it_stands_and_nowhere_else(
    text: str | None, entities: list[Any] | None, read: str, transport: BotbuilderTransport
) -> None:
    assert transport.read(message(text=text, entities=entities)).text == read


@pytest.mark.parametrize(
    ("conversation", "data", "scope"),
    [
        ({"conversationType": "personal"}, {}, Scope.PERSONAL),
        ({"conversationType": "groupChat", "isGroup": True}, {}, Scope.GROUP),
        ({"isGroup": True}, {"team": {"id": "t"}}, Scope.CHANNEL),
        ({"isGroup": True}, {}, Scope.GROUP),
        ({}, {}, Scope.PERSONAL),
        ({"conversationType": "meeting"}, {}, Scope.PERSONAL),
    ],
)
def test_where_it_is_said_is_read_from_what_is_there(
    conversation: dict[str, object],
    data: dict[str, object],
    scope: Scope,
    transport: BotbuilderTransport,
) -> None:
    activity = message(
        conversation={"id": "19:x"} | conversation, channelData={"tenant": {"id": TENANT}} | data
    )

    assert transport.read(activity).scope is scope


@pytest.mark.parametrize(
    ("timestamp", "at"),
    [
        ("2026-11-23T10:00:00+01:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("2026-11-23T09:00:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("2026-11-23T09:00:00.1234567Z", datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)),
        (None, NOW),
    ],
)
def test_when_it_was_said_has_a_zone(
    timestamp: str | None, at: datetime, transport: BotbuilderTransport
) -> None:
    assert transport.read(message(timestamp=timestamp)).at == at


def test_the_tenant_is_read_from_where_teams_writes_it(transport: BotbuilderTransport) -> None:
    """The library looks for it under a name that Teams does not use."""
    activity = message(channelData={"tenant": {"id": TENANT.upper()}})

    assert transport.read(activity).reference.tenant == TENANT


@pytest.mark.parametrize(
    ("entities", "zone"),
    [
        ([{"type": "clientInfo", "timezone": "Europe/Dublin"}], "Europe/Dublin"),
        ([{"type": "clientInfo"}], "Europe/London"),
        ([{"type": "clientInfo", "timezone": 7}], "Europe/London"),
        (None, "Europe/London"),
    ],
)
def test_somebodys_zone_is_what_their_client_says(
    entities: list[Any] | None, zone: str, transport: BotbuilderTransport
) -> None:
    assert transport.read(message(entities=entities)).zone == zone


def test_a_word_that_is_misshapen_beside_what_is_needed_is_left_out(
    transport: BotbuilderTransport,
) -> None:
    read = transport.read(message(name=7, action=[SECRET], replyToId={}, localTimezone=7))

    assert (read.name, read.event, read.reply_to, read.text) == ("", "", "", "menu")


@pytest.mark.parametrize("value", [7, "x", [1], None, True])
def test_a_value_is_a_mapping_or_nothing(value: object, transport: BotbuilderTransport) -> None:
    assert transport.read(message(value=value)).value == {}


def test_a_value_is_as_it_came(transport: BotbuilderTransport) -> None:
    value = {"action": {"type": "Action.Execute", "verb": "lc", "data": {"lc": "t", "x": [None]}}}

    assert transport.read(message(type="invoke", value=value)).value == value


def test_a_bot_that_speaks_is_known_for_one(transport: BotbuilderTransport) -> None:
    assert transport.read(message(**{"from": {"id": "28:other"}})).sender.is_bot


@pytest.mark.parametrize(
    "broken",
    [
        message(entities=SECRET),
        message(entities=[SECRET]),
        message(timestamp=SECRET),
        message(membersAdded=[SECRET]),
        message(membersRemoved=7),
        message(conversation=SECRET),
        message(**{"from": SECRET}),
    ],
)
def test_no_word_of_it_is_quoted_by_whoever_can_not_read_it(
    broken: dict[str, Any], transport: BotbuilderTransport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(ValueError, match=r"^not an activity$") as problem:
        transport.read(broken)

    assert problem.value.__suppress_context__
    assert SECRET not in caplog.text
