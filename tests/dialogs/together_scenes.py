"""A round that appears all at once: scenes for the dialogs."""

from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Format
from bot.domain.ids import Direct, PersonId
from bot.domain.round import Round
from tests.formats import agreed_on, held
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    ROS,
    Scene,
    jan,
    opened,
    words,
)


def next_at_once(scene: Scene, appear: str = "at_once") -> None:
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "Questions only")
    scene.fill(FAY, appear=appear)
    assert scene.errors == {}


def writing() -> Scene:
    """Tuesday 19 January, 12:30: the questions appear all at once, on Wednesday at noon."""
    scene = opened()
    next_at_once(scene)
    scene.says(ROS, "Thank you, Mia.", "story")
    scene.until(jan(19, 12, 30))
    scene.says(FAY, "Thank you both.", "session")
    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    return scene


def asked_widely_at_once() -> Scene:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    scene.fill(FAY, appear="at_once")
    scene.until(jan(18, 10, 30))
    scene.press_token(FAY, f"along.{scene.session.id}")
    return scene


def writes(scene: Scene, person: PersonId, text: str) -> None:
    scene.press(person, "Write in private")
    scene.fill(person, words=text)


def shown(scene: Scene, before: int) -> list[str]:
    """What appeared together since then, the heading first."""
    found = [one for one in scene.offices.memory.posts if one.post.to not in _PRIVATE]
    names = ("together:", "wrote:")
    return [words(one.card) for one in found[before:] if one.post.name.startswith(names)]


def who_wrote(scene: Scene, reply: str) -> str:
    (card,) = [one.card for one in scene.offices.memory.posts if words(one.card) == reply]
    return getattr(card.body[0], "who", "")


def round_card(scene: Scene) -> str:
    return words(scene.post(f"round:{scene.sessions[0].id}:questions").card)


def questions(scene: Scene) -> Round:
    session = scene.sessions[0]
    return next(one for one in session.rounds if one.part is Part.QUESTIONS)


def said_in_thread(scene: Scene) -> tuple[Contribution, ...]:
    said = scene.office.all(Contribution, scene.session.id)
    return tuple(one for one in said if one.author in (ROS, FAY))


_PRIVATE = {Direct(person) for person in (FAY, DEV, MIA, NED, OLI, PAM, ROS)}
