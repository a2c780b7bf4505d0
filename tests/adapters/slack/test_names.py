"""What people are called. Slack's id for somebody is never taken for a name, however slow Slack is."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.directory import SOMEBODY, Directory, Person
from adapters.slack.whom import NOT_YET, mistakes
from tests.adapters.slack.settled import kept, settled
from tests.adapters.waiting import until

ANN = {"id": "U1", "name": "ann", "profile": {"display_name": "Ann"}}


@dataclass
class Slack:
    """Answers when it is let."""

    refuses: bool = False
    user: dict[str, Any] = field(default_factory=lambda: ANN)
    asked: int = 0

    async def users_info(self, user: str) -> dict[str, Any]:
        self.asked += 1
        if self.refuses:
            raise SlackApiError("no", {"ok": False, "error": "ratelimited"})
        return {"user": self.user}


def directory(slack: Slack) -> Directory:
    async def client(_: str) -> Any:
        return slack

    return Directory(client)


async def test_a_person_is_called_as_people_see_them() -> None:
    assert (await directory(Slack()).who("T1", "U1")).name == "Ann"


async def test_where_slack_does_not_say_who_it_is_they_are_called_as_the_press_says() -> None:
    assert (await directory(Slack(refuses=True)).who("T1", "U1", "ann.b")).name == "ann.b"


@pytest.mark.parametrize("refuses", [True, False], ids=["refused", "nameless"])
async def test_an_id_is_never_a_name(refuses: bool) -> None:
    nameless = {"id": "U1", "profile": {}}

    found = await directory(Slack(refuses, nameless)).who("T1", "U1")

    assert found.name == SOMEBODY


@pytest.mark.parametrize("unseen", ["\u3164", "\u200b\u200b", "\u202e"])
async def test_whose_display_name_can_not_be_seen_is_called_by_their_full_one(unseen: str) -> None:
    hidden = {"id": "U1", "profile": {"display_name": unseen, "real_name": "Ann\u202e Bee"}}

    assert (await directory(Slack(user=hidden)).who("T1", "U1")).name == "Ann Bee"


async def test_as_soon_as_slack_says_it_they_are_called_by_their_name() -> None:
    slack = Slack(refuses=True)
    book = directory(slack)
    before = await book.who("T1", "U1")
    slack.refuses = False

    assert before.name == SOMEBODY
    assert (await book.who("T1", "U1")).name == "Ann"


def test_nobody_is_put_down_whose_name_is_not_known_yet() -> None:
    known = {"U1": Person("Ann", "", is_bot=False, is_gone=False)}

    assert mistakes({"who": ("U1",)}, known) == {}
    assert mistakes({"who": ("U1", "U2")}, known) == {"who": NOT_YET}


async def test_whoever_is_suggested_while_slack_is_slow_is_kept_under_their_name(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        zoe, mia = there.acme.person("zoe"), there["mia"]
        await mia.types("/lc", "invite", in_=there.room)
        there.slack.faults.refuse("users.info", "internal_error")
        filled = {"Who?": [zoe], "What would they bring?": "Much"}
        await mia.submits(mia.modal, filled)
        errors = repr(mia.modal.errors)
        await mia.submits(mia.modal, filled)
        await there.house.desk.carry()
        await until(lambda: any("zoe" in one.text for one in there.room.messages.values()))

        assert NOT_YET in errors
        assert not any(zoe.id in one.text for one in there.room.messages.values())
        assert zoe.id not in repr([one.name for one in kept(there).members])
