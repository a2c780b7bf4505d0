"""A community ages by a year: each kind of thing goes on its day and not before (docs/what-is-kept.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.boundary.decision import Decision, Slip
from bot.boundary.delivery import Carried
from bot.domain.ids import Address, RecordId
from bot.domain.message import DraftState
from bot.domain.poll import PollState
from bot.domain.proposal import ProposalState
from bot.domain.records import Record
from bot.domain.story import StoryState
from storage.tables import KINDS, records
from tests.architecture.sources import HOUSE
from tests.conftest import Fresh
from tests.contracts import samples
from tests.contracts.given import ANN, HOME, NOW, Rig, community, direct, draft, post, story
from tests.contracts.test_records import NOTICED, POLL, SAID, SESSION

SECOND, DAY, YEAR = timedelta(seconds=1), timedelta(days=1), timedelta(days=365)
TOLD = replace(story("told"), state=StoryState.TOLD, forget_at=NOW + DAY * 30)
TOUCHED = {"touched_at": NOW}
LIFE = None
"""As long as the community lasts."""


@dataclass(frozen=True)
class Promise:
    """`days` after `NOW` it goes. `called` is what docs/what-is-kept.md calls it, and `says` what it promises."""

    record: Record
    days: int | None
    called: str
    says: str


PROMISES = (
    Promise(community(), LIFE, "The charter", "As long as the community lasts"),
    Promise(community(), LIFE, "That you are a member", "Until the community ends"),
    Promise(
        samples.BRIEF,
        LIFE,
        "What a sponsor answers before they have said yes",
        "Until somebody else is asked",
    ),
    Promise(SESSION, LIFE, "When sessions were", "As long as the community lasts"),
    Promise(
        replace(draft("drafted", NOW), **TOUCHED),  # type: ignore[arg-type]
        14,
        "A story you have begun",
        "14 days",
    ),
    Promise(
        replace(story("talked"), state=StoryState.TALK), 60, "A story you have begun", "60 days"
    ),
    Promise(
        replace(story("offered"), state=StoryState.OFFERED),
        120,
        "A story you have offered",
        "120 days",
    ),
    Promise(story("chosen"), LIFE, "A story you have offered", "unless it is chosen"),
    Promise(TOLD, 30, "A story you told", "30 days"),
    Promise(SAID, 30, "What you say in a round", "30 days"),
    Promise(
        samples.WRITTEN, LIFE, "What you write in private for a round", "Until the round closes"
    ),
    Promise(
        samples.OWN_PROMPT, LIFE, "A prompt that you have added", "As long as the community lasts"
    ),
    Promise(samples.CAUGHT, 30, "What you caught in the moment", "30 days"),
    Promise(NOTICED, 90, "A facilitator's own reflection", "90 days"),
    Promise(samples.PROPOSAL, 30, "What you propose", "30 days after it is settled"),
    Promise(
        replace(
            samples.PROPOSAL,
            id=RecordId("waits"),
            state=ProposalState.QUESTIONS,
            decided_at=None,
        ),
        LIFE,
        "What you propose",
        "after it is settled",
    ),
    Promise(samples.AGREEMENT, LIFE, "What the group has agreed on", "As long as"),
    Promise(replace(POLL, closed_at=NOW), 30, "What came of a question", "30 days"),
    Promise(
        replace(POLL, id=RecordId("open"), state=PollState.OPEN, closed_at=None),
        LIFE,
        "That you have voted",
        "Until the question closes",
    ),
    Promise(samples.CODESIGN, LIFE, "Where the group stands", "As long as"),
    Promise(samples.GATHERED, 30, "What you all need", "30 days"),
    Promise(samples.SUGGESTED, 30, "What you all need", "30 days"),
    Promise(samples.RULES_DRAFT, 30, "Rules that you are drafting", "30 days"),
    Promise(samples.MEMBER_CARD, LIFE, "Your card", "Until"),
    Promise(
        replace(samples.MEMBER_CARD.left(NOW), id=RecordId("left")),
        14,
        "Your card",
        "14 days after you leave",
    ),
    Promise(samples.TRY, LIFE, "What you try", "As long as the community lasts"),
    Promise(samples.ASKED_TO_HEAR, 14, "That you are asked whether you would hear", "14 days"),
    Promise(samples.KEPT_LINE, 14, "A line of learning", "14 days"),
    Promise(
        replace(samples.KEPT_LINE, id=RecordId("agreed"), waits_until=None),
        LIFE,
        "A line of learning",
        "As long as the community lasts",
    ),
    Promise(samples.WRAP, LIFE, "A session in four lines", "As long as the community lasts"),
    Promise(samples.MESSAGE_DRAFT, 14, "A message to the organisation that you", "14 days"),
    Promise(
        replace(samples.MESSAGE_DRAFT, id=RecordId("asked"), state=DraftState.ASKED),
        LIFE,
        "A message to the organisation that you",
        "until the group is asked",
    ),
    Promise(samples.MESSAGE, LIFE, "A message that the group sent", "As long as"),
    Promise(samples.RENEWAL, LIFE, "That the question", "not asked again"),
    Promise(
        replace(samples.RENEWAL.closed(), id=RecordId("renewed")),
        42,
        "That the question",
        "Six weeks",
    ),
    Promise(samples.NEWCOMER, 182, "That you are new", "half a year at most"),
    Promise(samples.WALKED_IN, LIFE, "That you were seen in the channel", "Until it is settled"),
    Promise(
        samples.NOTES_WINDOW,
        LIFE,
        "When notes without a name can be written",
        "Until the next time",
    ),
    Promise(
        samples.NOTES_READING,
        LIFE,
        "That notes without a name wait to be read",
        "Until they have been told",
    ),
    Promise(samples.PULSES, LIFE, "What came of the two pulses", "As long as the community lasts"),
    Promise(samples.STANDSTILL, LIFE, "That nothing is planned", "Until something is planned"),
    Promise(samples.REPAIR, LIFE, "That something has left the group", "Until it is settled"),
    Promise(samples.ENDING, LIFE, "That the community is coming to its end", "Until that day"),
)
"""A kind that is here with `LIFE` alone goes by a conversation, not by the clock: a chosen story with its
session, an open question when it closes. Their dialogs hold that."""


@pytest.fixture
def rig(fresh: Fresh) -> Iterator[Rig]:
    rig = Rig(fresh())
    yield rig
    rig.close()


@pytest.fixture
def aged(fresh: Fresh) -> Iterator[Rig]:
    rig = Rig(fresh())
    rig.keep(*(one.record for one in PROMISES))
    yield rig
    rig.close()


def test_every_kind_of_record_is_promised_a_time() -> None:
    assert {type(one.record) for one in PROMISES} == set(KINDS)


def test_each_record_goes_on_its_day_and_not_before(aged: Rig) -> None:
    for days in sorted({one.days for one in PROMISES if one.days is not None}):
        clear(aged, DAY * days - SECOND)
        assert gone(aged) == promised_by(days - 1)

        clear(aged, DAY * days)
        assert gone(aged) == promised_by(days)


def test_after_a_year_only_what_lasts_is_left(aged: Rig) -> None:
    clear(aged, YEAR)

    assert gone(aged) == promised_by(365)
    assert len(gone(aged)) == sum(one.days is not None for one in PROMISES)


def test_a_year_day_by_day_comes_to_the_same(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    rig.keep(*(one.record for one in PROMISES))
    went: dict[str, int] = {}
    for day in range(366):
        clear(rig, DAY * day)
        for name in gone(rig) - went.keys():
            went[name] = day
    rig.close()

    assert went == {one.record.id: one.days for one in PROMISES if one.days is not None}


def test_a_posts_words_go_after_thirty_days_and_the_rest_after_a_hundred_and_fifty(
    rig: Rig,
) -> None:
    rig.keep(community())
    rig.say(post("one", direct(1)))
    rig.settle(*(Carried(one, Address("1")) for one in rig.claim()))
    assert row_and_words(rig) == (1, 1)

    clear(rig, DAY * 30)
    assert row_and_words(rig) == (1, 1)
    clear(rig, DAY * 30 + SECOND)
    assert row_and_words(rig) == (1, 0)
    clear(rig, DAY * 150)
    assert row_and_words(rig) == (1, 0)
    clear(rig, DAY * 150 + SECOND)
    assert row_and_words(rig) == (0, 0)


def test_that_something_was_delivered_is_forgotten_after_a_week(rig: Rig) -> None:
    with rig.offices.open() as office:
        assert office.first_time("delivery", NOW)  # type: ignore[arg-type]

    clear(rig, DAY * 7)
    assert rig.look("SELECT COUNT(*) FROM inbox") == [(1,)]
    clear(rig, DAY * 8)
    assert rig.look("SELECT COUNT(*) FROM inbox") == [(0,)]


def test_that_an_alarm_has_rung_is_forgotten_after_thirty_days(rig: Rig) -> None:
    rig.keep(community(), draft("d1", NOW))
    with rig.offices.open() as office:
        alarm = office.due(NOW)
        assert alarm is not None
        office.rang(alarm)
    rig.meddle("UPDATE story SET expires = NULL")

    clear(rig, DAY * 30)
    assert rig.look("SELECT COUNT(*) FROM alarm WHERE about = 'd1'") == [(1,)]
    clear(rig, DAY * 30 + SECOND)
    assert rig.look("SELECT COUNT(*) FROM alarm WHERE about = 'd1'") == [(0,)]


def test_what_lies_in_a_box_stays_until_the_box_is_emptied_and_then_nothing_does(rig: Rig) -> None:
    rig.keep(community())
    slip = Slip(community=HOME, box="box", person=ANN, answers={"way": "end"})
    with rig.offices.open() as office:
        office.keep(Decision(drop=(slip,)), NOW)
    clear(rig, YEAR)
    assert rig.look("SELECT COUNT(*) FROM box_slip") == [(1,)]

    with rig.offices.open() as office:
        office.keep(Decision(empty=("box",)), NOW + YEAR)
    assert rig.look("SELECT COUNT(*) FROM box_slip") == [(0,)]
    assert rig.look("SELECT COUNT(*) FROM box") == [(0,)]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: f"{one.record.id}-{one.days}")
def test_what_is_promised_stands_in_the_table_of_what_is_kept(promise: Promise) -> None:
    table = [
        line
        for line in (HOUSE / "docs" / "what-is-kept.md").read_text("utf-8").splitlines()
        if line.startswith(f"| {promise.called}")
    ]

    (row,) = table
    assert promise.says in row.rsplit("|", 2)[1] or promise.says in row.rsplit("|", 3)[1]


def clear(rig: Rig, after: timedelta) -> None:
    with rig.offices.open() as office:
        office.clear(NOW + after)


def gone(rig: Rig) -> set[str]:
    left: set[object] = set()
    for table in records.values():
        left |= {id for (id,) in rig.look(f"SELECT id FROM {table.name}")}
    return {str(one.record.id) for one in PROMISES} - {str(id) for id in left}


def promised_by(days: int) -> set[str]:
    return {str(one.record.id) for one in PROMISES if one.days is not None and one.days <= days}


def row_and_words(rig: Rig) -> tuple[object, object]:
    ((rows, cards),) = rig.look("SELECT COUNT(*), COUNT(card) FROM outbox")
    return rows, cards
