"""Caught in the moment: on any day, in one line, by name or not at all."""

from datetime import timedelta

from bot.domain.caught import Caught
from bot.domain.ids import PersonId
from tests.scene import DEV, MIA, NED, SID, Scene, begun, gathered, opened, words


def test_it_is_posted_with_a_name() -> None:
    scene = _caught(begun())

    card = words(scene.post("caught:").card)

    assert "She looked at her son before she answered" in card
    assert "whether I should have asked her alone" in card


def test_not_posted_nothing_is_kept() -> None:
    scene = begun()
    before = _everything(scene)
    scene.command(MIA, "moment")

    scene.fill(MIA, happened="a zebra came in", unsure="what to do", where="leave")

    assert scene.whispered == "I have kept nothing of it. Keep it in your own notes."
    assert _everything(scene) == before


def test_it_is_asked_every_time_and_never_taken_for_granted() -> None:
    scene = begun()

    scene.command(MIA, "moment")

    (where,) = (field for field in scene.form.fields if field.name == "where")
    assert getattr(where, "value", None) == ""


def test_what_might_point_to_a_person_is_shown_once_with_everything_typed() -> None:
    scene = begun()
    scene.command(MIA, "moment")

    scene.fill(MIA, happened="Ned rang me at 3 pm", where="post")
    shown, form = scene.form.intro, scene.form
    scene.submit(MIA, form, where="post")

    assert "Ned" in str(shown)
    assert "3 pm" in str(shown)
    assert "Ned rang me" in str(form.fields[0])
    assert "Ned rang me" in words(scene.post("caught:").card)


def test_it_can_be_changed_first() -> None:
    scene = begun()
    scene.command(MIA, "moment")
    scene.fill(MIA, happened="Ned rang me", where="post")

    scene.fill(MIA, happened="Somebody rang me", where="post")

    assert "Ned" not in words(scene.post("caught:").card)


def test_it_is_gone_after_thirty_days() -> None:
    scene = _caught(begun())
    (caught,) = scene.office.all(Caught, scene.community.id)

    assert caught.expires() == scene.now + timedelta(days=30)


def test_it_stands_in_my_data_and_goes_from_there_and_from_the_room() -> None:
    scene = _caught(begun())
    scene.command(MIA, "mydata")
    assert "What you caught in the moment and posted, for 30 days." in scene.whispered

    scene.press(MIA, "Delete what I wrote")
    scene.fill(MIA, which=["words"])

    assert scene.office.all(Caught, scene.community.id) == ()
    assert "She looked at her son" not in "\n".join(scene.posted)


def test_it_can_be_said_while_a_session_runs() -> None:
    scene = _caught(opened())

    assert scene.has_post("caught:")


def test_a_sponsor_and_people_before_the_beginning_cannot() -> None:
    scene, early = begun(), gathered()

    scene.command(SID, "moment")
    early.command(MIA, "moment")

    assert scene.whispered
    assert early.whispered


def test_a_form_held_by_somebody_else_says_nothing_in_their_name() -> None:
    scene = begun()
    scene.command(MIA, "moment")
    form = scene.form

    scene.submit(SID, form, happened="I was there", where="post")

    assert scene.errors[""]
    assert not scene.has_post("caught:")


def test_who_looks_after_the_sessions_may_catch_one_too() -> None:
    assert _caught(begun(), DEV).has_post("caught:")


def test_words_under_it_are_dropped_unread() -> None:
    scene = _caught(begun())
    before = _everything(scene)

    scene.says(NED, "I know that one.", "caught:")

    assert _everything(scene) == before


def _caught(scene: Scene, person: PersonId = MIA) -> Scene:
    scene.command(person, "moment")
    scene.fill(
        person,
        happened="She looked at her son before she answered",
        unsure="whether I should have asked her alone",
        where="post",
    )
    return scene


def _everything(scene: Scene) -> tuple[object, ...]:
    memory = scene.offices.memory
    return (dict(memory.records), len(memory.posts))
