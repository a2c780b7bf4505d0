"""`kill -9` at random moments of the same round of letters, twenty times, and connections that are lost once Slack
has accepted a post. Wanted: everything stands once.
"""

import asyncio
import random
import tempfile
from pathlib import Path

from adapters.clock import SystemClock
from benchmarks._running import until
from benchmarks._slack import Town, bot, town
from benchmarks.slack_fanout import (
    PEOPLE,
    PER_MINUTE,
    POSTS,
    ROOMS,
    posted,
    say_to_all,
    stand,
)
from tests.adapters.fake_slack import Limits
from tests.adapters.fake_slack.faults import Fault, Kind

KILLS = min(20, POSTS // 20)
"""Slack lets the socket be opened twenty times a minute, so a smaller round has fewer."""
LOST = 20
QUIET = 60.0
"""Seconds after the last post: leases have ended, and whatever would come twice has come by then."""


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), "socket", PEOPLE, Limits()) as there:
            say_to_all(there)
            _lose_some(there, chance)
            kills = await _killed_again_and_again(there, chance)
            async with bot(there, core=None):
                await until(lambda: len(stand(there)) >= POSTS)
                await asyncio.sleep(QUIET)
            _tell(there, kills)


def _lose_some(there: Town, chance: random.Random) -> None:
    often = 2 * LOST / POSTS
    there.slack.faults._waiting.append(
        Fault(
            Kind.LOST_AFTER, "chat.postMessage", times=LOST, when=lambda _: chance.random() < often
        )
    )


async def _killed_again_and_again(there: Town, chance: random.Random) -> int:
    """Spread over the time that all of it takes."""
    each = POSTS / PER_MINUTE * 60 / KILLS
    for number in range(KILLS):
        async with bot(there, core=None):
            await asyncio.sleep(chance.uniform(0.1 * each, 1.3 * each))
        if len(stand(there)) >= POSTS:
            return number
    return KILLS


def _tell(there: Town, kills: int) -> None:
    standing, calls = stand(there), posted(there)
    lost = sum(1 for one in calls if one.fault is Kind.LOST_AFTER)
    looked = len(there.slack.called("conversations.history"))
    refused = sum(1 for one in there.slack.calls if one.error == "ratelimited")
    with there.database() as database:
        health = database.health(SystemClock.now())
    print(
        f"{PEOPLE:,} letters and {ROOMS} rooms, {kills} times kill -9, {lost} connections lost after Slack had"
        f" accepted: {len(standing):,} stand, {sum(1 for times in standing.values() if times > 1)} twice,"
        f" {POSTS - len(standing)} missing; looked for {looked} times; {refused} times 429; {health.unsure} left"
        f" in doubt; {calls[-1].at - calls[0].at:.0f} s"
    )
    assert kills == KILLS
    assert set(standing.values()) == {1}
    assert len(standing) == POSTS
    assert health.unsure == health.dead == 0


if __name__ == "__main__":
    main()
