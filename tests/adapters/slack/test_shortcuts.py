"""Shortcuts in Slack: on a message, and from anywhere, where commands can't be typed."""

from pathlib import Path

import pytest

from tests.adapters.fake_slack import Message, Person
from tests.adapters.slack.living import WAYS, Living
from tests.adapters.slack.settled import SPONSOR, opens_a_session, settled
from tests.adapters.waiting import until

KEEP, WORRY, NOTE = "lc_keep_this", "lc_worry_about_this", "lc_note_instead"
LINE = "Ring @ned first & ask <who> is at home. ❤️ 👋🏽"


@pytest.mark.parametrize("way", WAYS)
async def test_words_below_a_session_are_kept_with_every_letter_as_it_was(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        said = await _says_in_session(there, "oli", LINE)
        used = await there["mia"].uses_shortcut(KEEP, said)
        form = there["mia"].modal
        await there["mia"].submits(form)

        assert used.acked
        assert LINE in repr(form.blocks)
        assert there["oli"].id in repr(form.blocks)
        await until(lambda: there["oli"].direct)
        assert "May we keep it?" in there["oli"].direct[-1].words
        assert there.slack.complaints == []


async def test_what_stands_elsewhere_in_the_channel_is_refused_kindly(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        said = await there["oli"].says("Lunch?", in_=there.room)

        await there["mia"].uses_shortcut(KEEP, said)

        assert "This is for what somebody wrote in a session" in _modal(there["mia"])
        assert "Lunch" not in _modal(there["mia"])


async def test_what_the_bot_wrote_is_nobodys_line(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        post = await opens_a_session(there)

        await there["mia"].uses_shortcut(KEEP, post)

        assert "No person wrote that." in _modal(there["mia"])


@pytest.mark.parametrize("shortcut", [KEEP, WORRY, NOTE])
async def test_in_a_channel_without_a_community_nothing_is_read(
    tmp_path: Path, shortcut: str
) -> None:
    async with settled(tmp_path, "http") as there:
        mia, oli = there["mia"], there["oli"]
        other = there.acme.channel("lunch", mia.user, oli.user)
        said = await oli.says("A secret", in_=other)

        await mia.uses_shortcut(shortcut, said)

        assert "where your community meets" in _modal(mia)
        assert "secret" not in _modal(mia)


async def test_a_worry_opens_without_the_words(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        said = await _says_in_session(there, "oli", LINE)

        await there["mia"].uses_shortcut(WORRY, said)

        assert there["mia"].modal.title == "Something worries me"
        assert "at home" not in _modal(there["mia"])


async def test_somebody_elses_message_is_not_shared_without_a_name(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        said = await _says_in_session(there, "oli", LINE)

        await there["mia"].uses_shortcut(NOTE, said)

        assert "Somebody else wrote that" in _modal(there["mia"])


async def test_where_notes_are_not_agreed_ones_own_message_leads_to_saying_so(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        said = await _says_in_session(there, "mia", LINE)

        await there["mia"].uses_shortcut(NOTE, said)

        assert there["mia"].has_modal
        assert "at home" not in _modal(there["mia"])


async def test_a_sponsor_who_points_learns_nothing(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        said = await _says_in_session(there, "oli", LINE)
        sid = there[SPONSOR]
        await there["fay"].invites(there.room, sid)

        await sid.uses_shortcut(KEEP, said)

        assert "at home" not in _modal(sid)


@pytest.mark.parametrize(
    ("shortcut", "opens"),
    [("lc_menu", "What would you like to do?"), ("lc_worry", "Something worries me")],
)
async def test_from_anywhere_it_opens_what_fits(tmp_path: Path, shortcut: str, opens: str) -> None:
    async with settled(tmp_path, "http") as there:
        await there["ned"].uses_shortcut(shortcut)

        assert opens in _modal(there["ned"])
        assert there.slack.complaints == []


async def _says_in_session(there: Living, who: str, text: str) -> Message:
    post = await opens_a_session(there)
    return await there[who].replies(post, text)


def _modal(person: Person) -> str:
    seen = person.looks_at(person.modal)
    return f"{person.modal.title}\n{seen.words}"
