"""Words below the bot's posts are heard as they read now, and not at all once they are deleted."""

from pathlib import Path

from bot.domain.contribution import Contribution
from bot.domain.session import Session
from tests.adapters.running_session import session_of
from tests.adapters.slack.living import Living
from tests.adapters.slack.settled import keep, kept, opens_a_session, settled


def words(there: Living, session: Session) -> list[str]:
    with there.house.database.offices().open() as office:
        return [one.text for one in office.records.all(Contribution, session.id)]


async def test_words_are_heard_as_they_read_now_and_forgotten_when_they_are_deleted(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        session = session_of(kept(there), there.house.clock.now())
        keep(there, session)
        post = await opens_a_session(there)
        said = await there["ned"].replies(post, "I think of Mrs Jones.")
        await there["mia"].replies(post, "And I of my bus.")

        await there["ned"].edits(said, "I think of somebody.")
        assert sorted(words(there, session)) == ["And I of my bus.", "I think of somebody."]

        await there["ned"].deletes(said)
        assert words(there, session) == ["And I of my bus."]
        assert there.slack.complaints == []


async def test_words_elsewhere_are_deleted_without_a_word(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        said = await there["ned"].says("Who has the key?", in_=there.room)

        await there["ned"].deletes(said)

        assert there.slack.sent[-1].payload["event"]["subtype"] == "message_deleted"
        assert there.slack.sent[-1].acked
        assert there.slack.complaints == []
