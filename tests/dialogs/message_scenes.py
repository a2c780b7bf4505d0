"""A message on its way to the organisation: scenes for the dialogs."""

from datetime import UTC, datetime

from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.message import Message, MessageDraft
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, SID, Scene, begun

BOXES = {
    "meeting": "people go home without a bed being ready",
    "matters": "they come back within a week",
    "help": "a bed store that is open at weekends",
    "doing": "we ring the store before noon",
}
ASK = "Do you recognise this?"
KNOWN_TO = (MIA, NED, OLI)


def written(scene: Scene | None = None, **changed: str) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "send")
    scene.fill(MIA, **{**BOXES, **changed})
    return scene


def recognised(*people: PersonId, scene: Scene | None = None) -> Scene:
    """On Thursday 7 January at noon the box has been opened."""
    scene = scene or written()
    for person in people or KNOWN_TO:
        scene.press(person, ASK)
        scene.fill(person, known="known")
    scene.press(PAM, ASK)
    scene.fill(PAM, known="not_known")
    scene.until(datetime(2027, 1, 7, 12, tzinfo=UTC))
    return scene


def sent(scene: Scene | None = None) -> Scene:
    """On Thursday 14 January at noon the group has agreed."""
    scene = recognised(scene=written(scene))
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))
    return scene


def yes(scene: Scene | None = None) -> Scene:
    scene = scene or sent()
    scene.press(SID, "Yes, by …")
    scene.fill(SID, by="2027-02-01", words="The store opens from February.")
    return scene


def message(scene: Scene) -> Message:
    (one,) = scene.office.all(Message, scene.community.id)
    return one


def drafts(scene: Scene) -> tuple[MessageDraft, ...]:
    return scene.office.all(MessageDraft, scene.community.id)


def put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community


def room(scene: Scene) -> str:
    return "\n".join(scene.posted)
