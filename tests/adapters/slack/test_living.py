"""The bot in Slack, from the first command on."""

from pathlib import Path

import pytest

from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.seeing import Seen
from tests.adapters.slack.living import WAYS, living


@pytest.mark.parametrize("way", WAYS)
async def test_a_community_is_begun_in_slack(tmp_path: Path, way: str) -> None:
    async with living(tmp_path, way, "ruth", "margaret", "hannah") as there:
        ruth = there["ruth"]
        began = await ruth.types("/lc", "start", in_=there.room)
        asked = _before(ruth)
        await ruth.presses(asked, "I would")
        await ruth.submits(
            ruth.modal,
            {
                "What shall we call it?": "Going home well",
                "What is it for?": "To get better at sending people home.",
                "Who could belong?": "Ward and community staff",
            },
        )

        assert began.acked
        assert "A learning community" in asked.words
        assert ruth.modal.title == "Permission"
        assert there.slack.complaints == []


def _before(person: Person) -> Seen:
    """What they were shown: whispered, or, on a busy machine, in the view that asked them to wait."""
    return person.looks_at(person.modal) if person.has_modal else person.whispers()[-1]
