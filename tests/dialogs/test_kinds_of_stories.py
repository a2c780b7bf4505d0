"""What can be offered in each way: the form asks which kind, and what waits is chosen when it fits."""

import pytest

from bot.domain.formats import Format, Kind
from bot.domain.story import Story
from tests.formats import WAYS, agreed_on, held, offer
from tests.scene import MIA, NED, OLI, begun, story_offered


def test_the_form_asks_which_kind_and_opens_with_the_one_that_is_told_here() -> None:
    scene = agreed_on(Format.SHARED_DOUBT)

    scene.command(MIA, "story")

    assert scene.form.title == "A doubt"
    assert [button.label for button in scene.form.buttons] == [
        "A moment I had to choose",
        "Something I do, step by step",
        "Something we did",
    ]


@pytest.mark.parametrize("format_", WAYS)
def test_every_form_asks_for_the_point_where_there_was_a_choice(format_: Format) -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.press(MIA, WAYS[format_][0])

    hints = " ".join(str(getattr(field, "hint", "")) for field in scene.form.fields)

    assert any(
        asks in hints for asks in ("What tips it?", "What tipped it?", "What speaks for each?")
    )


def test_one_of_each_kind_can_be_on_its_way() -> None:
    scene = story_offered()
    scene.command(MIA, "story")
    scene.press(MIA, "Offer something else")

    scene.press(MIA, "A doubt")
    scene.fill(MIA, doubt="I am only fairly sure that I ask early enough.", way="next")

    kinds = [one.kind for one in scene.office.all(Story, scene.community.id)]
    assert kinds == [Kind.MOMENT, Kind.DOUBT]


def test_a_second_of_the_same_kind_shows_the_first() -> None:
    scene = story_offered()
    scene.command(MIA, "story")
    scene.press(MIA, "Offer something else")

    scene.press_token(MIA, f"offer.{scene.community.id}.moment")

    assert "It is waiting for the next free session" in scene.whispered


def test_a_kind_that_nobody_has_heard_of_is_refused_kindly() -> None:
    scene = begun()

    scene.press_token(MIA, f"offer.{scene.community.id}.poem")

    assert scene.whispered


def test_what_is_still_needed_is_said_by_the_names_on_the_form() -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.press(MIA, "Something we did")

    scene.fill(MIA, what="the new board", way="next")

    assert scene.errors == {
        "happened": "Please write a line or two here. Or keep your look back as a draft for now."
    }


def test_the_one_that_has_waited_longest_of_a_fitting_kind_is_chosen() -> None:
    scene = agreed_on(Format.SHARED_DOUBT)
    scene.command(MIA, "story")
    scene.press(MIA, "A moment I had to choose")
    scene.fill(MIA, where="at home", moment="I had to choose.", way="next")
    scene.later(hours=1)
    offer(scene, NED, Format.SHARED_DOUBT)
    scene.later(hours=1)
    offer(scene, OLI, Format.SHARED_DOUBT)

    held(scene)

    assert scene.session.teller == NED


def test_whoever_offers_what_is_not_told_just_now_reads_what_it_waits_for() -> None:
    scene = agreed_on(Format.WIDE_QUESTION)

    offer(scene, NED, Format.SHARED_DOUBT)

    assert "Just now we meet in another way: A wide question." in scene.whispered


def test_whoever_offers_what_is_told_here_reads_nothing_of_other_ways() -> None:
    scene = agreed_on(Format.SHARED_DOUBT)

    offer(scene, NED, Format.SHARED_DOUBT)

    assert "in another way" not in scene.whispered
