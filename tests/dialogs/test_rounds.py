"""One question at a time, under the story."""

from bot.domain.contribution import Contribution, Part
from tests.dialogs.round_scenes import with_thanks
from tests.scene import ANN, DEV, FAY, MIA, NED, OLI, PAM, SID, jan, opened, words


def test_the_opening_says_who_holds_it_and_asks_one_thing() -> None:
    scene = opened()

    opening = words(scene.post("session").card)
    assert "Looked after by Fay." in opening
    assert opening.count("?") == 1


def test_rounds_follow_each_other_one_at_a_time() -> None:
    scene = opened()
    parts = []

    for moment in (jan(18, 11), jan(19, 13), jan(20, 13), jan(21, 11)):
        scene.says(NED, "Thank you, Mia.", "story")
        scene.until(moment)
        assert scene.session.round is not None
        parts.append(scene.session.round.part)

    assert parts == [Part.STRUCK, Part.QUESTIONS, Part.WONDERING, Part.LAST_WORD]


def test_what_people_reply_is_kept_with_the_round_that_is_open() -> None:
    scene = opened()

    scene.says(NED, "Good morning.", "session")
    scene.says(OLI, "Thank you.", "story")
    scene.until(jan(19, 13))
    scene.says(PAM, "What did you see?", "story")

    kept = scene.office.all(Contribution, scene.session.id)
    assert [(one.part, one.text) for one in kept] == [
        (Part.ARRIVING, "Good morning."),
        (Part.STRUCK, "Thank you."),
        (Part.QUESTIONS, "What did you see?"),
    ]


def test_an_edited_reply_replaces_what_was_kept_and_is_counted_once() -> None:
    scene = opened()

    scene.says(OLI, "Thank yuo.", "story", message="m7")
    scene.says(OLI, "Thank you.", "story", message="m7")

    (kept,) = scene.office.all(Contribution, scene.session.id)
    assert kept.text == "Thank you."
    assert scene.session.rounds[0].replies == 1


def test_words_under_other_posts_are_dropped_unread() -> None:
    scene = opened()

    scene.says(OLI, "By the way", "people")

    assert scene.office.all(Contribution, scene.session.id) == ()


def test_words_of_people_who_have_not_joined_are_dropped() -> None:
    scene = opened()

    scene.says(SID, "What is going on here", "story")
    scene.says(ANN, "I am only the convenor", "story")

    assert scene.office.all(Contribution, scene.session.id) == ()


def test_a_button_of_a_round_that_is_over_changes_nothing() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))
    token = scene.button(MIA, "Enough questions").token
    scene.until(jan(20, 13))

    scene.press_token(MIA, token)

    assert "no longer open" in scene.whispered


def test_the_next_round_can_be_opened_by_hand() -> None:
    scene = opened()

    scene.press(FAY, "Go to the next round")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    struck = scene.post(f"round:{scene.session.id}:{Part.STRUCK}").card
    assert "This round is closed." in words(struck)


def test_the_deputy_may_help_too() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))

    scene.command(DEV, "session")
    scene.press(DEV, "Bring us back to questions")

    assert "Dev: Let us stay with questions a little longer." in scene.posted[-1]
