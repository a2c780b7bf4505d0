"""A community on its way to its end: scenes for the dialogs."""

from datetime import UTC, datetime, timedelta

from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Reflection
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try, TryState
from bot.domain.records import Record
from tests.scene import FAY, MEMBERS, MIA, NED, Scene, begun

FINE, STOP = "I can live with it", "I would like us to stop this"
AGREED = datetime(2027, 1, 14, 12, tzinfo=UTC)
"""Questions and reactions take two working days each, the redraft one, answers three."""
GONE = datetime(2027, 1, 28, 12, tzinfo=UTC)
"""Ten working days after that."""


def proposed(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "end")
    scene.fill(MIA, why="We have done what we came for.")
    scene.later(days=7, hours=3)
    return scene


def all_fine(scene: Scene) -> None:
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)


def ending(scene: Scene | None = None) -> Scene:
    scene = proposed(scene)
    all_fine(scene)
    scene.until(max(scene.now, AGREED))
    return scene


def keep(scene: Scene, *kept: Record) -> None:
    for one in kept:
        scene.offices.memory.records[type(one), one.id] = one


def with_learning(scene: Scene) -> None:
    home = scene.community.id
    keep(
        scene,
        Try(
            id=RecordId("try1"),
            community=home,
            author=NED,
            named=True,
            idea="Ask before noon",
            limits="",
            notice="",
            asks_at=None,
            state=TryState.STOPPED,
            learned="Noon is too late.",
        ),
        Kept(id=RecordId("kept1"), community=home, line="A cold house is a risk.", author=NED),
        Kept(
            id=RecordId("kept2"),
            community=home,
            line="Nobody said yes to this.",
            author=NED,
            waits_until=scene.now + timedelta(days=30),
        ),
        Agreement(
            id=RecordId("good1"),
            community=home,
            matter=Matter.GOOD_WORK,
            words="Ask what home is like.",
            agreed_at=scene.now,
        ),
        Reflection(
            id=RecordId("note1"),
            community=home,
            author=FAY,
            text="I was too quick.",
            forget_at=scene.now + timedelta(days=90),
        ),
    )


def kept(scene: Scene, *parts: str) -> None:
    """Fay proposes what is kept, and all agree."""
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, **({"what": parts} if parts else {}), who="Fay", where="the shared drive")
    all_fine(scene)
    scene.later(days=6)
