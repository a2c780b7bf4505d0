"""Communities that explore their work in one way or another."""

from dataclasses import replace

from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.ids import PersonId, RecordId
from bot.domain.session import Session
from tests.scene import FAY, NED, OLI, PAM, ROS, Scene, begun, jan

WAYS = {
    Format.WALK_US_THROUGH: (
        "Something I do, step by step",
        {"task": "ringing a family", "steps": "First I read the notes, then I ring."},
    ),
    Format.SHARED_DOUBT: ("A doubt", {"doubt": "I am only fairly sure that I ask early enough."}),
    Format.LOOK_BACK: (
        "Something we did",
        {"what": "the new board", "happened": "Nobody looked at it after the first week."},
    ),
}
"""What is offered for each: the button, and what is written."""


def agree(scene: Scene, format_: Format) -> None:
    """The group has agreed to meet in this way."""
    agreed = Agreement(
        id=RecordId("format"),
        community=scene.community.id,
        matter=Matter.FORMAT,
        about=format_.value,
        words="How we meet",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed


def agreed_on(format_: Format) -> Scene:
    scene = begun()
    agree(scene, format_)
    return scene


def offer(scene: Scene, person: PersonId, format_: Format, **more: object) -> None:
    """This person offers what sessions in this way are about."""
    label, boxes = WAYS[format_]
    scene.command(person, "story")
    if any(button.label == label for button in scene.form.buttons):
        scene.press(person, label)
    scene.fill(person, **{**boxes, "way": "next", **more})


def asked(scene: Scene) -> Scene:
    """Thursday 14 January, 11:00: Fay has been asked whether she can hold it."""
    scene.until(jan(14, 11))
    return scene


def held(scene: Scene) -> Scene:
    asked(scene)
    scene.press(FAY, "Yes, I can")
    return scene


def told(format_: Format, teller: PersonId = NED) -> Scene:
    """Monday 18 January, 10:30: a session in this way is open, with what Ned has offered."""
    scene = agreed_on(format_)
    offer(scene, teller, format_)
    held(scene)
    scene.until(jan(15, 14))
    scene.press(teller, "Ready")
    scene.until(jan(18, 10, 30))
    return scene


def asked_widely() -> Scene:
    """Monday 18 January, 10:30: a wide question is open."""
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.until(jan(18, 10, 30))
    return scene


def everybody_answers(scene: Scene) -> None:
    """Fay, who holds it, among them."""
    for person in (OLI, PAM, ROS, FAY):
        scene.says(person, "In my work I ring first.", "story")


def talked_through(scene: Scene) -> list[Part]:
    """Everybody answers, day by day, until the session has closed. Which turns there were."""
    parts = []
    for moment in (jan(18, 11), jan(19, 13), jan(20, 13), jan(21, 13), jan(22, 10)):
        scene.until(moment)
        everybody_answers(scene)
        if scene.session.round and scene.session.round.part not in parts:
            parts.append(scene.session.round.part)
    scene.until(jan(22, 12, 30))
    return parts


def closed_before(scene: Scene, *sessions: tuple[Format, tuple[str, ...]]) -> None:
    """The community has met so often before, in these ways and with these prompts."""
    first = scene.session
    for number, (format_, prompts) in enumerate(sessions, start=1):
        past = replace(
            first,
            id=RecordId(f"past{number}"),
            number=number,
            format=format_,
            prompts=prompts,
            state=SessionState.CLOSED,
            closed_at=jan(1, number),
            change="",
            held_by=FAY,
            arrivals=1,
        )
        scene.offices.memory.records[Session, past.id] = past
