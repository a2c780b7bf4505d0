"""A community in a box: people act, time passes, and the test reads what they see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    NameTold,
    PointedAt,
    Replied,
    RoomChanged,
    RoomFate,
    RoomMoved,
    Want,
    Who,
)
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.views import Button, Card, Facts, Form, Moment, Points, Quote, Tally, Text
from bot.domain.community import Community
from bot.domain.contacts import Contacts
from bot.domain.ids import (
    Address,
    Direct,
    PersonId,
    Place,
    Platform,
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
        pressed = self.button(person, label)
        self.press_token(person, pressed.token)
        shown.show_pressed(pressed, self.replies)

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

    def room_moves(self, to: Room, room: Room = ROOM) -> None:
        """The platform calls it otherwise from now on."""
        moved = RoomMoved(id=self._delivery(), at=self.now, room=room, to=to, since=self.now)
        self._receive(moved)
        self.home = to if room == self.home else self.home

    def comes(self, person: PersonId, room: Room = ROOM) -> None:
        """Somebody is added to the room on the platform."""
        self._receive(MemberCame(id=self._delivery(), at=self.now, who=_who(person), room=room))

    def is_told(self, person: PersonId, name: str, room: Room = ROOM) -> None:
        """The platform says later who it was that came."""
        who = Who(person, name)
        self._receive(NameTold(id=self._delivery(), at=self.now, who=who, room=room))

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

    def posts_named(self, name: str, to: Place | None = None) -> list[Standing]:
        """All whose name begins so, oldest first."""
        posts = self.offices.memory.posts
        return [
            one for one in posts if one.post.name.startswith(name) and to in (None, one.post.to)
        ]

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
