"""Somebody tells a worry: scenes for the dialogs."""

from dataclasses import replace
from datetime import datetime

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.worry import Worry
from tests.scene import ANN, FAY, NED, Scene, jan, opened, words

SECRET = "what was said on the ward"


def choose(scene: Scene, person: PersonId, worry: Worry) -> None:
    scene.command(person, "worry")
    scene.fill(person, about=worry)


def tell(scene: Scene, person: PersonId, worry: Worry, **more: str) -> None:
    choose(scene, person, worry)
    scene.fill(person, words=SECRET, **more)


def readers(scene: Scene, before: int) -> set[PersonId]:
    """Who has a message with these words in it, sent since then."""
    new = scene.offices.memory.posts[before:]
    with_words = [one.post.to for one in new if SECRET in words(one.card)]
    return {to.person if isinstance(to, Direct) else ANN for to in with_words}


def repairing() -> Scene:
    scene = opened()
    tell(scene, NED, Worry.LEFT_HERE)
    scene.press(FAY, "Ask the group what it needs")
    return scene


def trusting(scene: Scene, person: PersonId) -> Scene:
    return agreed(scene, Matter.TRUSTED, scene.community.name_of(person), about=person)


def agreed(
    scene: Scene, matter: Matter, text: str, *, about: str = "", at: datetime | None = None
) -> Scene:
    agreement = Agreement(
        id=RecordId(f"agreed_{matter}"),
        community=scene.community.id,
        matter=matter,
        about=about,
        words=text,
        agreed_at=at or jan(4, 10),
    )
    scene.offices.memory.records[Agreement, agreement.id] = agreement
    return scene


def change(scene: Scene, **fields: object) -> None:
    changed = replace(scene.community, **fields)  # type: ignore[arg-type]
    scene.offices.memory.records[type(changed), changed.id] = changed
