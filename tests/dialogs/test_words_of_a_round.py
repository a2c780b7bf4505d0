"""What a round asks can be put in other words before it opens, and goes back to the draft with one press."""

import pytest

from bot.boundary.decision import OpenForm
from bot.domain.contribution import Part
from bot.domain.formats import Format
from bot.domain.ids import Direct
from tests.formats import agree, agreed_on, held
from tests.scene import DEV, FAY, MIA, NED, Scene, confirmed, jan, opened, words

OWN = "What did {you} see first?\n\n*And* then – 100 % sure?"


def test_the_form_holds_the_words_of_the_draft() -> None:
    scene = _changing("Questions only")

    assert _value(scene).startswith("Now questions that help Mia think")


def test_the_round_asks_them_letter_by_letter() -> None:
    scene = _changing("Questions only")

    scene.fill(FAY, words=OWN)
    scene.press(FAY, "Go to the next round")

    assert OWN in words(scene.post("round:").card)
    assert "Now questions that help" not in words(scene.post("round:").card)


def test_it_still_does_when_it_is_closed() -> None:
    scene = _changing("Questions only")
    scene.fill(FAY, words=OWN)
    scene.press(FAY, "Go to the next round")

    scene.press(FAY, "Go to the next round")

    assert OWN in words(scene.post(f"round:{scene.session.id}:questions").card)


def test_what_was_changed_is_shown_to_whoever_changed_it() -> None:
    scene = _changing("Questions only")

    scene.fill(FAY, words=OWN)

    assert "It will be asked in your words:" in scene.whispered
    assert OWN in scene.whispered


def test_opened_again_it_holds_the_new_words_and_tells_the_draft() -> None:
    scene = _changing("Questions only")
    scene.fill(FAY, words=OWN)

    _open(scene, "Questions only")

    assert _value(scene) == OWN
    assert "The draft says: Now questions that help Mia think" in _intro(scene)


def test_one_press_goes_back_to_the_draft() -> None:
    scene = _changing("Questions only")
    scene.fill(FAY, words=OWN)
    _open(scene, "Questions only")

    scene.press(FAY, "Back to the draft")
    told = scene.whispered
    scene.press(FAY, "Go to the next round")

    assert "It will be asked in the words of the draft:" in told
    assert "Now questions that help Mia think" in words(scene.post("round:").card)


def test_where_nothing_was_changed_there_is_no_way_back() -> None:
    scene = _changing("Questions only")

    assert scene.form.buttons == ()


def test_words_left_as_they_are_stay_the_drafts() -> None:
    scene = _changing("Questions only")

    scene.fill(FAY)

    assert scene.session.wording == {}


@pytest.mark.parametrize("nothing", ["", "  \n "])
def test_a_round_has_to_ask_something(nothing: str) -> None:
    scene = _changing("Questions only")

    scene.fill(FAY, words=nothing)

    assert "Please write what is asked." in scene.errors["words"]
    assert scene.session.wording == {}


def test_the_others_rounds_keep_their_own_words() -> None:
    scene = _changing("Questions only")
    scene.fill(FAY, words=OWN)
    _open(scene, "What might this be about?")

    scene.fill(FAY, words="Wonder with us.")

    assert scene.session.wording == {Part.QUESTIONS: OWN, Part.WONDERING: "Wonder with us."}


def test_a_form_that_is_open_while_its_round_opens_keeps_what_was_typed() -> None:
    scene = _changing("Questions only")
    form = scene.form
    scene.press(FAY, "Go to the next round")

    scene.submit(FAY, form, words=OWN)

    assert "This has been asked by now" in scene.errors[""]
    assert scene.session.wording == {}


def test_so_does_one_that_is_open_while_the_session_closes() -> None:
    scene = _changing("Questions only")
    form = scene.form
    scene.press(FAY, "Close this kindly")

    scene.submit(FAY, form, words=OWN)

    assert "" in scene.errors


def test_a_round_that_has_opened_is_not_offered() -> None:
    scene = opened()
    scene.press(FAY, "Change what is asked")

    labels = [button.label for button in scene.form.buttons]

    assert labels == ["Questions only", "What might this be about?", "Offers"]


def test_once_everything_is_asked_the_button_is_gone() -> None:
    scene = opened()
    for _ in range(3):
        scene.press(FAY, "Go to the next round")
        scene.says(NED, "Thank you.", "story")

    desk = scene.post("desk", Direct(FAY)).card

    assert "Change what is asked" not in [button.label for button in desk.buttons]


def test_both_who_look_after_it_can_change_it_and_nobody_else() -> None:
    scene = opened()
    token = scene.button(FAY, "Change what is asked").token

    scene.press_token(MIA, token)
    refused = scene.whispered
    scene.press_token(DEV, token)

    assert "Please ask Fay" in refused
    assert any(isinstance(reply, OpenForm) for reply in scene.replies)


# before the session opens


def test_the_first_round_and_the_question_to_arrive_with_can_be_changed_the_day_before() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")

    labels = [button.label for button in scene.form.buttons]

    assert labels[:2] == ["To arrive", "What struck me"]
    assert "The last word" not in labels


def test_the_opening_asks_what_was_written_to_arrive_with() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "To arrive")
    scene.fill(FAY, words="What did you eat today?")

    scene.until(jan(18, 10, 30))

    assert "To arrive: What did you eat today?" in words(scene.post("session:").card)


def test_what_was_written_follows_the_session_to_another_day() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    scene.fill(FAY, words=OWN)

    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")

    assert scene.session.wording == {Part.STRUCK: OWN}


def test_it_goes_when_the_session_is_of_another_kind() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    scene.fill(FAY, words=OWN)
    scene.command(FAY, "session")

    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="shared_doubt")

    assert scene.session.wording == {}


def test_while_nobody_holds_it_there_is_nothing_to_change_yet() -> None:
    scene = agreed_on(Format.LOOK_BACK)
    scene.command(FAY, "session")

    labels = [button.label for button in scene._buttons(FAY)]

    assert "Change what is asked" not in labels


def test_a_wide_question_has_its_turns_to_change() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")

    assert len(scene.form.buttons) == 4


def test_what_is_agreed_on_afterwards_leaves_a_held_session_alone() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    scene.fill(FAY, words=OWN)

    agree(scene, Format.WIDE_QUESTION)
    scene.until(jan(18, 10, 30))

    assert OWN in words(scene.post("round:").card)


def _changing(title: str) -> Scene:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    _open(scene, title)
    return scene


def _open(scene: Scene, title: str) -> None:
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, title)


def _value(scene: Scene) -> str:
    return getattr(scene.form.fields[0], "value", "")


def _intro(scene: Scene) -> str:
    return "\n".join(getattr(one, "text", "") for one in scene.form.intro)
