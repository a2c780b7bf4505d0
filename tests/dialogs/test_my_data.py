"""What is kept about me: to be seen, and taken along."""

import json
from dataclasses import is_dataclass
from typing import get_args, get_type_hints

import pytest

from bot.conversations.membership.held import FINDS
from bot.domain.ids import PersonId
from bot.words import say
from storage.tables import KINDS
from tests.dialogs.my_data_scenes import keep, said, with_a_bit_of_everything
from tests.scene import FAY, MIA, NED, ROS, SID, Scene, begun, opened


def received(scene: Scene, person: PersonId, label: str) -> list[str]:
    scene.command(person, "mydata")
    before = len(scene.sent_to(person))
    scene.press(person, label)
    return scene.sent_to(person)[before:]


def test_it_shows_each_kind_with_how_long_it_is_kept_and_never_the_words() -> None:
    scene = with_a_bit_of_everything()
    scene.command(NED, "mydata")

    for kind in ("member", "story_mine", "said", "try", "line", "card", "note"):
        assert say(f"mydata.kind.{kind}") in scene.whispered
    assert "Thank you, Mia." not in scene.whispered


def test_it_shows_only_ones_own() -> None:
    scene = with_a_bit_of_everything()
    scene.command(ROS, "mydata")

    assert say("mydata.kind.said") not in scene.whispered
    assert say("mydata.kind.member") in scene.whispered


def test_a_sponsor_sees_their_part_and_nothing_of_the_members() -> None:
    scene = with_a_bit_of_everything()
    scene.command(SID, "mydata")
    assert "you are the sponsor" in scene.whispered

    assert "Mia" not in "".join(received(scene, SID, "Send me everything"))


def test_no_kind_of_record_that_can_name_a_person_is_left_out() -> None:
    assert {kind for kind in KINDS if _names_people(kind)} == set(FINDS)


@pytest.mark.parametrize("person", [NED, MIA, FAY, SID])
def test_what_is_held_has_its_sentence(person: PersonId) -> None:
    scene = with_a_bit_of_everything()
    scene.command(person, "mydata")

    assert scene.whispered


def test_a_worry_told_with_a_name_is_not_passed_over_in_silence() -> None:
    scene = begun()
    scene.command(NED, "mydata")

    assert "A worry, a question or a reservation that you sent with your name" in scene.whispered


def test_everything_is_sent_in_private_as_plain_text() -> None:
    scene = with_a_bit_of_everything()
    text = "\n".join(received(scene, NED, "Send me everything"))

    for mine in (
        "Thank you, Mia.",
        "She had packed already.",
        "Ask before noon",
        "A cold house is a risk.",
        "an honest word",
        "I was too quick.",
    ):
        assert mine in text
    assert "late bed and a cold house" not in text


def test_everything_is_sent_as_json_as_well() -> None:
    scene = with_a_bit_of_everything()
    pieces = received(scene, NED, "Send it as JSON")

    (piece,) = pieces
    sent = json.loads(piece.split("\n", 1)[1])
    assert sent["community"] == "Discharge"
    assert {"kind": "said", "words": "Thank you, Mia."}.items() <= _only(sent, "said").items()


def test_a_lot_comes_in_pieces_none_too_long_for_a_message() -> None:
    scene = opened()
    for number in range(20):
        keep(scene, said(scene, number, "A line about the ward. " * 20))
    pieces = received(scene, NED, "Send me everything")

    assert len(pieces) == 4
    assert max(len(piece) for piece in pieces) < 3000
    assert "".join(pieces).count("A line about the ward.") == 400


def test_it_can_be_asked_for_again() -> None:
    scene = with_a_bit_of_everything()

    assert received(scene, NED, "Send me everything") == received(scene, NED, "Send me everything")


def _only(sent: dict[str, list[dict[str, str]]], kind: str) -> dict[str, str]:
    (found,) = (one for one in sent["held"] if one["kind"] == kind)
    return found


def _names_people(kind: object) -> bool:
    if kind is PersonId:
        return True
    if isinstance(kind, type) and is_dataclass(kind):
        return any(_names_people(hint) for hint in get_type_hints(kind).values())
    return any(_names_people(part) for part in get_args(kind))
