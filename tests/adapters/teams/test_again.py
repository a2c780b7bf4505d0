"""While the database is busy, and when Teams brings things again: nothing typed is lost, and nothing counts twice."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.teams.front import AGAIN, WAIT
from adapters.teams.patience import Patience
from bot.bootstrap import teams
from bot.domain.ids import RecordId
from bot.domain.poll import Poll, PollState
from tests.adapters.fake_teams import Attempt, Delivery
from tests.adapters.settling import busy
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import hands_in, opens_a_session, settled
from tests.adapters.waiting import until

POLL = {"question": "Shall we meet earlier?", "options": "Yes\nNo"}


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Patience:
    """The bot's own."""
    patience = Patience()
    monkeypatch.setattr(teams, "Patience", lambda: patience)
    return patience


@pytest.fixture
async def there(tmp_path: Path, patience: Patience) -> AsyncIterator[Living]:
    async with settled(tmp_path) as there:
        yield there


@contextmanager
def everything_takes_long(there: Living, patience: Patience) -> Iterator[None]:
    """The database is busy, and the bot says sooner than usual that it takes long."""
    usual, patience._seconds = patience._seconds, 0.5
    with busy(there.here.database):
        yield
    patience._seconds = usual


def polls(there: Living) -> tuple[Poll, ...]:
    with there.here.database.offices().open() as office:
        return office.records.all(Poll, RecordId("home"))


async def opens_the_form(there: Living) -> None:
    """Mia has the form of a poll before her."""
    await there["mia"].uses("lc_menu", in_=there.room)
    await there["mia"].presses("Ask the group")


async def test_a_form_that_takes_long_stays_open_and_counts_once(
    there: Living, patience: Patience
) -> None:
    mia = there["mia"]
    await opens_the_form(there)
    with everything_takes_long(there, patience):
        first = await hands_in(mia, POLL)
        said = await mia.dialog()
    assert said is not None
    await until(lambda: polls(there))
    second = await mia.submits()
    await there.settled()

    assert first.acked
    assert second.acked
    assert AGAIN in said.words
    assert "Shall we meet earlier?" in repr([one.value for one in said.fields.values()])
    assert len(polls(there)) == 1
    assert await there.teams.complaints() == []


@pytest.mark.parametrize("anew", [False, True], ids=["under its id", "under another id"])
class TestWhatComesTwiceCountsOnceAndIsAnsweredTheSame:
    """Teams asks again where it has lost an answer: soon with the same id, half a minute later with another."""

    async def test_a_form_of_an_action(self, there: Living, anew: bool) -> None:
        await opens_the_form(there)
        first = await hands_in(there["mia"], POLL)
        again = await there.teams.again(anew=anew)

        assert same(first, again, "composeExtension/submitAction")
        assert len(polls(there)) == 1

    async def test_a_form_of_a_card(self, there: Living, anew: bool) -> None:
        """A vote goes into a box where nobody finds it: a second one would count for good."""
        await asks(there)
        await there["ned"].presses("Vote")
        first = await hands_in(there["ned"], {"choice": "=0"})
        again = await there.teams.again(anew=anew)
        (poll,) = polls(there)

        assert same(first, again, "task/submit")
        assert "Your vote is in" in repr(again.answer)
        assert poll.voted == {there.of("ned")}

    async def test_a_button_of_a_card(self, there: Living, anew: bool) -> None:
        await asks(there)
        await there["mia"].mentions(there.room, "poll")
        await there.settled()
        first = await there["mia"].presses("Take back: Shall we meet earlier?")
        again = await there.teams.again(anew=anew)

        assert same(first, again, "adaptiveCard/action")
        assert [one.state for one in polls(there)] == [PollState.WITHDRAWN]

    async def test_words_for_a_thread(self, there: Living, anew: bool) -> None:
        """They are posted before they are handed in, and everybody would read them twice."""
        post = await opens_a_session(there)
        await there["ned"].presses("Reply", on=post)
        first = await hands_in(there["ned"], {"words": "A walk home."})
        again = await there.teams.again(anew=anew)
        said = [one.words for one in await there.room.sees()]

        assert same(first, again, "task/submit")
        assert len([words for words in said if "A walk home." in words]) == 1

    async def test_a_button_that_opens_a_form(self, there: Living, anew: bool) -> None:
        await asks(there)
        first = await there["ned"].presses("Vote")
        again = await there.teams.again(anew=anew)

        assert same(first, again, "task/fetch")


def same(first: Delivery | None, again: Attempt, invoke: str) -> bool:
    """Both were answered, and read the same, in two openings of one dialog as well."""
    assert first
    assert (first.activity["name"], again.status) == (invoke, 200)
    return _read(first.attempts[0].answer) == _read(again.answer)


def _read(answer: object) -> str:
    return re.sub("'opening': '[^']*'", "", repr(answer))


async def asks(there: Living) -> None:
    """The poll stands in the channel."""
    await opens_the_form(there)
    await hands_in(there["mia"], POLL)
    await there["mia"].closes()
    await there.settled()


async def test_a_button_that_takes_long_is_answered_in_time(
    there: Living, patience: Patience
) -> None:
    with everything_takes_long(there, patience):
        opened = await there["mia"].uses("lc_menu", in_=there.room)

    assert opened.acked
    assert await there["mia"].toasts() == [WAIT]
    assert await there["mia"].notices() == []
