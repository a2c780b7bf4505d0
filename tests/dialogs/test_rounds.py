"""One question at a time, under the story."""

import pytest

from bot.domain.contribution import Contribution, Part
from bot.domain.ids import Direct
from bot.domain.round import RoundState
from bot.domain.session import SessionState
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    ROS,
    SID,
    Scene,
    gathered,
    jan,
    opened,
    words,
)


def test_the_opening_says_who_holds_it_and_asks_one_thing() -> None:
    scene = opened()

    opening = words(scene.post("session").card)
    assert "Looked after by Fay." in opening
    assert opening.count("?") == 1


def test_rounds_follow_each_other_one_at_a_time() -> None:
    scene = opened()
    parts = []

    for moment in (jan(18, 11), jan(19, 13), jan(20, 13), jan(21, 11)):
        scene.says(NED, "Thank you, Mia.", "story")
        scene.until(moment)
        assert scene.session.round is not None
        parts.append(scene.session.round.part)

    assert parts == [Part.STRUCK, Part.QUESTIONS, Part.WONDERING, Part.LAST_WORD]


def test_what_people_reply_is_kept_with_the_round_that_is_open() -> None:
    scene = opened()

    scene.says(NED, "Good morning.", "session")
    scene.says(OLI, "Thank you.", "story")
    scene.until(jan(19, 13))
    scene.says(PAM, "What did you see?", "story")

    kept = scene.office.all(Contribution, scene.session.id)
    assert [(one.part, one.text) for one in kept] == [
        (Part.ARRIVING, "Good morning."),
        (Part.STRUCK, "Thank you."),
        (Part.QUESTIONS, "What did you see?"),
    ]


def test_an_edited_reply_replaces_what_was_kept_and_is_counted_once() -> None:
    scene = opened()

    scene.says(OLI, "Thank yuo.", "story", message="m7")
    scene.says(OLI, "Thank you.", "story", message="m7")

    (kept,) = scene.office.all(Contribution, scene.session.id)
    assert kept.text == "Thank you."
    assert scene.session.rounds[0].replies == 1


def test_words_under_other_posts_are_dropped_unread() -> None:
    scene = opened()

    scene.says(OLI, "By the way", "people")

    assert scene.office.all(Contribution, scene.session.id) == ()


def test_words_of_people_who_have_not_joined_are_dropped() -> None:
    scene = opened()

    scene.says(SID, "What is going on here", "story")
    scene.says(ANN, "I am only the convenor", "story")

    assert scene.office.all(Contribution, scene.session.id) == ()


def test_a_quiet_first_round_gets_one_more_day_and_the_teller_a_kind_word() -> None:
    scene = opened()

    scene.until(jan(19, 13))

    assert scene.session.round is not None
    assert scene.session.round.closes_at == jan(20, 12)
    assert "Silence in writing is often busyness" in scene.sent_to(MIA)[-1]


def test_the_bot_never_replies_itself_and_asks_the_holder_what_would_be_kind() -> None:
    scene = opened()

    scene.until(jan(20, 12, 30))

    labels = [one.label for one in scene.post("three_ways", Direct(FAY)).card.buttons]
    assert labels == ["I will reply myself", "Offer Mia a call", "Close this kindly"]
    assert scene.session.round is None


def test_replying_oneself_opens_the_next_round() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "I will reply myself")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS


def test_a_call_can_be_offered_to_the_teller() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "Offer Mia a call")

    assert "Fay would like to offer you a call" in scene.sent_to(MIA)[-1]


def test_a_quiet_story_can_be_closed_kindly() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "Close this kindly")
    scene.until(jan(22, 12, 30))

    assert any("We did not do this justice this week" in one for one in scene.posted)
    assert scene.sessions[0].closed_at == jan(22, 12)


def test_after_a_day_without_a_reply_the_holder_and_the_host_hear_of_it() -> None:
    scene = opened()
    scene.press(PAM, "Take a role")
    scene.fill(PAM, role="host")

    scene.until(jan(19, 10))

    for person in (FAY, PAM):
        assert "has been up for a day without a reply" in scene.sent_to(person)[-1]


def test_nobody_is_nudged_who_asked_for_less() -> None:
    scene = opened()
    scene.until(jan(19, 10))
    scene.press(FAY, "Less of this")
    nudges = _nudges(scene)

    second = opened()
    second.until(jan(19, 10))

    assert "struck" in next(iter(scene.community.less_of))[1]
    assert _nudges(scene) == nudges == _nudges(second)


def test_when_no_question_comes_the_holder_gets_three_and_can_ask_one() -> None:
    scene = _with_thanks()
    scene.until(jan(20, 9, 45))

    scene.press(FAY, "Ask number 2")

    assert "Fay asks: What did you have to leave undone" in scene.posted[-1]


def test_the_weaver_is_asked_for_a_first_line_when_the_wondering_is_quiet() -> None:
    scene = _with_thanks()
    scene.press(ROS, "Take a role")
    scene.fill(ROS, role="weaver")

    scene.until(jan(20, 16))

    assert "Would you write a first line or two" in scene.sent_to(ROS)[-1]


def test_the_teller_can_end_the_questions() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Enough questions")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.WONDERING


def test_the_teller_can_come_back_in() -> None:
    scene = _with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I would like to come back in")

    assert "Mia is back in the conversation." in scene.posted[-1]
    card = scene.post(f"teller:{scene.session.id}:back_in", Direct(MIA)).card
    assert [button.label for button in card.buttons] == ["I am ready for offers"]


def test_what_the_teller_has_asked_for_need_not_be_asked_for_twice() -> None:
    scene = _with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I am ready for offers")
    scene.press(MIA, "I would like to come back in")

    card = scene.post(f"teller:{scene.session.id}:back_in", Direct(MIA)).card
    assert card.buttons == ()
    assert "I will ask the others for ideas in the next round." in words(card)


def test_offers_are_made_only_when_the_teller_asks_for_them() -> None:
    scene = _with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I am ready for offers")
    scene.until(jan(21, 11))

    assert "Mia has asked for ideas." in words(scene.post("round").card)


def test_without_the_tellers_word_there_is_no_round_of_offers() -> None:
    scene = _with_thanks()

    scene.until(jan(22, 11))

    assert not any("has asked for ideas" in one for one in scene.posted)


def test_the_teller_has_the_last_word_in_the_thread() -> None:
    scene = _with_thanks()
    scene.until(jan(21, 11))

    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="That I am not alone.", will="I will ask twice.")

    assert "That I am not alone.\n\nI will ask twice." in scene.posted[-1]


def test_nothing_more_to_say_is_a_last_word_too() -> None:
    scene = _with_thanks()
    scene.until(jan(21, 11))
    before = len(scene.posted)

    scene.press(MIA, "Say a last word")
    scene.fill(MIA)

    assert len(scene.posted) == before
    assert scene.session.rounds[-1].state is RoundState.CLOSED


def test_only_the_teller_has_the_tellers_buttons() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))
    token = scene.button(MIA, "Enough questions").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def test_a_button_of_a_round_that_is_over_changes_nothing() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))
    token = scene.button(MIA, "Enough questions").token
    scene.until(jan(20, 13))

    scene.press_token(MIA, token)

    assert "no longer open" in scene.whispered


def test_the_room_hears_once_that_a_round_closes() -> None:
    scene = opened()

    scene.until(jan(18, 17))

    assert scene.posted[-1] == (
        "This round closes on Tuesday 19 January at 12:00. Reading along is fine."
    )


def test_a_bot_that_was_down_while_a_round_should_have_closed_gives_the_next_its_time() -> None:
    scene = _with_thanks()

    scene.sleeps_until(jan(21, 9))

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    assert scene.session.round.closes_at == jan(21, 12)


def test_a_round_never_closes_on_somebodys_first_day_back() -> None:

    scene = gathered()
    scene.command(PAM, "hours")
    scene.fill(PAM, days=["1", "2", "3"])
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, first="2027-01-18")

    assert scene.session.rounds[0].closes_at == jan(20, 12)


def test_the_next_round_can_be_opened_by_hand() -> None:
    scene = opened()

    scene.press(FAY, "Go to the next round")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    struck = scene.post(f"round:{scene.session.id}:{Part.STRUCK}").card
    assert "This round is closed." in words(struck)


def test_the_deputy_may_help_too() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))

    scene.command(DEV, "session")
    scene.press(DEV, "Bring us back to questions")

    assert "Dev: Let us stay with questions a little longer." in scene.posted[-1]


# a card says what is so


@pytest.mark.parametrize("label", ["Slow down", "Give it one more day"])
def test_a_round_shows_its_new_deadline(label: str) -> None:
    scene = opened()
    scene.until(jan(18, 16, 30))

    scene.press(FAY, label)

    assert "Until Wednesday 20 January 12:00" in words(scene.post("round").card)
    assert "closes on Wednesday 20 January at 12:00" in words(scene.post("soon").card)


def test_a_round_rests_with_a_paused_session_and_shows_its_deadline_when_that_goes_on() -> None:
    scene = opened()

    scene.press(FAY, "Pause")
    paused = words(scene.post("round").card)
    scene.until(jan(20, 10))
    scene.press(FAY, "Go on")

    assert "The clock has stopped, so there is no hurry." in paused
    assert "Until" not in paused
    assert "Until Thursday 21 January 12:00" in words(scene.post("round").card)


def test_a_round_rests_when_nobody_looks_after_the_session() -> None:
    scene = opened()
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")

    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.RESTING
    assert "The clock has stopped" in words(scene.post("round").card)


def test_a_pause_of_a_minute_moves_nothing() -> None:
    scene = opened()
    before = (scene.session.plan, scene.session.rounds)

    scene.press(FAY, "Pause")
    scene.later(minutes=1)
    scene.press(FAY, "Go on")

    assert (scene.session.plan, scene.session.rounds) == before


def test_a_pause_in_which_a_round_should_have_closed_gives_it_another_day() -> None:
    scene = opened()
    scene.until(jan(19, 11, 30))

    scene.press(FAY, "Pause")
    scene.until(jan(19, 13))
    scene.press(FAY, "Go on")

    assert scene.session.round is not None
    assert scene.session.round.closes_at == jan(20, 12)


def test_a_pause_over_a_weekend_moves_everything_by_one_day() -> None:
    scene = opened()
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")
    scene.until(jan(20, 16))
    scene.press(FAY, "Slow down")
    scene.press(FAY, "Slow down")
    scene.until(jan(22, 16))

    scene.press(FAY, "Pause")
    scene.until(jan(25, 9))
    scene.press(FAY, "Go on")

    assert scene.session.rounds[0].closes_at == jan(26, 12)


def test_there_is_no_way_back_to_questions_before_they_are_asked_or_once_they_are_over() -> None:
    scene = _with_thanks()
    offered = []

    for moment in (jan(19, 11), jan(19, 13), jan(20, 13)):
        scene.until(moment)
        labels = [one.label for one in scene.post("desk", Direct(FAY)).card.buttons]
        offered.append("Bring us back to questions" in labels)

    assert offered == [False, True, False]


def test_the_tellers_buttons_go_with_the_round_they_belong_to() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Enough questions")

    card = scene.post(f"teller:{scene.session.id}:asking", Direct(MIA)).card
    assert card.buttons == ()
    assert "This round is closed." in words(card)


def test_once_a_story_is_closed_kindly_nobody_is_offered_what_is_over() -> None:
    scene = _with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Close this kindly")

    labels = [one.label for one in scene.post("desk", Direct(FAY)).card.buttons]
    assert labels == [
        "Slow down",
        "Give it one more day",
        "Take it to a call",
        "Pause",
        "This belongs elsewhere too",
        "Hide this for now",
    ]
    for card in (one.card for one in scene.offices.memory.posts if one.post.to == Direct(MIA)):
        assert not {"Enough questions", "Close this kindly"} & {one.label for one in card.buttons}


def test_the_last_word_is_not_asked_for_once_the_session_is_closed() -> None:
    scene = _with_thanks()

    scene.until(jan(22, 12, 30))

    assert scene.post("last_word", Direct(MIA)).card.buttons == ()


def _with_thanks() -> Scene:
    """The first round has an answer, and Fay has shown that she is there."""
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 9))
    scene.says(FAY, "Thank you both.", "story")
    return scene


def _nudges(scene: Scene) -> int:
    return sum("without a reply" in one for one in scene.sent_to(FAY))
