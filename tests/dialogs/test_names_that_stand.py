"""What was agreed names somebody who looked after the group: whoever takes it on is asked whether it still fits."""

from datetime import UTC, datetime

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import Direct, RecordId
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, Scene, begun, words

ROWS = "Someone may be in danger: We talk to Fay.\nI am not coping: We ring each other."


def agreed(scene: Scene, matter: Matter, words: str, about: str = "") -> None:
    one = Agreement(
        id=RecordId(f"a:{matter}"),
        community=scene.community.id,
        matter=matter,
        about=about,
        words=words,
        agreed_at=datetime(2027, 1, 4, tzinfo=UTC),
    )
    scene.offices.memory.records[Agreement, one.id] = one


def taken_on(*, gone: bool = False, rows: str = ROWS) -> Scene:
    """Fay looked after it; Ned has taken it on."""
    scene = begun()
    agreed(scene, Matter.ROUTES, rows)
    if gone:
        scene.goes(FAY, None)
    else:
        scene.command(FAY, "leave")
        scene.press(FAY, "Stop looking after it")
    scene.press(MIA, "I know somebody")
    scene.fill(MIA, who=[NED])
    for person in MEMBERS:
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 11, 9, tzinfo=UTC))
    scene.press(NED, "Yes, I will")
    return scene


def test_the_new_keeper_is_asked_about_rows_that_name_the_one_before() -> None:
    scene = taken_on()

    card = scene.post("look_again", Direct(NED)).card
    assert "We talk to Fay" in words(card)
    assert "It names somebody who looked after us before you." in words(card)
    assert [one.label for one in card.buttons] == ["It still fits", "Suggest a change"]


def test_also_about_somebody_who_has_left_altogether() -> None:
    scene = taken_on(gone=True)

    assert scene.has_post("look_again", Direct(NED))


def test_what_names_nobody_is_not_asked_about() -> None:
    scene = taken_on(rows="Someone may be in danger: We ring the duty desk.")

    assert not scene.has_post("look_again", Direct(NED))


def test_a_proposal_can_change_it() -> None:
    scene = taken_on()

    scene.press(NED, "Suggest a change")

    assert any("We talk to Fay" in str(getattr(one, "value", "")) for one in scene.form.fields)


def test_it_still_fits_and_the_buttons_go() -> None:
    scene = taken_on()

    scene.press(NED, "It still fits")

    assert scene.post("look_again", Direct(NED)).card.buttons == ()


def test_nobody_is_named_in_what_is_kept_of_it() -> None:
    scene = begun()
    agreed(scene, Matter.ROUTES, ROWS)
    agreed(scene, Matter.ANYTHING, "Oli brings the tea.", about="tea")

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")

    kept = scene.office.all(Agreement, scene.community.id)
    assert [one.matter for one in kept if one.names_nobody] == [Matter.ROUTES]
    assert OLI in MEMBERS
