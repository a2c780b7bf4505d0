"""What Slack could not bring the first time comes minutes later, after what is newer. The newest stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from adapters.names import Names
from adapters.slack.directory import Directory
from adapters.slack.events import Events
from adapters.slack.whispering import Whispers
from bot.boundary.arrivals import Arrival, Replied, RoomChanged, RoomFate
from bot.boundary.decision import Reply
from bot.domain.ids import RecordId
from bot.domain.walked_in import WalkedIn
from tests.adapters.slack.settled import settled
from tests.contracts.given import NOW


@dataclass
class Desk:
    taken: list[Arrival] = field(default_factory=list)
    is_broken: bool = False

    async def __call__(self, arrival: Arrival) -> Sequence[Reply]:
        if self.is_broken:
            raise ConnectionResetError
        self.taken.append(arrival)
        return ()

    @property
    def words(self) -> list[str]:
        return [one.text for one in self.taken if isinstance(one, Replied)]


def ears(desk: Any) -> Events:
    async def client(_: str) -> Any:
        raise SlackApiError("no", {"ok": False, "error": "internal_error"})

    async def us(_: str) -> str:
        return "UBOT"

    book = Directory(client)
    names = Names(book.name_of, desk, lambda: NOW)
    return Events(desk, book, Whispers(book), client, lambda: NOW, us, names)


def said(event: str, text: str, stamp: str, *, channel: str = "C1") -> dict[str, Any]:
    words = {"user": "U1", "text": text, "ts": "5.0", "thread_ts": "1.0"}
    told: dict[str, Any] = {"type": "message", "channel": channel, "event_ts": stamp}
    if stamp == "5.0":
        told |= words
    else:
        told |= {"subtype": "message_changed", "message": words}
    return {"team_id": "T1", "event_id": event, "event": told}


async def test_words_as_they_were_do_not_replace_words_as_they_are() -> None:
    desk = Desk()
    events = ears(desk)

    await events.message(said("Ev2", "Edited", "9.0"))
    await events.message(said("Ev1", "First", "5.0"))

    assert desk.words == ["Edited"]


async def test_what_is_newer_replaces_what_is_older() -> None:
    desk = Desk()
    events = ears(desk)

    for number, stamp in enumerate(("5.0", "8.0", "9.0")):
        await events.message(said(f"Ev{number}", stamp, stamp))

    assert desk.words == ["5.0", "8.0", "9.0"]


async def test_words_of_another_channel_with_the_same_stamps_are_others() -> None:
    desk = Desk()
    events = ears(desk)

    await events.message(said("Ev2", "Edited", "9.0"))
    await events.message(said("Ev3", "Elsewhere", "5.0", channel="C2"))

    assert desk.words == ["Edited", "Elsewhere"]


async def test_what_could_not_be_kept_overtakes_nothing() -> None:
    desk = Desk(is_broken=True)
    events = ears(desk)
    with pytest.raises(ConnectionResetError):
        await events.message(said("Ev2", "Edited", "9.0"))
    desk.is_broken = False

    await events.message(said("Ev1", "First", "5.0"))
    await events.message(said("Ev2", "Edited", "9.0"))

    assert desk.words == ["First", "Edited"]


async def test_a_channel_that_is_back_is_not_gone_because_that_comes_late() -> None:
    desk = Desk()
    events = ears(desk)
    for kind, stamp in (("channel_unarchive", "9.0"), ("channel_archive", "5.0")):
        event = {"type": kind, "channel": "C1", "event_ts": stamp}
        await events.room({"team_id": "T1", "event_id": stamp, "event": event})

    (back,) = desk.taken

    assert isinstance(back, RoomChanged)
    assert back.fate is RoomFate.BACK


async def test_who_has_gone_again_has_not_come_because_that_comes_late(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        zoe = there.acme.person("zoe")
        there.slack.mail.hold()
        await there["fay"].invites(there.room, zoe.user)
        await zoe.leaves(there.room)
        late = await there.slack.mail.release(backwards=True)
        await there.slack.settled()

        assert all(one.acked for one in late)
        with there.house.database.offices().open() as office:
            assert office.records.all(WalkedIn, RecordId("home")) == ()
