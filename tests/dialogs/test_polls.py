"""Asking the group: from the form to the outcome. How a vote is cast is in test_votes."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.decision import Decision, OpenForm
from bot.domain.community import Stage
from bot.domain.poll import PollState
from tests.polls import ask, asked, poll, polls, take_a_rest, votes
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    SID,
    begun,
    gathered,
    jan,
    permission_asked,
    words,
)


def test_a_member_asks_and_the_room_sees_the_question_and_when_it_closes() -> None:
    scene = asked()

    card = words(scene.post("poll:").card)
    assert card.startswith("When shall we meet?")
    assert "Mondays\nTuesdays\nFridays" in card
    assert "Closes Thursday 07 January 12:00" in card
    assert "Asked by: Mia" in card


def test_everyone_who_takes_part_is_asked_and_no_one_else() -> None:
    scene = asked()

    assert poll(scene).asked == {FAY, DEV, *MEMBERS}


def test_nothing_tells_a_count_or_a_voter_before_it_closes() -> None:
    scene = asked()
    before = len(scene.offices.memory.posts), [one.revisions for one in scene.offices.memory.posts]

    votes(scene, {FAY: 0, MIA: 1, NED: 1, OLI: 1, PAM: 2, QUY: 1})

    after = len(scene.offices.memory.posts), [one.revisions for one in scene.offices.memory.posts]
    assert after == before


def test_once_it_has_closed_nothing_is_left_of_who_voted_and_how() -> None:
    scene = asked()
    votes(scene, {FAY: 0, MIA: 1, NED: 1, OLI: 1, PAM: 2, QUY: 1})

    scene.until(jan(7, 12))

    assert poll(scene).asked == poll(scene).voted == frozenset()
    assert not any(box.startswith("poll:") for box in scene.offices.memory.boxes)


def test_all_who_were_invited_to_vote_are_told_in_place_that_it_is_over() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 12))

    for name in ("poll:", "poll_soon"):
        assert scene.post(name).card.buttons == ()
        assert "This is closed." in words(scene.post(name).card)


def test_one_word_goes_to_everyone_alike_the_working_day_before() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    private = [len(scene.sent_to(person)) for person in (FAY, *MEMBERS)]

    scene.until(jan(6, 10))

    assert scene.posted[-1] == (
        "When shall we meet?\nThis closes on Thursday 7 January at 12:00. "
        "If you have voted already, nothing more is needed."
    )
    assert [len(scene.sent_to(person)) for person in (FAY, *MEMBERS)] == private


def test_a_question_for_one_day_is_not_followed_by_a_word_on_the_same_day() -> None:
    scene = asked(days="1")
    votes(scene, dict.fromkeys(MEMBERS, 1))

    scene.until(jan(5, 13))

    assert not scene.has_post("poll_soon")
    assert scene.has_post("poll_outcome")


def test_a_weekend_is_not_counted() -> None:
    scene = gathered()
    scene.until(jan(8, 9))

    ask(scene, days="1")

    assert poll(scene).closes_at == jan(11, 12)


def test_a_bot_that_was_down_counts_when_it_is_back_and_nudges_nobody_too_late() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 2))

    scene.sleeps_until(jan(9, 9))

    assert not scene.has_post("poll_soon")
    assert "Most are for “Fridays”." in scene.posted[-1]


def test_whoever_asked_can_close_it_early_once_two_thirds_have_voted() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 1, PAM: 1, QUY: 0})
    scene.command(MIA, "poll")
    scene.press(MIA, "Close now: When shall we meet?")
    assert "once two thirds of those asked have voted" in scene.whispered

    votes(scene, {ROS: 0})
    scene.command(MIA, "poll")
    scene.press(MIA, "Close now: When shall we meet?")

    assert "Mondays: 4 of 6" in scene.posted[-1]


def test_who_looks_after_the_community_can_close_it_early_and_others_cannot() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.command(DEV, "poll")
    token = scene.button(DEV, "Close now: When shall we meet?").token

    scene.press_token(NED, token)
    assert poll(scene).state is PollState.OPEN

    scene.press_token(DEV, token)
    assert poll(scene).state is PollState.CLOSED


def test_two_who_close_it_at_once_close_it_once() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.command(DEV, "poll")
    token = scene.button(DEV, "Close now: When shall we meet?").token

    scene.press_token(DEV, token)
    scene.press_token(MIA, token)

    assert "This question is closed" in scene.whispered
    assert sum("Most are for" in one for one in scene.posted) == 1


def test_a_question_can_be_taken_back_by_whoever_asked_while_nobody_has_voted() -> None:
    scene = asked()
    scene.command(MIA, "poll")
    token = scene.button(MIA, "Take back: When shall we meet?").token

    scene.press_token(NED, token)
    assert "meant for someone else" in scene.whispered

    scene.press_token(MIA, token)
    assert "taken back before anybody voted" in words(scene.post("poll:").card)
    scene.until(jan(20, 12))
    assert not scene.has_post("poll_outcome")


def test_a_question_on_which_somebody_has_voted_is_not_taken_back() -> None:
    scene = asked()
    scene.command(MIA, "poll")
    token = scene.button(MIA, "Take back: When shall we meet?").token
    votes(scene, {NED: 0})

    scene.press_token(MIA, token)

    assert "Somebody has voted already" in scene.whispered
    assert poll(scene).state is PollState.OPEN


def test_only_who_takes_part_can_ask_or_see_what_is_asked() -> None:
    scene = asked()

    scene.command(SID, "poll")
    assert "As the sponsor" in scene.whispered
    scene.command(ANN, "poll")
    assert "Only members can do this." in scene.whispered


def test_before_there_is_permission_nothing_is_asked() -> None:
    scene = permission_asked()
    scene.press(FAY, "Yes, I will")

    scene.command(FAY, "poll")

    assert "have not begun yet" in scene.whispered


def test_several_questions_can_be_open_at_once_and_each_has_its_own_buttons() -> None:
    scene = asked()
    scene.command(NED, "poll")
    scene.press(NED, "Ask something new")
    scene.fill(NED, question="Where?", options="Here\nThere")

    scene.command(OLI, "poll")

    assert "“When shall we meet?” It closes on" in scene.whispered
    scene.press(OLI, "Vote: Where?")
    scene.fill(OLI, choice="1")
    assert [len(one.voted) for one in polls(scene)] == [0, 1]


def test_a_resting_community_is_asked_nothing_new_and_is_not_nudged() -> None:
    scene = begun()
    ask(scene)
    take_a_rest(scene)

    scene.command(NED, "poll")
    scene.press(NED, "Ask something new")
    assert "having a rest" in scene.whispered
    scene.until(jan(11, 13))

    assert not scene.has_post("poll_soon")


def test_an_ending_community_is_asked_nothing_new_and_nothing_comes_back() -> None:
    scene = asked(again="4")
    votes(scene, {NED: 0, OLI: 0})
    scene.office.keep(Decision(keep=(replace(scene.community, stage=Stage.ENDING),)), scene.now)

    scene.command(MIA, "poll")
    scene.press(MIA, "Ask something new")
    assert not any(isinstance(one, OpenForm) for one in scene.replies)
    scene.until(jan(7, 13))
    assert not scene.has_post("poll_soon")
    assert "there are no numbers" in scene.posted[-1]
    assert not scene.has_post("poll_rule")
    scene.until(datetime(2027, 3, 1, 10, tzinfo=UTC))
    assert not scene.has_post("poll_again")
