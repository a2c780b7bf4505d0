"""What is kept that carries a person's name, and their own words to read again."""

from datetime import UTC, datetime

import pytest

from bot.domain.ids import Direct, PersonId, Platform, Room
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    SID,
    Scene,
    another_community,
    begun,
    drafted,
    founded,
    opened,
)

NOTE = "I stepped in too soon."


def test_my_data_says_what_carries_a_persons_name() -> None:
    scene = opened()

    scene.command(MIA, "mydata")

    assert "A story you told, until 30 days after its session." in scene.whispered
    assert "What you wrote under my posts" not in scene.whispered
    scene.says(MIA, "Thank you all.", "story")
    scene.command(MIA, "mydata")
    assert "What you wrote under my posts" in scene.whispered


def test_a_facilitator_reads_their_own_notes_again_and_how_long_they_stay() -> None:
    scene = _noted()

    scene.command(FAY, "mydata", place=Direct(FAY))

    assert NOTE in scene.whispered
    assert "for 90 days" in scene.whispered


@pytest.mark.parametrize(
    ("person", "part"),
    [
        (SID, "you are the sponsor"),
        (FAY, "you look after the sessions"),
        (DEV, "you look after the sessions"),
    ],
)
def test_who_has_said_yes_reads_what_they_are_and_not_what_they_were_asked(
    person: PersonId, part: str
) -> None:
    scene = founded()

    scene.command(person, "mydata")

    assert f"your part here: {part}." in scene.whispered


def test_who_has_said_no_reads_that_they_were_asked() -> None:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.press(SID, "No")
    scene.press(SID, "Yes, it is a no")

    scene.command(SID, "mydata")

    assert "you were asked to be the sponsor." in scene.whispered


def test_whoever_writes_a_note_is_told_how_to_read_it_again() -> None:
    scene = _noted()

    assert "/lc mydata" in scene.whispered


def test_nobody_else_reads_a_facilitators_note() -> None:
    scene = _noted()

    for person in (DEV, MIA, ANN, SID):
        scene.command(person, "mydata")
        assert NOTE not in scene.whispered


def test_a_sponsor_finds_their_own_words_in_their_data() -> None:
    scene = begun()

    scene.command(SID, "mydata", place=Direct(SID))

    assert "People wait too long in hospital." in scene.whispered


def test_nobody_else_finds_the_sponsors_words_in_their_data() -> None:
    scene = begun()

    scene.command(MIA, "mydata")

    assert "People wait too long" not in scene.whispered


def test_who_began_a_community_is_told_that_its_charter_has_their_words() -> None:
    scene = begun()

    scene.command(ANN, "mydata", place=Direct(ANN))

    assert "What you wrote on the charter" in scene.whispered


def test_an_invitation_and_its_answer_are_in_the_data_of_whoever_was_asked() -> None:
    scene = founded()
    scene.command(ANN, "invite")
    scene.fill(ANN, people=[NED, OLI])
    scene.press(NED, "Not now")

    scene.command(NED, "mydata", place=Direct(NED))
    said_not_now = scene.whispered
    scene.command(OLI, "mydata", place=Direct(OLI))

    assert "said not now" in said_not_now
    assert "asked to join" in scene.whispered


def test_in_private_all_of_ones_communities_answer() -> None:
    scene = begun()
    another_community(scene, "Night shift")

    scene.command(SID, "mydata", place=Direct(SID))

    assert "“Discharge”" in scene.whispered
    assert "“Night shift”" in scene.whispered


def test_where_nothing_is_kept_it_says_so() -> None:
    scene = Scene()

    scene.command(MIA, "mydata", place=Direct(MIA))
    nowhere = scene.whispered
    scene = begun()
    scene.command(ANN, "mydata", place=Room(Platform("test"), "w", "elsewhere"))

    assert nowhere == scene.whispered == "I keep nothing about you here."


def _noted() -> Scene:
    """Friday 22 January: the first session is closed, and Fay has written a note for herself."""
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(datetime(2027, 1, 19, 11, tzinfo=UTC))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(datetime(2027, 1, 22, 12, 30, tzinfo=UTC))
    scene.press(FAY, "Write a note for myself")
    scene.fill(FAY, text=NOTE)
    return scene
