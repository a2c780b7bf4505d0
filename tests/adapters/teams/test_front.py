"""What somebody does in Teams, and what they see of it."""

from pathlib import Path

from adapters.teams.hearing import GROUP_CHAT
from adapters.teams.pressing import OPEN_IT
from adapters.teams.replying import THERE
from bot.domain.ids import RecordId
from bot.domain.poll import Poll
from tests.adapters.fake_teams import Seen
from tests.adapters.teams.living import Living
from tests.adapters.teams.settled import hands_in, opens_a_session, settled

POLL = {
    "What would you like to ask?": "Shall we meet earlier?",
    "How is it answered?": "Choose one",
    "Options, one on each line": "Yes\nNo",
}


async def test_a_command_in_the_channel_is_answered_in_private(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        mia = there["mia"]
        await mia.mentions(there.room, "help")
        await there.settled()
        (answer,) = await mia.sees()
        channel = await there.room.sees()

        assert "I run a learning community" in answer.words
        assert len(channel) == 1


async def test_what_is_pressed_in_private_still_means_the_channel_it_was_asked_in(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        mia = there["mia"]
        await mia.mentions(there.room, "poll")
        await there.settled()
        await mia.presses(OPEN_IT)
        await hands_in(mia, POLL)
        await there.settled()

        assert [poll.question for poll in _polls(there)] == ["Shall we meet earlier?"]


def _polls(there: Living) -> tuple[Poll, ...]:
    with there.here.database.offices().open() as office:
        return office.records.all(Poll, RecordId("home"))


async def test_the_reply_button_says_it_in_the_thread_under_their_name(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        session: Seen = await opens_a_session(there)
        await there["mia"].presses("Reply", on=session)
        form = await there["mia"].dialog()
        assert form is not None
        (words,) = form.fields
        await there["mia"].submits({words: "It *stayed* with me."})
        thread = await there["ned"].sees(there.room, thread=session)
        toasts = await there["mia"].toasts()

        assert "It *stayed* with me." in thread[-1].words
        assert "Mia" in thread[-1].words
        assert toasts[-1] == THERE


async def test_a_group_chat_is_told_what_works_there(tmp_path: Path) -> None:
    async with settled(tmp_path) as there:
        chat = there.teams.chat("Lunch", there["mia"], there["ned"])
        await there["mia"].mentions(chat, "start")
        await there.settled()
        seen = await there["mia"].sees()

        assert GROUP_CHAT in seen[-1].words
