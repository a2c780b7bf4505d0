"""Hard moments that belong to no one conversation: advice too soon, guessing, words in the wrong place."""

import pytest

from bot.domain.contacts import Contacts
from bot.engine import Engine
from tests.dialogs.routes_scenes import routes
from tests.memory import CountingMint
from tests.scene import DEV, FAY, MIA, NED, OLI, QUY, Scene, begun, founded, jan, opened


def test_advice_before_it_is_invited_is_met_with_one_press() -> None:
    scene = opened()
    scene.says(OLI, "It stayed with me.", "story")
    scene.until(jan(19, 13))
    scene.says(NED, "Have you tried ringing the ward?", "story")

    scene.press(FAY, "Bring us back to questions")

    assert "Let us stay with questions a little longer." in scene.posted[-1]
    assert "Ned" not in scene.posted[-1]


def test_a_story_form_shows_where_things_go_first() -> None:
    scene = routes(begun())

    scene.command(MIA, "story")

    assert "we tell Jo on 0117 496 0000" in repr(scene.form.intro)


def test_what_belongs_elsewhere_too_is_said_to_its_teller_alone() -> None:
    scene = routes(opened())
    before = len(scene.posted)

    scene.press(FAY, "This belongs elsewhere too")

    told = scene.sent_to(MIA)[-1]
    assert "Fay: This sounds like something that others must hear too. Have they?" in told
    assert "We can still learn from it here, later and without detail." in told
    assert "A person we serve was harmed: we tell Jo on 0117 496 0000" in told
    assert "I report nothing by myself." in told
    assert len(scene.posted) == before


def test_pressed_twice_its_teller_reads_it_once() -> None:
    scene = opened()
    scene.press(FAY, "This belongs elsewhere too")

    scene.press(FAY, "This belongs elsewhere too")

    assert len([one for one in scene.sent_to(MIA) if "others must hear" in one]) == 1


@pytest.mark.parametrize("act", ["elsewhere", "hide", "unhide", "no_guess"])
def test_members_have_none_of_these(act: str) -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)

    scene.press_token(NED, f"{act}.{scene.session.id}")

    assert len(scene.offices.memory.posts) == before
    assert not scene.session.hidden


def test_we_do_not_guess_is_said_to_everyone_alike() -> None:
    scene = opened()

    scene.press(FAY, "We do not guess")

    assert (
        "We do not guess, and nobody needs to say it was not them. Let us stay with what it says."
    ) in scene.posted[-1]


def test_we_do_not_guess_is_said_and_counted_once_however_often_and_late_it_is_pressed() -> None:
    scene = opened()
    scene.press(FAY, "We do not guess")
    before = len(scene.posted)

    scene.later(minutes=5)
    scene.press(FAY, "We do not guess")

    assert "Has somebody guessed again since then?" in scene.whispered
    assert len(scene.posted) == before
    assert scene.session.guessed == 1


def test_the_second_time_whoever_looks_after_it_says_so_and_is_told() -> None:
    scene = opened()
    scene.press(FAY, "We do not guess")
    scene.press(FAY, "We do not guess")
    again = scene.button(FAY, "Yes, say it again").token

    scene.press_token(FAY, again)
    assert "It is not the first time in this session" in scene.whispered
    scene.press_token(DEV, again)

    assert scene.session.guessed == 2
    assert sum("We do not guess" in one for one in scene.posted) == 2


def test_whom_to_ask_about_what_is_held_stands_where_people_decide_and_where_they_look() -> None:
    scene = _with_contact(founded())
    scene.press(scene.community.convenor, "Ask people to join")
    scene.fill(scene.community.convenor, people=[QUY])

    scene.press(QUY, "Join")
    at_the_door = repr(scene.form.intro)
    scene.fill(QUY, read=["yes"])
    scene.command(QUY, "mydata")

    assert "Who answers for what is held about people: Ms Okoro, dpo@trust.example." in at_the_door
    assert "Ms Okoro" in scene.whispered
    assert "carries no name, so I cannot find it by person" in scene.whispered


def test_where_nobody_is_named_nobody_is() -> None:
    scene = opened()

    scene.command(NED, "mydata")

    assert "answers for what is held" not in scene.whispered


def test_the_charter_says_whose_administrators_could_read_this() -> None:
    scene = opened()

    scene.command(NED, "charter")

    assert "runs this chat may be able to read" in scene.whispered


@pytest.mark.parametrize("word", ["story", "worry", "moment"])
def test_words_after_a_private_command_are_thrown_away_unread_and_that_is_said(word: str) -> None:
    scene = opened()

    scene.command(OLI, f"{word} Ned has lost the notes of the lady in bed four")

    shown = repr(scene.replies)
    assert "I threw away the words after the command without reading them." in shown
    assert "bed four" not in shown
    assert all(not getattr(field, "value", "").startswith("Ned") for field in scene.form.fields)


def test_where_nothing_was_typed_nothing_is_said_about_it() -> None:
    scene = opened()

    scene.command(OLI, "worry")

    assert "threw away" not in repr(scene.replies)


def test_whoever_needs_longer_has_more_time_and_so_has_everyone() -> None:
    scene = opened()
    before = scene.session.plan.closes_at

    scene.press(FAY, "Give it one more day")

    assert scene.session.plan.closes_at > before
    assert "Fay" not in scene.posted[-1]


def _with_contact(scene: Scene) -> Scene:
    contacts = Contacts(privacy="Ms Okoro, dpo@trust.example")
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(9000), contacts)
    return scene
