"""Asking the group: from the form to the outcome. How a vote is cast is in test_votes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.boundary.decision import Decision, OpenForm
from bot.domain.community import Stage
from bot.domain.ids import PersonId
from bot.domain.poll import Outcome, Poll, PollState
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


@pytest.mark.parametrize("others", [{FAY: 0, DEV: 0, QUY: 2, ROS: 2}, {FAY: 0, DEV: 0, QUY: 2}])
def test_half_of_us_or_fewer_are_not_called_most(others: dict[PersonId, int]) -> None:
    scene = asked()
    ahead = dict.fromkeys(MEMBERS[:4] if len(others) == 4 else MEMBERS[:3], 1)
    votes(scene, {**ahead, **others})

    scene.until(jan(7, 12))

    told = words(scene.post("poll_outcome").card)
    assert "More are for “Tuesdays” than for anything else." in told
    assert "Most are for" not in told


def test_everyone_who_takes_part_is_asked_and_no_one_else() -> None:
    scene = asked()

    assert poll(scene).asked == {FAY, DEV, *MEMBERS}


def test_the_outcome_is_told_when_it_closes_by_itself() -> None:
    scene = asked()
    votes(scene, {FAY: 0, MIA: 1, NED: 1, OLI: 1, PAM: 2, QUY: 1})

    scene.until(jan(7, 12))

    told = words(scene.post("poll_outcome").card).splitlines()
    assert told[:5] == [
        "When shall we meet?",
        "Most are for “Tuesdays”.",
        "Tuesdays: 4 of 6",
        "Mondays: 1 of 6",
        "Fridays: 1 of 6",
    ]
    assert told[5:] == [
        "6 of 8 have answered.",
        "A poll shows what we think. It decides nothing by itself.",
    ]


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


def test_under_two_thirds_it_stays_open_once_and_then_says_that_few_have_answered() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0})

    scene.until(jan(7, 12))
    assert "stays open once more, until Monday 11 January at 12:00" in scene.posted[-1]

    scene.until(jan(11, 12))
    told = scene.posted[-1]
    assert "Fewer than five of us have voted, so there are no numbers." in told
    assert "Take it as a hint, not as what we want." in told


def test_votes_given_in_the_longer_time_count() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0})
    scene.until(jan(7, 13))

    votes(scene, {OLI: 0, PAM: 1, QUY: 0, ROS: 0})
    scene.until(jan(11, 12))

    assert "Mondays: 5 of 6" in scene.posted[-1]
    assert "Take it as a hint" not in scene.posted[-1]


def test_when_nobody_answers_that_is_said_kindly_and_without_a_number_of_nothing() -> None:
    scene = asked()

    scene.until(jan(11, 12))

    told = scene.posted[-1]
    assert "Too few of us have answered for an outcome. It may have been a busy week." in told
    assert "Mondays:" not in told


def test_with_fewer_than_five_votes_only_what_came_first_is_said() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 0, PAM: 1})

    scene.until(jan(11, 12))

    told = scene.posted[-1]
    assert "More are for “Mondays” than for anything else." in told
    assert not any(one.isdigit() for one in told)
    assert "Tuesdays" not in told


@pytest.mark.parametrize("people", [1, 2, 4])
def test_with_few_votes_nobody_is_for_it_and_nobody_has_answered_read_the_same(people: int) -> None:
    silent, unmoved = asked(kind="several_of"), asked(kind="several_of")
    for person in (MIA, NED, OLI, PAM)[:people]:
        unmoved.press(person, "Vote")
        unmoved.fill(person, choices=())

    for scene in (silent, unmoved):
        scene.until(jan(11, 12))

    assert silent.posted[-1] == unmoved.posted[-1]


HOW_WELL = {"kind": "gradients", "options": "", "question": "Shall we meet on Mondays?"}


@pytest.mark.parametrize("last", ["0", "4"])
def test_how_well_we_can_live_with_it_never_shows_one_alone(last: str) -> None:
    scene = asked(**HOW_WELL)
    for person, level in zip(
        (MIA, NED, OLI, PAM, QUY, ROS), ("0", "1", "0", "1", "0", last), strict=True
    ):
        scene.press(person, "Vote")
        scene.fill(person, choice=level)

    scene.until(jan(7, 12))

    told = scene.posted[-1]
    assert "It is much the same across us: we are for this." in told
    assert "Five to seven of us have answered." in told
    assert not any(one.isdigit() for one in told)


def test_how_well_we_can_live_with_it_is_said_in_three_bands() -> None:
    scene = asked(**HOW_WELL)
    for person, level in zip((MIA, NED, OLI, PAM, QUY, ROS), "012344", strict=True):
        scene.press(person, "Vote")
        scene.fill(person, choice=level)

    scene.until(jan(7, 12))

    told = scene.posted[-1]
    assert "For it, or it is good enough: few or none of us" in told
    assert "Cannot live with it as it is: few or none of us" in told
    assert poll(scene).outcome == Outcome(chosen=())


def test_of_four_answers_how_well_we_can_live_with_it_is_not_told() -> None:
    scene = asked(**HOW_WELL)
    for person in (MIA, NED, OLI, PAM):
        scene.press(person, "Vote")
        scene.fill(person, choice="0")

    scene.until(jan(11, 12))

    assert "it would be as good as signed" in scene.posted[-1]
    assert poll(scene).outcome == Outcome(chosen=())


def test_a_tie_is_told_as_a_tie() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 1, PAM: 1, QUY: 0, ROS: 1})

    scene.until(jan(7, 12))

    assert "There is a tie: “Mondays” and “Tuesdays” are level." in scene.posted[-1]
    assert "A poll shows what we think. It decides nothing by itself." in scene.posted[-1]


def test_a_tie_is_not_offered_as_a_rule() -> None:
    scene = asked()
    votes(scene, {MIA: 0, NED: 0, OLI: 1, PAM: 1, QUY: 0, ROS: 1})

    scene.until(jan(7, 12))

    assert not scene.has_post("poll_rule")


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


def test_members_add_options_first_and_then_voting_opens_by_itself() -> None:
    scene = asked(adds="yes", days="5")
    assert "First, what is missing?" in words(scene.post("poll_adding").card)

    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="Thursdays")
    assert "Thursdays" in words(scene.post("poll_adding").card)
    scene.until(jan(6, 12))

    assert "voting has begun" in words(scene.post("poll_adding").card)
    assert "Thursdays" in words(scene.post("poll:").card)
    assert poll(scene).closes_at == jan(11, 12)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("whenever", "I can’t read a time in “whenever”."),
        ("16 March 2020 at 10:00", "is over. Please choose a time"),
    ],
)
def test_what_is_no_time_that_is_still_to_come_cannot_be_added_to_a_poll_of_times(
    option: str, sentence: str
) -> None:
    scene = asked(kind="times", adds="yes")
    scene.press(OLI, "Add an option")
    held = scene.form

    scene.submit(OLI, held, option=option)
    assert sentence in scene.errors["option"]
    scene.submit(OLI, held, option="Thursday afternoon")

    assert poll(scene).options[-1] == "Thursday afternoon"


def test_nobody_votes_while_options_are_added_and_none_is_added_once_voting_is_open() -> None:
    scene = asked(adds="yes")
    add = scene.button(OLI, "Add an option").token
    scene.press(OLI, "Add an option")
    held = scene.form
    scene.press_token(NED, f"vote.{poll(scene).id}")
    assert "Options are still being added." in scene.whispered

    scene.until(jan(5, 12))

    scene.submit(OLI, held, option="Thursdays")
    assert "Voting has begun" in scene.errors[""]
    scene.press_token(OLI, add)
    assert "Voting has begun" in scene.whispered


def test_the_same_option_is_not_added_twice_and_no_more_than_ten() -> None:
    scene = asked(adds="yes", options="\n".join("ABCDEFGHI"))
    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="a")
    assert scene.errors == {"option": "“a” is there already."}

    scene.press(OLI, "Add an option")
    scene.fill(OLI, option="J")
    scene.press(PAM, "Add an option")

    assert "There are 10 options already" in scene.whispered


def test_a_bot_that_was_down_when_voting_should_have_opened_gives_it_its_full_time() -> None:
    scene = asked(adds="yes")

    scene.sleeps_until(jan(7, 9))

    assert poll(scene).state is PollState.OPEN
    assert poll(scene).closes_at == jan(11, 12)


def test_what_cannot_be_asked_so_is_told_in_the_form() -> None:
    problems = [
        ({"options": "Mondays"}, "options", "at least 2 options"),
        ({"options": "\n".join("ABCDEFGHIJK")}, "options", "These are 11 options."),
        ({"options": "Mondays\nmondays "}, "options", "“mondays” is there already."),
        ({"options": f"A\n{'b' * 76}"}, "options", "Please keep each option to 75 letters."),
        ({"kind": "gradients"}, "options", "everyone answers the question itself"),
        ({"kind": "gradients", "options": "", "adds": "yes"}, "adds", "nothing to add"),
        ({"options": "\n".join("ABCDEFGHIJ"), "adds": "yes"}, "adds", "no room"),
        ({"question": " "}, "question", "Please write the question."),
        ({"kind": "times", "options": "2020-01-01 10:00\nFridays"}, "options", "10:00” is over."),
        ({"kind": "times", "options": "16 March 2020\nFridays"}, "options", "2020” is over."),
        (
            {"kind": "times", "options": "Tuesdays at 10:00\nwhenever"},
            "options",
            "I can’t read a time in “whenever”. Please write a day, an hour or both",
        ),
    ]
    for answers, field, sentence in problems:
        scene = gathered()
        ask(scene, **answers)

        assert sentence in scene.errors[field]
        assert scene.office.all(Poll, scene.community.id) == ()


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
