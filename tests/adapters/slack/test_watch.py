"""A socket that is dead and does not come back ends the process; one that comes back does not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack.credentials import OUT_OF_ORDER, RESTS_FIRST
from adapters.slack.ears import Patience, bolt, on_socket
from adapters.slack.lines import open_lines
from bot.boundary.trouble import Trouble
from tests.adapters.fake_slack import Clock, FakeSlack, Limits
from tests.adapters.slack.living import as_written
from tests.adapters.waiting import until
from tests.operating import Operator

SHORT = Patience(pings=0.1, dead=0.8)
CALM = Patience(pings=1.0, dead=1.5)
"""A busy machine may keep an answer to a ping for seconds; Slack's library gives a line up after four pings."""
A_WHILE = 30.0

Fault = Callable[[FakeSlack], object]


@dataclass
class Listening:
    slack: FakeSlack
    given_up: asyncio.Event


@asynccontextmanager
async def listening(
    patience: Patience = SHORT, at_start: Callable[[FakeSlack], None] = lambda _: None
) -> AsyncIterator[Listening]:
    fake = FakeSlack(as_written("socket"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        acme, given_up = slack.workspace(), asyncio.Event()
        at_start(slack)
        async with (
            open_lines(slack.api_url, acme.token) as lines,
            on_socket(bolt(lines), lines, slack.app_token, given_up.set, patience),
        ):
            await until(lambda: slack.sockets.connections)
            yield Listening(slack, given_up)


async def goes_down(slack: FakeSlack) -> None:
    await slack.goes_down()


async def opens_no_more(slack: FakeSlack) -> None:
    slack.faults.refuse("apps.connections.open", "internal_error", times=None)
    slack.sockets.drop()


async def says_nothing_more(slack: FakeSlack) -> None:
    """Lines are laid again and again, and nothing comes through."""
    slack.sockets.mute = True
    slack.sockets.drop()


async def is_switched_off(slack: FakeSlack) -> None:
    await slack.sockets.disable()


@pytest.mark.parametrize(
    "dies",
    [goes_down, opens_no_more, says_nothing_more, is_switched_off],
    ids=lambda dies: dies.__name__,
)
async def test_a_socket_that_is_dead_and_does_not_come_back_is_given_up(
    dies: Callable[[FakeSlack], "asyncio.Future[None]"],
) -> None:
    async with listening() as there:
        await dies(there.slack)

        await asyncio.wait_for(there.given_up.wait(), A_WHILE)


async def test_one_that_comes_back_in_time_is_not_given_up() -> None:
    async with listening(Patience(pings=0.1, dead=5)) as there:
        await there.slack.goes_down()
        await asyncio.sleep(0.3)
        await there.slack.comes_up()
        await until(lambda: there.slack.sockets.connections)

        assert not there.given_up.is_set()


async def test_a_slack_that_asks_for_a_rest_at_the_start_gets_it_and_the_bot_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def busy(slack: FakeSlack) -> None:
        slack.faults.limit("apps.connections.open", 1, times=2)

    async with listening(at_start=busy) as there:
        opened = there.slack.called("apps.connections.open")

        assert [one.ok for one in opened] == [False, False, True]
        assert caplog.messages.count(f"{RESTS_FIRST} I ask again in 1 second.") == 2
        assert not there.given_up.is_set()


async def test_a_slack_that_is_out_of_order_for_a_moment_at_the_start_is_waited_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def out_of_order(slack: FakeSlack) -> None:
        slack.faults.fail("apps.connections.open", 503)
        slack.faults.refuse("apps.connections.open", "internal_error")

    async with listening(at_start=out_of_order) as there:
        opened = there.slack.called("apps.connections.open")

        assert opened[-1].ok
        assert sum(OUT_OF_ORDER in one for one in caplog.messages) == 2


async def test_one_that_stays_out_of_order_is_told_of_when_patience_is_over() -> None:
    def out_of_order(slack: FakeSlack) -> None:
        slack.faults.refuse("apps.connections.open", "internal_error", times=None)

    with pytest.raises(Trouble, match="or Slack is out of order"):
        async with listening(at_start=out_of_order):
            pass


async def test_one_on_which_nothing_happens_is_not_given_up() -> None:
    async with listening(CALM) as there:
        await asyncio.sleep(3 * CALM.dead)

        assert not there.given_up.is_set()
        assert there.slack.sockets.opened == 1


async def test_the_first_line_is_laid_with_the_address_that_was_asked_for_at_the_start() -> None:
    """Slack gives out few of them in a minute, and a bot that is started again and again would get none."""
    async with listening() as there:
        assert len(there.slack.called("apps.connections.open")) == 1


@pytest.mark.parametrize(
    ("speed", "meant"),
    [(1, Patience(10, 120)), (4, Patience(2.5, 30)), (100_000, Patience(0.05, 15))],
)
def test_a_clock_that_runs_fast_makes_it_impatient(speed: float, meant: Patience) -> None:
    assert Patience().at(speed) == meant


async def test_the_process_ends_with_a_sentence_for_whoever_starts_it_again(tmp_path: Path) -> None:
    fake = FakeSlack(as_written("socket"), clock=Clock(speed=0), limits=Limits(off=True))
    async with fake as slack:
        acme = slack.workspace()
        given = {
            "SLACK_BOT_TOKEN": acme.token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "LCBOT_CLOCK_SPEED": "60",
        }
        operator = Operator(tmp_path, 0)
        bot = await asyncio.to_thread(operator.starts, **given)
        assert bot.line.startswith("The bot is in Slack."), bot.process.communicate()
        await slack.goes_down()

        _, aside = await asyncio.to_thread(bot.process.communicate, timeout=60)

    assert bot.process.returncode == 1
    assert aside.splitlines()[-1] == (
        "The socket to Slack was dead for two minutes, so the bot has stopped. Start it again."
    )
    assert "Traceback" not in aside
