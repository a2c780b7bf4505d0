"""A doubt is shared and stayed with. It is never ticked off."""

from bot.domain.contribution import Contribution
from bot.domain.formats import Format
from bot.domain.ids import Direct
from tests.formats import everybody_answers, talked_through, told
from tests.scene import FAY, NED, OLI, Scene, jan, opened, words


def test_a_doubt_asks_what_we_would_each_do_and_what_would_make_it_easier() -> None:
    scene = told(Format.SHARED_DOUBT)
    talked_through(scene)

    asked = "\n".join(scene.posted)
    assert "what would we each do?" in asked
    assert "What would make this doubt easier to carry?" in asked


def test_no_round_says_who_doubts_so_that_one_without_a_name_can_be_stayed_with_too() -> None:
    scene = told(Format.SHARED_DOUBT)
    talked_through(scene)

    rounds = [one for one in scene.offices.memory.posts if one.post.name.startswith("round:")]
    assert len(rounds) == 4
    assert all("Ned" not in words(one.card) for one in rounds)


def test_at_the_end_the_doubter_may_say_where_they_are_with_it_now() -> None:
    scene = _at_the_end()

    scene.press(NED, "Say a last word")
    scene.fill(NED, now="Still not sure, and less alone with it.")

    posted = words(scene.post("word:").card)
    assert "Where Ned is with it now" in posted
    assert "less alone with it" in posted


def test_nothing_can_be_ticked_as_settled() -> None:
    scene = _at_the_end()
    scene.press(NED, "Say a last word")

    names = [field.name for field in scene.form.fields]

    assert names == ["now", "no_clear"]


def test_to_say_nothing_is_all_right() -> None:
    scene = _at_the_end()
    scene.press(NED, "Say a last word")

    scene.fill(NED)

    assert "Thank you for your doubt." in scene.whispered
    assert not scene.has_post("word:")


def test_while_we_wonder_the_doubter_may_come_back_in_and_nobody_offers_ideas() -> None:
    scene = told(Format.SHARED_DOUBT)
    for moment in (jan(18, 11), jan(19, 13), jan(20, 13)):
        scene.until(moment)
        everybody_answers(scene)

    card = scene.post("teller:", Direct(NED)).card

    assert [one.label for one in card.buttons] == ["I would like to come back in"]
    assert "ideas" not in words(card).casefold()


def test_a_button_for_ideas_made_up_by_somebody_is_refused() -> None:
    scene = told(Format.SHARED_DOUBT)

    scene.press_token(NED, f"offers.{scene.session.id}")

    assert scene.whispered
    assert not scene.session.offers_wanted


# there is no clear right answer here


def test_a_doubter_may_say_that_there_is_no_clear_right_answer() -> None:
    scene = _at_the_end()
    scene.press(NED, "Say a last word")

    scene.fill(NED, no_clear=["yes"])

    assert "There is no clear right answer here." in words(scene.post("word:").card)
    kept = scene.office.all(Contribution, scene.session.id)
    assert all(one.text for one in kept)


def test_the_wrap_keeps_open_what_was_said_to_be_open() -> None:
    scene = _at_the_end()
    scene.press(NED, "Say a last word")
    scene.fill(NED, no_clear=["yes"])
    scene.until(jan(22, 13))

    scene.press(FAY, "Write the four lines")
    scene.fill(FAY, looked_at="asking early", open="how early is early enough")

    wrap = words(scene.post("wrap:").card)
    assert "Still open: how early is early enough" in wrap
    assert "There is no clear right answer here." in wrap


def test_who_sums_up_may_say_so_too() -> None:
    scene = opened()
    talked_through(scene)

    scene.press(FAY, "Write the four lines")
    scene.fill(FAY, looked_at="going home", no_clear=["yes"])

    assert "There is no clear right answer here." in words(scene.post("wrap:").card)


def test_a_doubt_of_ones_own_is_nobody_elses_to_end() -> None:
    scene = _at_the_end()

    scene.press_token(OLI, f"last_word.{scene.session.id}")

    assert scene.whispered


def _at_the_end() -> Scene:
    """Friday 22 January, 10:00: Ned has been asked for a last word."""
    scene = told(Format.SHARED_DOUBT)
    for moment in (jan(18, 11), jan(19, 13), jan(20, 13), jan(21, 13), jan(22, 10)):
        scene.until(moment)
        everybody_answers(scene)
    return scene
