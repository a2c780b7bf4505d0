"""A year of a community, from permission to its last line: the order it goes in, and what it promised."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from adapters.calendar import PublicHolidays
from adapters.in_words import card_text
from bot.domain.refusal import Reason
from bot.words import say
from tests.adapters.practice.a_year import IN_THE_ROOM, Written, Year, live, words

ZONE = ZoneInfo("Europe/London")
KEPT_FREE = (
    (date(2027, 8, 16), date(2027, 8, 27)),
    (date(2027, 12, 20), date(2028, 1, 7)),
)
DAYS = {"tunde": frozenset({0, 1, 2, 3})}
"""Working days of whoever has days of their own."""
ANY_WORKING_DAY = frozenset({0, 1, 2, 3, 4})

LOOKED_AFTER_BY = frozenset({"dm:nadia", "dm:gwen"})
MAY_STAND: Mapping[str, frozenset[str]] = {
    "Our first question": frozenset({IN_THE_ROOM}),
    "Upside down": frozenset({IN_THE_ROOM}),
    "Where things go": frozenset({IN_THE_ROOM}),
    "Half way": LOOKED_AFTER_BY,
    "Looking back": LOOKED_AFTER_BY,
    "Your vote": frozenset({IN_THE_ROOM}),
    "Is it worth your time?": LOOKED_AFTER_BY | {IN_THE_ROOM},
    "Add an option": frozenset({IN_THE_ROOM}),
    "A message to the organisation": LOOKED_AFTER_BY | {IN_THE_ROOM, "dm:denise"},
    "A word in private": frozenset({"dm:nadia"}),
}
"""Where words from a form without a name may be read. Nadia takes the messages out, at the end."""
READ_IN_POSTS_ALONE = frozenset(
    {"Half way", "Looking back", "Your vote", "Is it worth your time?", "A word in private"}
)
SHOWN_AT_ONCE = frozenset({"Add an option", "A message to the organisation", "A word in private"})
"""The others wait, together, until their question closes."""
FILLED_IN = ("convenor", "facilitator", "fewest", "most", "name", "title", "when", "word")
"""What a refusal can have places for."""
FOR_THE_SPONSOR = re.compile(
    "A new community|Does it fit|A message to the organisation|Our letter to the sponsor"
)
"""The forms of which a sponsor reads something: what it is for, and what the group agreed to send."""


@pytest.fixture(scope="module")
def year() -> Year:
    """It takes about a quarter of a minute on two cores that nobody else uses (docs/figures.md)."""
    return live()


def test_the_four_phases_come_in_their_order(year: Year) -> None:
    beginnings = (
        "The charter of “Before the notice runs out”",
        "Our first question",
        "What we need",
        "Upside down",
        "Does this happen here?",
        "Proposal: Our rules",
        "Agreed: What may leave this group",
        "Where things go",
        "What can we count on each other for?",
        "Agreed: How we explore our work",
        "“Before the notice runs out” begins",
        "A story from Kasia Nowak",
        "Session 1 is closed",
        "Something we tried: Leroy Bishop",
        "Moira Duffy walks us through it",
        "Session 2 is closed",
        "When somebody jumps in with advice",
        "Session 3, a light one",
        "Idris Vaughan has joined us",
        "A doubt from Tunde Afolabi",
        "Our message to the organisation",
        "An answer to our message",
        "Something we did, from Leroy Bishop",
        "A question to all of us",
        "Is this still worth your time?",
        "Beth Lomax says goodbye",
        "A story from Idris Vaughan",
        "What came of our message",
        "Session 8, a light one",
        "We have done what we came for.",
        "Proposal: Ending this community well",
        "We are drawing to a close",
        "This community met 8 times. Thank you.",
    )

    numbers = [year.first(beginning) for beginning in beginnings]

    for (before, earlier), (after, later) in pairwise(zip(beginnings, numbers, strict=True)):
        assert earlier < later, f"{after!r} came before {before!r}"


@pytest.mark.parametrize(
    "moment",
    [
        "We agreed to try this for three sessions.",
        "Nobody can look after a full session this time, so this is a light one.",
        "What came of it: Stopped",
        "What came of it: Kept",
        "Denise Ackroyd says: no, because …",
        "Denise Ackroyd says: yes, by Wednesday 1 December.",
        "It happened in part.",
        "Carry on as we are: most of us",
        "You said, we changed: We take a day between reading and asking.",
        "Kept by: Leroy and Moira",
    ],
)
def test_what_a_year_brings_is_told_in_the_room(year: Year, moment: str) -> None:
    assert any(moment in words(one) for one in year.posts if one.place == IN_THE_ROOM)


def test_nobody_is_asked_to_do_what_is_then_refused(year: Year) -> None:
    filled = dict.fromkeys(FILLED_IN, "@")
    refused = [re.escape(say(f"refused.{one}", **filled)).replace("@", ".+") for one in Reason]

    whispered = [card_text(one.card) for step in year.steps for one in step.came.whispers]

    assert not [one for one in whispered if any(re.search(each, one) for each in refused)]


def test_nobody_hears_from_the_bot_on_a_day_off_or_at_night(year: Year) -> None:
    for post in year.posts:
        here = post.at.astimezone(ZONE)
        days = DAYS.get(post.place.removeprefix("dm:"), ANY_WORKING_DAY)
        assert here.weekday() in days, f"{words(post)[:40]} on {here:%A}"
        assert time(9) <= here.time() < time(18), f"{words(post)[:40]} at {here:%H:%M}"


def test_the_days_kept_free_are_free(year: Year) -> None:
    for first, last in KEPT_FREE:
        assert not [
            words(one)[:40] for one in year.posts if first <= one.at.astimezone(ZONE).date() <= last
        ]


def test_public_holidays_are_kept_once_they_are_known(year: Year) -> None:
    begins = next(one.at for one in year.posts if words(one).startswith("“Before the notice"))
    holidays = PublicHolidays()

    days = {one.at.astimezone(ZONE).date() for one in year.posts if one.at > begins}

    assert holidays.holiday(date(2027, 5, 3), "GB-ENG")
    assert not [day for day in days if holidays.holiday(day, "GB-ENG")]


def test_words_without_a_name_stand_only_where_they_may(year: Year) -> None:
    for one in _without_a_name(year):
        stands = {post.place for post in year.posts if one.text in words(post)}
        assert stands <= MAY_STAND[one.form], one.text


def test_words_without_a_name_come_only_when_their_question_has_closed(year: Year) -> None:
    waiting = [one for one in _without_a_name(year) if one.form not in SHOWN_AT_ONCE]
    assert len(waiting) > 30

    for one in waiting:
        assert all(post.at > one.at for post in year.posts if one.text in words(post)), one.text


def test_words_without_a_name_are_never_beside_one(year: Year) -> None:
    for one in _without_a_name(year):
        beside = [words(post) for post in year.posts if one.text in words(post)]
        assert not [post for post in beside if one.by.name in post], one.text


def test_a_transcript_tells_them_only_where_they_were_posted(year: Year) -> None:
    """What is drafted from, people are shown again in forms. The rest stands in a post, or nowhere."""
    quiet = [one.text for one in _without_a_name(year) if one.form in READ_IN_POSTS_ALONE]
    assert len(quiet) > 20

    beside_posts = [line for line in year.transcript.splitlines() if not line.startswith("│")]

    assert not [text for text in quiet if text in " ".join(" ".join(beside_posts).split())]


def test_the_sponsor_reads_no_members_words_but_what_the_group_agreed_to_send(year: Year) -> None:
    read = "\n".join(words(post) for post in year.to("denise"))
    shown = [
        card_text(one.card)
        for step in year.steps
        if step.step.by == "denise"
        for one in step.came.whispers
    ]
    assert "Cases are closed after two missed appointments" in read

    theirs = [
        one.text
        for one in year.written()
        if one.by.id != "denise" and len(one.text) > 12 and not FOR_THE_SPONSOR.match(one.form)
    ]

    assert len(theirs) > 200
    assert not [text for text in theirs if text in "\n".join((read, *shown))]


def test_the_sponsor_is_in_no_place_where_people_talk(year: Year) -> None:
    assert {"dm:denise"} == {
        f"dm:{one.direct.person.rsplit('/', 1)[-1]}"
        for one in year.cast.people
        if len(one.places) == 1
    }


def test_nothing_is_posted_twice(year: Year) -> None:
    appeared = [one for step in year.steps for one in step.appeared if one.card]
    assert len({one.id for one in appeared}) == len(appeared)

    often = Counter((one.place, one.at.date(), words(one)) for one in appeared)

    assert not [said[:60] for (_, _, said), times in often.items() if times > 1]


def test_every_session_closes_once_and_is_looked_back_on(year: Year) -> None:
    said = Counter(words(one).splitlines()[0] for one in year.posts if one.place == IN_THE_ROOM)

    assert [said[f"Session {number} is closed"] for number in range(1, 9)] == [1] * 8
    full = [number for number in range(1, 9) if number not in (3, 8)]
    assert [said[f"Looking back on session {number}"] for number in full] == [1] * 6


def test_no_name_of_a_post_leads_to_a_person(year: Year) -> None:
    """Names are not sealed. A dump must not show who said something about whom."""
    people = {part for one in year.cast.people for part in (one.id, str(one.person), one.name)}
    parts = {part for name in year.names for part in (name, *name.split(":"))}

    assert len(year.names) > 250
    assert not parts & people
    assert not any("/" in name for name in year.names)


def test_it_ends_with_the_room_free_and_nothing_left(year: Year) -> None:
    last = max((one for one in year.posts if one.place == IN_THE_ROOM), key=lambda one: one.id)
    [shown] = year.steps[-1].came.whispers

    assert words(last).startswith("This community met 8 times. Thank you.")
    assert "Begin a community" in [button.label for button in shown.card.buttons]
    # the house's own mark, and that something was once delivered: no community, no person, no words
    assert set(year.left) == {"alembic_version", "house_key", "inbox"}


def test_when_all_is_said_the_bot_leaves_and_a_command_brings_it_back(year: Year) -> None:
    *through_the_year, before_the_last, at_the_last = year.away

    assert not any(through_the_year[:-3])
    assert (before_the_last, at_the_last) == (True, False)


def test_it_takes_a_year(year: Year) -> None:
    began, ended = year.steps[0].now, year.steps[-1].now

    assert timedelta(days=330) < ended - began < timedelta(days=370)
    assert began >= datetime(2027, 3, 1, tzinfo=UTC)


def _without_a_name(year: Year) -> list[Written]:
    """Whole sentences, so that a choice such as “known” is not taken for somebody's words."""
    return [one for one in year.written() if one.unseen and len(one.text) > 12]
