"""What lay untouched is deleted on its day, and its cards say so in place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.boundary.views import Card
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.domain.learning import Kept
from bot.domain.poll import Poll
from bot.domain.story import Story
from bot.engine import Engine
from tests.formats import agreed_on
from tests.memory import CountingMint, MemoryOffice, MemoryOffices, R
from tests.polls import asked, votes
from tests.scene import FAY, MEMBERS, MIA, NED, Scene, begun, jan, words


def with_a_story(way: str) -> Scene:
    """The group looks back on what it did together, so that no session takes it."""
    scene = agreed_on(Format.LOOK_BACK)
    scene.command(MIA, "story")
    scene.press(MIA, "A moment I had to choose")
    scene.fill(MIA, where="a ward", moment="I chose the late bed.", way=way)
    return scene


def cards_of(scene: Scene, *names: str) -> list[Card]:
    every = scene.offices.memory.posts
    return [one.card for one in every if one.post.name.startswith(names)]


def stories(scene: Scene) -> tuple[Story, ...]:
    return scene.office.all(Story, scene.community.id)


@pytest.mark.parametrize(
    ("way", "days", "says"),
    [
        ("draft", 14, "was a draft for two weeks"),
        ("talk", 60, "waited too long to be talked over"),
        ("next", 120, "I am sorry that there was no room for it"),
    ],
)
def test_every_card_of_a_story_that_lay_too_long_says_that_it_is_deleted(
    way: str, days: int, says: str
) -> None:
    scene = with_a_story(way)
    scene.later(days=days - 1)
    scene.engine.clear(scene.now)
    assert len(stories(scene)) == 1

    scene.later(days=1)
    scene.engine.clear(scene.now)
    assert stories(scene) == ()
    cards = cards_of(scene, "own_story:", "idle:")
    assert len(cards) == 2
    for card in cards:
        assert says in words(card)
        assert "late bed" not in words(card)
        assert card.buttons == ()


def test_whoever_was_to_talk_it_over_reads_that_it_is_gone() -> None:
    scene = with_a_story("talk")
    assert "late bed" in words(scene.post("talk:", Direct(FAY)).card)
    scene.later(days=60)
    scene.engine.clear(scene.now)

    assert words(scene.post("talk:", Direct(FAY)).card) == (
        "Mia left this story untouched for a long time, so I have deleted it."
    )


def test_of_whoever_has_left_and_is_forgotten_it_says_that_it_was_one_of_us() -> None:
    scene = with_a_story("talk")
    scene.command(MIA, "leave")
    scene.fill(MIA)
    scene.later(days=14)
    scene.press(MIA, "Withdraw it")

    assert words(scene.post("talk:", Direct(FAY)).card) == (
        "One of us has withdrawn this story, and it is deleted. There is nothing you have to do."
    )


def test_a_form_that_is_held_meanwhile_keeps_what_was_typed() -> None:
    scene = with_a_story("draft")
    scene.press(MIA, "Change it")
    held = scene.form
    scene.later(days=14)
    scene.engine.clear(scene.now)
    scene.submit(MIA, held, where="a corridor")

    assert scene.errors[""]
    assert stories(scene) == ()


def test_a_story_touched_in_time_keeps_its_buttons() -> None:
    scene = with_a_story("draft")
    scene.later(days=13)
    scene.press(MIA, "Change it")
    scene.fill(MIA, still="whether I asked enough")
    scene.later(days=2)
    scene.engine.clear(scene.now)

    assert len(stories(scene)) == 1
    assert scene.post("own_story:").card.buttons


def test_a_line_whose_author_said_nothing_asks_no_more() -> None:
    scene = begun()
    scene.command(NED, "keep")
    scene.fill(NED, line="Ask first.", whose="other", author=[MIA])
    scene.later(days=14)
    scene.engine.clear(scene.now)

    card = scene.post("keep_line:", Direct(MIA)).card
    assert card.buttons == ()
    assert "You said nothing, so it is not kept" in words(card)
    assert scene.office.all(Kept, scene.community.id) == ()


def test_what_came_of_a_question_can_be_answered_no_more_once_it_is_deleted() -> None:
    scene = asked(again="4")
    votes(scene, dict.fromkeys(MEMBERS, 1))
    scene.until(jan(7, 13))
    scene.later(days=70)
    scene.engine.clear(scene.now)

    assert scene.office.all(Poll, scene.community.id) == ()
    for card in cards_of(scene, "poll_again:", "poll_rule:"):
        assert card.buttons == ()
        assert "I no longer keep what came of this." in words(card)


def test_what_is_deleted_is_deleted_once() -> None:
    scene = with_a_story("draft")
    scene.later(days=14)
    assert scene.engine.clear(scene.now) == 0
    revisions = [one.revisions for one in scene.offices.memory.posts]
    scene.engine.clear(scene.now + timedelta(hours=1))

    assert [one.revisions for one in scene.offices.memory.posts] == revisions


def test_deleting_is_done_even_where_no_card_can_be_changed() -> None:
    scene = with_a_story("draft")
    scene.later(days=14)
    offices = Speechless(scene.offices.memory)

    with pytest.raises(ZeroDivisionError):
        Engine(offices, scene.calendar, CountingMint(900)).clear(scene.now)

    assert stories(scene) == ()


@dataclass
class Mute(MemoryOffice):
    def past_its_day(self, kind: type[R], now: datetime) -> tuple[R, ...]:
        raise ZeroDivisionError


@dataclass
class Speechless(MemoryOffices):
    """What is due to go can't be read here, so no card can be changed."""

    @contextmanager
    def open(self) -> Iterator[MemoryOffice]:
        yield Mute(self.memory, self.chance)
