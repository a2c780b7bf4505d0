"""What a group's questions have leaned on, told in plain words."""

import pytest

from bot.domain.formats import Format
from bot.domain.ids import Direct, PersonId
from bot.domain.session import Session
from bot.words.prompts import prompt
from tests.formats import asked, closed_before
from tests.scene import FAY, MIA, NED, OLI, PAM, ROS, Scene, begun, jan, opened, words

STORY, WIDE = Format.STORY_WITH_ROUNDS, Format.WIDE_QUESTION
DOING_IT_WELL = [(STORY, ("AR-01", "ST-01"))] * 4


def test_who_is_asked_reads_what_the_last_four_sessions_leaned_on() -> None:
    scene = _after(*DOING_IT_WELL)

    card = scene.sent_to(FAY)[-1]

    assert "Your last four sessions mostly asked: are we doing it well?" in card
    assert prompt("L2-01").text in card
    assert prompt("L3-05").text in card
    assert "This one can unsettle. Offer time." in card
    assert "loop" not in card.casefold()


def test_with_fewer_than_four_sessions_nothing_is_said() -> None:
    scene = _after(*DOING_IT_WELL[:3])

    assert "mostly asked" not in scene.sent_to(FAY)[-1]


def test_where_the_mix_is_even_nothing_is_said() -> None:
    even = [(STORY, ("ST-01",)), (WIDE, ("L2-06",)), (STORY, ("ST-01",)), (WIDE, ("L3-01",))]

    assert "mostly asked" not in _after(*even).sent_to(FAY)[-1]


@pytest.mark.parametrize(
    ("id", "says"),
    [("L2-06", "are we doing the right thing?"), ("L3-01", "how do we come to decide?")],
)
def test_leaning_on_the_deep_ones_is_told_too(id: str, says: str) -> None:
    assert says in _after(*([(WIDE, (id,))] * 4)).sent_to(FAY)[-1]


def test_one_press_makes_it_the_question_to_arrive_with() -> None:
    scene = _after(*DOING_IT_WELL)

    scene.press(FAY, "Arrive with number 1")

    assert "This one can unsettle. Offer time." in scene.whispered
    scene.press(FAY, "Yes, I can")
    scene.until(jan(18, 11))
    assert prompt("L2-01").text in words(scene.post("session:").card)
    assert "L2-01" in _now(scene).prompts


def test_while_it_runs_one_press_asks_it_in_the_thread() -> None:
    scene = opened()
    closed_before(scene, *DOING_IT_WELL)

    scene.command(FAY, "session")
    scene.press(FAY, "Ask number 2")

    assert f"Fay asks: {prompt('L3-05').text}" in scene.posted[-1]
    assert "L3-05" in _now(scene).prompts


def test_a_question_that_was_met_is_suggested_after_the_others() -> None:
    met = [(STORY, ("ST-01", "JU-01", "L2-01"))] * 4

    card = _after(*met).sent_to(FAY)[-1]

    assert prompt("L2-01").text not in card
    assert prompt("L3-05").text in card


def test_a_session_remembers_the_prompts_it_used() -> None:
    assert opened().session.prompts == ("AR-01", "ST-01")


def test_a_question_made_up_by_somebody_is_refused() -> None:
    scene = asked(begun())

    scene.press_token(FAY, f"arrive.{_now(scene).id}.XX-99")

    assert scene.whispered
    assert _now(scene).arrival == ""


# who has seen it otherwise; and how the talk is shared


def test_before_we_settle_one_press_asks_who_has_seen_it_otherwise() -> None:
    scene = opened()

    scene.press(FAY, "Ask who has seen it otherwise")

    assert "Fay: Before we settle: who has seen it go otherwise?" in scene.posted[-1]


@pytest.mark.parametrize(
    ("speakers", "band"),
    [
        ((NED,) * 10, "Mostly one or two voices"),
        ((NED, OLI, PAM) * 3 + (ROS,), "A few voices"),
        ((NED, OLI, PAM, ROS, FAY) * 2, "The talk is shared out well."),
    ],
)
def test_half_way_whoever_holds_it_reads_in_one_of_three_bands_how_the_talk_is_shared(
    speakers: tuple[PersonId, ...], band: str
) -> None:
    scene = _half_way(speakers)

    card = words(scene.post("check_result", Direct(FAY)).card)

    assert band in card
    assert "Ned" not in card


def test_words_to_say_in_private_are_suggested_only_where_one_or_two_carry_it() -> None:
    private = "Would you hold back your first reply until three others have spoken?"

    assert private in words(_half_way((NED,) * 10).post("check_result", Direct(FAY)).card)
    assert private not in words(
        _half_way((NED, OLI, PAM, ROS, FAY) * 2).post("check_result", Direct(FAY)).card
    )


def test_eight_short_replies_are_too_few_to_say_how_the_talk_is_shared() -> None:
    scene = _half_way((NED, NED, NED, OLI, OLI, PAM, ROS, FAY))

    assert "voices" not in words(scene.post("check_result", Direct(FAY)).card)


def test_a_teller_who_answers_is_not_counted() -> None:
    card = words(_half_way((MIA,) * 9).post("check_result", Direct(FAY)).card)

    assert "voices" not in card


def _after(*sessions: tuple[Format, tuple[str, ...]]) -> Scene:
    scene = begun()
    closed_before(scene, *sessions)
    return asked(scene)


def _half_way(speakers: tuple[PersonId, ...]) -> Scene:
    """Thursday 21 January: the check in the middle is over."""
    scene = opened()
    for person in speakers:
        scene.says(person, "I wonder.", "story")
    for moment in (jan(19, 11), jan(20, 11), jan(21, 9)):
        scene.until(moment)
        scene.press(FAY, "I am reading along")
    scene.until(jan(21, 13))
    return scene


def _now(scene: Scene) -> Session:
    """The one that has not closed."""
    (alive,) = (one for one in scene.sessions if not one.ended)
    return alive
