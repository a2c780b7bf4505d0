"""Every nudge there is: in humane hours, with "Less of this" or a limit, and never about another member."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot
from bot.domain.hours import humane
from bot.domain.ids import Direct, PersonId, Room
from tests.dialogs.quiet_scenes import meet, two_sessions
from tests.memory import Standing
from tests.scene import FAY, MEMBERS, MIA, NAME_OF, NED, QUY, Scene, confirmed, jan, opened, words


@dataclass(frozen=True)
class Nudge:
    """`limit`: how often it comes where it has no button for less; `begins` is its post's name."""

    begins: str
    scene: Callable[[], Scene]
    limit: str = ""


def _quiet_round() -> Scene:
    scene = opened()
    scene.until(jan(19, 11))
    return scene


def _closing_round() -> Scene:
    scene = opened()
    scene.says(NED, "It stayed with me.", "story")
    scene.until(jan(19, 11))
    return scene


def _line_missing() -> Scene:
    scene = confirmed()
    meet(scene, 1, quiet=())
    scene.later(days=7)
    return scene


def _gone_quiet() -> Scene:
    return two_sessions(quiet=(QUY,))


NUDGES = (
    Nudge("nudge:", _quiet_round),
    Nudge("soon:", _closing_round, limit="once a round, to the room and to nobody by name"),
    Nudge("missing:", _line_missing),
    Nudge("gone_quiet:", _gone_quiet),
)
"""The sponsor's two reminders are in test_sending, with their "Less of this"; those of the check-in are in
test_notes_windows."""

LESS_IN = {
    "nudging": "test_quiet_rounds::test_who_asked_for_less_of_a_kind_is_answered_kindly_and_need_not_ask_twice",
    "gone_quiet": "test_gone_quiet::test_who_asked_for_less_of_it_is_not_asked_again",
    "wrapping_up": "test_nudges::test_each_has_less_of_this_or_a_limit",
    "message_cards": "test_message_answers::test_less_of_this_keeps_the_reminders_away_and_the_group_still_hears",
    "tasks": "test_codesign_rules::test_who_asked_for_less_of_it_is_not_reminded_of_a_draft",
    "brief_cards": "test_sponsoring::test_less_of_this_keeps_the_reminder_away",
    "looking_again": "test_permission::test_it_is_asked_again_and_again_by_itself",
    "standstill_cards": "test_standstill::test_who_asked_for_less_of_it_is_passed_over",
    "cards": "test_notes_windows::test_who_asked_for_less_of_it_gets_the_card_and_no_reminder",
}
"""Every file that offers "Less of this", and the test that shows what it does."""


def test_every_nudge_that_offers_less_is_known_here() -> None:
    offers = 'button("less_of", Act.LESS_OF'
    files = Path(bot.__file__).parent.glob("conversations/**/*.py")

    assert {one.stem for one in files if offers in one.read_text("utf-8")} == set(LESS_IN)


@pytest.mark.parametrize("shown", LESS_IN.values())
def test_and_the_test_that_shows_it_is_there(shown: str) -> None:
    file, name = shown.split("::")

    assert f"def {name}(" in (Path(__file__).parent / f"{file}.py").read_text("utf-8")


@pytest.mark.parametrize("nudge", NUDGES, ids=lambda one: one.begins)
def test_each_has_less_of_this_or_a_limit(nudge: Nudge) -> None:
    one = _newest(nudge)

    labels = [button.label for button in one.card.buttons]

    assert "Less of this" in labels or nudge.limit


@pytest.mark.parametrize("nudge", NUDGES, ids=lambda one: one.begins)
def test_each_comes_in_humane_hours(nudge: Nudge) -> None:
    scene = nudge.scene()
    one = scene.post(nudge.begins)

    to = one.post.to
    if isinstance(to, Room):
        return
    hour = one.post.not_before

    assert hour is not None
    hours, region = scene.community.hours_of(to.person), scene.community.rhythm.region
    assert humane(hours, hour, scene.calendar, region) == hour


@pytest.mark.parametrize("nudge", NUDGES, ids=lambda one: one.begins)
def test_none_tells_a_member_about_another(nudge: Nudge) -> None:
    """Whoever looks after a story that waits for an answer must know whose it is; nobody else does."""
    scene = nudge.scene()
    for one in scene.offices.memory.posts:
        if one.post.name.startswith(nudge.begins):
            others = _members_named(one, scene)
            looks_after = isinstance(one.post.to, Direct) and one.post.to.person == FAY
            assert others <= ({MIA} if looks_after else set())


@pytest.mark.parametrize("nudge", NUDGES, ids=lambda one: one.begins)
def test_none_says_who_has_not(nudge: Nudge) -> None:
    one = _newest(nudge)

    said = words(one.card).lower()

    assert "you have not" not in said
    assert "has not" not in said
    assert "nobody has" not in said


def _newest(nudge: Nudge) -> Standing:
    return nudge.scene().post(nudge.begins)


def _members_named(one: Standing, scene: Scene) -> set[PersonId]:
    mine = one.post.to.person if isinstance(one.post.to, Direct) else None
    said = words(one.card)
    return {who for who in MEMBERS if who != mine and NAME_OF[who] in said}
