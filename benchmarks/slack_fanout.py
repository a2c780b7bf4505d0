"""Letters to two thousand people and a post in each of fifty channels, against the rates that Slack permits.

Slack is asked for three hundred posts a minute in the workspace and one a second in each channel, and refuses what is
more (429). Wanted: within 3 % of the time that three hundred a minute take; no 429 after the first; each stands once.
`BENCH_PEOPLE` makes it smaller.
"""

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from adapters.clock import SystemClock
from adapters.slack.messenger import MARK
from benchmarks._running import until
from benchmarks._slack import Town, bot, town
from bot.boundary.decision import Decision, Post
from bot.boundary.views import Card, Text
from bot.domain.ids import Place, PostName
from tests.adapters.fake_slack import Limits
from tests.adapters.fake_slack.web_api import Answered

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000"))
ROOMS = max(1, PEOPLE // 40)
POSTS = PEOPLE + ROOMS
PER_MINUTE = 300
LETTER = Card("Halfway", (Text("How is this session going for you? Two presses are enough."),))


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), "socket", PEOPLE, Limits()) as there:
            say_to_all(there)
            async with bot(there, core=None) as running:
                await until(lambda: len(stand(there)) >= POSTS)
                worked = running.cpu()
            _tell(there, worked)


def say_to_all(there: Town) -> None:
    with there.database() as database, database.offices().open() as office:
        letters = (
            Post(community=there.home.id, to=place, name=PostName("halfway"), card=LETTER)
            for place in _everywhere(there)
        )
        office.keep(Decision(say=tuple(letters)), SystemClock.now())


def stand(there: Town) -> Counter[str]:
    """How often each post stands in Slack, by its mark."""
    return Counter(
        message.metadata["event_payload"]["post"]
        for channel in there.slack.core.world.channels.values()
        for message in channel.messages.values()
        if message.metadata and message.metadata["event_type"] == MARK
    )


def posted(there: Town) -> list[Answered]:
    return there.slack.called("chat.postMessage")


def _everywhere(there: Town) -> Iterator[Place]:
    for number in range(ROOMS):
        yield there.place(there.acme.channel(f"room-{number}", there.people[0], there.acme.bot))
    yield from (there.direct(person) for person in there.people)


def _tell(there: Town, worked: float) -> None:
    calls, standing = posted(there), stand(there)
    took, permitted = calls[-1].at - calls[0].at, POSTS / PER_MINUTE * 60
    refused = sum(1 for one in calls if one.error == "ratelimited")
    print(
        f"{PEOPLE:,} letters and {ROOMS} rooms: {took:.1f} s; {PER_MINUTE} a minute would take"
        f" {permitted:.1f} s ({took / permitted - 1:+.1%}); {refused} times 429;"
        f" {len(standing):,} stand, {sum(1 for times in standing.values() if times > 1)} twice;"
        f" the bot worked {worked:.1f} s"
    )
    assert set(standing.values()) == {1}
    assert refused <= 1
    assert took <= permitted * 1.03


if __name__ == "__main__":
    main()
