"""A group chooses how it explores its work; each way has its own turns and its own words."""

import pytest

from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.domain.session import Session
from bot.words import say
from tests.formats import WAYS, agree, agreed_on, asked, held, offer, talked_through, told
from tests.scene import FAY, NED, ROOM, begun, gathered, jan, opened, story_offered, words

TURNS = {
    Format.WALK_US_THROUGH: [Part.LOOKING_FOR, Part.KNOWING, Part.CHANGING, Part.LAST_WORD],
    Format.SHARED_DOUBT: [
        Part.STRUCK,
        Part.WOULD_DO,
        Part.WONDERING,
        Part.EASIER,
        Part.LAST_WORD,
    ],
    Format.LOOK_BACK: [Part.MEANT, Part.HAPPENED, Part.WHY, Part.NEXT_TIME],
}


@pytest.mark.parametrize("format_", TURNS)
def test_each_way_has_its_own_turns_one_at_a_time(format_: Format) -> None:
    scene = told(format_)

    assert talked_through(scene) == TURNS[format_]


@pytest.mark.parametrize("format_", TURNS)
def test_each_way_closes_within_its_week_and_is_looked_back_on(format_: Format) -> None:
    scene = told(format_)

    talked_through(scene)

    (first, *_) = scene.sessions
    assert first.state is SessionState.CLOSED
    assert scene.has_post("review:")
    assert scene.has_post("closed:")


@pytest.mark.parametrize("format_", TURNS)
def test_what_is_told_stands_in_the_room_in_its_own_words(format_: Format) -> None:
    scene = told(format_)

    card = words(scene.post("story:").card)

    assert "Ned" in card
    assert all(text in card for text in WAYS[format_][1].values())
    assert "story" not in card.casefold()


@pytest.mark.parametrize("format_", TURNS)
def test_the_teller_reads_what_is_theirs_in_words_that_fit(format_: Format) -> None:
    scene = told(format_)

    talked_through(scene)

    assert all("story" not in said.casefold() for said in scene.sent_to(NED)[1:])


@pytest.mark.parametrize("format_", TURNS)
def test_each_way_says_something_kind_when_nobody_answers(format_: Format) -> None:
    scene = told(format_)

    scene.until(jan(20, 13))

    labels = [one.label for one in scene.post("three_ways", Direct(FAY)).card.buttons]
    assert labels == ["I will reply myself", "Offer Ned a call", "Close this kindly"]
    assert any("Silence in writing is often busyness" in said for said in scene.sent_to(NED))


def test_in_a_walk_through_only_three_questions_are_asked_and_the_teller_may_end_each() -> None:
    scene = told(Format.WALK_US_THROUGH)
    first = words(scene.post("round:").card)

    scene.press(NED, "Enough questions")

    assert "What do you look for?" in first
    assert "How do you know?" in words(scene.post("round:").card)


def test_looking_back_ends_with_what_we_keep_or_change_and_asks_nobody_for_a_last_word() -> None:
    scene = told(Format.LOOK_BACK)

    talked_through(scene)

    assert "To keep, or to change" in words(scene.post("round:").card)
    assert not scene.has_post("last_word:")


def test_without_an_agreement_it_is_a_story_with_rounds() -> None:
    assert begun().session.format is Format.STORY_WITH_ROUNDS


def test_an_agreement_counts_for_a_session_that_was_planned_before() -> None:
    scene = begun()
    agree(scene, Format.LOOK_BACK)

    held(scene)

    assert scene.session.format is Format.LOOK_BACK


def test_an_agreement_made_after_somebody_holds_it_counts_for_the_next() -> None:
    scene = held(begun())

    agree(scene, Format.LOOK_BACK)
    scene.until(jan(22, 13))

    assert [one.format for one in scene.sessions] == [Format.STORY_WITH_ROUNDS, Format.LOOK_BACK]


def test_who_is_asked_reads_in_which_way_and_what_waits() -> None:
    scene = agreed_on(Format.SHARED_DOUBT)
    offer(scene, NED, Format.SHARED_DOUBT)

    asked(scene)

    assert "As you have agreed: One shared doubt." in scene.sent_to(FAY)[-1]
    assert "Ned has offered a doubt." in scene.sent_to(FAY)[-1]


def test_who_is_asked_reads_what_waits_for_another_way() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)
    offer(scene, NED, Format.SHARED_DOUBT)

    asked(scene)

    waits = "A doubt from Ned is waiting. To make room for it, press “Another way this time”."
    assert waits in scene.sent_to(FAY)[-1]


def test_what_is_told_in_it_does_not_wait_for_another_way() -> None:
    scene = agreed_on(Format.SHARED_DOUBT)
    offer(scene, NED, Format.SHARED_DOUBT)

    asked(scene)

    assert "Another way this time" not in scene.sent_to(FAY)[-1]


@pytest.mark.parametrize("format_", [one for one in Format if one is not Format.STORY_WITH_ROUNDS])
def test_a_group_that_begins_in_another_way_is_not_told_that_it_hears_stories(
    format_: Format,
) -> None:
    scene = gathered()
    agree(scene, format_)

    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-18", opens="10:00")

    begins = words(scene.post("begun:").card)
    assert say(f"format.{format_}") in begins
    assert say("format.story_with_rounds") not in begins


# light sharing first


def test_before_a_first_story_whoever_holds_it_is_offered_to_go_first() -> None:
    scene = asked(story_offered())

    assert "I will go first. Something I got wrong" in scene.sent_to(FAY)[-1]


def test_after_a_first_story_nobody_is_told_to_go_first_again() -> None:
    scene = opened()
    talked_through(scene)
    scene.until(jan(28, 11))

    assert "hold" in scene.post("hold", Direct(FAY)).post.name
    assert "I will go first" not in scene.sent_to(FAY)[-1]


# how they went


def test_those_who_keep_it_see_in_which_ways_the_group_has_met() -> None:
    scene = told(Format.SHARED_DOUBT)
    talked_through(scene)
    scene.press(FAY, "Say what will change")
    scene.fill(FAY, change="Shorter rounds")

    scene.command(FAY, "session")

    assert "Session 1, 18 to 22 January: One shared doubt. You changed: Shorter rounds" in (
        scene.whispered
    )


def test_a_quiet_and_a_light_one_are_told_as_such() -> None:
    scene = begun()
    scene.until(jan(22, 13))

    scene.command(FAY, "session")

    assert "Session 1, 18 to 22 January: a light one. It stayed quiet." in scene.whispered


def test_a_record_from_before_there_were_formats_is_a_story_with_rounds() -> None:
    now = opened().session

    before = Session(id=now.id, community=now.community, number=1, plan=now.plan)

    assert before.format is Format.STORY_WITH_ROUNDS


def test_the_opening_suggests_the_roles_to_everyone_and_to_nobody_by_name() -> None:
    opening = words(opened().post("session:", ROOM).card)

    assert "small roles" in opening
    assert "Ned" not in opening
