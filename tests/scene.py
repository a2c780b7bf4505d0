"""How a community stands at the beginning of a test: each goes on from the one before. Its box is `tests.box`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import (
    CommunityId,
    PersonId,
    Platform,
    RecordId,
    Room,
)
from tests.box import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    MONDAY,
    NAME_OF,
    NAMED,
    NAMES,
    NED,
    OLI,
    PAM,
    QUY,
    ROOM,
    ROS,
    SID,
    WHERE_THINGS_GO,
    ZOE,
    Scene,
    words,
)

__all__ = [
    "ANN",
    "DEV",
    "FAY",
    "MEMBERS",
    "MIA",
    "MONDAY",
    "NAMED",
    "NAMES",
    "NAME_OF",
    "NED",
    "OLI",
    "PAM",
    "QUY",
    "ROOM",
    "ROS",
    "SID",
    "WHERE_THINGS_GO",
    "ZOE",
    "Scene",
    "agree_where_things_go",
    "another_community",
    "begun",
    "brief",
    "confirmed",
    "drafted",
    "founded",
    "gathered",
    "jan",
    "opened",
    "opens_with_a_story",
    "permission_asked",
    "story_offered",
    "words",
]


def jan(day: int, hour: int, minute: int = 0) -> datetime:
    """In the month of the first sessions."""
    return datetime(2027, 1, day, hour, minute, tzinfo=UTC)


def drafted() -> Scene:
    """Ann has begun a community; nobody has been asked for anything yet."""
    scene = Scene()
    scene.command(ANN, "start")
    scene.press(ANN, "I would")
    scene.fill(ANN, name="Discharge", purpose="Judging when it is safe", roles="Nurses")
    return scene


def permission_asked() -> Scene:
    """Of Sid; Fay and Dev are asked to look after it."""
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV])
    return scene


def founded() -> Scene:
    """Permission is there: Sid sponsors, Fay and Dev look after it."""
    scene = permission_asked()
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")
    brief(scene, SID)
    return scene


def brief(scene: Scene, sponsor: PersonId, **said: object) -> None:
    """All five questions, answered in one go; what is not given is the shortest that will do."""
    answers = {"why": "People wait too long in hospital.", "promises": ["no_blame"], **said}
    scene.press(sponsor, "Begin")
    for _ in range(4):
        names = [field.name for field in scene.form.fields]
        scene.fill(sponsor, **{name: answers[name] for name in names if name in answers})
        assert not scene.errors, scene.errors
    scene.fill(sponsor, answer=answers.get("answer", "yes"))
    if answers.get("answer") == "no":
        scene.press(sponsor, "Yes, it is a no")


def gathered() -> Scene:
    """Six members have joined."""
    scene = founded()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=list(MEMBERS))
    for person in MEMBERS:
        scene.press(person, "Join")
        scene.fill(person, read=["yes"])
    return scene


def agree_where_things_go(scene: Scene) -> Scene:
    """Before anything is told."""
    agreed = Agreement(
        id=RecordId("routes"),
        community=scene.community.id,
        matter=Matter.ROUTES,
        words=WHERE_THINGS_GO,
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed
    return scene


def begun() -> Scene:
    """Sessions every two weeks; the first opens on Monday 18 January 2027 at 10:00. Where things go is agreed."""
    scene = agree_where_things_go(gathered())
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-18", opens="10:00")
    return scene


def in_teams(scene: Scene) -> Scene:
    """The same community, in a chat that is called Teams."""
    rooms = tuple(replace(room, platform=Platform("teams")) for room in scene.community.rooms)
    moved = replace(scene.community, rooms=rooms)
    scene.offices.memory.records[Community, moved.id] = moved
    scene.home = rooms[0]
    return scene


def story_offered() -> Scene:
    scene = begun()
    scene.command(MIA, "story")
    scene.fill(
        MIA,
        where="going home from a ward",
        moment="I had to choose between a late bed and a cold house.",
        still="whether I asked enough",
        help="questions",
        way="next",
    )
    return scene


def confirmed() -> Scene:
    """Fay holds the first session; Mia's story is ready."""
    scene = story_offered()
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")
    return scene


def opened() -> Scene:
    """Monday 18 January, 10:30: the first session is open."""
    scene = confirmed()
    scene.until(jan(18, 10, 30))
    return scene


def opens_with_a_story(scene: Scene) -> None:
    """Mia offers one, Fay holds the next session, whenever it is, and it opens."""
    scene.command(MIA, "story")
    scene.fill(MIA, where="a ward", moment="I had to choose.", help="questions", way="next")
    scene.until(scene.session.plan.asks_at + timedelta(hours=1))
    scene.press(FAY, "Yes, I can")
    scene.until(scene.session.plan.prepares_at + timedelta(hours=1))
    scene.press(MIA, "Ready")
    scene.until(scene.session.plan.opens_at + timedelta(minutes=30))


def another_community(scene: Scene, name: str) -> Room:
    """The same people have a second one, in a room of its own."""
    room = Room(Platform("test"), "w", name)
    twin = replace(scene.community, id=CommunityId(RecordId(name)), name=name, rooms=(room,))
    scene.offices.memory.records[Community, twin.id] = twin
    return room
