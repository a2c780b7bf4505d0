"""In Teams a mention is read by everybody in the channel: nobody is sent there with what is their own affair."""

from pathlib import Path

import pytest

from adapters.teams.actions import SHORTCUTS
from adapters.teams.calling import HOW, how
from adapters.teams.hearing import READ_BY_ALL
from adapters.teams.manifest import ACTIONS
from bot.boundary.views import Text
from bot.conversations.routing import PRIVATE
from bot.words import say
from tests.adapters.fake_teams import App
from tests.adapters.teams.settled import settled

BY_MENTION = "mention me with it in the channel"
FEW = frozenset({"hours", "leave", "mydata"})
"""Beside those after which somebody may type what is for few."""


def said(words: str) -> str:
    return " ".join(one.text for one in how([Text(words)]))


@pytest.mark.parametrize("word", sorted(PRIVATE | FEW))
def test_nobody_is_told_to_mention_the_bot_with_what_is_their_own_affair(word: str) -> None:
    told = said(f"You can type /lc {word}.")

    assert BY_MENTION not in told
    assert "in our private chat" in told
    assert "everybody reads a mention" in told


@pytest.mark.parametrize(
    "key", ["notes.lost_for_good", "note.receipt.when_rubbed_out", "notes.on.any_time"]
)
def test_what_is_said_of_notes_sends_nobody_into_the_channel(key: str) -> None:
    assert BY_MENTION not in said(say(key))


def test_where_both_kinds_are_named_each_is_told_apart() -> None:
    told = said("Type /lc start, /lc note or /lc receipt, /lc help or /lc note.")

    assert told.startswith(HOW)
    assert "keep note and receipt for our private chat" in told


def test_what_all_may_read_can_be_said_with_a_mention() -> None:
    assert said("Type /lc rhythm, or /lc.") == HOW
    assert said("Nothing to type.") == ""


@pytest.mark.parametrize("word", ["note", "worry", "receipt"])
def test_a_way_that_leaves_no_message_is_named_as_teams_shows_it(word: str) -> None:
    """What is typed to the bot stays in the chat, for whoever may search it."""
    (action,) = (id for id, command in SHORTCUTS.items() if command == word)
    (title,) = (title for id, title, _ in ACTIONS if id == action)

    assert f"“{title}”" in said(f"Type /lc {word}.")
    assert "leaves no message" in said(f"Type /lc {word}.")


@pytest.mark.parametrize("word", ["note", "worry", "receipt"])
async def test_whoever_asks_for_it_in_the_channel_is_told_that_everybody_can_read_that(
    tmp_path: Path, word: str
) -> None:
    async with settled(tmp_path) as there:
        await there["mia"].mentions(there.room, word)
        await there.settled()
        warned = [one.words for one in await there["mia"].sees()]
        channel = await there.room.sees()

        assert READ_BY_ALL in warned[0]
        assert len(channel) == 1

        await there["ned"].types(word)
        await there.settled()

        assert READ_BY_ALL not in str([one.words for one in await there["ned"].sees()])


async def test_whoever_asks_with_a_slash_is_seen_by_nobody_and_told_nothing(tmp_path: Path) -> None:
    async with settled(tmp_path, app=App(targeted=True), TEAMS_TARGETED="on") as there:
        await there["mia"].slashes(there.room, "receipt")
        await there.settled()
        asked, answer = await there["mia"].sees(there.room)

        assert asked.only_me
        assert answer.only_me
        assert "I have a receipt" in answer.words
        assert READ_BY_ALL not in answer.words
