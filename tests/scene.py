"""A community in a box: people act, time passes, and the test reads what they see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.boundary.arrivals import (
    BotCame,
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    DirectMessage,
    FormSubmitted,
    Given,
    MemberCame,
    MemberWent,
    PointedAt,
    Replied,
    RoomChanged,
    RoomFate,
    Want,
    Who,
)
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.views import Button, Card, Facts, Form, Moment, Points, Quote, Tally, Text
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.contacts import Contacts
from bot.domain.ids import (
    Address,
    CommunityId,
    Direct,
    PersonId,
    Place,
    Platform,
    RecordId,
    Room,
    person_id,
)
from bot.domain.proposal import Proposal
from bot.domain.session import Session
from bot.engine import Engine
from tests import shown
from tests.memory import CountingMint, Days, MemoryOffice, MemoryOffices, Standing

ROOM = Room(Platform("test"), "w", "room")
NAMES = ("Ann", "Fay", "Dev", "Sid", "Mia", "Ned", "Oli", "Pam", "Quy", "Ros", "Zoe")
ANN, FAY, DEV, SID, MIA, NED, OLI, PAM, QUY, ROS, ZOE = (
    person_id("test", "w", name.lower()) for name in NAMES
)
"""Ann convenes, Fay facilitates, Dev steps in, Sid sponsors; Zoe has no part; the others are members."""
NAME_OF: Mapping[PersonId, str] = {person_id("test", "w", name.lower()): name for name in NAMES}
MEMBERS = (MIA, NED, OLI, PAM, QUY, ROS)
MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)
WHERE_THINGS_GO = (
    "Someone may be in danger: We ring the duty desk.\nI am not coping: We ring each other."
)


NAMED = Contacts(operator="Ms Bell of IT")


@dataclass
class Scene:
    """Time stands still unless `later` or `until` moves it; moving rings every alarm on the way."""

    now: datetime = MONDAY
    offices: MemoryOffices = field(default_factory=MemoryOffices)
    calendar: Days = field(default_factory=Days)
    replies: tuple[Reply, ...] = ()
    deliveries: int = 0
    home: Room = ROOM
    """The room in which the community lives now."""
    contacts: Contacts = NAMED

    def __post_init__(self) -> None:
        self.engine = Engine(self.offices, self.calendar, CountingMint(), self.contacts)

    @property
    def office(self) -> MemoryOffice:
        return MemoryOffice(self.offices.memory, self.offices.chance)

    # what people do

    def command(self, person: PersonId, words: str = "", place: Place = ROOM) -> None:
        self._receive(
            CommandGiven(
                id=self._delivery(), at=self.now, who=_who(person), place=place, words=words
            )
        )

    def press(self, person: PersonId, label: str) -> None:
        """Press the newest button with this label that the person can see."""
        self.press_token(person, self.button(person, label).token)

    def press_token(self, person: PersonId, token: str, place: Place = ROOM) -> None:
        self._receive(
            ButtonPressed(
                id=self._delivery(), at=self.now, who=_who(person), place=place, token=token
            )
        )

    def fill(self, person: PersonId, **answers: object) -> None:
        """Submit the form that is open; fields left out keep the value they came with."""
        self.submit(person, self.form, **answers)

    def submit(self, person: PersonId, form: Form, **answers: object) -> None:
        self._receive(
            FormSubmitted(
                id=self._delivery(),
                at=self.now,
                who=_who(person),
                place=ROOM,
                token=form.token,
                given=_given(form, answers),
            )
        )

    def says(self, person: PersonId, text: str, under: str, message: str = "") -> None:
        """Reply in the thread of the post whose name begins with `under`."""
        post = self.post(under).post
        self._receive(
            Replied(
                id=self._delivery(),
                at=self.now,
                who=_who(person),
                room=self.home,
                under=Address(post.name),
                text=text,
                message=Address(message or f"m{self.deliveries}"),
            )
        )

    def types_to_bot(self, person: PersonId) -> None:
        self._receive(DirectMessage(id=self._delivery(), at=self.now, who=_who(person)))

    def points(
        self,
        person: PersonId,
        want: Want,
        *,
        by: PersonId | None,
        text: str = "",
        under: str = "",
        place: Place = ROOM,
    ) -> None:
        """Pick out a message that `by` wrote: in the thread of the post whose name begins with `under`, or
        anywhere."""
        post = self.post(under).post.name if under else "elsewhere"
        self._receive(
            PointedAt(
                id=self._delivery(),
                at=self.now,
                who=_who(person),
                place=place,
                want=want,
                under=Address(post),
                by=by,
                text=text,
            )
        )

    def brings_bot(self, person: PersonId, room: Room, delivery: str = "") -> None:
        """Into a room. A delivery that is told again has the same id."""
        id = DeliveryId(delivery) if delivery else self._delivery()
        self._receive(BotCame(id=id, at=self.now, who=_who(person), room=room))

    def room_is(self, fate: RoomFate, room: Room = ROOM) -> None:
        """Somebody archives the room, deletes it, takes the bot out, or brings it back."""
        self._receive(RoomChanged(id=self._delivery(), at=self.now, room=room, fate=fate))

    def comes(self, person: PersonId, room: Room = ROOM) -> None:
        """Somebody is added to the room on the platform."""
        self._receive(MemberCame(id=self._delivery(), at=self.now, who=_who(person), room=room))

    def goes(self, person: PersonId, room: Room | None = ROOM) -> None:
        """Out of the room; with `None` their whole account is gone."""
        self._receive(MemberWent(id=self._delivery(), at=self.now, who=_who(person), room=room))

    # time

    def later(self, **by: float) -> None:
        self.until(self.now + timedelta(**by))

    def until(self, moment: datetime) -> None:
        """Ring everything on the way, in order."""
        while (following := self.office.next_alarm()) and following <= moment:
            self.now = max(self.now, following)
            if not self.engine.wake(self.now) and self.office.next_alarm() == following:
                raise AssertionError("an alarm that does not go away")
        self.now = max(self.now, moment)

    def sleeps_until(self, moment: datetime) -> None:
        """The bot is down until then; it rings what it missed when it starts again."""
        self.now = moment
        while self.engine.wake(self.now):
            pass

    # what people see

    @property
    def form(self) -> Form:
        found = [reply.form for reply in self.replies if isinstance(reply, OpenForm)]
        assert found, f"no form is open, but {self.replies}"
        return found[-1]

    @property
    def errors(self) -> Mapping[str, str]:
        found = [reply.errors for reply in self.replies if isinstance(reply, FormErrors)]
        return found[-1] if found else {}

    @property
    def whispered(self) -> str:
        return "\n".join(words(one.card) for one in self.replies if isinstance(one, Whisper))

    @property
    def posted(self) -> list[str]:
        """Everything that stands in the room, the oldest first."""
        return [words(one.card) for one in self.offices.memory.posts if one.post.to == self.home]

    def sent_to(self, person: PersonId) -> list[str]:
        to = Direct(person)
        return [words(one.card) for one in self.offices.memory.posts if one.post.to == to]

    def post(self, name: str, to: Place | None = None) -> Standing:
        """The newest post whose name begins so."""
        for one in reversed(self.offices.memory.posts):
            if one.post.name.startswith(name) and to in (None, one.post.to):
                return one
        raise AssertionError(f"no post {name}")

    def has_post(self, name: str, to: Place | None = None) -> bool:
        return any(
            one.post.name.startswith(name) and to in (None, one.post.to)
            for one in self.offices.memory.posts
        )

    def button(self, person: PersonId, label: str) -> Button:
        for button in reversed(self._buttons(person)):
            if button.label == label:
                return button
        seen = [button.label for button in self._buttons(person)]
        raise AssertionError(f"no button {label!r} for {NAME_OF[person]}, only {seen}")

    @property
    def community(self) -> Community:
        found = self.office.community_in(self.home)
        assert found is not None
        return found

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.office.all(Session, self.community.id)

    @property
    def every_proposal(self) -> tuple[Proposal, ...]:
        return self.office.all(Proposal, self.community.id)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Those that are not settled."""
        return tuple(one for one in self.every_proposal if not one.decided)

    @property
    def session(self) -> Session:
        """The newest."""
        return self.sessions[-1]

    def _buttons(self, person: PersonId) -> list[Button]:
        places = (self.home, Direct(person))
        cards = [one.card for one in self.offices.memory.posts if one.post.to in places]
        whispers = [one.card for one in self.replies if isinstance(one, Whisper)]
        forms = [one.form for one in self.replies if isinstance(one, OpenForm)]
        return [
            *(button for card in (*cards, *whispers) for button in card.buttons),
            *(button for form in forms for button in form.buttons),
        ]

    def _receive(self, arrival: object) -> None:
        self.replies = self.engine.receive(arrival)  # type: ignore[arg-type]
        for reply in self.replies:
            shown.show_reply(reply)

    def _delivery(self) -> DeliveryId:
        self.deliveries += 1
        return DeliveryId(f"d{self.deliveries}")


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


def words(card: Card) -> str:
    """All that a card says, a line for each thing."""
    lines = [card.title] if card.title else []
    for element in card.body:
        match element:
            case Text(text=text) | Quote(text=text):
                lines.append(text)
            case Points(lines=points):
                lines += points
            case Facts(pairs=pairs):
                lines += [f"{label}: {value}" for label, value in pairs]
            case Moment(label=label, at=at):
                lines.append(f"{label} {at:%A %d %B %H:%M}")
            case Tally(bars=bars):
                lines += [f"{bar.label}: {bar.words}" for bar in bars]
    return "\n".join(lines)


def _who(person: PersonId) -> Who:
    return Who(person, NAME_OF.get(person, "Somebody"))


def _given(form: Form, answers: Mapping[str, object]) -> Given:
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for field_ in form.fields:
        if field_.kind in ("some_of", "people"):
            before = getattr(field_, "values", ())
            lists[field_.name] = tuple(answers.get(field_.name, before))  # type: ignore[arg-type]
        else:
            texts[field_.name] = str(answers.get(field_.name, getattr(field_, "value", "")))
    assert answers.keys() <= texts.keys() | lists.keys(), f"{answers} does not fit {form.title}"
    return Given(texts=texts, lists=lists, names=NAME_OF)
