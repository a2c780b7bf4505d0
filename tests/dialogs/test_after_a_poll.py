"""What comes after a poll: it comes back on its day, becomes a rule, and is deleted."""

from datetime import UTC, datetime

import pytest

from bot.domain.ids import Direct
from tests.polls import ask, asked, poll, polls, take_a_rest, votes
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, OLI, begun, jan, words


def test_the_outcome_comes_back_on_its_day_and_still_suits() -> None:
    scene = asked(again="4")
    votes(scene, dict.fromkeys(MEMBERS, 1))

    scene.until(datetime(2027, 2, 4, 10, tzinfo=UTC))
    assert "You chose “Tuesdays” on Thursday 7 January.\nDoes it still suit?" in scene.posted[-1]
    token = scene.button(NED, "It does").token
    scene.press(NED, "It does")

    assert "I ask again on Thursday 4 March." in scene.posted[-1]
    scene.press_token(OLI, token)
    assert "already answered" in scene.whispered
    scene.until(datetime(2027, 3, 4, 10, tzinfo=UTC))
    assert "Does it still suit?" in scene.posted[-1]


def test_the_outcome_says_on_which_day_it_comes_back_if_it_does() -> None:
    scene, never = asked(again="4"), asked()
    for each in (scene, never):
        votes(each, dict.fromkeys(MEMBERS, 1))
        each.until(jan(7, 13))

    assert "We look at it again on Thursday 4 February." in words(scene.post("poll_outcome").card)
    assert "look at it again" not in words(never.post("poll_outcome").card)


def test_what_no_longer_suits_is_asked_again_with_the_same_words() -> None:
    scene = asked(again="4")
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(datetime(2027, 2, 4, 10, tzinfo=UTC))

    scene.press(NED, "Ask again")
    scene.fill(NED)

    assert "This has been asked again." in words(scene.post("poll_again").card)
    new = polls(scene)[-1]
    assert (new.question, new.options, new.opener) == (
        "When shall we meet?",
        ("Mondays", "Tuesdays", "Fridays"),
        NED,
    )


def test_in_a_rest_it_waits_to_be_looked_at() -> None:
    scene = begun()
    ask(scene, again="4")
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))
    take_a_rest(scene)

    scene.until(datetime(2027, 2, 20, 10, tzinfo=UTC))
    assert not scene.has_post("poll_again")

    scene.until(datetime(2027, 3, 12, 10, tzinfo=UTC))
    assert scene.has_post("poll_again")


def test_a_poll_is_deleted_thirty_days_after_it_closed_or_was_last_to_be_looked_at() -> None:
    scene, again = asked(), asked(again="4")
    for each in (scene, again):
        votes(each, dict.fromkeys(MEMBERS, 1))
        assert poll(each).expires() is None
        each.until(jan(7, 13))

    assert poll(scene).expires() == datetime(2027, 2, 6, 12, tzinfo=UTC)
    assert poll(again).expires() == datetime(2027, 3, 6, 10, tzinfo=UTC)


def test_a_clear_outcome_becomes_a_rule_by_one_button_and_by_consent() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))

    scene.press(FAY, "Propose it as a rule")
    scene.fill(FAY, line="We meet on Tuesdays.")

    assert "We meet on Tuesdays." in words(scene.post("consent:").card)
    for person in (FAY, *MEMBERS):
        scene.press(person, "I can live with it")
    scene.until(jan(20, 13))
    scene.command(OLI, "rules")
    assert "We meet on Tuesdays." in scene.whispered


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("one_of", True),
        ("several_of", True),
        ("dots_3", False),
        ("ranking", False),
        ("times", False),
    ],
)
def test_only_what_could_hold_from_now_on_is_offered_as_a_rule(kind: str, rule: bool) -> None:
    answers: dict[str, dict[str, object]] = {
        "one_of": {"choice": "1"},
        "several_of": {"choices": ["1"]},
        "dots_3": {"dots1": "3"},
        "ranking": {"place1": "1"},
        "times": {"time0": "no", "time1": "yes", "time2": "no"},
    }
    scene = asked(kind=kind)
    for person in MEMBERS:
        scene.press(person, "Vote")
        scene.fill(person, **answers[kind])
        assert not scene.errors
    scene.until(jan(7, 13))

    assert poll(scene).clear_outcome is not None
    assert scene.has_post("poll_rule") is rule


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Q1", "We asked: Q1? What came of it"),
        ("متى نلتقي؟", "We asked: متى نلتقي؟ What came of it"),
    ],
)
def test_a_question_without_its_mark_does_not_run_into_what_came_of_it(
    question: str, said: str
) -> None:
    scene = asked(question=question)
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))

    assert said in words(scene.post("poll_rule").card)


def test_a_rule_is_offered_as_what_need_not_follow() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))

    assert "Nothing more has to follow from it." in words(scene.post("poll_rule").card)


def test_a_new_rule_joins_those_that_stand() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))
    scene.press(FAY, "Propose it as a rule")
    scene.fill(FAY, line="We meet on Tuesdays.")
    for person in (FAY, *MEMBERS):
        scene.press(person, "I can live with it")
    scene.until(jan(20, 13))
    ask(scene, question="For how long?", options="An hour\nTwo hours")
    votes(scene, dict.fromkeys(MEMBERS, 0))
    scene.until(jan(25, 13))

    scene.press(FAY, "Propose it as a rule")
    assert scene.form.fields[0].value == "For how long? An hour"  # type: ignore[union-attr]
    scene.fill(FAY)

    assert "We meet on Tuesdays.\nFor how long? An hour" in words(scene.post("consent:").card)


def test_only_who_looks_after_the_community_is_offered_the_rule_and_only_once() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))
    assert scene.has_post("poll_rule", Direct(FAY))
    assert scene.has_post("poll_rule", Direct(DEV))
    token = scene.button(DEV, "Propose it as a rule").token
    scene.press_token(MIA, token)
    assert "Only those who look after the sessions" in scene.whispered

    scene.press(FAY, "Propose it as a rule")
    scene.fill(FAY)
    scene.press_token(DEV, token)

    assert "This has been done already." in scene.whispered
    assert "proposed as a rule" in words(scene.post("poll_rule", Direct(DEV)).card)


def test_while_another_change_of_the_rules_is_decided_the_line_waits_in_its_form() -> None:
    scene = asked()
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))
    ask(scene, question="For how long?", options="An hour\nTwo hours", days="1")
    votes(scene, dict.fromkeys(MEMBERS, 0))
    scene.until(jan(8, 13))
    scene.press(FAY, "Propose it as a rule")
    scene.fill(FAY)
    first = next(one for one in scene.offices.memory.posts if one.post.name.startswith("poll_rule"))

    scene.press_token(FAY, first.card.buttons[0].token)
    scene.fill(FAY)

    assert "" in scene.errors
