"""Slack asks for a rest, or falters, just when somebody acts: they see what came of it all the same, and once."""

import asyncio
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import messages
from adapters.slack.directory import Directory
from adapters.slack.inbound import whose
from adapters.slack.whispering import Aside, Whispers
from adapters.slack.windows import OPEN_IT, WAIT
from bot.boundary.views import Card, Text
from tests.adapters.fake_slack import FakeSlack
from tests.adapters.fake_slack.faults import When
from tests.adapters.fake_slack.wire import Arguments
from tests.adapters.fake_slack_house import client_of, house
from tests.adapters.settling import busy
from tests.adapters.slack.settled import settled
from tests.adapters.slack.test_slow_house import POLL
from tests.adapters.waiting import until


@pytest.mark.parametrize("rest", [1, 30])
async def test_an_answer_that_slack_has_no_room_for_stands_where_the_form_was(
    tmp_path: Path, rest: int
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        there.slack.faults.limit("chat.postEphemeral", rest)
        handed_in = await mia.submits(mia.modal, POLL)
        await there.slack.settled()

        assert handed_in.acked
        assert "in the channel" in mia.looks_at(mia.modal).words
        assert mia.whispers() == []
        assert there.slack.complaints == []


async def test_a_whisper_that_slack_has_no_room_for_comes_once_after_the_rest(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        there.slack.faults.refuse("views.open", "expired_trigger_id")
        there.slack.faults.limit("chat.postEphemeral", 0)
        await mia.uses_shortcut("lc_menu")
        await until(mia.whispers)
        await there.slack.settled()

        assert len(mia.whispers()) == 1


async def test_of_long_words_what_has_been_whispered_is_not_whispered_again() -> None:
    async with house() as there, client_of(there.slack, there.acme.token) as client:

        async def speaks(_: str) -> AsyncWebClient:
            return client

        said = Card("", tuple(Text(f"{n} {'word ' * 590}") for n in range(3)))
        words = messages(said)
        alice = there.alice
        aside = Aside(client, there.room.id, whose(there.acme.id, alice.id, ""), words)
        second = words[1].text[:20]
        there.slack.faults.limit("chat.postEphemeral", 0, when=_begins_with(second))
        on_its_way = await Whispers(Directory(speaks)).soon(aside, 5.0)
        await until(lambda: len(alice.whispers()) >= len(words))

        assert len(words) > 2
        assert on_its_way
        assert [one.text for one in alice.whispers()] == [one.text for one in words]


@pytest.mark.parametrize("falters", ["rests", "fails", "breaks off"])
async def test_a_form_that_slack_does_not_open_at_once_is_opened_a_moment_later(
    tmp_path: Path, falters: str
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        _falter(there.slack, "views.open", falters)
        await mia.types("/lc", "poll", in_=there.room)
        await until(lambda: mia.has_modal)
        await there.slack.settled()

        assert mia.modal.title == "Ask the group"
        assert mia.whispers() == []


async def test_a_form_for_which_slack_has_no_room_for_long_leaves_a_way_to_it(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        there.slack.faults.limit("views.open", 30)
        await mia.types("/lc", "poll", in_=there.room)
        await until(mia.whispers)

        assert mia.whispers()[-1].buttons == [OPEN_IT]


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("falters", ["rests", "fails", "breaks off"])
async def test_the_view_that_says_to_wait_gives_way_a_moment_later(
    tmp_path: Path, falters: str
) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        with busy(there.house.database) as let_go:
            typing = asyncio.ensure_future(mia.types("/lc", "poll", in_=there.room))
            await until(lambda: mia.has_modal)
            said = mia.looks_at(mia.modal).words
            _falter(there.slack, "views.update", falters)
            let_go.set()
            await typing
        await until(lambda: mia.modal.title == "Ask the group")
        await there.slack.settled()

        assert WAIT in said
        assert mia.whispers() == []


def _falter(slack: FakeSlack, method: str, how: str) -> None:
    match how:
        case "rests":
            slack.faults.limit(method, 1)
        case "fails":
            slack.faults.fail(method, 503)
        case _:
            slack.faults.lose(method, after_accepting=method == "views.update")


def _begins_with(words: str) -> When:
    def begins(call: Arguments) -> bool:
        return call.text("text").startswith(words)

    return begins
