"""Letters to five hundred people and a post in each of fifty channels, against the rates that Teams permits: to people
whom the bot has met, and to such as it never has, where it must find each of them and open a chat.

Teams takes fifty requests a second in one tenant, of whatever kind, and has rates for each conversation; what is more
it refuses (429). Wanted: within 3 % of the time that fifty a second take; no 429 after the first; each stands once.
`BENCH_PEOPLE` makes it smaller.
"""

import asyncio
import tempfile
from pathlib import Path

from benchmarks._running import until
from benchmarks._teams import Town, bot, town
from benchmarks._teams_letters import (
    FIRST,
    PEOPLE,
    POSTS,
    ROOMS,
    Letters,
    counted,
    letters,
    permitted,
)


def main() -> None:
    asyncio.run(_measured("people it has met", POSTS, met=True))
    asyncio.run(_measured("people it never met", FIRST, met=False))


async def _measured(who: str, requests: int, *, met: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), 1, PEOPLE, in_session=False) as there:
            said = await letters(there, met=met)
            said.say()
            async with bot(there, core=None) as running:
                await until(lambda: _all_stand(said))
            await _tell(who, requests, there, said, running.worked)


async def _all_stand(said: Letters) -> bool:
    """Beside what else the bot has to say."""
    some = await said.there.teams.standing()
    return len(some) >= POSTS and len(await said.standing()) >= POSTS


async def _tell(who: str, requests: int, there: Town, said: Letters, worked: float) -> None:
    """`requests` is how many it takes, and not how many the bot made."""
    made, standing = await counted(there), await said.standing()
    took, may_take = made[-1].at - made[0].at, permitted(requests)
    refused = await there.teams.throttled()
    twice = sum(1 for times in standing.values() if len(times) > 1)
    print(
        f"{PEOPLE:,} letters to {who} and {ROOMS} channels: {took:.2f} s; at fifty a second the {requests:,} requests"
        f" would take {may_take:.2f} s ({took / may_take - 1:+.1%}); {len(made):,} made; {refused} times 429;"
        f" {len(standing):,} stand, {twice} twice; the bot worked {worked:.1f} s"
    )
    assert len(standing) == POSTS
    assert not twice
    assert refused <= 1
    assert took <= may_take * 1.03
    assert await there.teams.complaints() == []


if __name__ == "__main__":
    main()
