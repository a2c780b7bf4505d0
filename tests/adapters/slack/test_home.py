"""Everybody's own page in Slack: published when they look, and again when it reads differently."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.home_view import MORE, home_view
from adapters.slack.homes import Homes
from adapters.slack.lines import Lines, open_lines
from bot.boundary.touched import Touched
from bot.boundary.views import Button, Card, Page, Text
from bot.domain.ids import CommunityId, PersonId, RecordId
from tests.adapters.fake_slack import FakeSlack, Limits, Person
from tests.adapters.fake_slack.blocks import problems_of_view
from tests.adapters.slack.gate import wrong_with_card
from tests.adapters.slack.living import WAYS, Living, as_written, living
from tests.adapters.slack.settled import SPONSOR, settled
from tests.adapters.waiting import until
from tests.dialogs.message_scenes import sent
from tests.scene import ANN, FAY, MIA, SID, ZOE, Scene, opened, permission_asked

HOME = CommunityId(RecordId("home"))
POLL = {
    "What would you like to ask?": "Shall we meet earlier?",
    "How is it answered?": "Choose one",
    "Options, one on each line": "Yes\nNo",
}


@pytest.mark.parametrize("way", WAYS)
async def test_who_looks_without_a_community_reads_what_this_is_and_how_to_begin(
    tmp_path: Path, way: str
) -> None:
    async with living(tmp_path, way, "ruth") as there:
        home = await _looks(there, there["ruth"])

        assert "A learning community is a small group" in home
        assert "type /lc start there" in home
        assert there.slack.complaints == []


@pytest.mark.parametrize("way", WAYS)
async def test_a_page_is_published_again_after_an_act_that_changes_it(
    tmp_path: Path, way: str
) -> None:
    async with settled(tmp_path, way) as there:
        mia, ned = there["mia"], there["ned"]
        before = await _looks(there, ned)
        await mia.types("/lc", "poll", in_=there.room)
        await mia.submits(mia.modal, POLL)
        await until(lambda: "Shall we meet earlier?" in _read(ned))

        assert "Shall we meet earlier?" not in before


async def test_a_button_on_it_works_as_it_does_elsewhere(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        ned = there["ned"]
        await _looks(there, ned)
        await ned.presses(ned.home, "What I can do here")
        await ned.presses(ned.modal, "Something worries me")

        assert ned.modal.title == "Something worries me"
        assert there.slack.complaints == []


async def test_it_is_not_published_again_where_it_reads_the_same(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        ned = there["ned"]
        await _looks(there, ned)
        await ned.types("/lc", "hours", in_=there.room)
        await ned.submits(ned.modal, {})
        await _looks(there, ned)
        await there.slack.settled()

        assert len(there.slack.called("views.publish")) == 1


async def test_however_much_happens_at_once_a_page_is_drawn_twice_at_most() -> None:
    async with FakeSlack(as_written("http"), limits=Limits(off=True)) as slack:
        acme = slack.workspace()
        ann = acme.person("ann")
        acts: list[int] = []

        async def page(_: PersonId) -> Page:
            return Page((Card(f"After {len(acts)}", (Text("Words"),)),), frozenset({HOME}))

        async with open_lines(slack.api_url, acme.token) as lines:
            homes = Homes(page, lines.client, rest=0.05)
            await homes.opened(_opening(acme.id, ann.id))
            await until(lambda: _has_home(ann))
            for number in range(50):
                acts.append(number)
                homes.touched(Touched(frozenset({HOME}), frozenset()))
            await until(lambda: "After 50" in _read(ann))
            await homes.close()

        assert len(slack.called("views.publish")) == 2


async def test_a_page_that_slack_has_no_room_for_just_now_is_drawn_a_little_later(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path, "http") as there:
        there.slack.faults.limit("views.publish", 1)
        await there["ned"].opens_home()
        await until(lambda: "Your communities" in _read(there["ned"]))


async def test_what_another_process_has_drawn_meanwhile_is_drawn_over() -> None:
    async with two_processes() as (ours, other, ann):
        await ours.looks(ann, "Ours")
        await other.looks(ann, "Theirs")
        ours.says = "Ours, as it is now"
        ours.homes.touched(Touched(frozenset({HOME}), frozenset()))

        await until(lambda: "Ours, as it is now" in _read(ann))


async def test_whoever_looks_sees_it_drawn_over_also_where_it_reads_as_we_drew_it_last() -> None:
    async with two_processes() as (ours, other, ann):
        await ours.looks(ann, "Ours")
        await other.looks(ann, "Theirs")

        await ours.looks(ann, "Ours")


async def test_a_page_that_can_not_be_drawn_hinders_nobody(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        there.slack.faults.refuse("views.publish", "not_enabled", times=None)
        ned = there["ned"]
        opened = await ned.opens_home()
        typed = await ned.types("/lc", "charter", in_=there.room)

        assert opened is not None
        assert opened.acked
        assert typed.acked


async def test_the_sponsors_page_has_their_card_and_no_member_on_it(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        home = await _looks(there, there[SPONSOR])

        assert "You give permission" in home
        assert not any(name in home for name in ("Mia", "Ned", "Oli", "Pam", "Quy", "Ros"))


async def test_nothing_is_published_for_who_has_not_looked(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        mia = there["mia"]
        await mia.types("/lc", "poll", in_=there.room)
        await mia.submits(mia.modal, POLL)
        await there.slack.settled()

        assert there.slack.called("views.publish") == []


async def test_the_tab_of_messages_draws_no_page(tmp_path: Path) -> None:
    async with settled(tmp_path, "http") as there:
        await there["ned"].opens_home("messages")
        await there.slack.settled()

        assert there.slack.called("views.publish") == []


@pytest.mark.parametrize("begins", [permission_asked, opened, sent], ids=lambda one: one.__name__)
def test_every_page_is_taken_by_slack_and_can_be_used(begins: Callable[[], Scene]) -> None:
    scene = begins()
    for person in (ANN, FAY, MIA, SID, ZOE):
        page = scene.engine.page(person, scene.now)
        view: Any = home_view(page)

        buttons = [each for one in view["blocks"] for each in one.get("elements", ())]
        main = [one for one in buttons if one.get("style") == "primary"]
        assert problems_of_view(view) == []
        assert len(main) <= 1
        assert [wrong for card in page.cards for wrong in wrong_with_card(card)] == []


def test_a_very_long_page_says_that_there_is_more() -> None:
    cards = tuple(
        Card(f"Card {number}", (Text("Words"),), (Button("Answer", f"vote.p{number}"),))
        for number in range(60)
    )
    view = home_view(Page(cards))

    assert problems_of_view(view) == []
    assert MORE in repr(view)


def test_buttons_that_read_alike_say_whose_they_are() -> None:
    one = Card("Earlier?", (Text("Words"),), (Button("Vote", "vote.a"),))
    other = Card("", (Text("Later?"),), (Button("Vote", "vote.b"), Button("Help", "cmd.help")))
    view = home_view(Page((one, other)))

    buttons = [
        element
        for block in view["blocks"]  # type: ignore[attr-defined]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    labels = [one.get("accessibility_label") for one in buttons]
    assert labels == ["Vote: Earlier?", "Vote: Later?", None]
    assert len({one["action_id"] for one in buttons}) == 3


@dataclass
class Process:
    """One of several that draw people's pages; it has its own words for them."""

    lines: Lines
    says: str = ""
    homes: Homes = field(init=False)

    def __post_init__(self) -> None:
        self.homes = Homes(self._page, self.lines.client, rest=0.0)

    async def _page(self, _: PersonId) -> Page:
        return Page((Card(self.says, (Text("Words"),)),), frozenset({HOME}))

    async def looks(self, person: Person, says: str) -> None:
        """They open their home, and this process is told."""
        self.says = says
        stands = person.team.homes[person.id].to_json() if _has_home(person) else None
        opening = _opening(person.team.id, person.id)
        await self.homes.opened({**opening, "event": {**opening["event"], "view": stands}})
        await until(lambda: says in _read(person))


@asynccontextmanager
async def two_processes() -> AsyncIterator[tuple[Process, Process, Person]]:
    async with FakeSlack(as_written("http"), limits=Limits(off=True)) as slack:
        acme = slack.workspace()
        async with open_lines(slack.api_url, acme.token) as lines:
            ours, other = Process(lines), Process(lines)
            yield ours, other, acme.person("ann")
            await ours.homes.close()
            await other.homes.close()


async def _looks(there: Living, person: Person) -> str:
    await person.opens_home()
    await until(lambda: _has_home(person))
    return person.home.words


def _has_home(person: Person) -> bool:
    return person.id in person.team.homes


def _read(person: Person) -> str:
    return person.home.words if _has_home(person) else ""


def _opening(team: str, user: str) -> dict[str, Any]:
    return {"team_id": team, "event": {"user": user, "tab": "home"}}
