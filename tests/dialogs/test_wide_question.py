"""One question to everybody: nobody tells anything, and everybody may answer."""

from bot.boundary.views import OneOf
from bot.domain.contribution import Contribution, Part
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.words.prompts import prompt
from tests.formats import agreed_on, asked, asked_widely, held, talked_through
from tests.scene import DEV, FAY, MIA, NED, OLI, Scene, begun, jan, story_offered, words


def test_everyone_answers_then_responds_and_then_we_gather() -> None:
    scene = asked_widely()

    parts = talked_through(scene)

    assert parts == [Part.OWN_ANSWER, Part.RESPONDING, Part.GATHERING]
    assert scene.sessions[0].state is SessionState.CLOSED


def test_the_library_suggests_a_question_when_nobody_has_chosen_one() -> None:
    scene = asked_widely()

    assert prompt("UN-06").text in words(scene.post("story:").card)
    assert "UN-06" in scene.session.prompts


def test_who_is_asked_to_hold_it_reads_the_question_beforehand() -> None:
    scene = asked(agreed_on(Format.WIDE_QUESTION))

    assert prompt("UN-06").text in scene.sent_to(FAY)[-1]


def test_whoever_holds_it_may_put_words_of_their_own() -> None:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    scene.fill(FAY, which="own", own="What did we not dare to ask this month?")

    scene.until(jan(18, 11))

    assert "What did we not dare to ask this month?" in words(scene.post("story:").card)
    assert "This time" not in words(scene.post("session:").card)


def test_words_of_ones_own_are_needed_where_they_were_chosen() -> None:
    scene = _choosing()

    scene.fill(FAY, which="own", own="  ")

    assert scene.errors == {"own": "Please write your question here, or choose one above."}


def test_before_a_question_that_may_unsettle_the_form_says_offer_time() -> None:
    scene = _choosing()

    which = next(field for field in scene.form.fields if isinstance(field, OneOf))
    unsettling = [one.value for one in which.choices if "Offer time." in one.label]
    assert unsettling == ["L2-06"]


def test_questions_that_this_group_has_met_come_last() -> None:
    scene = asked_widely()
    talked_through(scene)
    scene.until(jan(28, 11))
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")

    which = next(field for field in scene.form.fields if isinstance(field, OneOf))
    assert [one.value for one in which.choices] == ["UN-02", "L2-06", "L3-01", "own"]


def test_each_answer_is_kept_with_its_turn() -> None:
    scene = asked_widely()

    scene.says(NED, "I ring the night before.", "story")

    (kept,) = scene.office.all(Contribution, scene.session.id)
    assert (kept.part, kept.author) == (Part.OWN_ANSWER, NED)


# instead of a light session


def test_when_nothing_waits_the_holder_may_put_a_question_instead() -> None:
    scene = held(begun())
    scene.until(jan(15, 14))

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY, which="CU-02")
    scene.until(jan(18, 11))

    assert not scene.session.light
    assert prompt("CU-02").text in words(scene.post("story:").card)
    assert "This time Fay has chosen another way." in words(scene.post("session:").card)


def test_it_stays_the_holders_choice() -> None:
    scene = held(begun())

    scene.until(jan(18, 11))

    assert scene.session.light


def test_once_a_question_is_put_the_card_says_so_and_its_buttons_are_gone() -> None:
    scene = held(begun())
    scene.until(jan(15, 14))

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY, which="CU-02")

    card = scene.post("no_story", Direct(FAY)).card
    assert "This time: A wide question." in words(card)
    assert card.buttons == ()


def test_own_words_are_not_dropped_because_another_question_was_still_chosen() -> None:
    scene = held(begun())
    scene.until(jan(15, 14))
    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY, own="What do we all step around?")
    assert "You have written a question of your own" in scene.errors["which"]

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY, which="own", own="What do we all step around?")
    scene.press_token(FAY, f"wide.{scene.session.id}")
    scene.fill(FAY, which="CU-02")

    assert scene.session.question == "CU-02"


def test_when_a_teller_would_rather_not_there_may_be_a_question() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))
    scene.press(MIA, "Not this week")

    scene.press(FAY, "Put a question to everyone")
    scene.fill(FAY)
    scene.until(jan(18, 11))

    assert scene.session.format is Format.WIDE_QUESTION
    assert not scene.session.light


def test_nobody_puts_a_question_into_a_session_that_nobody_holds() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)

    scene.until(jan(18, 11))

    assert scene.session.light
    assert not scene.has_post("story:")


def test_after_it_has_opened_light_the_form_stays_with_a_kind_word() -> None:
    scene = held(begun())
    scene.until(jan(15, 14))
    scene.press(FAY, "Put a question to everyone")
    form = scene.form
    scene.until(jan(18, 11))

    scene.submit(FAY, form, which="CU-02")

    assert scene.errors[""]
    assert scene.session.light


def test_a_member_cannot_put_it() -> None:
    scene = held(begun())

    scene.press_token(NED, f"wide.{scene.session.id}")

    assert "Fay" in scene.whispered


# when nobody answers


def test_after_two_quiet_days_whoever_holds_it_hears_of_it_in_private() -> None:
    scene = asked_widely()

    scene.until(jan(20, 10, 30))

    assert any("has been there for two days without an answer" in one for one in scene.sent_to(FAY))


def test_a_quiet_question_gets_another_day_and_then_two_ways_on() -> None:
    scene = asked_widely()
    scene.until(jan(19, 11))
    scene.press(FAY, "I am reading along")

    scene.until(jan(20, 13))
    longer = scene.session.round
    scene.until(jan(21, 13))

    assert longer is not None
    assert longer.closes_at == jan(21, 12)
    labels = [one.label for one in scene.post("three_ways", Direct(FAY)).card.buttons]
    assert labels == ["I will reply myself", "Close this kindly"]


def test_an_answer_of_ones_own_goes_on() -> None:
    scene = asked_widely()
    scene.until(jan(19, 11))
    scene.press(FAY, "I am reading along")
    scene.until(jan(21, 13))

    scene.press(FAY, "I will reply myself")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.RESPONDING
    assert "A short answer of your own" in scene.whispered


def test_closing_it_kindly_names_nobody() -> None:
    scene = asked_widely()
    scene.says(NED, "I ring the night before.", "story")

    scene.press(FAY, "Close this kindly")

    assert "We end this question here." in scene.posted[-1]


def test_nobody_has_a_last_word_and_every_button_of_a_teller_is_refused() -> None:
    scene = asked_widely()

    for act in ("last_word", "enough", "back_in", "offers"):
        scene.press_token(OLI, f"{act}.{scene.session.id}")
        assert scene.whispered


def test_the_other_keeper_can_step_in_as_in_any_session() -> None:
    scene = asked_widely()
    scene.until(jan(20, 10, 30))

    scene.press(DEV, "I will look after it")

    assert scene.session.held_by == DEV


def _choosing() -> Scene:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.press_token(FAY, f"wide.{scene.session.id}")
    return scene
