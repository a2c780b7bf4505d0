"""Where a story goes, and what its teller reads on the way."""

import pytest

from bot.domain.ids import Direct, PersonId
from bot.domain.story import Story, StoryState
from tests.formats import held
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    Scene,
    begun,
    confirmed,
    jan,
    opened,
    story_offered,
    words,
)

# a draft with gaps


@pytest.mark.parametrize("box", ["where", "moment", "pull", "did", "still"])
def test_a_draft_may_lack_anything_and_shows_what_there_is(box: str) -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, **{box: "It was late."}, way="draft")

    assert scene.errors == {}
    assert "It was late." in _own(scene)
    assert ("Where it sits" in _own(scene)) is (box != "where")
    assert ("The moment" in _own(scene)) is (box != "moment")


def test_a_draft_says_in_one_kind_sentence_what_it_still_needs() -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, still="whether I asked enough", way="draft")

    needs = "When you are ready to tell it, please add “Where it sits” and “The moment”."
    assert needs in _own(scene)
    assert needs in scene.whispered


def test_a_draft_that_lacks_nothing_needed_asks_for_nothing() -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, where="a ward", moment="I chose.", way="draft")

    assert "please add" not in _own(scene)


@pytest.mark.parametrize("way", ["next", "talk"])
@pytest.mark.parametrize("box", ["where", "moment"])
def test_a_story_that_lacks_what_it_needs_is_not_offered_yet(way: str, box: str) -> None:
    scene = begun()
    scene.command(MIA, "story")
    form = scene.form
    written = {"where": "a ward", "moment": "I chose.", box: ""}

    scene.submit(MIA, form, **written, way=way)

    assert scene.errors.keys() == {box}
    assert "Please write a line or two here." in scene.errors[box]
    assert _stories(scene) == ()


def test_an_empty_page_is_not_kept_as_a_draft() -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, way="draft")

    assert "in any of these boxes" in scene.errors["where"]
    assert _stories(scene) == ()


def test_all_is_well_on_an_older_page_does_not_offer_a_draft_with_gaps() -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I asked Ned.", way="next")
    page = scene.button(MIA, "It is all right").token
    scene.press(MIA, "Change it")
    scene.fill(MIA, moment="", way="draft")

    scene.press_token(MIA, page)

    assert _story(scene).state is StoryState.DRAFT
    assert scene.form.title == "A story: a moment I had to choose"


def test_a_long_beginning_is_cut_on_the_tellers_own_card() -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, moment="word " * 300, way="draft")

    assert "word …" in _own(scene)
    assert len(_own(scene)) < 600


# talking it over


def test_the_facilitator_reads_what_is_what_and_is_asked_to_arrange_a_time() -> None:
    scene = begun()
    scene.command(MIA, "story")

    scene.fill(MIA, where="a ward", moment="I chose.", way="talk")

    assert "Please arrange a time with Mia." in scene.sent_to(FAY)[-1]
    assert "The moment\nI chose." in scene.sent_to(FAY)[-1]
    assert "Fay will arrange a time with you." in _own(scene)


def test_once_it_has_been_talked_over_only_the_teller_reads_it_until_it_opens() -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I chose.", way="talk")
    scene.press(MIA, "Change it")

    scene.fill(MIA, way="next")

    assert all("I chose." not in one for one in scene.sent_to(FAY))
    assert "Mia has gone on with this story" in scene.sent_to(FAY)[-1]


def test_a_facilitator_who_tells_talks_it_over_with_the_deputy() -> None:
    scene = begun()
    scene.command(FAY, "story")

    scene.fill(FAY, where="a ward", moment="I chose.", way="talk")

    assert "Please arrange a time with Fay." in scene.sent_to(DEV)[-1]
    assert not scene.has_post("talk", Direct(FAY))


# taking it back


@pytest.mark.parametrize(("way", "state"), [("draft", "draft"), ("talk", "talk")])
def test_a_chosen_story_that_its_teller_takes_back_leaves_its_session(way: str, state: str) -> None:
    scene = confirmed()
    scene.press(MIA, "Change it")

    scene.fill(MIA, way=way)

    assert _story(scene).state == state
    assert scene.session.story is None
    assert "You have taken your story back" in words(scene.post("prepare", Direct(MIA)).card)
    assert "Mia would rather not tell the story this week" in _no_story(scene)


def test_whoever_holds_the_session_hears_that_a_story_is_withdrawn() -> None:
    scene = confirmed()

    scene.press(MIA, "Withdraw it")

    assert "no other story is waiting" in _no_story(scene)
    assert scene.session.story is None
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()


def test_a_story_that_is_waiting_takes_the_place_of_one_taken_back() -> None:
    scene = story_offered()
    _offers(scene, NED)
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))

    scene.press(MIA, "Not this week")

    assert scene.session.teller == NED
    assert "Ned has a story waiting, and is asked about it instead" in _no_story(scene)
    assert "It opens only if you press Ready." in scene.sent_to(NED)[-1]
    assert all("Nobody has offered a story" not in one for one in scene.sent_to(FAY))


def test_taken_back_before_the_teller_was_prepared_the_next_one_is_asked_in_time() -> None:
    scene = story_offered()
    _offers(scene, NED)
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")

    scene.press(MIA, "Withdraw it")
    before = scene.has_post("prepare", Direct(NED))
    scene.until(jan(15, 14))

    assert not before
    assert "It opens only if you press Ready." in scene.sent_to(NED)[-1]


# what `/lc story` says


def test_the_command_says_for_which_session_a_story_is_chosen() -> None:
    scene = held(story_offered())

    scene.command(MIA, "story")

    assert "the session that opens on Monday 18 January at 10:00" in scene.whispered


def test_the_command_asks_for_ready_once_the_teller_has_been_asked() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))

    scene.command(MIA, "story")
    scene.press(MIA, "Ready")

    assert _story(scene).ready


def test_after_ready_the_command_says_what_happens_now() -> None:
    scene = confirmed()

    scene.command(MIA, "story")

    assert "You have said that it is ready." in scene.whispered
    assert "Monday 18 January at 10:00" in scene.whispered
    assert "I will ask you" not in scene.whispered


def test_while_a_story_is_open_the_command_says_so_and_its_teller_may_offer_another() -> None:
    scene = opened()

    scene.command(MIA, "story")
    said = scene.whispered
    scene.press(MIA, "Offer another story")

    assert "Your story is open" in said
    assert scene.form.title == "A story: a moment I had to choose"


def test_a_ready_story_that_is_changed_is_answered_with_ready_again() -> None:
    scene = confirmed()
    scene.press(MIA, "Change it")

    scene.fill(MIA, moment="Another moment")

    assert "It opens only if you press Ready." in scene.whispered


# when it has opened, or has not


def test_once_told_the_tellers_own_card_has_no_buttons() -> None:
    scene = opened()

    assert "It has been told." in _own(scene)
    for name in ("own_story", "prepare"):
        assert scene.post(name, Direct(MIA)).card.buttons == ()


def test_ready_after_a_light_opening_says_that_the_story_waits() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))
    token = scene.button(MIA, "Ready").token
    scene.until(jan(18, 11))

    scene.press_token(MIA, token)

    assert scene.session.light
    assert "Your story waits for the next one" in scene.whispered
    assert _story(scene).state is StoryState.OFFERED
    assert not _story(scene).ready


def test_ready_on_a_story_that_is_a_draft_again_says_how_to_offer_it() -> None:
    scene = confirmed()
    scene.command(MIA, "story")
    scene.press(MIA, "Change it")
    token = (
        scene.post("prepare", Direct(MIA)).card.buttons[0].token.replace("change_story", "ready")
    )
    scene.fill(MIA, way="draft")

    scene.press_token(MIA, token)

    assert "Your story is not offered just now" in scene.whispered


def test_a_warning_goes_once_the_story_has_moved_on() -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I chose.", way="draft")
    scene.later(days=12, hours=1)
    assert scene.post("idle", Direct(MIA)).card.buttons

    scene.press(MIA, "Change it")
    scene.fill(MIA, way="next")

    warning = scene.post("idle", Direct(MIA)).card
    assert warning.buttons == ()
    assert "has moved on, so I keep it" in words(warning)


def test_a_story_withdrawn_from_its_warning_is_gone_from_there_as_well() -> None:
    scene = begun()
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I chose.", way="draft")
    scene.later(days=12, hours=1)

    scene.press(MIA, "Withdraw it")

    assert scene.post("idle", Direct(MIA)).card.buttons == ()
    assert "withdrawn and deleted" in words(scene.post("idle", Direct(MIA)).card)


def _offers(scene: Scene, person: PersonId) -> None:
    scene.later(hours=1)
    scene.command(person, "story")
    scene.fill(person, where="a kitchen", moment="I waited.", way="next")


def _own(scene: Scene) -> str:
    return words(scene.post("own_story", Direct(MIA)).card)


def _no_story(scene: Scene) -> str:
    return words(scene.post("no_story", Direct(FAY)).card)


def _stories(scene: Scene) -> tuple[Story, ...]:
    return scene.office.all(Story, scene.community.id)


def _story(scene: Scene) -> Story:
    (story,) = _stories(scene)
    return story
