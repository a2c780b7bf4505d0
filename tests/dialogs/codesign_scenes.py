"""How far a group has come in working out what it needs: scenes for the dialogs."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.boundary.decision import OpenForm
from bot.domain.agreement import Agreement, Matter
from bot.domain.codesign import Codesign
from bot.domain.drafting import Gathered
from bot.domain.ids import PersonId
from bot.words import say
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, Scene, founded, gathered

QUESTION = "What is needed to create a safe space to have authentic conversations about this work?"
"""The paper's own words (requirements P2-1)."""
SEEDS = tuple(say(f"seed.{number}") for number in range(1, 16))
EVERYONE = (*MEMBERS, FAY, DEV)
FINE = "I can live with it"
LINES = (
    "We talk from our own work.",
    "We thank first.",
    "We ask before we advise.",
    "Not knowing is fine.",
    "We come back and tell.",
)
NEEDS = {
    MIA: {"need_1": "Nobody is hurried.", "need_2": "We may be wrong."},
    NED: {"need_1": "we may  be WRONG.", "made_safe": "Somebody said it first."},
    OLI: {"need_1": "Rank stays outside."},
    PAM: {"need_1": "Somebody says so when it is too much."},
    QUY: {"need_1": "We begin on time."},
}


def day(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in January 2027; the scene begins on Monday the 4th at 10:00."""
    return datetime(2027, 1, day, hour, minute, tzinfo=UTC)


def first_asked() -> Scene:
    """Monday 4: the first question is in the room, until Wednesday noon."""
    scene = gathered()
    scene.press(FAY, "Begin with the first question")
    return scene


def three_of_us() -> Scene:
    """Three members, and two who look after them."""
    scene = founded()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA, NED, OLI])
    for person in (MIA, NED, OLI):
        scene.press(person, "Join")
        scene.fill(person, read=["yes"])
    scene.press(FAY, "Begin with the first question")
    return scene


def answer(scene: Scene, person: PersonId, label: str, **words: str) -> None:
    scene.press(person, label)
    scene.fill(person, **words)


def needs_shown(scene: Scene | None = None) -> Scene:
    """Wednesday 6, 13:00: five of us said what we need, and so did one who looks after us."""
    scene = scene or first_asked()
    for person, words in NEEDS.items():
        answer(scene, person, "Add what I need", **words)
    answer(scene, FAY, "Add what I need", need_1="Time.")
    scene.until(day(6, 13))
    return scene


def marking(scene: Scene | None = None) -> Scene:
    """Monday 11, 13:00: the upside-down lines are there to be marked."""
    scene = needs_shown(scene)
    scene.until(day(8, 13))
    for number, person in enumerate(MEMBERS):
        answer(scene, person, "Add one or two", line_1=f"Laugh at number {number}.")
    scene.until(day(11, 13))
    return scene


def drafting(scene: Scene | None = None) -> Scene:
    """Tuesday 12, 13:00: the rules wait for a draft, and the room is asked what may leave."""
    scene = marking(scene)
    for person in MEMBERS:
        answer(scene, person, "Mark how often", mark_0="often", mark_1="rarely")
    scene.until(day(12, 13))
    return scene


def draft_rules(scene: Scene, person: PersonId = FAY, lines: Sequence[str] = LINES) -> None:
    """All three pages: these lines, no seed, every need answered by the first."""
    scene.press(person, "Draft the rules")
    scene.fill(person, lines="\n".join(lines))
    scene.fill(person)
    while any(isinstance(one, OpenForm) for one in scene.replies):
        needs = (field.name for field in scene.form.fields if field.name.startswith("need_"))
        scene.fill(person, **dict.fromkeys(needs, "1"))


def all_fine(scene: Scene) -> None:
    for person in EVERYONE:
        scene.press(person, FINE)


def leaves_agreed(scene: Scene | None = None) -> Scene:
    """The rules are being drafted; what may leave is agreed, and the room is asked where things go."""
    scene = scene or drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="learning")
    scene.until(day(14, 13))
    all_fine(scene)
    scene.until(day(19, 13))
    return scene


def routes_drafted(scene: Scene | None = None) -> Scene:
    scene = scene or leaves_agreed()
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", danger="Tell the duty manager.")
    scene.until(day(21, 13))
    draft_routes(scene)
    return scene


def draft_routes(scene: Scene, person: PersonId = FAY) -> None:
    scene.press(person, "Draft where things go")
    rows = ("danger", "harmed", "colleague", "unlawful", "coping")
    scene.fill(person, **dict.fromkeys(rows, "We tell the duty manager."))


def choose_format(scene: Scene, hearing: str = "full") -> None:
    scene.press(FAY, "Choose how we begin")
    scene.fill(FAY, format="shared_doubt", hearing=hearing, notes="off")


def codesign(scene: Scene) -> Codesign:
    (found,) = scene.office.all(Codesign, scene.community.id)
    return found


def what_was_gathered(scene: Scene) -> Gathered:
    (found,) = scene.office.all(Gathered, scene.community.id)
    return found


def standing(scene: Scene) -> dict[Matter, Agreement]:
    every = scene.office.all(Agreement, scene.community.id)
    return {one.matter: one for one in every if not one.ended}
