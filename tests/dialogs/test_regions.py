"""Whose public holidays are kept: chosen by name, or written where it is somewhere else."""

from bot.boundary.views import OneOf
from bot.domain.contacts import Contacts
from bot.engine import Engine
from tests.memory import CountingMint
from tests.scene import FAY, Scene, begun


def test_the_usual_ones_are_chosen_by_name() -> None:
    scene = _changing(begun())

    assert _named(scene) == {
        "GB-ENG": "England and Wales",
        "GB-SCT": "Scotland",
        "GB-NIR": "Northern Ireland",
        "IE": "Ireland",
        "none": "None",
    }


def test_any_other_country_is_written_by_its_name_and_stands_among_them_from_then_on() -> None:
    scene = _changing(begun())

    scene.fill(FAY, elsewhere=" france ")

    assert scene.community.rhythm.region == "FR"
    assert _named(_changing(scene))["FR"] == "France"
    assert _field(scene).value == "FR"


def test_what_is_written_counts_before_what_is_chosen() -> None:
    scene = _changing(begun())

    scene.fill(FAY, region="GB-SCT", elsewhere="Ireland")

    assert scene.community.rhythm.region == "IE"


def test_what_nobody_knows_stays_in_the_form_and_the_rest_with_it() -> None:
    scene = _changing(begun())

    scene.fill(FAY, opens="14.30", elsewhere="Narnia")

    assert "I do not know the public holidays there." in scene.errors["elsewhere"]
    assert scene.community.rhythm.region == "GB-ENG"


def test_a_form_from_before_that_asked_for_a_code_is_still_understood() -> None:
    scene = _changing(begun())

    scene.fill(FAY, region="")

    assert scene.community.rhythm.region == ""


def test_where_none_are_kept_that_is_what_is_chosen() -> None:
    scene = _changing(begun())
    scene.fill(FAY, region="none")

    assert _field(_changing(scene)).value == "none"
    scene.fill(FAY)
    assert scene.community.rhythm.region == ""


def test_two_regions_with_the_same_days_are_offered_as_one() -> None:
    scene = Scene()
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(), Contacts(region="GB-WLS"))
    scene.command(FAY, "start")
    scene.press(FAY, "I would")

    assert [one.value for one in _field(scene).choices] == [
        *("GB-WLS", "GB-SCT", "GB-NIR", "IE"),
        "none",
    ]


def _changing(scene: Scene) -> Scene:
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    return scene


def _field(scene: Scene) -> OneOf:
    (found,) = (one for one in scene.form.fields if one.name == "region")
    assert isinstance(found, OneOf)
    return found


def _named(scene: Scene) -> dict[str, str]:
    return {one.value: one.label for one in _field(scene).choices}
