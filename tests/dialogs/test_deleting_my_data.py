"""What I choose of mine is deleted at once, and nothing else."""

from datetime import UTC, datetime

import pytest

from bot.boundary.views import SomeOf
from bot.domain.contribution import Reflection
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.story import Story
from tests.dialogs.my_data_scenes import (
    DELETE,
    delete,
    everything,
    on_the_last_morning,
    took_away,
    with_a_bit_of_everything,
)
from tests.scene import DEV, FAY, MIA, NED, PAM, ROS, begun, opened, story_offered, words


def test_what_one_chooses_is_deleted_at_once_and_nothing_else() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, NED, "cards")

    assert scene.office.all(Try, scene.community.id) == ()
    assert scene.office.all(MemberCard, scene.community.id) == ()
    assert scene.office.all(Kept, scene.community.id) == ()
    assert len(scene.office.all(Reflection, scene.community.id)) == 1
    assert "Thank you, Mia." in everything(scene)


def test_where_the_bot_posted_it_the_post_says_that_it_was_taken_back() -> None:
    scene = with_a_bit_of_everything()
    on_the_last_morning(scene)
    took_away(scene)
    assert "Ask about the kitchen." in everything(scene)
    delete(scene, NED, "words", "cards", "stories", "notes")

    assert words(scene.post("take").card) == "Taken back by its author."
    assert words(scene.post("try").card) == "Taken back by its author."
    for mine in ("kitchen", "Thank you, Mia.", "packed already", "before noon", "too quick"):
        assert mine not in everything(scene)


def test_a_take_away_can_be_said_anew_after_it_was_taken_back() -> None:
    scene = with_a_bit_of_everything()
    on_the_last_morning(scene)
    took_away(scene)
    delete(scene, NED, "words")
    took_away(scene)

    assert "Ask about the kitchen." in words(scene.post("take").card)


def test_a_story_that_has_been_told_can_be_taken_back_while_its_session_runs() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, MIA, "stories")

    assert words(scene.post("story:").card) == "Taken back by its author."
    assert "late bed and a cold house" not in everything(scene)
    on_the_last_morning(scene)
    scene.later(days=1)
    assert scene.sessions[0].closed_at


def test_a_story_that_waits_is_taken_out_of_its_session() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")
    delete(scene, MIA, "stories")

    assert scene.office.all(Story, scene.community.id) == ()
    assert scene.session.story is None


def test_what_others_said_stays() -> None:
    scene = with_a_bit_of_everything()
    scene.says(PAM, "I wondered too.", "story")
    delete(scene, NED, "words")

    assert "I wondered too." in everything(scene)


def test_choosing_nothing_deletes_nothing() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, NED)

    assert scene.errors == {"which": "Please choose what to delete."}
    assert "Thank you, Mia." in everything(scene)


def test_only_what_there_is_can_be_chosen() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.command(NED, "mydata")
    scene.press(NED, DELETE)

    (field,) = scene.form.fields
    assert isinstance(field, SomeOf)
    assert [choice.value for choice in field.choices] == ["words"]


def test_without_anything_of_ones_own_there_is_no_such_button() -> None:
    scene = begun()
    scene.command(ROS, "mydata")
    token = scene.button(ROS, "Send me everything").token
    with pytest.raises(AssertionError):
        scene.press(ROS, DELETE)

    scene.press_token(ROS, token.replace("send_mine", "delete_mine"))
    assert scene.whispered == "There is nothing here that is yours alone to delete."


def test_nobody_deletes_what_is_anothers() -> None:
    scene = with_a_bit_of_everything()
    scene.command(NED, "mydata")
    scene.press(NED, DELETE)
    scene.submit(DEV, scene.form, which=["words", "stories"])

    assert "Thank you, Mia." in everything(scene)
    assert "packed already" in everything(scene)
