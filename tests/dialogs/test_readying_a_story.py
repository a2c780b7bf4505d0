"""A story opens a session only if its teller says “Ready” the day before."""

from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.formats import held
from tests.scene import FAY, MIA, NED, begun, confirmed, jan, story_offered, words


def test_the_teller_is_asked_again_for_the_day_to_which_a_session_moved() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-21")
    left = words(scene.post("prepare", Direct(MIA)).card)
    scene.until(jan(20, 14))
    (story,) = scene.office.all(Story, scene.community.id)

    assert "The session has been moved to" in left
    assert not story.ready
    assert "It opens only if you press Ready." in scene.sent_to(MIA)[-1]


def test_the_teller_sees_that_a_session_did_not_open_with_their_story() -> None:
    scene = confirmed()
    scene.command(FAY, "session")

    scene.press(FAY, "Skip this one")

    (story,) = scene.office.all(Story, scene.community.id)
    card = scene.post("prepare", Direct(MIA)).card
    assert story.state is StoryState.OFFERED
    assert "It waits for the next free one" in words(card)
    assert card.buttons == ()


def test_a_story_that_did_not_open_waits_for_the_next_session() -> None:
    scene = story_offered()

    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")

    assert scene.session.number == 2
    assert scene.session.teller == MIA


def test_the_teller_is_asked_the_day_before() -> None:
    scene = held(story_offered())

    scene.until(jan(15, 13))

    assert "It opens only if you press Ready." in scene.sent_to(MIA)[-1]


def test_a_story_opens_only_if_its_teller_says_ready() -> None:
    scene = held(story_offered())

    scene.until(jan(18, 11))

    assert scene.session.light
    assert "There is no story this time" in words(scene.post("session").card)
    assert not scene.has_post("story")


def test_not_this_week_makes_it_a_draft_and_tells_the_holder() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))

    scene.press(MIA, "Not this week")

    assert scene.session.story is None
    assert "Mia would rather not tell the story" in scene.sent_to(FAY)[-1]


def test_the_holder_hears_the_day_before_that_there_is_no_story() -> None:
    scene = held(begun())

    scene.until(jan(15, 13))

    assert "Nobody has offered a story" in scene.sent_to(FAY)[-1]


def test_a_story_offered_the_evening_before_rests_until_the_next_session() -> None:
    scene = held(begun())
    scene.until(jan(18, 9))

    scene.command(NED, "story")
    scene.fill(NED, where="a call", moment="it rang", way="next")
    scene.until(jan(18, 11))

    assert scene.session.light


def test_the_session_command_shows_whose_story_and_never_what_it_says() -> None:
    scene = story_offered()

    scene.command(FAY, "session")

    assert "Mia has offered a story." in scene.whispered
    assert "cold house" not in scene.whispered
