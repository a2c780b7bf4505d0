"""Slack gives a private channel another id when it is shared with another organisation. Its community goes on."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms, revised
from bot.domain.ids import Address, Room
from tests.adapters.fake_slack.channels import Kind
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import SLACK, kept, opens_a_session, settled
from tests.adapters.slack.test_acknowledging import POLL
from tests.adapters.waiting import until


def here(there: Living) -> Room:
    return Room(SLACK, there.acme.id, there.room.id)


def says(there: Living, *said: object) -> None:
    with there.house.database.offices().open() as office:
        office.keep(Decision(say=said), there.house.clock.now())  # type: ignore[arg-type]


def card(words: str) -> Card:
    return Card("", (Text(words),))


def _texts(there: Living) -> list[str]:
    return [one.text for one in there.room.messages.values()]


@pytest.mark.parametrize("way", WAYS)
async def test_a_community_follows_its_channel(tmp_path: Path, way: str) -> None:
    async with settled(tmp_path, way) as there:
        there.room.kind = Kind.PRIVATE
        before = here(there)
        there.slack.mail.twice()
        await there["fay"].shares_outside(there.room)
        await there.slack.settled()
        typed = await there["mia"].types("/lc", "charter", in_=there.room)

        assert here(there) != before
        assert kept(there).rooms == (here(there),)
        assert typed.acked
        assert "Going home well" in there["mia"].whispers(there.room)[-1].words
        assert there.slack.complaints == []


async def test_what_stands_there_is_changed_in_place_and_what_waits_comes(tmp_path: Path) -> None:
    """Also what is just being carried: it may be refused at the old id, and is looked for at the new one."""
    async with settled(tmp_path, "http") as there:
        there.room.kind = Kind.PRIVATE
        stands = await opens_a_session(there)
        later = there.house.clock.now() + timedelta(seconds=2)
        waits = in_rooms(kept(there), "waits", card("This waited."))
        says(there, *(replace(one, not_before=later) for one in waits))
        says(there, *in_rooms(kept(there), "goes", card("This was on its way.")))
        await there["fay"].shares_outside(there.room)
        says(there, revised(kept(there), "session:s1", card("Session 1, changed")))
        said = {"This waited.", "This was on its way.", "Session 1, changed"}
        await until(lambda: said <= set(_texts(there)), within=30)

        assert there.room.messages[stands.ts].text == "Session 1, changed"
        assert sorted(_texts(there)) == sorted(said)


async def test_what_slack_refused_before_it_told_of_the_new_id_comes_after_all(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        there.room.kind = Kind.PRIVATE
        there.slack.mail.hold()
        await there["fay"].shares_outside(there.room)
        says(there, *in_rooms(kept(there), "early", card("Too early.")))
        await there.house.desk.carry()
        early = dict(there.room.messages)
        await there.slack.mail.release()
        await until(lambda: "Too early." in _texts(there), within=30)

        assert "Too early." not in [one.text for one in early.values()]
        assert _texts(there).count("Too early.") == 1


async def test_replies_are_heard_under_what_was_posted_before(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        there.room.kind = Kind.PRIVATE
        stands = await opens_a_session(there)
        await there["fay"].shares_outside(there.room)

        with there.house.database.offices().open() as office:
            found = office.records.named(here(there), Address(stands.ts))
        assert found is not None
        assert found[1] == "session:s1"


async def test_a_form_that_was_open_meanwhile_counts(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        there.room.kind = Kind.PRIVATE
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        await there["fay"].shares_outside(there.room)
        handed_in = await mia.submits(mia.modal, POLL)
        await until(lambda: any("earlier" in one for one in _texts(there)), within=30)

        assert handed_in.acked
