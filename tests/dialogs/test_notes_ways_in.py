"""The ways to the form, for whom they are open, and what is thrown away on them."""

from dataclasses import replace

import pytest

from bot.boundary.decision import OpenForm
from bot.domain.agreement import Agreement
from bot.domain.ids import Direct, PersonId
from bot.domain.notes import NotesWay, NotesWindow
from tests.dialogs.notes_scenes import (
    agree,
    checking_in,
    chosen,
    everything,
    shown,
)
from tests.scene import (
    ANN,
    MIA,
    ROS,
    SID,
    another_community,
    in_teams,
)


def test_words_typed_to_the_bot_are_neither_kept_nor_carried_into_the_form() -> None:
    scene = checking_in()
    before = everything(scene)

    scene.types_to_bot(MIA)

    assert "I have not read, shared or kept that" in scene.whispered
    assert "To share without your name, use the form" in scene.whispered
    assert everything(scene) == before
    scene.press(MIA, "Open the form")
    assert scene.form.title == "Two-minute check-in"
    assert all(
        not getattr(field, "value", "") for field in scene.form.fields if field.name == "note"
    )


def test_what_is_typed_after_the_command_is_thrown_away() -> None:
    scene = checking_in()

    scene.command(MIA, "note I am not sure about Ned")

    assert "threw away" in shown(scene.form)
    assert "still stands" not in shown(scene.form)


def test_where_what_is_typed_is_a_message_it_is_said_that_it_still_stands() -> None:
    """In Teams a command is a message: nobody is to think that words behind it are gone."""
    scene = in_teams(checking_in())

    scene.command(MIA, "note I still wonder", place=scene.home)

    assert "Your message still stands" in shown(scene.form)
    assert "Ned" not in shown(scene.form)


def test_in_private_the_form_opens_for_ones_own_community() -> None:
    scene = checking_in()

    scene.command(MIA, "note", place=Direct(MIA))

    assert scene.form.title == "Two-minute check-in"


def test_in_private_somebody_with_two_communities_chooses() -> None:
    scene = checking_in()
    room = another_community(scene, "Twin")
    memory = scene.offices.memory
    for kind in (NotesWindow, Agreement):
        for one in scene.office.all(kind, scene.community.id):
            twin = replace(one, id=f"t{one.id}", community="Twin")  # type: ignore[arg-type]
            memory.records[kind, twin.id] = twin
    assert room.channel == "Twin"

    scene.command(MIA, "note", place=Direct(MIA))

    assert "more than one community" in scene.whispered
    scene.press(MIA, "Check in: Discharge")
    assert scene.form.title == "Two-minute check-in"


def test_the_menu_and_the_help_know_it_where_the_group_has_it() -> None:
    scene = chosen()
    scene.command(MIA)
    scene.press(MIA, "More")
    assert scene.button(MIA, "Note without a name")
    scene.command(MIA, "help")
    assert "/lc note" in scene.whispered

    agree(scene, NotesWay.OFF)
    scene.command(ROS)
    scene.press(ROS, "More")
    assert "Note without a name" not in [one.label for one in scene._buttons(ROS)]


@pytest.mark.parametrize("person", [SID, ANN])
def test_a_sponsor_and_a_convenor_have_no_part_in_it(person: PersonId) -> None:
    scene = checking_in()

    scene.press_token(person, f"who_could.{scene.community.id}")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
    scene.command(person, "receipt")
    assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
