"""The menu: what fits this person in this place, and nothing that would be refused there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.boundary.arrivals import ButtonPressed, DeliveryId, Who
from bot.boundary.decision import Whisper
from bot.boundary.views import Button
from bot.conversations.known import Known
from bot.conversations.routing import decide
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId, Place
from tests.memory import CountingMint
from tests.scene import (
    ANN,
    FAY,
    MIA,
    NED,
    ROOM,
    ROS,
    SID,
    Scene,
    another_community,
    begun,
    drafted,
    founded,
    gathered,
    opened,
)


def test_the_menu_fits_the_person() -> None:
    scene = begun()

    assert _menu(scene, FAY)[0] == "The session"
    assert "The session" not in _menu(scene, MIA)


def test_a_menu_button_does_what_its_command_does() -> None:
    scene = begun()
    scene.command(MIA)

    scene.press(MIA, "When we meet")

    assert "The next four weeks" in scene.whispered


def test_a_sponsor_is_offered_their_data_in_private() -> None:
    scene = begun()

    assert "What is kept about me" in _menu(scene, SID, Direct(SID))


def test_who_is_in_no_community_is_told_in_private_where_one_begins() -> None:
    scene = Scene()

    assert _menu(scene, ANN, Direct(ANN)) == ["Help"]
    assert "/lc start in the channel" in scene.whispered


def test_who_has_two_communities_is_offered_in_private_what_is_about_both() -> None:
    scene = begun()
    another_community(scene, "Night shift")

    assert "What is kept about me" in _menu(scene, MIA, Direct(MIA))
    assert "Offer a story" not in _menu(scene, MIA, Direct(MIA))
    assert "in its channel" in scene.whispered


def test_who_is_beginning_a_community_finds_the_way_on() -> None:
    scene = drafted()

    assert _menu(scene, ANN)[0] == "Go on setting it up"


def test_who_began_a_community_can_ask_people_from_the_menu() -> None:
    assert "Ask people to join" in _menu(founded(), ANN, Direct(ANN))


def _half_permitted() -> Scene:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.fill(ANN, facilitator=[FAY], deputy=[MIA])
    scene.press(FAY, "Yes, I will")
    return scene


def _asked() -> Scene:
    scene = founded()
    scene.command(ANN, "invite")
    scene.fill(ANN, people=[MIA, NED])
    scene.press(NED, "Not now")
    return scene


def _resting() -> Scene:
    scene = begun()
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[Community, resting.id] = resting
    return scene


def _two() -> Scene:
    scene = begun()
    another_community(scene, "Night shift")
    return scene


@pytest.mark.parametrize("private", [True, False], ids=["in private", "in the room"])
@pytest.mark.parametrize("person", [ANN, FAY, SID, MIA, NED, ROS])
@pytest.mark.parametrize(
    "stage",
    [Scene, drafted, _half_permitted, founded, _asked, gathered, begun, opened, _resting, _two],
)
def test_nothing_that_a_menu_offers_is_refused(
    stage: Callable[[], Scene], person: PersonId, private: bool
) -> None:
    scene = stage()
    place: Place = Direct(person) if private else ROOM

    offered = _offered(scene, person, place)

    assert offered
    for button in offered:
        _press(scene, button, person, place)


def _press(scene: Scene, button: Button, person: PersonId, place: Place) -> None:
    """Raises `Refused` if it is."""
    press = ButtonPressed(
        id=DeliveryId("menu"),
        at=scene.now,
        who=Who(person, "Somebody"),
        place=place,
        token=button.token,
    )
    decide(press, Known(scene.office, scene.calendar, CountingMint()))


def _menu(scene: Scene, person: PersonId, place: Place = ROOM) -> list[str]:
    return [button.label for button in _offered(scene, person, place)]


def _offered(scene: Scene, person: PersonId, place: Place) -> tuple[Button, ...]:
    scene.command(person, place=place)
    (reply,) = scene.replies
    assert isinstance(reply, Whisper)
    return reply.card.buttons
