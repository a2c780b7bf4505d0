"""The last word: asked for while its teller is at work, and open for long enough to be thought over."""

from datetime import datetime, time

import pytest

from bot.boundary.views import Card
from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Format
from bot.domain.hours import Hours
from bot.domain.ids import Direct
from bot.domain.round import RoundState
from tests.dialogs.teller_scenes import works
from tests.formats import everybody_answers, talked_through, told
from tests.scene import FAY, MIA, NED, OLI, Scene, jan, opened, words

NO_FRIDAY = Hours(working_days=frozenset({0, 1, 2, 3}))
EARLY_BIRD = Hours(working_days=frozenset({0, 1, 2, 3}), quiet_from=time(15), quiet_to=time(7))
MONDAY_AND_TUESDAY = Hours(working_days=frozenset({0, 1}))
ELEVENS = Hours(quiet_from=time(15), quiet_to=time(11))


def test_after_what_would_make_a_doubt_easier_there_is_an_afternoon_and_a_morning() -> None:
    scene = told(Format.SHARED_DOUBT)
    talked_through(scene)

    session = scene.sessions[0]
    *_, easier, last = session.rounds
    assert (easier.part, last.part) == (Part.EASIER, Part.LAST_WORD)
    assert (last.opens_at, session.plan.closes_at) == (jan(21, 15, 30), jan(22, 12))


def test_after_offers_too() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(20, 10))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(20, 13))
    scene.press(MIA, "I am ready for offers")

    scene.until(jan(21, 16))

    assert scene.session.round is not None
    assert (scene.session.round.part, scene.session.round.opens_at) == (
        Part.LAST_WORD,
        jan(21, 15, 30),
    )


@pytest.mark.parametrize(
    ("hours", "asked_at"),
    [
        (Hours(), jan(21, 15, 30)),
        (NO_FRIDAY, jan(21, 15, 30)),
        (EARLY_BIRD, jan(21, 10)),
        (MONDAY_AND_TUESDAY, jan(19, 12)),
        (ELEVENS, jan(21, 11)),
    ],
    ids=["usual", "no Friday", "early, no Friday", "Monday and Tuesday", "from eleven to three"],
)
def test_it_is_asked_for_in_the_tellers_own_hours(hours: Hours, asked_at: datetime) -> None:
    scene = told(Format.SHARED_DOUBT)
    works(scene, NED, hours)

    talked_through(scene)

    assert scene.post("last_word", Direct(NED)).post.not_before == asked_at


def test_who_is_away_at_the_end_reads_that_it_can_be_said_at_any_time() -> None:
    scene = _asked_early()

    card = scene.post("last_word", Direct(NED)).card

    assert "you can say it at any time until it ends" in words(card)
    assert "Friday 22 January 12:00" in words(card)


def test_once_said_early_its_turn_does_not_come_any_more() -> None:
    scene = _asked_early()

    scene.press(NED, "Say a last word")
    scene.fill(NED, now="Less alone with it.")
    everybody_answers(scene)
    scene.until(jan(22, 11))

    assert "Less alone with it." in words(scene.post("word:").card)
    assert scene.session.rounds[-1].state is RoundState.SKIPPED
    assert scene.post("last_word", Direct(NED)).card.buttons == ()


def test_what_the_others_say_after_it_belongs_to_their_round() -> None:
    scene = _asked_early()
    scene.press(NED, "Say a last word")
    scene.fill(NED, now="Less alone with it.")

    scene.says(OLI, "I would ring first.", "story")

    said = scene.office.all(Contribution, scene.session.id)
    assert [one.part for one in said if one.author == OLI][-1] is Part.WOULD_DO


def test_when_its_turn_comes_it_still_waits_for_who_was_asked_early() -> None:
    scene = _asked_early()

    everybody_answers(scene)
    scene.until(jan(21, 16))

    card = scene.post("last_word", Direct(NED)).card
    assert [button.label for button in card.buttons] == ["Say a last word"]
    assert "at any time" not in words(card)


def test_its_deadline_follows_when_the_session_is_slowed_down() -> None:
    scene = _asked_early()

    scene.press(FAY, "Slow down")

    assert "Monday 25 January 12:00" in words(scene.post("last_word", Direct(NED)).card)


def test_said_again_from_a_form_that_was_open_it_is_changed_in_place() -> None:
    scene = _asked_early()
    scene.press(NED, "Say a last word")
    form = scene.form
    scene.fill(NED, now="I do not know.")

    scene.submit(NED, form, now="Less alone with it.")

    assert "Less alone with it." in words(scene.post("word:").card)
    said = scene.office.all(Contribution, scene.session.id)
    assert [one.text for one in said if one.part is Part.LAST_WORD] == ["Less alone with it."]


def test_a_form_that_is_open_when_the_session_closes_keeps_what_was_typed() -> None:
    scene = _asked_early()
    scene.press(NED, "Say a last word")
    form = scene.form
    everybody_answers(scene)
    scene.until(jan(22, 12, 30))

    scene.submit(NED, form, now="Less alone with it.")

    assert "" in scene.errors


def test_a_walk_through_asks_in_one_private_message_that_follows_the_turns() -> None:
    scene = told(Format.WALK_US_THROUGH)
    talked_through(scene)

    asking = [one for one in scene.sent_to(NED) if "Questions for you" in one]

    assert len(asking) == 1


def test_and_names_the_question_that_is_open_now() -> None:
    scene = told(Format.WALK_US_THROUGH)
    first = words(_asking(scene))

    scene.press(NED, "Enough questions")

    assert "The question now: What do you look for?" in first
    assert "The question now: How do you know?" in words(_asking(scene))
    assert "the next one is open" in scene.whispered


def test_after_the_third_question_its_button_is_gone() -> None:
    scene = told(Format.WALK_US_THROUGH)

    for _ in range(3):
        scene.press(NED, "Enough questions")

    assert _asking(scene).buttons == ()
    assert "The questions are closed." in scene.whispered


def test_no_two_private_messages_tell_a_teller_the_same() -> None:
    for format_ in (Format.WALK_US_THROUGH, Format.SHARED_DOUBT, Format.LOOK_BACK):
        scene = told(format_)
        before = len(scene.sent_to(NED))

        talked_through(scene)

        lines = [line for one in scene.sent_to(NED)[before:] for line in one.splitlines()]
        told_twice = {line for line in lines if lines.count(line) > 1}
        assert told_twice <= {"This round is closed."}


def test_what_a_teller_could_do_in_a_round_is_not_sent_after_it() -> None:
    scene = opened()
    works(scene, MIA, MONDAY_AND_TUESDAY)
    scene.says(NED, "Thank you, Mia.", "story")

    scene.until(jan(21, 11))

    assert not scene.has_post(f"teller:{scene.session.id}:back_in", Direct(MIA))


def _asked_early() -> Scene:
    """Tuesday 19 January, 13:00: Ned, who is away from tomorrow, has been asked already."""
    scene = told(Format.SHARED_DOUBT)
    works(scene, NED, MONDAY_AND_TUESDAY)
    everybody_answers(scene)
    scene.until(jan(19, 13))
    return scene


def _asking(scene: Scene) -> Card:
    return scene.post(f"teller:{scene.session.id}:asking", Direct(NED)).card
