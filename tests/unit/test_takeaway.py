"""A community takes with it what is its own, and nobody's secrets."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.cadence import Monthly, Weekly
from bot.domain.community import Community, Stage
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.course import SessionState
from bot.domain.ids import CommunityId, PersonId, Platform, RecordId, Room
from bot.domain.learning import Kept, Try
from bot.domain.message import Came, Message, Response, ResponseKind
from bot.domain.people import Answer, Appointment
from bot.domain.rhythm import Rhythm
from bot.domain.round import Plan
from bot.domain.session import Session
from bot.domain.story import Story
from bot.domain.wrap import Wrap
from bot.takeaway import LETTER, LINES, SESSIONS, TRIES, agreed_to_keep, markdown, meets, taken

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
ANA, BEN, SAM = (PersonId(f"any/where/{name}") for name in ("ana", "ben", "sam"))
WARDS = Community(
    id=CommunityId("wards"),
    name="The *night* ward",
    purpose="Judging well when it is unclear",
    roles="Nurses",
    convenor=ANA,
    convenor_name="Ana",
    facilitator=Appointment(person=ANA, name="Ana", answer=Answer.YES),
    deputy=Appointment(person=BEN, name="Ben", answer=Answer.YES),
    sponsor=Appointment(person=SAM, name="Sam", answer=Answer.YES),
    rooms=(Room(Platform("any"), "where", "room"),),
    rhythm=Rhythm(cadence=Weekly(2, 0, date(2027, 3, 1))),
)
SESSION = Session(
    id=RecordId("first"),
    community=WARDS.id,
    number=1,
    plan=Plan(**{moment.name: MONDAY for moment in fields(Plan)}),
    state=SessionState.CLOSED,
    closed_at=MONDAY + timedelta(days=4),
    change="We slow down in the second round",
)


ENDING = replace(WARDS, stage=Stage.ENDING)
LEARNED = Kept(id=RecordId("k"), community=WARDS.id, line="Ask at night", author=None)
TRIED = Try(
    id=RecordId("t"),
    community=WARDS.id,
    author=None,
    named=False,
    idea="Ring at noon",
    limits="",
    notice="",
    asks_at=None,
)


def keeping(words: str) -> Agreement:
    """What the group agreed to keep of itself."""
    return Agreement(
        id=RecordId("kept"),
        community=WARDS.id,
        matter=Matter.HARVEST,
        about="kept",
        words=words,
        agreed_at=MONDAY,
    )


class Shelf:
    """Records that stand where a test puts them: as much of `Records` as is read here."""

    def __init__(self, *records: Any) -> None:
        self._records = records

    def all(self, kind: type[Any], of: RecordId) -> tuple[Any, ...]:
        return tuple(one for one in self._records if isinstance(one, kind) and one.of == of)


def said(id: str, part: Part, text: str) -> Contribution:
    return Contribution(
        id=RecordId(id),
        community=WARDS.id,
        session=SESSION.id,
        author=BEN,
        part=part,
        text=text,
        forget_at=MONDAY + timedelta(days=30),
    )


def test_each_session_leaves_in_its_four_lines() -> None:
    wrap = Wrap(
        id=RecordId("w"),
        community=WARDS.id,
        session=SESSION.id,
        looked_at="A late bed",
        open="How early is early",
    )

    export = taken(WARDS, Shelf(SESSION, wrap))

    assert export.sessions[0].wrap == ("We looked at: A late bed", "Still open: How early is early")
    assert "- We looked at: A late bed\n- Still open: How early is early" in markdown(
        export, MONDAY
    )


@pytest.mark.parametrize("part", Part)
def test_what_was_said_in_a_session_stays(part: Part) -> None:
    export = taken(WARDS, Shelf(SESSION, said("1", part, "my own doubt")))

    assert "my own doubt" not in repr(export)


def test_a_story_stays() -> None:
    story = Story(
        id=RecordId("story"),
        community=WARDS.id,
        teller=BEN,
        boxes={"where": "on the ward at night"},
        touched_at=MONDAY,
    )

    assert "at night" not in repr(taken(WARDS, Shelf(SESSION, story)))


def test_a_facilitators_own_note_stays() -> None:
    note = Reflection(
        id=RecordId("note"),
        community=WARDS.id,
        author=ANA,
        text="I stepped in too soon",
        forget_at=MONDAY + timedelta(days=90),
    )

    assert "too soon" not in repr(taken(WARDS, Shelf(SESSION, note)))


def test_a_group_that_gave_itself_permission_takes_that_with_it() -> None:
    nobody = replace(WARDS, sponsor=None)
    ourselves = replace(nobody, self_authorised=True)

    assert taken(ourselves, Shelf(SESSION)).permission == "the group gave itself permission"
    assert taken(nobody, Shelf(SESSION)).permission == "not settled yet"


@pytest.mark.parametrize("kept", [keeping("Nothing is kept."), keeping(LINES), None])
def test_a_letter_to_a_future_community_that_was_agreed_is_always_kept(
    kept: Agreement | None,
) -> None:
    letter = replace(
        keeping("Begin with silence.\nThen ask."), id=RecordId("letter"), about="future"
    )

    export = taken(ENDING, Shelf(LEARNED, letter, *((kept,) if kept else ())))

    assert LETTER in [one.title for one in export.harvest]
    assert "> Begin with silence.\n> \n> Then ask." in markdown(export, MONDAY)


def test_whom_the_group_trusts_with_a_worry_stays_where_it_is() -> None:
    trusted = replace(keeping("Ben"), matter=Matter.TRUSTED, about=BEN)

    assert taken(WARDS, Shelf(trusted)).harvest == ()


def test_a_message_leaves_with_its_answer_and_what_came_of_it() -> None:
    said = Response(kind=ResponseKind.YES, words="From May.", name="Sam", by=date(2027, 5, 1))
    message = Message(
        id=RecordId("m"),
        community=WARDS.id,
        words="What would help: a bed store",
        agreed_at=MONDAY,
        answers=(said,),
        came=Came.NO,
        came_words="Not yet, they say.",
    )

    (sheaf,) = taken(WARDS, Shelf(message)).harvest

    assert sheaf.lines == (
        "What would help: a bed store",
        "Answer: yes, by 2027-05-01: From May.",
        "What came of it: not happened: Not yet, they say.",
    )


def test_the_charter_and_the_sessions_can_be_read() -> None:
    text = markdown(taken(WARDS, Shelf(SESSION)), date(2027, 6, 1))

    assert "Permission: given by Sam" in text
    assert "Looked after by: Ana, Ben" in text
    assert "### Session 1, 2027-03-01 (closed)" in text
    assert "What changed: We slow down in the second round" in text


def test_sessions_stand_in_the_order_of_their_days_without_those_that_were_left_out() -> None:
    left_out = replace(SESSION, id=RecordId("out"), state=SessionState.SKIPPED)
    later = replace(SESSION.plan, opens_at=MONDAY + timedelta(days=14))
    second = replace(SESSION, id=RecordId("second"), number=2, plan=later)

    export = taken(WARDS, Shelf(second, left_out, SESSION))

    found = [(one.number, one.opened) for one in export.sessions]
    assert found == [(1, "2027-03-01"), (2, "2027-03-15")]


@pytest.mark.parametrize("state", [SessionState.PLANNED, SessionState.CONFIRMED])
def test_a_session_that_has_not_opened_is_none_that_took_place(state: SessionState) -> None:
    ahead = replace(SESSION, id=RecordId("ahead"), number=2, state=state, closed_at=None)

    assert [one.number for one in taken(WARDS, Shelf(SESSION, ahead)).sessions] == [1]


def test_a_number_is_read_once_however_often_a_session_was_skipped_before_it() -> None:
    skipped = [
        replace(
            SESSION,
            id=RecordId(f"skipped{weeks}"),
            plan=replace(SESSION.plan, opens_at=MONDAY - timedelta(weeks=weeks)),
            state=SessionState.SKIPPED,
            closed_at=None,
        )
        for weeks in (2, 4)
    ]

    text = markdown(taken(WARDS, Shelf(*skipped, SESSION)), date(2027, 6, 1))

    assert text.count("### Session 1,") == 1
    assert "skipped" not in text


def test_at_its_end_a_group_takes_what_it_agreed_to_keep_and_nothing_else() -> None:
    words = f"{LINES}\nKept by: Ana\nWhere: the shared drive"

    export = taken(ENDING, Shelf(SESSION, LEARNED, TRIED, keeping(words)))

    assert [one.title for one in export.harvest] == [LINES]
    assert export.sessions == ()
    assert export.purpose == WARDS.purpose


def test_its_meetings_go_along_where_the_group_agreed_so() -> None:
    export = taken(ENDING, Shelf(SESSION, LEARNED, keeping(SESSIONS)))

    assert export.harvest == ()
    assert [one.number for one in export.sessions] == [1]


@pytest.mark.parametrize("agreed", [(), ("Nothing is kept.",)])
def test_at_its_end_nothing_is_taken_until_the_group_has_agreed_to_keep_it(
    agreed: tuple[str, ...],
) -> None:
    shelf = Shelf(SESSION, LEARNED, TRIED, *map(keeping, agreed))

    assert agreed_to_keep(ENDING, shelf) == ()
    assert (taken(ENDING, shelf).harvest, taken(ENDING, shelf).sessions) == ((), ())


def test_what_was_agreed_for_an_ending_that_was_stopped_counts_no_more() -> None:
    over = replace(keeping(LINES), ended=True)

    assert agreed_to_keep(ENDING, Shelf(LEARNED, over)) == ()
    assert [one.title for one in taken(WARDS, Shelf(LEARNED, TRIED, over)).harvest] == [
        TRIES,
        LINES,
    ]


def test_marks_in_peoples_words_stay_letters() -> None:
    text = markdown(taken(WARDS, Shelf(SESSION)), date(2027, 6, 1))

    assert text.startswith("# The \\*night\\* ward\n")


@pytest.mark.parametrize(
    ("cadence", "sentence"),
    [
        (Weekly(1, 2, date(2027, 3, 1)), "every week on Wednesday at 10:00"),
        (Weekly(2, 0, date(2027, 3, 1)), "every 2 weeks on Monday at 10:00"),
        (Monthly(-1, 4), "on the last Friday of each month at 10:00"),
    ],
)
def test_a_rhythm_is_told_in_words(cadence: Weekly | Monthly, sentence: str) -> None:
    assert meets(Rhythm(cadence=cadence)) == sentence
