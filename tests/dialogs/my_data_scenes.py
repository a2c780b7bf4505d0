"""A community in which there is something of everyone's, and how they ask for it."""

from datetime import UTC, datetime, timedelta

from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Kept
from bot.domain.member_card import MemberCard
from bot.domain.records import Record
from tests.scene import FAY, NED, Scene, opened

DELETE = "Delete what I wrote"


def keep(scene: Scene, *kept: Record) -> None:
    for one in kept:
        scene.offices.memory.records[type(one), one.id] = one


def with_a_bit_of_everything() -> Scene:
    """Of Ned's: a draft, words in a thread, a take-away in the room, a try, a line, a card, a note."""
    scene = opened()
    home = scene.community.id
    scene.says(NED, "Thank you, Mia.", "story")
    scene.command(NED, "story")
    scene.fill(NED, where="in the corridor", moment="She had packed already.", way="draft")
    scene.command(NED, "try")
    scene.fill(NED, idea="Ask before noon", limits="No delays", notice="Fewer late beds")
    keep(
        scene,
        Kept(id=RecordId("line1"), community=home, line="A cold house is a risk.", author=NED),
        MemberCard(id=RecordId("card1"), community=home, person=NED, count_on="an honest word"),
        Reflection(
            id=RecordId("note1"),
            community=home,
            author=NED,
            text="I was too quick.",
            forget_at=scene.now + timedelta(days=90),
        ),
    )
    return scene


def on_the_last_morning(scene: Scene) -> None:
    """Fay looks after it until then."""
    for day in (19, 20, 21):
        scene.until(datetime(2027, 1, day, 15, tzinfo=UTC))
        scene.press(FAY, "Ask about one time it happened")
    scene.until(scene.session.plan.review_opens_at + timedelta(minutes=30))


def took_away(scene: Scene) -> None:
    scene.press(NED, "Look back")
    scene.fill(NED)
    scene.fill(NED, take="Ask about the kitchen.", where="say")


def everything(scene: Scene) -> str:
    return repr(scene.offices.memory.records) + repr(
        [one.card for one in scene.offices.memory.posts]
    )


def delete(scene: Scene, person: PersonId, *which: str) -> None:
    scene.command(person, "mydata")
    scene.press(person, DELETE)
    scene.fill(person, which=which)


def said(scene: Scene, number: int, text: str) -> Contribution:
    return Contribution(
        id=RecordId(f"r{number}"),
        community=scene.community.id,
        session=scene.session.id,
        author=NED,
        part=Part.STRUCK,
        text=text,
        forget_at=scene.now + timedelta(days=30),
    )
