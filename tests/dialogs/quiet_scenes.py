"""Sessions in which some say something and some do not."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.formats import Hearing
from bot.domain.ids import PersonId, RecordId
from bot.domain.member_card import MemberCard
from tests.dialogs.hearing_scenes import agree_on
from tests.scene import FAY, MIA, NED, OLI, PAM, QUY, ROS, Scene, confirmed


def two_sessions(
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
        keep(scene, _card(scene, QUY, card))
    if light:
        agree_on(Hearing.LIGHT, scene)
    if came_in:
        member = scene.community.member(QUY)
        assert member is not None
        keep(scene, scene.community.with_member(replace(member, from_session=came_in)))
    meet(scene, 1, quiet=quiet, role=role)
    meet(scene, 2, quiet=quiet)
    scene.later(seconds=wait.total_seconds())
    return scene


def meet(
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


def keep(scene: Scene, record: object) -> None:
    scene.offices.memory.records[type(record), record.id] = record  # type: ignore[attr-defined, assignment]


def _card(scene: Scene, person: PersonId, if_quiet: str) -> MemberCard:
    return MemberCard(
        id=RecordId("card"), community=scene.community.id, person=person, if_quiet=if_quiet
    )
