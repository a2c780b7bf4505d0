"""Letters to five hundred people and a post in each of fifty channels, against the rates that Teams permits.

Teams takes fifty a second in one tenant, and seven in each conversation, and refuses what is more (429). Wanted: within
3 % of the time that fifty a second take; no 429 after the first; each stands once. `BENCH_PEOPLE` makes it smaller.
"""

import asyncio
import tempfile
from pathlib import Path

from benchmarks._running import until
from benchmarks._teams import Town, bot, town
from benchmarks._teams_letters import PEOPLE, PERMITTED, POSTS, ROOMS, Letters, letters, taken


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), 1, PEOPLE, in_session=False) as there:
            said = await letters(there)
            said.say()
            async with bot(there, core=None) as running:
                await until(lambda: _all_stand(said))
            await _tell(there, said, running.worked)


async def _all_stand(said: Letters) -> bool:
    """Beside what else the bot has to say."""
    some = await said.there.teams.standing()
    return len(some) >= POSTS and len(await said.standing()) >= POSTS


async def _tell(there: Town, said: Letters, worked: float) -> None:
    calls, standing = await taken(there), await said.standing()
    took, refused = calls[-1].at - calls[0].at, await there.teams.throttled()
    twice = sum(1 for times in standing.values() if len(times) > 1)
    print(
        f"{PEOPLE:,} letters and {ROOMS} channels: {took:.2f} s; fifty a second would take {PERMITTED:.2f} s"
        f" ({took / PERMITTED - 1:+.1%}); {refused} times 429; {len(standing):,} stand, {twice} twice;"
        f" the bot worked {worked:.1f} s"
    )
    assert len(standing) == POSTS
    assert not twice
    assert refused <= 1
    assert took <= PERMITTED * 1.03
    assert await there.teams.complaints() == []


if __name__ == "__main__":
    main()
