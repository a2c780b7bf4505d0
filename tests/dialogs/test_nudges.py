"""Every nudge there is: in humane hours, with "Less of this" or a limit, and never about another member."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

import bot
from bot.domain.agreement import Agreement, Matter
from bot.domain.formats import Hearing
from bot.domain.hours import humane
from bot.domain.ids import Direct, PersonId, RecordId, Room
from bot.domain.member_card import MemberCard
from tests.memory import Standing
from tests.scene import (
    FAY,
    MEMBERS,
    MIA,
    NAME_OF,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    Scene,
    confirmed,
    jan,
    opened,
    words,
)


def test_who_has_said_nothing_for_two_sessions_is_asked_in_private() -> None:
    scene = _two_sessions(quiet=(QUY,))

    asked = scene.sent_to(QUY)[-1]

    assert "No need to answer. Is “Discharge” still useful to you?" in asked
    assert [button.label for button in scene.post("gone_quiet:").card.buttons] == [
        "Yes, reading along",
        "Busy now",
        "Talk to Fay",
        "Time for me to leave",
        "Less of this",
    ]


def test_nobody_else_is_and_the_room_hears_nothing_of_it() -> None:
    scene = _two_sessions(quiet=(QUY,))

    asked = [one.post.to for one in _nudges(scene)]

    assert asked == [Direct(QUY)]
    assert not any("useful to you" in one for one in scene.posted)
    assert "Quy" not in "".join(scene.sent_to(FAY))


def test_after_one_quiet_session_nobody_is_asked() -> None:
    scene = confirmed()
    _meet(scene, 1, quiet=(QUY,))
    scene.later(days=4)

    assert _nudges(scene) == []


def test_what_they_wrote_on_their_card_shapes_it() -> None:
    scene = _two_sessions(quiet=(QUY,), card="Ring me, do not write")

    assert "you said how to ask if you go quiet:\nRing me, do not write" in scene.sent_to(QUY)[-1]


def test_a_group_that_is_not_heard_is_not_asked() -> None:
    scene = _two_sessions(quiet=(QUY,), light=True)

    assert _nudges(scene) == []


@pytest.mark.parametrize("quiet", [MEMBERS, (NED, OLI, PAM, QUY)])
def test_when_most_are_quiet_it_is_the_groups_matter_and_nobody_is_picked_out(
    quiet: tuple[PersonId, ...],
) -> None:
    scene = _two_sessions(quiet=quiet)

    assert _nudges(scene) == []


def test_who_took_a_role_has_not_gone_quiet() -> None:
    scene = _two_sessions(quiet=(QUY,), role=QUY)

    assert _nudges(scene) == []


def test_who_came_between_the_two_has_not_gone_quiet() -> None:
    scene = _two_sessions(quiet=(QUY,), came_in=2)

    assert _nudges(scene) == []


def test_once_a_quarter_is_enough() -> None:
    scene = _two_sessions(quiet=(QUY,))
    scene.later(days=1)
    _meet(scene, 3, quiet=(QUY,))
    scene.later(days=5)

    assert len(_nudges(scene)) == 1


def test_that_they_were_asked_is_forgotten_after_a_quarter() -> None:
    scene = _two_sessions(quiet=(QUY,))
    member = scene.community.member(QUY)
    assert member is not None
    assert member.asked_how_it_is
    old = replace(member, asked_how_it_is=scene.now - timedelta(days=92))
    _keep(scene, scene.community.with_member(old))

    _meet(scene, 3, quiet=())
    scene.later(days=5)

    after = scene.community.member(QUY)
    assert after is not None
    assert after.asked_how_it_is is None


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("Yes, reading along", "Reading along is taking part. I have kept nothing."),
        ("Busy now", "Nothing is expected, and I have kept nothing."),
    ],
)
def test_an_answer_is_thanked_and_kept_nowhere(label: str, says: str) -> None:
    scene = _two_sessions(quiet=(QUY,))
    before = dict(scene.offices.memory.records)

    scene.press(QUY, label)

    assert says in scene.whispered
    assert scene.offices.memory.records == before


def test_who_would_like_to_talk_is_passed_on_because_they_pressed() -> None:
    scene = _two_sessions(quiet=(QUY,))

    scene.press(QUY, "Talk to Fay")

    assert "Quy would like to talk with you." in scene.sent_to(FAY)[-1]
    assert "I have told Fay" in scene.whispered


def test_who_would_like_to_talk_when_nobody_looks_after_it_hears_that() -> None:
    scene = _two_sessions(quiet=(QUY,))
    token = scene.button(QUY, "Talk to Fay").token
    _keep(scene, replace(scene.community, facilitator=None, deputy=None))

    scene.press_token(QUY, token)

    assert "there is nobody to pass this on to" in scene.whispered


def test_time_to_leave_opens_the_way_to_leave() -> None:
    scene = _two_sessions(quiet=(QUY,))

    scene.press(QUY, "Time for me to leave")

    assert scene.replies
    assert "do not know the word" not in scene.whispered


def test_who_asked_for_less_of_it_is_not_asked_again() -> None:
    scene = _two_sessions(quiet=(QUY,))
    scene.press(QUY, "Less of this")
    member = scene.community.member(QUY)
    assert member is not None
    _keep(scene, scene.community.with_member(replace(member, asked_how_it_is=None)))

    _meet(scene, 3, quiet=(QUY,))
    scene.later(days=5)

    assert len(_nudges(scene)) == 1


def test_nobody_answers_with_somebody_elses_button() -> None:
    scene = _two_sessions(quiet=(QUY,))
    token = scene.button(QUY, "Busy now").token

    scene.press_token(scene.community.sponsor.person, token)  # type: ignore[union-attr]

    assert "kept nothing" not in scene.whispered


def test_a_bot_that_was_away_for_weeks_does_not_ask_late() -> None:
    scene = _two_sessions(quiet=(QUY,), wait=timedelta(0))

    scene.sleeps_until(scene.now + timedelta(days=30))

    assert _nudges(scene) == []


# all of them


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
    _meet(scene, 1, quiet=())
    scene.later(days=7)
    return scene


def _gone_quiet() -> Scene:
    return _two_sessions(quiet=(QUY,))


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
    "gone_quiet": "test_nudges::test_who_asked_for_less_of_it_is_not_asked_again",
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
    assert "still missing from" not in said


def _newest(nudge: Nudge) -> Standing:
    return nudge.scene().post(nudge.begins)


def _members_named(one: Standing, scene: Scene) -> set[PersonId]:
    mine = one.post.to.person if isinstance(one.post.to, Direct) else None
    said = words(one.card)
    return {who for who in MEMBERS if who != mine and NAME_OF[who] in said}


def _nudges(scene: Scene) -> list[Standing]:
    return [one for one in scene.offices.memory.posts if one.post.name.startswith("gone_quiet:")]


def _two_sessions(
    *,
    quiet: tuple[PersonId, ...],
    card: str = "",
    light: bool = False,
    role: PersonId | None = None,
    came_in: int = 0,
    wait: timedelta = timedelta(days=4),
) -> Scene:
    scene = confirmed()
    if card:
        _keep(scene, _card(scene, QUY, card))
    if light:
        _keep(scene, _heard_lightly(scene))
    if came_in:
        member = scene.community.member(QUY)
        assert member is not None
        _keep(scene, scene.community.with_member(replace(member, from_session=came_in)))
    _meet(scene, 1, quiet=quiet, role=role)
    _meet(scene, 2, quiet=quiet)
    scene.later(seconds=wait.total_seconds())
    return scene


def _meet(
    scene: Scene, number: int, *, quiet: tuple[PersonId, ...], role: PersonId | None = None
) -> None:
    """A session in which all but `quiet` say something; it is left to run to its end."""
    if number > 1:
        _next(scene, number)
    scene.until(scene.session.plan.opens_at + timedelta(minutes=30))
    for person in (MIA, NED, OLI, PAM, QUY, ROS):
        if person not in quiet:
            scene.says(
                person, "It stayed with me.", "story" if not scene.session.light else "session"
            )
    if role:
        scene.press(role, "Take a role")
        scene.fill(role, role="weaver")
    _run_out(scene)


def _run_out(scene: Scene) -> None:
    """Fay says a word each day, and so looks after it until it closes."""
    running = scene.session
    while running.running:
        scene.says(FAY, "Thank you.", f"story:{running.id}")
        scene.until(min(scene.now + timedelta(hours=20), running.plan.closes_at))
        running = next(one for one in scene.sessions if one.id == running.id)


def _next(scene: Scene, number: int) -> None:
    """Mia tells another one, and Fay holds it."""
    scene.press(FAY, "Say what will change")
    scene.fill(FAY, change="We go slower.")
    scene.command(MIA, "story")
    if scene.replies and not any(hasattr(one, "form") for one in scene.replies):
        scene.press(MIA, "Offer another")
    scene.fill(MIA, where=f"case {number}", moment="I had to choose.", help="questions", way="next")
    scene.until(scene.session.plan.asks_at + timedelta(hours=1))
    scene.press(FAY, "Yes, I can")
    scene.until(scene.session.plan.prepares_at + timedelta(hours=1))
    scene.press(MIA, "Ready")


def _keep(scene: Scene, record: object) -> None:
    scene.offices.memory.records[type(record), record.id] = record  # type: ignore[attr-defined, assignment]


def _card(scene: Scene, person: PersonId, if_quiet: str) -> MemberCard:
    return MemberCard(
        id=RecordId("card"), community=scene.community.id, person=person, if_quiet=if_quiet
    )


def _heard_lightly(scene: Scene) -> Agreement:
    return Agreement(
        id=RecordId("hearing"),
        community=scene.community.id,
        matter=Matter.HEARING,
        about=Hearing.LIGHT,
        words="light",
        agreed_at=scene.now,
    )
