"""No story before the group has agreed where things go: until then sessions are light, or one question to everyone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.agreement import Matter
from bot.domain.community import Stage
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.dialogs.codesign_scenes import standing
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, Scene, gathered, story_offered, words

ROWS = ("danger", "harmed", "colleague", "unlawful", "coping")


def begun_at_once() -> Scene:
    """Sessions are begun, and nothing is agreed."""
    scene = gathered()
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-18", opens="10:00")
    return scene


def offered(scene: Scene | None = None) -> Scene:
    scene = scene or begun_at_once()
    scene.command(MIA, "story")
    scene.fill(
        MIA,
        where="going home from a ward",
        moment="I had to choose between a late bed and a cold house.",
        still="whether I asked enough",
        help="questions",
        way="next",
    )
    return scene


def held(scene: Scene) -> Scene:
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")
    return scene


def drafted(scene: Scene) -> Scene:
    scene.press(FAY, "Draft where things go")
    scene.fill(FAY, **dict.fromkeys(ROWS, "We ring the duty desk."))
    return scene


def agreed(scene: Scene) -> Scene:
    for person in (*MEMBERS, FAY, DEV):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 8, tzinfo=UTC))
    return scene


def test_when_sessions_begin_at_once_the_facilitator_is_asked_to_draft_it_first() -> None:
    scene = begun_at_once()

    asked = words(scene.post("before_a_story:", Direct(FAY)).card)
    assert "Before a first story, the group agrees where things go" in asked
    assert not scene.has_post("before_a_story:", Direct(DEV))


def test_where_it_is_agreed_already_nobody_is_asked() -> None:
    assert not story_offered().has_post("before_a_story:")


def test_it_is_put_to_everyone_at_once_and_stands() -> None:
    scene = agreed(drafted(begun_at_once()))

    assert standing(scene)[Matter.ROUTES].lines[0] == (
        "Someone may be in danger: We ring the duty desk."
    )
    scene.press_token(FAY, f"draft_routes.{scene.community.id}")
    assert "Nobody is waiting for this just now" in scene.whispered


def test_it_has_no_gaps_here_either() -> None:
    scene = begun_at_once()
    scene.press(FAY, "Draft where things go")
    scene.fill(FAY)

    assert set(scene.errors) == set(ROWS)


def test_while_it_is_being_decided_a_second_draft_stays_in_its_form() -> None:
    scene = begun_at_once()
    scene.press(FAY, "Draft where things go")
    form = scene.form
    scene.fill(FAY, **dict.fromkeys(ROWS, "We ring the duty desk."))
    scene.submit(DEV, form, **dict.fromkeys(ROWS, "We ring the matron."))

    assert scene.errors[""]
    assert len(scene.proposals) == 1


def test_once_it_is_put_the_card_that_asked_for_it_asks_no_more() -> None:
    scene = drafted(begun_at_once())
    assert _asking(scene) == ("Thank you. This has been done.", ())

    agreed(scene)
    assert _asking(scene) == ("Thank you. This has been done.", ())


def test_when_it_rests_without_agreement_the_card_asks_again() -> None:
    scene = drafted(begun_at_once())
    scene.press(NED, "I object")
    scene.fill(NED, words="We have no duty desk.")
    scene.press(FAY, "Let it rest")

    asks, buttons = _asking(scene)
    assert "Before a first story" in asks
    assert buttons == ("Draft where things go",)


def test_who_is_asked_to_hold_it_reads_that_it_is_too_early_and_not_that_nobody_offered() -> None:
    scene = offered()
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))

    asked = words(scene.post("hold:", Direct(FAY)).card)

    assert "No story has been offered yet" not in asked
    assert "Nothing is told before you have agreed where things go" in asked


@pytest.mark.parametrize("person", [MIA, NED])
def test_only_those_who_look_after_it_draft_it_so(person: str) -> None:
    scene = begun_at_once()
    scene.press_token(person, f"draft_routes.{scene.community.id}")  # type: ignore[arg-type]

    assert "Only those who look after the sessions" in scene.whispered


def test_a_story_that_is_offered_earlier_waits_and_its_teller_is_told_why() -> None:
    scene = offered()
    assert "Nothing is told before the group has agreed where things go" in scene.whispered

    held(scene).until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))
    assert scene.session.light
    (story,) = scene.office.all(Story, scene.community.id)
    assert story.state is StoryState.OFFERED


def test_whoever_holds_it_is_told_why_and_can_put_one_question_or_draft() -> None:
    scene = held(offered())
    scene.until(datetime(2027, 1, 15, 14, tzinfo=UTC))

    card = scene.post("no_story:", Direct(FAY)).card
    assert "We have not agreed yet where things go" in words(card)
    assert "Draft where things go" in [one.label for one in card.buttons]
    scene.press(FAY, "Put a question to everyone")
    assert scene.form.fields


def test_once_it_is_agreed_the_story_that_waited_opens() -> None:
    scene = held(agreed(drafted(offered())))
    scene.until(datetime(2027, 1, 15, 14, tzinfo=UTC))
    scene.press(MIA, "Ready")
    scene.until(datetime(2027, 1, 18, 10, 30, tzinfo=UTC))

    assert scene.community.stage is Stage.ACTIVE
    assert "a late bed and a cold house" in words(scene.post("story:").card)


def _asking(scene: Scene) -> tuple[str, tuple[str, ...]]:
    card = scene.post("before_a_story:", Direct(FAY)).card
    body = words(replace(card, title=""))
    return body, tuple(one.label for one in card.buttons)
