"""A story is its teller's until it opens."""

from datetime import timedelta

import pytest

from bot.boundary.views import Card, Lines, Weight
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.formats import agreed_on
from tests.scene import (
    FAY,
    MIA,
    NED,
    OLI,
    SID,
    Scene,
    begun,
    confirmed,
    gathered,
    opened,
    story_offered,
    words,
)


def test_a_story_can_be_kept_as_a_draft_that_nobody_else_sees() -> None:
    scene = begun()

    _write(scene, way="draft")

    assert _story(scene).state is StoryState.DRAFT
    assert [one.post.to for one in scene.offices.memory.posts[-1:]] == [Direct(MIA)]


def test_what_might_point_to_a_person_is_shown_before_it_goes() -> None:
    scene = begun()

    _write(scene, way="next", moment="I asked Ned to ring the ward on 020 7946 0000.")

    assert "Ned" in words_of_form(scene)
    assert _story(scene).state is StoryState.DRAFT


def test_the_teller_may_say_it_is_all_right() -> None:
    scene = begun()
    _write(scene, way="next", moment="I asked Ned to ring.")

    scene.press(MIA, "It is all right")

    assert _story(scene).state is StoryState.OFFERED


def test_what_might_point_to_a_person_is_one_question_with_one_main_button() -> None:
    scene = begun()

    _write(scene, way="next", moment="I asked Ned to ring.")

    assert words_of_form(scene).count("?") == 1
    assert "Would you like to change these first?" in words_of_form(scene)
    assert [one.label for one in scene.form.buttons if one.weight is Weight.MAIN] == ["Change it"]
    assert scene.form.submit == ""


def test_or_change_it_with_everything_still_there() -> None:
    scene = begun()
    _write(scene, way="next", moment="I asked Ned to ring.")

    scene.press(MIA, "Change it")

    boxes = {field.name: getattr(field, "value", "") for field in scene.form.fields}
    assert boxes["moment"] == "I asked Ned to ring."
    assert boxes["way"] == "next"


def test_talking_it_over_lets_the_facilitator_and_nobody_else_read_it() -> None:
    scene = begun()

    _write(scene, way="talk")

    assert "I had to choose" in scene.sent_to(FAY)[-1]
    assert all("I had to choose" not in one for one in scene.posted + scene.sent_to(NED))


def test_an_offered_story_is_read_by_nobody_until_it_opens() -> None:
    scene = story_offered()

    assert all("cold house" not in one for one in scene.posted + scene.sent_to(FAY))


def test_a_withdrawn_story_is_deleted() -> None:
    scene = story_offered()

    scene.press(MIA, "Withdraw it")

    assert scene.office.all(Story, scene.community.id) == ()
    assert "withdrawn and deleted" in scene.sent_to(MIA)[-1]


def test_another_persons_story_cannot_be_touched() -> None:
    scene = story_offered()
    token = scene.button(MIA, "Withdraw it").token

    scene.press_token(OLI, token)

    assert "meant for someone else" in scene.whispered
    assert _story(scene).state is StoryState.OFFERED


def test_a_story_that_has_been_told_cannot_be_changed_here() -> None:
    scene = story_offered()
    change = scene.button(MIA, "Change it").token
    told = opened()

    told.press_token(MIA, change)

    assert "can no longer be changed" in told.whispered


def test_changing_a_chosen_story_asks_for_ready_again() -> None:

    scene = confirmed()
    scene.press(MIA, "Change it")

    scene.fill(MIA, moment="Another moment")

    assert not _story(scene).ready
    labels = [one.label for one in scene.post("prepare", Direct(MIA)).card.buttons]
    assert "Ready" in labels


def test_a_ready_story_that_may_point_to_a_person_says_that_it_needs_ready_again() -> None:
    scene = confirmed()
    scene.press(MIA, "Change it")

    scene.fill(MIA, moment="I asked Ned to ring.")

    labels = [one.label for one in scene.post("prepare", Direct(MIA)).card.buttons]
    assert not _story(scene).ready
    assert "Ready" in labels


def test_a_ready_given_since_is_not_asked_for_again_by_an_older_page() -> None:
    scene = confirmed()
    scene.press(MIA, "Change it")
    scene.fill(MIA, moment="I asked Ned to ring.")
    page = scene.button(MIA, "It is all right").token
    scene.press(MIA, "Ready")

    scene.press_token(MIA, page)

    labels = [one.label for one in scene.post("prepare", Direct(MIA)).card.buttons]
    assert _story(scene).ready
    assert "Ready" not in labels


def test_closing_the_hints_leaves_a_new_story_a_draft_and_says_so() -> None:
    scene = begun()

    _write(scene, way="next", moment="I asked Ned to ring.")

    assert scene.form.cancel == "Keep it as a draft"


def test_closing_the_hints_leaves_an_offered_story_offered_and_says_so() -> None:
    scene = story_offered()
    scene.press(MIA, "Change it")

    scene.fill(MIA, moment="I asked Ned to ring.")

    assert scene.form.cancel == "Leave it as it is now"
    assert "your story stays where it is" in words_of_form(scene)
    assert _story(scene).state is StoryState.OFFERED


def test_a_withdrawn_story_goes_from_where_the_facilitator_read_it() -> None:
    scene = begun()
    _write(scene, way="talk")

    scene.press(MIA, "Withdraw it")

    assert all("I had to choose" not in one for one in scene.sent_to(FAY))
    assert "Mia has withdrawn this story" in scene.sent_to(FAY)[-1]


def test_a_story_talked_over_twice_stands_once_as_it_is_now() -> None:
    scene = begun()
    _write(scene, way="talk")
    scene.later(hours=1)
    scene.press(MIA, "Change it")

    scene.fill(MIA, moment="I waited.")

    (read,) = [one for one in scene.sent_to(FAY) if "talk over a story" in one]
    assert "I waited." in read


@pytest.mark.parametrize(("way", "days"), [("talk", 60), ("next", 120)])
def test_a_story_that_waits_too_long_is_deleted_after_a_warning(way: str, days: int) -> None:
    scene = agreed_on(Format.LOOK_BACK)
    scene.command(MIA, "story")
    scene.press(MIA, "A moment I had to choose")
    scene.fill(MIA, where="a ward", moment="I chose.", way=way)

    scene.later(days=days - 3)
    early = "\n".join(scene.sent_to(MIA))
    scene.later(days=1, hours=1)
    warned = "\n".join(scene.sent_to(MIA))
    scene.office.clear(scene.now + timedelta(days=2))

    assert "I delete it in two days" not in early
    assert "I delete it in two days" in warned
    assert scene.office.all(Story, scene.community.id) == ()


def test_a_story_whose_session_was_skipped_waits_afresh() -> None:
    scene = confirmed()

    scene.command(FAY, "session")
    scene.press(FAY, "Skip this one")

    assert _story(scene).touched_at == scene.sessions[0].plan.opens_at


def test_an_idle_draft_is_deleted_after_a_warning() -> None:
    scene = begun()
    _write(scene, way="draft")

    scene.later(days=12, hours=1)
    warned = scene.sent_to(MIA)[-1]
    scene.office.clear(scene.now + timedelta(days=2))

    assert "I delete it in two days" in warned
    assert scene.office.all(Story, scene.community.id) == ()


def test_one_story_at_a_time_so_the_command_shows_the_one_on_its_way() -> None:
    scene = story_offered()

    scene.command(MIA, "story")

    assert "waiting for the next free session" in scene.whispered
    assert "On your last working day before it opens, I ask you to press Ready." in scene.whispered


def test_the_boxes_without_which_a_story_cannot_be_told_say_so() -> None:
    scene = begun()

    scene.command(MIA, "story")

    beside = {one.name: one.beside for one in scene.form.fields if isinstance(one, Lines)}
    needed = "needed to tell it"
    assert beside == {"where": needed, "moment": needed, "pull": "", "did": "", "still": ""}


def test_a_story_that_asks_for_questions_says_when_they_come() -> None:
    scene = opened()

    assert "The round for questions comes second." in words(scene.post("story").card)


def test_a_sponsor_cannot_tell_a_story_and_learns_why() -> None:
    scene = begun()

    scene.command(SID, "story")

    assert "As the sponsor" in scene.whispered


def test_stories_wait_until_the_community_has_begun() -> None:
    scene = gathered()

    scene.command(MIA, "story")

    assert "have not begun yet" in scene.whispered


def _write(scene: Scene, **answers: str) -> None:
    scene.command(MIA, "story")
    scene.fill(MIA, **{"where": "a ward", "moment": "I had to choose.", **answers})


def _story(scene: Scene) -> Story:
    (story,) = scene.office.all(Story, scene.community.id)
    return story


def words_of_form(scene: Scene) -> str:

    return words(Card(scene.form.title, scene.form.intro))
