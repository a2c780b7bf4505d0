"""A community takes with it what is its own, and nobody's secrets."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.cadence import Monthly, Weekly
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import CommunityId, PersonId, Platform, RecordId, Room
from bot.domain.message import Came, Message, Response, ResponseKind
from bot.domain.people import Answer, Appointment
from bot.domain.rhythm import Rhythm
from bot.domain.round import Plan
from bot.domain.session import Session, SessionState
from bot.domain.story import Story
from bot.takeaway import markdown, meets, taken

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
    change="We slow down in the second round",
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


def test_take_aways_leave_without_the_names_of_those_who_said_them() -> None:
    shelf = Shelf(
        SESSION, said("2", Part.TAKE_AWAY, "Ask sooner"), said("1", Part.TAKE_AWAY, "Wait")
    )

    export = taken(WARDS, shelf)

    assert export.sessions[0].took_away == ("Ask sooner", "Wait")
    assert BEN not in repr(export)


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.TAKE_AWAY])
def test_what_was_said_in_the_other_rounds_stays(part: Part) -> None:
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
