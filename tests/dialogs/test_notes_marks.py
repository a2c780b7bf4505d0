"""What people would choose to stay with, marked without a name and looked at once."""

from bot.boundary.views import SomeOf
from tests.dialogs.notes_scenes import DOUBT, OPENS, held, shares_doubts, shown
from tests.dialogs.told_scenes import OTHER, passed
from tests.scene import FAY, MEMBERS, MIA, NED


def test_the_group_marks_and_the_holder_reads_bands_once() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    for person in MEMBERS[:5]:
        scene.press(person, "Say which one")
        (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
        doubt = next(choice.value for choice in which.choices if choice.label == DOUBT)
        scene.fill(person, which=[doubt])

    scene.press(FAY, "See what people would choose")
    assert "nobody can mark a note any more" in shown(scene.form)
    assert not any("Most of us" in one for one in scene.sent_to(FAY))
    look = scene.form
    scene.fill(FAY)

    assert f"Most of us: {DOUBT}" in scene.sent_to(FAY)[-1]
    assert not any(digit in scene.sent_to(FAY)[-1] for digit in "0123456789")
    scene.submit(FAY, look)
    assert "they have been looked at" in scene.errors[""]
    assert len([one for one in scene.sent_to(FAY) if "Most of us" in one]) == 1


def test_before_it_is_looked_at_the_marks_go_on_and_after_it_a_held_form_says_so() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(FAY, "See what people would choose")
    look = scene.form
    scene.press(MIA, "Say which one")
    (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
    scene.fill(MIA, which=[which.choices[0].value])
    assert "Your marks lie in a box" in scene.whispered
    scene.press(NED, "Say which one")
    late = scene.form

    scene.submit(FAY, look)
    scene.submit(NED, late, which=[which.choices[0].value])

    assert "No more marks are taken" in scene.errors[""]
    assert "Say which one" not in repr(scene.post("notes:").card.buttons)


def test_four_marks_are_not_shown() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    for person in MEMBERS[:4]:
        scene.press(person, "Say which one")
        (which,) = (field for field in scene.form.fields if isinstance(field, SomeOf))
        scene.fill(person, which=[which.choices[0].value])

    scene.press(FAY, "See what people would choose")
    scene.fill(FAY)

    assert "Fewer than five have answered" in scene.sent_to(FAY)[-1]


def test_nothing_or_too_much_marked_is_said_in_the_form() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)
    scene.press(MIA, "Say which one")

    scene.fill(MIA, which=[])

    assert scene.errors["which"] == "Choose at least one, and no more than 3."


def test_those_who_look_after_it_are_not_asked_for_marks() -> None:
    scene, _ = passed(DOUBT, OTHER)
    shares_doubts(scene)
    held(scene)
    scene.until(OPENS)

    scene.press_token(FAY, f"mark_notes.{scene.session.id}")

    assert "are not asked" in scene.whispered
