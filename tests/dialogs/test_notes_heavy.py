"""A note that sounds heavy is met with ways to help, and is never stopped."""

from bot.boundary.views import Points
from bot.conversations.notes import last_pages
from bot.domain.worry import Worry
from tests.dialogs.notes_scenes import (
    checking_in,
    everything,
    leaves,
    open_form,
    shown,
)
from tests.scene import (
    DEV,
    FAY,
    MIA,
)


def test_words_that_sound_heavy_are_met_with_ways_to_help_and_never_stopped() -> None:
    scene = checking_in()
    before = everything(scene)
    open_form(scene, MIA)

    scene.fill(MIA, note="Some days I do not want to be here.")

    page = shown(scene.form)
    assert "This sounds heavy. Nobody is watching this form" in page
    assert "Samaritans 116 123" in page
    assert "danger: we ring the duty lead" in page
    (way,) = (field for field in scene.form.fields if field.name == "way")
    labels = [choice.label for choice in way.choices]  # type: ignore[union-attr]
    assert labels == [
        "Send it to the group as planned",
        "Let a person know that it is me: Fay",
        "Send it to Fay without my name",
        "Keep it to myself",
    ]
    assert everything(scene) == before
    scene.fill(MIA)
    assert leaves(scene) == 1


def test_on_a_page_of_heavy_words_help_is_the_last_that_is_read() -> None:
    scene = checking_in()
    open_form(scene, MIA)

    scene.fill(MIA, note="Some days I do not want to be here.")

    assert "I found nothing" not in shown(scene.form)
    *_, last = scene.form.intro
    assert isinstance(last, Points)
    assert last.lines[-1] == "danger: we ring the duty lead"


def test_heavy_words_kept_to_oneself_go_nowhere() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="I can’t go on like this", energy="none")

    scene.fill(MIA, way="nobody")

    assert "Six words" in shown(scene.form)
    (leaf,) = next(iter(scene.offices.memory.windows.values())).leaves
    assert leaf == {"e": "none"}


def test_heavy_words_reach_a_person_by_name_with_one_more_press() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="I can’t go on like this")
    scene.fill(MIA, way="person")
    assert "You are through, and nothing went to the group." in shown(scene.form)
    assert "Six words" not in shown(scene.form)
    assert not scene.has_post("worry:")

    scene.fill(MIA)

    assert "I can’t go on like this" in scene.sent_to(FAY)[-2]
    assert "Fay has this now" in scene.whispered
    assert leaves(scene) == 0
    assert last_pages.DANGER == Worry.DANGER


def test_heavy_words_reach_one_person_without_a_name_with_one_more_press() -> None:
    scene = checking_in()
    open_form(scene, MIA)
    scene.fill(MIA, note="He hits her and nobody says so.")
    scene.fill(MIA, way="lead")
    assert "from the hour it may be guessed" in shown(scene.form)
    page = scene.form

    scene.fill(MIA)
    scene.submit(MIA, page)

    sent = [one for one in scene.sent_to(FAY) if "He hits her" in one]
    assert len(sent) == 1
    assert "Mia" not in sent[0]
    assert "I cannot say who it was" in sent[0]
    assert "Your words have gone to Fay, without your name" in scene.whispered


def test_what_the_facilitator_finds_heavy_goes_to_the_deputy() -> None:
    scene = checking_in()
    open_form(scene, FAY)
    scene.fill(FAY, note="I am not coping")
    scene.fill(FAY, way="lead")

    scene.fill(FAY)

    assert any("I am not coping" in one for one in scene.sent_to(DEV))
    assert not any("I am not coping" in one for one in scene.sent_to(FAY))
