"""Ending well: agreed by all, two weeks to look back, and then really gone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.contribution import Reflection
from bot.domain.ending import Ending
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Kept, Try, TryState
from bot.domain.people import Member
from bot.domain.records import Record
from bot.domain.session import SessionState
from bot.words import say
from tests.scene import (
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    ROOM,
    SID,
    Scene,
    begun,
    opened,
    story_offered,
    words,
)

FINE, STOP = "I can live with it", "I would like us to stop this"
AGREED = datetime(2027, 1, 14, 12, tzinfo=UTC)
"""Questions and reactions take two working days each, the redraft one, answers three."""
GONE = datetime(2027, 1, 28, 12, tzinfo=UTC)
"""Ten working days after that."""


def proposed(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "end")
    scene.fill(MIA, why="We have done what we came for.")
    scene.later(days=7, hours=3)
    return scene


def all_fine(scene: Scene) -> None:
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)


def ending(scene: Scene | None = None) -> Scene:
    scene = proposed(scene)
    all_fine(scene)
    scene.until(max(scene.now, AGREED))
    return scene


def keep(scene: Scene, *kept: Record) -> None:
    for one in kept:
        scene.offices.memory.records[type(one), one.id] = one


def with_learning(scene: Scene) -> None:
    home = scene.community.id
    keep(
        scene,
        Try(
            id=RecordId("try1"),
            community=home,
            author=NED,
            named=True,
            idea="Ask before noon",
            limits="",
            notice="",
            asks_at=None,
            state=TryState.STOPPED,
            learned="Noon is too late.",
        ),
        Kept(id=RecordId("kept1"), community=home, line="A cold house is a risk.", author=NED),
        Kept(
            id=RecordId("kept2"),
            community=home,
            line="Nobody said yes to this.",
            author=NED,
            waits_until=scene.now + timedelta(days=30),
        ),
        Agreement(
            id=RecordId("good1"),
            community=home,
            matter=Matter.GOOD_WORK,
            words="Ask what home is like.",
            agreed_at=scene.now,
        ),
        Reflection(
            id=RecordId("note1"),
            community=home,
            author=FAY,
            text="I was too quick.",
            forget_at=scene.now + timedelta(days=90),
        ),
    )


def kept(scene: Scene, *parts: str) -> None:
    """Fay proposes what is kept, and all agree."""
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, **({"what": parts} if parts else {}), who="Fay", where="the shared drive")
    all_fine(scene)
    scene.later(days=6)


def exported(scene: Scene) -> str:
    before = len(scene.sent_to(FAY))
    scene.press(FAY, "Export the harvest")
    return "".join(scene.sent_to(FAY)[before:])


# proposing


def test_any_member_may_propose_it_and_it_is_talked_over_first() -> None:
    scene = begun()
    scene.command(MIA, "end")
    scene.fill(MIA, why="We have done what we came for.")

    (proposal,) = scene.proposals
    assert proposal.matter is Matter.ENDING
    assert "We have done what we came for." in scene.posted[-1]
    assert FINE not in [button.label for button in scene.post("proposal").card.buttons]
    assert scene.community.stage is Stage.ACTIVE


def test_nothing_ends_against_an_objection() -> None:
    scene = proposed()
    scene.press(NED, "I object")
    scene.fill(NED, words="I would miss it.")
    for person in (MIA, OLI, *MEMBERS[3:], FAY, DEV):
        scene.press(person, FINE)
    scene.later(days=14)

    assert scene.community.stage is Stage.ACTIVE


def test_an_ending_that_somebody_objects_to_cannot_be_tried() -> None:
    scene = proposed()
    scene.press(NED, "I object")
    scene.fill(NED, words="I would miss it.")

    labels = [button.label for button in scene.post("way_on").card.buttons]
    assert labels == ["Change the words", "Take it to a call", "Let it rest"]


def test_once_it_is_agreed_three_things_are_asked_and_the_day_is_named() -> None:
    scene = ending()

    card = words(scene.post("ending:").card)
    assert scene.community.stage is Stage.ENDING
    assert "something I will keep doing" in card
    assert "something I am grateful for" in card
    assert "something still open that someone should carry" in card
    assert "On Thursday 28 January at 12:00 I delete everything" in card


def test_holidays_make_it_longer_never_shorter() -> None:
    scene = begun()
    scene.calendar.holidays[datetime(2027, 1, 20, tzinfo=UTC).date()] = "A holiday"
    ending(scene)

    assert "On Friday 29 January at 12:00" in words(scene.post("ending:").card)


def test_what_is_said_in_its_thread_is_not_kept() -> None:
    scene = ending()
    scene.says(NED, "I am grateful for the silences.", "ending:")

    assert "silences" not in repr(scene.offices.memory)


# what is refused meanwhile


def test_no_session_is_planned_any_more_and_the_one_ahead_does_not_take_place() -> None:
    scene = ending()
    scene.until(GONE - timedelta(hours=1))

    assert all(one.state is SessionState.SKIPPED for one in scene.sessions)
    scene.command(FAY, "session")
    assert scene.whispered == say("session.none_ending")


def test_a_session_that_runs_may_end_and_no_other_follows() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 8, 10, tzinfo=UTC))
    scene.command(MIA, "end")
    scene.fill(MIA)
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 1, 15, 14, tzinfo=UTC))
    scene.press(MIA, "Ready")
    all_fine(scene)
    scene.until(datetime(2027, 1, 20, 13, tzinfo=UTC))
    assert "may come to its end" in words(scene.post("ending:").card)
    scene.press(FAY, "Ask about one time it happened")
    scene.until(datetime(2027, 1, 26, 13, tzinfo=UTC))

    assert [one.state for one in scene.sessions] == [SessionState.CLOSED]


def test_what_was_agreed_is_not_looked_at_again_when_that_session_closes() -> None:
    scene = story_offered()
    rules = Agreement(
        id=RecordId("rules1"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="We listen.",
        agreed_at=scene.now,
        look_again_after=1,
    )
    keep(scene, rules)
    scene.until(datetime(2027, 1, 8, 10, tzinfo=UTC))
    scene.command(MIA, "end")
    scene.fill(MIA)
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 1, 15, 14, tzinfo=UTC))
    scene.press(MIA, "Ready")
    all_fine(scene)
    scene.until(datetime(2027, 1, 20, 13, tzinfo=UTC))
    scene.press(FAY, "Ask about one time it happened")
    scene.until(datetime(2027, 1, 26, 13, tzinfo=UTC))

    assert "Session 1 is closed" in "\n".join(scene.posted)
    assert "Looking again" not in "\n".join(scene.posted)


@pytest.mark.parametrize("command", ["story", "invite", "pause"])
def test_nothing_new_is_begun(command: str) -> None:
    scene = ending()
    scene.command(FAY, command)

    assert say("refused.community_ending") in scene.whispered


def test_someone_who_was_asked_before_cannot_join_any_more() -> None:
    scene = begun()
    community = scene.community.with_member(Member(person=DEV, name="Dev"))
    scene.offices.memory.records[type(community), community.id] = community
    ending(scene)
    scene.press_token(DEV, f"join.{community.id}.about")

    assert scene.whispered == say("refused.community_ending")


def test_the_question_whether_it_goes_on_is_not_asked_any_more() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 1, 11, tzinfo=UTC))
    ending(scene)
    scene.later(days=8)

    assert words(scene.post("renewal").card).endswith("The week for this question is over.")
    assert not scene.has_post("renewed")


def test_no_day_is_named_for_a_next_session() -> None:
    scene = ending()
    scene.command(NED, "rhythm")

    assert "18 January" not in scene.whispered


def test_asking_again_tells_when_it_ends() -> None:
    scene = ending()
    scene.command(NED, "end")

    assert "On Thursday 28 January at 12:00" in scene.whispered
    scene.press(NED, STOP)


# what is kept


def test_the_facilitator_sees_what_there_is_to_keep_and_never_their_own_notes() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)

    desk = "\n".join(scene.sent_to(FAY))
    assert "What good looks like here: one line" in desk
    assert "What we tried, and what it taught us: one line" in desk
    assert "too quick" not in desk


def test_what_is_kept_needs_everyones_consent_and_only_that_is_exported() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    kept(scene, "What good looks like here", "Lines of learning we kept")

    text = exported(scene)
    assert "Ask what home is like." in text
    assert "A cold house is a risk." in text
    assert "Nobody said yes" not in text
    assert "Noon is too late" not in text
    assert "too quick" not in text
    assert "Ned" not in text


def test_before_that_nothing_is_exported() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))
    scene.press(FAY, "Export the harvest")

    assert scene.whispered == say("refused.harvest_not_agreed")


def test_who_keeps_it_and_where_must_be_said() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, who="", where=" ")

    assert set(scene.errors) == {"who", "where"}


def test_a_group_may_keep_nothing() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, what=[])

    assert "Nothing is kept." in scene.posted[-1]


def test_what_other_words_leave_out_is_not_exported() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, who="Fay", where="the shared drive")
    scene.press(NED, "I object")
    scene.fill(NED, words="Not the tries.")
    scene.press(FAY, "Change the words")
    scene.fill(FAY, words="What good looks like here\nKept by: Fay\nWhere: the shared drive")
    all_fine(scene)
    scene.later(days=6)

    assert "Noon is too late" not in exported(scene)


def test_only_those_who_look_after_it_export() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))
    scene.press_token(NED, scene.button(FAY, "Export the harvest").token)

    assert scene.whispered.startswith("Only those who look after")


def test_a_long_harvest_is_sent_in_pieces_and_a_very_long_one_is_left_to_the_operator() -> None:
    scene = begun()
    line = "A line about how we work. " * 5
    keep(
        scene,
        *(
            Kept(id=RecordId(f"k{n}"), community=scene.community.id, line=line, author=None)
            for n in range(50)
        ),
    )
    ending(scene)
    kept(scene)
    before = len(scene.sent_to(FAY))
    scene.press(FAY, "Export the harvest")
    pieces = scene.sent_to(FAY)[before:]
    assert len(pieces) == 3
    assert "(1 of 3)" in pieces[0]
    assert max(len(piece) for piece in pieces) < 3000

    keep(
        scene,
        *(
            Kept(id=RecordId(f"m{n}"), community=scene.community.id, line=line, author=None)
            for n in range(200)
        ),
    )
    scene.press(FAY, "Export the harvest")
    assert "lcbot export" in scene.whispered


# the letters


def test_a_letter_goes_to_the_sponsor_once_everyone_agrees_and_without_names() -> None:
    scene = ending()
    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Thank you. Ned taught us much.")
    assert scene.errors == {"letter": "This letter names Ned. Please leave names out."}

    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Thank you for the time.")
    assert "Thank you for the time." not in "\n".join(scene.sent_to(SID))
    all_fine(scene)
    scene.later(days=6)
    letter = scene.sent_to(SID)[-1]
    assert "Thank you for the time." in letter
    assert not any(name in letter for name in ("Fay", "Mia", "Ned"))


def test_a_letter_to_a_future_community_becomes_part_of_the_harvest() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Write to a future community")
    scene.fill(FAY, letter="Begin with silence.")
    all_fine(scene)
    scene.later(days=6)
    kept(scene, "A letter to a future community")

    assert "Begin with silence." in exported(scene)


# stopping it


@pytest.mark.parametrize("who", [NED, FAY])
def test_anyone_can_stop_it_until_the_last_day(who: PersonId) -> None:
    scene = ending()
    scene.until(GONE - timedelta(hours=1))
    scene.press(who, STOP)
    scene.fill(who, words="There is a story I have not told.")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.office.all(Ending, scene.community.id) == ()
    assert "The ending has been stopped for now" in "\n".join(scene.posted)
    assert "There is a story I have not told." in scene.posted[-1]
    assert sum(one.ahead for one in scene.sessions) == 1
    scene.until(GONE + timedelta(days=3))
    assert scene.sessions


def test_an_objection_may_be_for_the_facilitator_alone() -> None:
    scene = ending()
    scene.press(NED, STOP)
    scene.fill(NED, words="I am afraid of the gap.", to="alone")

    assert "gap" not in "\n".join(scene.posted)
    assert "I am afraid of the gap." in "\n".join(scene.sent_to(FAY))


def test_it_becomes_a_proposal_again_that_can_still_be_agreed() -> None:
    scene = ending()
    scene.press(NED, STOP)
    scene.fill(NED)
    (proposal,) = scene.proposals
    assert proposal.objectors == (NED,)

    all_fine(scene)
    scene.later(days=3)
    assert scene.community.stage is Stage.ENDING
    assert scene.posted[-1].startswith("We are drawing to a close")


def test_of_two_who_stop_it_at_once_the_second_hears_that_it_is_over() -> None:
    scene = ending()
    scene.press(NED, STOP)
    held = scene.form
    scene.press(OLI, STOP)
    scene.fill(OLI)
    scene.submit(NED, held, words="Me too.")

    assert "something that is over" in scene.errors[""]
    assert len(scene.proposals) == 1


def test_what_was_proposed_for_the_end_rests_when_it_is_stopped() -> None:
    scene = ending()
    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Goodbye.")
    scene.press(NED, STOP)
    scene.fill(NED)
    scene.later(days=10)

    assert [one.matter for one in scene.proposals] == [Matter.ENDING]
    assert "Goodbye." not in "\n".join(scene.sent_to(SID))


def test_a_rest_that_was_going_on_goes_on_when_it_is_stopped() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))
    ending(scene)
    scene.later(days=4)
    scene.press(NED, STOP)
    scene.fill(NED)

    assert scene.community.stage is Stage.RESTING


def test_the_sponsor_can_neither_propose_nor_stop_it() -> None:
    scene = ending()
    token = scene.button(MIA, STOP).token
    scene.command(SID, "end")
    assert scene.whispered == say("refused.sponsor_cannot")

    scene.press_token(SID, token)
    assert scene.whispered == say("refused.sponsor_cannot")


# the last day


def test_before_the_last_day_it_is_said_once_more_what_goes() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))

    card = words(scene.post("ending_data").card)
    assert "Your chat keeps its own copy of this channel" in card
    assert "On Thursday 28 January at 12:00 I delete everything" in card
    assert "Export the harvest now?" in "\n".join(scene.sent_to(FAY))


def test_the_last_line_says_how_often_it_met() -> None:
    scene = opened()
    scene.says(NED, "A long week.", "session")
    ending(scene)
    scene.later(days=30)

    assert scene.posted[-1] == "This community met once. Thank you."


def test_then_everything_is_gone_and_the_room_is_free_again() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.until(GONE + timedelta(minutes=30))
    assert scene.posted[-1] == "This community comes to its end without having met. Thank you."
    assert not scene.post("ending:").card.buttons
    scene.press_token(NED, f"stop_end.{scene.community.id}")
    assert scene.whispered == say("refused.ending_is_done")

    scene.until(GONE + timedelta(hours=2))
    memory = scene.offices.memory
    assert memory.records == {}
    assert memory.boxes == {}
    assert scene.office.next_alarm() is None
    scene.command(NED, "mydata")
    assert scene.whispered == "I keep nothing about you here."
    scene.command(NED, "start")
    assert "Who would start it?" in scene.whispered


def test_deleting_waits_while_the_last_line_is_on_its_way_for_a_day_at_most() -> None:
    scene = ending()
    slow = SlowPost(scene)
    scene.until(GONE + timedelta(hours=23))
    assert scene.office.all(Community, scene.community.id)

    scene.until(GONE + timedelta(hours=25))
    assert scene.offices.memory.records == {}
    assert slow.asked > 20


def test_a_bot_that_was_down_on_the_last_day_says_it_late_and_then_forgets() -> None:
    scene = ending()
    scene.sleeps_until(GONE + timedelta(days=40))
    assert scene.posted[-1].endswith("Thank you.")

    scene.later(hours=2)
    assert scene.offices.memory.records == {}


class SlowPost:
    """The last line never gets through."""

    def __init__(self, scene: Scene) -> None:
        self.asked = 0
        scene.offices.memory.waiting = self

    def __contains__(self, post: object) -> bool:
        self.asked += 1
        return True


def test_a_button_of_a_community_that_is_gone_is_refused_kindly() -> None:
    scene = ending()
    token = scene.button(FAY, "Propose what is kept").token
    scene.until(GONE + timedelta(hours=2))
    scene.press_token(FAY, token)

    assert "something that is over" in scene.whispered
    assert scene.office.community_in(ROOM) is None
