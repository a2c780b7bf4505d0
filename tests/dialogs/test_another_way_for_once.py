"""Those who look after a session choose another way for it, once."""

from bot.boundary.views import Card
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.formats import agreed_on, asked, held, offer
from tests.scene import DEV, FAY, MIA, NED, begun, confirmed, jan, story_offered, words


def test_another_way_for_once_is_told_in_the_opening() -> None:
    scene = asked(agreed_on(Format.WIDE_QUESTION))
    offer(scene, NED, Format.SHARED_DOUBT)

    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="shared_doubt")
    card = scene.post("hold", Direct(FAY)).card
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(NED, "Ready")
    scene.until(jan(18, 11))

    assert "This time: One shared doubt." in words(card)
    assert "This time Fay has chosen another way." in words(scene.post("session:").card)


def test_who_chose_it_and_has_gone_since_is_not_named() -> None:
    scene = asked(agreed_on(Format.WIDE_QUESTION))
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="shared_doubt")
    offer(scene, NED, Format.SHARED_DOUBT)
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(NED, "Ready")
    scene.until(jan(18, 11))

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")
    scene.later(days=2)

    stands = words(scene.post("session:").card)
    assert "This time one of us has chosen another way." in stands


def test_another_way_is_for_once_and_the_next_session_is_as_agreed() -> None:
    scene = asked(agreed_on(Format.WIDE_QUESTION))
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="shared_doubt")

    scene.until(jan(22, 13))

    assert [one.format for one in scene.sessions] == [Format.SHARED_DOUBT, Format.WIDE_QUESTION]


def test_the_form_tells_what_waits_and_never_what_it_says() -> None:
    scene = asked(story_offered())

    scene.press(FAY, "Another way this time")

    said = words(Card(scene.form.title, scene.form.intro))
    assert "A story from Mia" in said
    assert "a late bed" not in said


def test_what_was_chosen_waits_for_the_next_when_it_does_not_fit_any_more() -> None:
    scene = held(story_offered())
    offer(scene, NED, Format.SHARED_DOUBT)
    scene.until(jan(15, 14))

    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="shared_doubt")

    mia, ned = scene.office.all(Story, scene.community.id)
    assert (mia.state, ned.state) == (StoryState.OFFERED, StoryState.CHOSEN)
    assert "Your story waits for the next free one" in words(
        scene.post("prepare:", Direct(MIA)).card
    )
    assert "Your doubt is next." in scene.sent_to(NED)[-1]


def test_once_it_is_open_the_form_stays_with_a_kind_word() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    form = scene.form
    scene.until(jan(18, 11))

    scene.submit(FAY, form, format="look_back")

    assert scene.errors[""]
    assert scene.session.format is Format.STORY_WITH_ROUNDS


def test_only_those_who_look_after_it_choose_another_way() -> None:
    scene = asked(begun())
    token = scene.button(FAY, "Another way this time").token

    scene.press_token(MIA, token)

    assert "Fay" in scene.whispered


def test_two_who_choose_at_once_both_read_what_is_so() -> None:
    scene = asked(begun())
    scene.press(FAY, "Another way this time")
    fays = scene.form
    scene.press_token(DEV, f"this_time.{scene.session.id}")
    devs = scene.form

    scene.submit(FAY, fays, format="look_back")
    scene.submit(DEV, devs, format="shared_doubt")

    assert "This time: One shared doubt." in scene.whispered
    assert "This time: One shared doubt." in words(scene.post("hold", Direct(FAY)).card)
