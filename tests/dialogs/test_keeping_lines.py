"""A line of learning is kept when whoever said it says yes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import Direct
from bot.domain.learning import Kept
from bot.domain.people import Standing
from tests.scene import ANN, FAY, MIA, NED, OLI, SID, Scene, begun, gathered

LINE = "We ask who is at home before we ask about the stairs."
WITH_NAME, AS_ONE_OF_US, NO = "Yes, with my name", "Yes, as one of us", "Please do not"


def asked() -> Scene:
    """Ned would like to keep a line of Mia's."""
    scene = begun()
    scene.command(NED, "keep")
    scene.fill(NED, line=LINE, whose="other", author=[MIA])
    return scene


def every_line(scene: Scene) -> tuple[Kept, ...]:
    return scene.office.all(Kept, scene.community.id)


def listed(scene: Scene) -> str:
    scene.command(OLI, "keep")
    return scene.whispered


def cards(scene: Scene) -> list[str]:
    return [one for one in scene.sent_to(MIA) if one.startswith("A line of yours")]


def test_whoever_said_it_is_asked_first_in_private() -> None:
    scene = asked()

    assert LINE in cards(scene)[0]
    assert "Ned would like the community to keep" in cards(scene)[0]
    assert scene.post("keep_line").post.to == Direct(MIA)
    assert LINE not in "\n".join(scene.posted) + listed(scene)


def test_it_is_kept_with_their_name() -> None:
    scene = asked()
    scene.press(MIA, WITH_NAME)

    assert LINE in listed(scene)
    assert [one.author for one in every_line(scene)] == [MIA]
    assert every_line(scene)[0].expires() is None


def test_or_as_a_line_of_one_of_us_and_then_nothing_says_whose_it_was() -> None:
    scene = asked()
    waited = every_line(scene)[0].id
    scene.press(MIA, AS_ONE_OF_US)

    assert LINE in listed(scene)
    assert MIA not in repr(every_line(scene))
    assert waited not in repr(every_line(scene))


def test_or_not_and_nobody_is_told() -> None:
    scene = asked()
    before = list(scene.posted), scene.sent_to(NED)
    scene.press(MIA, NO)

    assert every_line(scene) == ()
    assert (scene.posted, scene.sent_to(NED)) == before


def test_silence_is_not_a_yes_and_the_line_is_deleted_after_fourteen_days() -> None:
    scene = asked()
    scene.office.clear(scene.now + timedelta(days=13, hours=23))
    assert len(every_line(scene)) == 1
    scene.office.clear(scene.now + timedelta(days=14))

    assert every_line(scene) == ()


def test_a_yes_that_comes_too_late_keeps_nothing() -> None:
    scene = asked()
    scene.now += timedelta(days=15)
    scene.press(MIA, WITH_NAME)

    assert all(one.waiting for one in every_line(scene))
    assert scene.whispered.endswith(".")


def test_who_has_said_no_is_not_asked_about_the_same_line_again() -> None:
    scene = asked()
    scene.press(MIA, NO)
    told = _told_when_asking(scene, OLI)
    fresh = begun()

    assert len(cards(scene)) == 1
    assert NO not in [one.label for one in scene.post("keep_line").card.buttons]
    assert told == _told_when_asking(fresh, OLI)


def test_two_who_ask_for_the_same_line_ask_once() -> None:
    scene = asked()
    _told_when_asking(scene, OLI)
    scene.press(MIA, WITH_NAME)

    assert len(cards(scene)) == len(every_line(scene)) == 1


@pytest.mark.parametrize(("whose", "author"), [("named", MIA), ("one_of_us", None)])
def test_ones_own_line_is_kept_at_once(whose: str, author: object) -> None:
    scene = begun()
    scene.command(MIA, "keep")
    scene.fill(MIA, line=LINE, whose=whose)

    assert [one.author for one in every_line(scene)] == [author]
    assert LINE in listed(scene)


def test_what_is_kept_already_is_not_kept_twice_and_what_was_typed_stays() -> None:
    scene = asked()
    scene.press(MIA, WITH_NAME)
    scene.command(OLI, "keep")
    scene.press(OLI, "Keep a line")
    scene.fill(OLI, line=LINE.upper(), whose="named")

    assert "kept already" in scene.errors[""]


@pytest.mark.parametrize(
    ("author", "sentence"),
    [([], "who said it"), ([NED], "That is you"), ([SID], "take part"), ([ANN], "take part")],
)
def test_somebody_elses_line_needs_somebody_who_can_be_asked(
    author: list[str], sentence: str
) -> None:
    scene = begun()
    scene.command(NED, "keep")
    scene.fill(NED, line=LINE, whose="other", author=author)

    assert sentence in scene.errors["author"]
    assert every_line(scene) == ()


def test_only_its_author_can_answer_and_only_once() -> None:
    scene = asked()
    token = scene.button(MIA, WITH_NAME).token
    for person in (NED, FAY):
        scene.press_token(person, token)
        assert "meant for someone else" in scene.whispered
    scene.press_token(MIA, token)
    scene.press_token(MIA, token)

    assert "already" in scene.whispered


def test_the_line_of_someone_who_has_left_is_shown_as_one_of_us() -> None:
    scene = asked()
    scene.press(MIA, WITH_NAME)
    member = scene.community.member(MIA)
    assert member
    left = scene.community.with_member(replace(member, standing=Standing.LEFT))
    scene.offices.memory.records[type(left), left.id] = left

    assert LINE in listed(scene)
    assert "who='One of us'" in repr(scene.replies)
    assert "Mia" not in repr(scene.replies)


def test_a_line_is_not_kept_for_a_sponsor_nor_before_it_begins() -> None:
    scene = asked()
    scene.command(SID, "keep")
    assert "As the sponsor" in scene.whispered

    early = gathered()
    early.command(MIA, "keep")
    assert "have not begun yet" in early.whispered


def _told_when_asking(scene: Scene, person: str) -> str:
    scene.command(person, "keep")  # type: ignore[arg-type]
    scene.fill(person, line=LINE, whose="other", author=[MIA])  # type: ignore[arg-type]
    return scene.whispered
