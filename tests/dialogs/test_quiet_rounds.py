"""When nobody answers, what is said about a person is said to that person too."""

from datetime import UTC, datetime

from bot.domain.ids import Direct
from tests.scene import FAY, MIA, Scene, opened, words


def test_whoever_is_named_to_a_teller_nobody_answers_hears_of_it_at_the_same_moment() -> None:
    scene = opened()

    scene.until(datetime(2027, 1, 19, 13, tzinfo=UTC))

    assert "I am telling Fay too" in scene.sent_to(MIA)[-1]
    assert "Nobody has replied to Mia yet" in scene.sent_to(FAY)[-1]
    assert "Please do so today." in scene.sent_to(FAY)[-1]


def test_who_asked_for_less_of_a_kind_is_answered_kindly_and_need_not_ask_twice() -> None:
    scene = opened()
    scene.until(datetime(2027, 1, 19, 11, tzinfo=UTC))

    scene.press(FAY, "Less of this")

    assert "That is all right. I will not send you this kind of message again." in scene.whispered
    nudge = scene.post("nudge", Direct(FAY)).card
    assert "Would you be the first to say thank you?" in words(nudge)
    assert nudge.buttons == ()


def test_whoever_replies_to_a_teller_themselves_reads_what_is_kind_now() -> None:
    scene = _three_ways()

    scene.press(FAY, "I will reply myself")

    assert "A short reply from you under the story would be kind to Mia." in scene.whispered
    assert scene.post("three_ways", Direct(FAY)).card.buttons == ()


def test_a_call_that_is_offered_leaves_what_is_still_to_be_decided() -> None:
    scene = _three_ways()

    scene.press(FAY, "Offer Mia a call")

    assert "I have told Mia that you will be in touch." in scene.whispered
    left = scene.post("three_ways", Direct(FAY)).card
    assert [one.label for one in left.buttons] == ["Go to the next round", "Close this kindly"]
    scene.press_token(FAY, left.buttons[0].token)
    assert scene.session.round is not None


def test_closing_it_kindly_settles_what_was_asked_about_it() -> None:
    scene = _three_ways()

    scene.press(FAY, "Close this kindly")

    assert scene.post("three_ways", Direct(FAY)).card.buttons == ()
    assert "Thank you for looking after Mia." in words(scene.post("three_ways").card)


def _three_ways() -> Scene:
    scene = opened()
    scene.until(datetime(2027, 1, 20, 13, tzinfo=UTC))
    return scene
