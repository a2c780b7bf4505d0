"""Communities that have notes without a name, and what people do with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.decision import OpenForm
from bot.boundary.views import Form, Points, Quote, Text
from bot.conversations.notes.keeping import read_notes
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.formats import Format
from bot.domain.ids import PersonId, RecordId
from bot.domain.notes import NotesWay, NotesWindow, WindowTimes
from bot.domain.people import Member, Standing
from bot.domain.unsigned import Unsigned
from tests.memory import Memory
from tests.scene import FAY, MEMBERS, MIA, NED, OLI, PAM, QUY, ZOE, Scene, begun

CHECK_IN = datetime(2027, 1, 11, 10, tzinfo=UTC)
"""Five working days before the first session, which opens on Monday 18 January."""
REMINDED = datetime(2027, 1, 12, 10, tzinfo=UTC)
CLOSED = datetime(2027, 1, 13, 12, tzinfo=UTC)
CLOSED_LATE = datetime(2027, 1, 15, 12, tzinfo=UTC)
OPENS = datetime(2027, 1, 18, 10, tzinfo=UTC)
FIVE = (MIA, NED, OLI, PAM, QUY)
DOUBT = "I am not sure whether I asked early enough."


def chosen(way: NotesWay = NotesWay.ANY_TIME) -> Scene:
    """Monday 4 January: six members have just agreed to have notes without a name."""
    scene = begun()
    agree(scene, way)
    return scene


def agree(scene: Scene, way: NotesWay) -> None:
    """Everybody can live with it; the answers' days go by."""
    _agreed(scene, Matter.ROUTES, "danger: we ring the duty lead")
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="notes")
    scene.fill(MIA, title="Notes", words=way.value)
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    proposal = scene.proposals[-1]
    assert proposal.until is not None
    scene.until(proposal.until)


def checking_in(way: NotesWay = NotesWay.ANY_TIME) -> Scene:
    """Monday 11 January, 10:00: everyone has the card."""
    scene = chosen(way)
    scene.until(CHECK_IN)
    return scene


def open_form(scene: Scene, person: PersonId) -> Form:
    """The first page of the form, by `/lc note`."""
    scene.command(person, "note")
    return scene.form


def write(scene: Scene, person: PersonId, note: str = "", **more: object) -> Form:
    """Through all three pages. What comes back is the last."""
    open_form(scene, person)
    first = {key: value for key, value in more.items() if key in FIRST}
    scene.fill(person, note=note, **first)
    assert not scene.errors, scene.errors
    scene.fill(person, **{key: value for key, value in more.items() if key not in FIRST})
    assert not scene.errors, scene.errors
    return scene.form


FIRST = ("second", "energy", "alone", "receipt")


def blank(scene: Scene, *people: PersonId) -> None:
    for person in people:
        write(scene, person)


def six_words(page: Form) -> str:
    (words,) = (one.text for one in page.intro if isinstance(one, Quote))
    return words


def came_out(
    *written: str, way: NotesWay = NotesWay.ANY_TIME, **more: str
) -> tuple[Scene, list[str]]:
    """Wednesday noon: the window has closed with these notes in it. And the six words of each, in their order."""
    scene = checking_in(way)
    receipts = [
        six_words(write(scene, person, note, **more))
        for person, note in zip(FIVE, written, strict=False)
    ]
    blank(scene, *FIVE[len(written) :])
    scene.until(CLOSED)
    return scene, receipts


def read_all(scene: Scene, choice: str = "release", reader: PersonId = FAY) -> None:
    """Every note that waits, the same way."""
    scene.press(reader, "Read the notes")
    while any(isinstance(reply, OpenForm) for reply in scene.replies):
        fields = [field.name for field in scene.form.fields if field.name.startswith("do_")]
        if not fields:
            return
        scene.fill(reader, **dict.fromkeys(fields, choice))


def held(scene: Scene) -> None:
    """Fay can hold the first session."""
    scene.until(datetime(2027, 1, 14, 10, 30, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")


def shown(form: Form) -> str:
    """All that a page says."""
    lines: list[str] = [form.title]
    for one in form.intro:
        match one:
            case Text(text=text) | Quote(text=text):
                lines.append(text)
            case Points(lines=points):
                lines += points
            case _:
                raise AssertionError(one)
    for field in form.fields:
        lines += [field.label, *filter(None, [field.hint])]
    return "\n".join(lines)


def window(scene: Scene) -> NotesWindow:
    (found,) = scene.office.all(NotesWindow, RecordId(scene.community.id))
    return found


def windows(scene: Scene) -> Sequence[NotesWindow]:
    return scene.office.all(NotesWindow, RecordId(scene.community.id))


def planned(scene: Scene) -> WindowTimes:
    """The times of the window that is open, or comes next."""
    times = window(scene).times
    assert times is not None
    return times


def notes(scene: Scene) -> tuple[Unsigned, ...]:
    return read_notes(scene.office.notes(scene.community.id))


def leaves(scene: Scene) -> int:
    return sum(len(one.leaves) for one in scene.offices.memory.windows.values())


def shares_doubts(scene: Scene) -> None:
    _agreed(scene, Matter.FORMAT, "one shared doubt", about=Format.SHARED_DOUBT)


def with_members(scene: Scene, number: int) -> tuple[PersonId, ...]:
    """So many members have joined, written down by hand; Fay and Dev look after them."""
    people = (*MEMBERS, *(PersonId(f"test/w/m{which}") for which in range(20, 14 + number)))
    members = tuple(
        Member(person=one, name=f"Em{which}", standing=Standing.JOINED)
        for which, one in enumerate(people[:number])
    )
    community = scene.community
    scene.offices.memory.records[Community, community.id] = replace(community, members=members)
    return people


def everything(scene: Scene) -> tuple[object, ...]:
    """All that is kept, but for what lies behind a door."""
    memory: Memory = scene.offices.memory
    return (
        dict(memory.records),
        set(memory.rung),
        dict(memory.boxes),
        [one.card for one in memory.posts],
        dict(memory.notes),
    )


def cards(scene: Scene, name: str) -> dict[object, object]:
    """Whom a card went to, and when it may go."""
    posts = [one.post for one in scene.offices.memory.posts if one.post.name.startswith(name)]
    return {post.to: post.not_before for post in posts}


def somebody_joins(scene: Scene) -> None:
    asked = Member(person=ZOE, name="Zoe", standing=Standing.ASKED)
    community = scene.community.with_member(asked)
    scene.offices.memory.records[Community, community.id] = community
    scene.press_token(ZOE, f"join.{community.id}.x")
    scene.fill(ZOE, read=["yes"])
    assert scene.community.takes_part(ZOE)


def goes_away(scene: Scene, person: PersonId) -> None:
    scene.command(person, "leave")
    scene.fill(person)


def _agreed(scene: Scene, matter: Matter, words: str, about: str = "") -> None:
    agreement = Agreement(
        id=RecordId(f"given{matter}"),
        community=scene.community.id,
        matter=matter,
        about=about,
        words=words,
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreement.id] = agreement
