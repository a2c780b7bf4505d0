"""Who comes and goes in Slack, and what becomes of channels."""

from pathlib import Path

import pytest

from adapters.names import Names
from bot.domain.ids import RecordId
from bot.domain.people import Standing
from bot.domain.walked_in import WalkedIn
from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.channels import Kind
from tests.adapters.fake_slack.people import User
from tests.adapters.slack.living import WAYS, Living, living
from tests.adapters.slack.settled import kept, of, settled
from tests.adapters.slack.test_slow_house import POLL
from tests.adapters.waiting import until


@pytest.mark.parametrize("way", WAYS)
async def test_who_brings_the_bot_into_a_channel_is_welcomed_once(tmp_path: Path, way: str) -> None:
    async with living(tmp_path, way, "ruth") as there:
        ruth = there["ruth"]
        new = there.acme.channel("new", ruth.user)
        there.slack.mail.twice()
        await ruth.invites(new, there.acme.bot)
        await until(lambda: ruth.whispers(new))
        await there.slack.settled()

        (welcome,) = ruth.whispers(new)
        assert "Thank you for bringing me here." in welcome.words
        assert [one for one in new.messages.values() if one.bot] == []
        assert there.slack.complaints == []


async def test_the_welcome_leads_to_a_beginning(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        ruth = there["ruth"]
        new = there.acme.channel("new", ruth.user)
        await ruth.invites(new, there.acme.bot)
        await until(lambda: ruth.whispers(new))
        await ruth.presses(ruth.whispers(new)[-1], "Begin one here")
        await until(lambda: len(ruth.whispers(new)) > 1)

        assert "I would" in ruth.whispers(new)[-1].buttons


async def test_who_types_to_the_bot_is_answered_there_once(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        ruth = there["ruth"]
        there.slack.mail.twice()
        await ruth.says("Hello, are you there?")
        await until(ruth.whispers)
        await there.slack.settled()

        (answer,) = ruth.whispers()
        assert "I have not read, shared or kept that." in answer.words
        assert "A learning community is a small group" in answer.words


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("what", ["archives", "deletes_channel", "takes_out"])
async def test_those_who_look_after_it_hear_what_became_of_the_channel(
    tmp_path: Path, what: str, private: bool
) -> None:
    async with settled(tmp_path, "http") as there:
        if private:
            _is_private(there)
        fay = there["fay"]
        if what == "takes_out":
            await fay.removes(there.room, there.acme.bot)
        else:
            await getattr(fay, what)(there.room)
        await _hears(there, fay)

        assert "What I would post there does not arrive." in fay.direct[-1].words
        assert there["mia"].direct == []


async def test_who_came_while_slack_was_silent_is_called_by_their_name_as_soon_as_it_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Names, "first", 0.05)
    async with settled(tmp_path, "http") as there:
        zoe = there.acme.person("zoe")
        there.slack.faults.refuse("users.info", "internal_error", times=None)
        await there["fay"].invites(there.room, zoe.user)
        await there.house.desk.carry()
        before = _newest(there)
        there.slack.faults.clear()
        await until(lambda: "zoe" in _names(there))
        await there.house.desk.carry()

        assert before.startswith("Somebody can now read this channel")
        assert _newest(there).startswith("zoe can now read this channel")


async def test_a_channel_that_comes_back_is_spoken_of(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        fay = there["fay"]
        await fay.archives(there.room)
        await fay.unarchives(there.room)
        await _hears(there, fay, 2)

        assert "I can speak in our channel again." in fay.direct[-1].words


@pytest.mark.parametrize("shut", ["archived", "without the bot"])
async def test_what_was_asked_while_the_channel_was_shut_comes_when_it_is_open_again(
    tmp_path: Path, shut: str
) -> None:
    async with settled(tmp_path, "http") as there:
        mia, fay, bot = there["mia"], there["fay"], there.acme.bot
        await mia.types("/lc", "poll", in_=there.room)
        await (fay.archives(there.room) if shut == "archived" else fay.removes(there.room, bot))
        await mia.submits(mia.modal, POLL)
        await there.house.desk.carry()
        meanwhile = _asked(there)
        await (fay.unarchives(there.room) if shut == "archived" else fay.invites(there.room, bot))
        await there.slack.settled()
        await there.house.desk.carry()

        assert meanwhile == []
        assert len(_asked(there)) == 1


async def test_bringing_the_bot_back_is_no_new_beginning(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        fay = there["fay"]
        await fay.removes(there.room, there.acme.bot)
        await fay.invites(there.room, there.acme.bot)
        await _hears(there, fay, 2)

        assert fay.whispers() == []
        assert "I can speak in our channel again." in fay.direct[-1].words


async def test_a_new_name_changes_nothing(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        await there["fay"].renames(there.room, "going-home")
        typed = await there["mia"].types("/lc", "charter", in_=there.room)

        assert typed.acked
        assert there.slack.complaints == []


async def test_a_guest_of_the_workspace_may_be_asked_like_anybody(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        guest = there.acme.person("gwen", guest="one")
        await _suggests(there, guest)
        await there.house.desk.carry()

        assert any("gwen" in one.text for one in there.room.messages.values())


async def test_an_app_is_no_person_whom_one_could_ask(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        await _suggests(there, there.acme.machine("jira"))

        form = there["mia"].modal
        assert "jira is an app, not a person." in repr(form.errors)
        assert "Much" in repr(form.values)


async def test_nobody_from_another_organisation_can_be_asked(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        other = there.slack.workspace("other", installed=False)
        zoe = other.person("zoe")
        there.room.shared_with.add(other.id)
        there.room.members.append(zoe.id)
        await _suggests(there, zoe)

        assert "belongs to another organisation" in repr(there["mia"].modal.errors)


async def test_somebody_from_another_organisation_stops_the_stories_and_is_named_so(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        other = there.slack.workspace("other", installed=False)
        zoe = there.acme.meets(other.person("zoe"))
        there.room.shared_with.add(other.id)
        await there["fay"].invites(there.room, zoe)
        await until(lambda: _walked_in(there))

        (visitor,) = _walked_in(there)
        assert visitor.name == "zoe (from another organisation)"


async def test_who_has_no_account_any_more_has_left(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        ros = of(there, "ros")
        await there.acme.deactivates(there["ros"])

        member = kept(there).member(ros)
        assert member is not None
        assert member.standing is Standing.LEFT


async def test_a_change_of_a_name_is_no_leaving(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        await there.acme.changes(there["ros"], real_name="Rosalind")

        member = kept(there).member(of(there, "ros"))
        assert member is not None
        assert member.joined


async def _hears(there: Living, person: Person, messages: int = 1) -> None:
    await there.house.desk.carry()
    await until(lambda: len(person.direct) >= messages)


async def _suggests(there: Living, whom: Person | User) -> None:
    mia = there["mia"]
    await mia.types("/lc", "invite", in_=there.room)
    await mia.submits(mia.modal, {"Who?": [whom], "What would they bring?": "Much"})


def _is_private(there: Living) -> None:
    there.room.kind = Kind.PRIVATE


def _walked_in(there: Living) -> tuple[WalkedIn, ...]:
    with there.house.database.offices().open() as office:
        return office.records.all(WalkedIn, RecordId("home"))


def _names(there: Living) -> list[str]:
    return [one.name for one in _walked_in(there)]


def _newest(there: Living) -> str:
    return list(there.room.messages.values())[-1].text


def _asked(there: Living) -> list[str]:
    said = (one.text for one in there.room.messages.values() if one.bot)
    return [one for one in said if POLL["What would you like to ask?"] in one]
