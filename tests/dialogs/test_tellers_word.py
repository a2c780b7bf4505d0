"""What the teller decides: the questions, the offers, and the last word."""

from bot.domain.contribution import Part
from bot.domain.ids import Direct
from bot.domain.round import RoundState
from tests.dialogs.round_scenes import with_thanks
from tests.scene import FAY, MIA, NED, jan, words


def test_the_teller_can_end_the_questions() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Enough questions")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.WONDERING


def test_the_teller_can_come_back_in() -> None:
    scene = with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I would like to come back in")

    assert "Mia is back in the conversation." in scene.posted[-1]
    card = scene.post(f"teller:{scene.session.id}:back_in", Direct(MIA)).card
    assert [button.label for button in card.buttons] == ["I am ready for offers"]


def test_what_the_teller_has_asked_for_need_not_be_asked_for_twice() -> None:
    scene = with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I am ready for offers")
    scene.press(MIA, "I would like to come back in")

    card = scene.post(f"teller:{scene.session.id}:back_in", Direct(MIA)).card
    assert card.buttons == ()
    assert "I will ask the others for ideas in the next round." in words(card)


def test_offers_are_made_only_when_the_teller_asks_for_them() -> None:
    scene = with_thanks()
    scene.until(jan(20, 13))

    scene.press(MIA, "I am ready for offers")
    scene.until(jan(21, 11))

    assert "Mia has asked for ideas." in words(scene.post("round").card)


def test_without_the_tellers_word_there_is_no_round_of_offers() -> None:
    scene = with_thanks()

    scene.until(jan(22, 11))

    assert not any("has asked for ideas" in one for one in scene.posted)


def test_the_teller_has_the_last_word_in_the_thread() -> None:
    scene = with_thanks()
    scene.until(jan(21, 11))

    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="That I am not alone.", will="I will ask twice.")

    assert "That I am not alone.\n\nI will ask twice." in scene.posted[-1]


def test_nothing_more_to_say_is_a_last_word_too() -> None:
    scene = with_thanks()
    scene.until(jan(21, 11))
    before = len(scene.posted)

    scene.press(MIA, "Say a last word")
    scene.fill(MIA)

    assert len(scene.posted) == before
    assert scene.session.rounds[-1].state is RoundState.CLOSED


def test_only_the_teller_has_the_tellers_buttons() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))
    token = scene.button(MIA, "Enough questions").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def test_there_is_no_way_back_to_questions_before_they_are_asked_or_once_they_are_over() -> None:
    scene = with_thanks()
    offered = []

    for moment in (jan(19, 11), jan(19, 13), jan(20, 13)):
        scene.until(moment)
        labels = [one.label for one in scene.post("desk", Direct(FAY)).card.buttons]
        offered.append("Bring us back to questions" in labels)

    assert offered == [False, True, False]


def test_the_tellers_buttons_go_with_the_round_they_belong_to() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Enough questions")

    card = scene.post(f"teller:{scene.session.id}:asking", Direct(MIA)).card
    assert card.buttons == ()
    assert "This round is closed." in words(card)


def test_the_last_word_is_not_asked_for_once_the_session_is_closed() -> None:
    scene = with_thanks()

    scene.until(jan(22, 12, 30))

    assert scene.post("last_word", Direct(MIA)).card.buttons == ()
