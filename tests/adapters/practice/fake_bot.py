"""A small bot and a small clock that implement the practice room's ports, and remember."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from adapters.practice.cast import ROOM, WORKSPACE
from adapters.practice.messenger import PracticeMessenger
from bot.boundary.arrivals import (
    Arrival,
    ButtonPressed,
    CommandGiven,
    DirectMessage,
    FormSubmitted,
    MemberCame,
    MemberWent,
    Replied,
    Who,
)
from bot.boundary.decision import FormErrors, OpenForm, Reply, Whisper
from bot.boundary.delivery import Errand
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Day,
    Facts,
    Form,
    Line,
    Lines,
    Moment,
    OneOf,
    People,
    Points,
    Quote,
    SomeOf,
    Text,
    Weight,
)
from bot.domain.ids import Address, CommunityId, Direct, Place, PostName, person_id

MONDAY = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)

BEGIN = Form(
    token="begin",
    title="Before people, permission",
    intro=(Text("Who has the standing to say: this is worth your time?"),),
    fields=(
        Line("name", "What shall it be called?", required=True, most=40),
        Lines(
            "purpose",
            "What is it for?",
            hint="Two or three lines will do.",
            required=True,
            most=500,
        ),
        People("sponsor", "Who could give permission?", required=True),
        People("helpers", "Who looks after it?", hint="Two people.", most=2),
        OneOf(
            "how",
            "How often?",
            (Choice("w", "Every week"), Choice("f", "Every two weeks")),
            value="f",
        ),
        SomeOf(
            "promises",
            "What will be protected?",
            (Choice("time", "Time"), Choice("talk", "Honest talk")),
        ),
        Day("first", "When does it begin?"),
    ),
    submit="Send",
    buttons=(Button("What is kept?", "kept"),),
)

KEPT = Form(
    token="", title="What is kept", intro=(Points(("Your words, sealed.", "Nothing else.")),)
)

MENU = Card(
    "What would you like to do?",
    (Text("These fit who you are, and where."),),
    (
        Button("Start a community", "begin", asks=True, weight=Weight.MAIN),
        Button("What is kept?", "kept", asks=True),
    ),
)


@dataclass
class FakeBot:
    """Answers like the real one would, and says things through the messenger."""

    messenger: PracticeMessenger
    arrivals: list[Arrival] = field(default_factory=list)
    breaks: Exception | None = None
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def __call__(self, arrival: Arrival) -> tuple[Reply, ...]:
        if self.breaks:
            raise self.breaks
        again = any(one.id == arrival.id for one in self.arrivals)
        self.arrivals.append(arrival)
        return () if again else await self.answer(arrival)

    async def answer(self, arrival: Arrival) -> tuple[Reply, ...]:
        match arrival:
            case CommandGiven(words=words):
                return _commanded(words)
            case ButtonPressed(token=token):
                return await self.pressed(token, arrival)
            case FormSubmitted():
                return await self.submitted(arrival)
            case Replied() | DirectMessage():
                return (Whisper(Card("", (Text("Thank you. I have that."),))),)
            case MemberCame() | MemberWent():
                return ()
            case _:
                raise AssertionError(f"nothing in the practice room sends {arrival}")

    async def pressed(self, token: str, press: ButtonPressed) -> tuple[Reply, ...]:
        match token:
            case "begin":
                return (OpenForm(BEGIN),)
            case "kept":
                return (OpenForm(KEPT),)
            case "yes":
                await self.post(
                    press.place, Card("", (Text("Thank you. I will tell the others."),))
                )
                return ()
            case _:
                return (Whisper(Card("", (Text("This button is too old."),))),)

    async def submitted(self, form: FormSubmitted) -> tuple[Reply, ...]:
        name = form.given.text("name")
        if name == "Taken":
            return (
                FormErrors({"name": "There is one of that name already.", "": "Nearly there."}),
            )
        await self.post(ROOM, charter(name, form.given.text("purpose"), form.who))
        for person in form.given.many("sponsor"):
            await self.post(Direct(person), ask(form.who.name, name))
        return (Whisper(Card("", (Text(f"“{name}” has begun. I have asked the sponsor."),))),)

    async def post(
        self, place: Place, card: Card, thread: Address | None = None, id: str = ""
    ) -> Address:
        return await self.messenger.deliver(
            errand(id or f"e{next(self.numbers)}", place, card, thread)
        )


def charter(name: str, purpose: str, by: Who) -> Card:
    return Card(
        f"A learning community: {name}",
        (
            Text("It is a place to talk about what we are not sure of."),
            Quote(purpose, by.name),
            Facts((("Looked after by", "Hannah Whitfield"), ("Steps in", "Imran Qadir"))),
            Points(("Not knowing is a contribution.", "Thank first. Then questions.")),
            Moment("First session", MONDAY + timedelta(days=7), "Europe/London"),
        ),
        (
            Button("I would like to join", "yes", weight=Weight.MAIN),
            Button("What is kept?", "kept", asks=True),
        ),
    )


def ask(who: str, name: str) -> Card:
    return Card(
        "You have been asked for permission",
        (Text(f"{who} would like to start “{name}”. Will you protect the time for it?"),),
        (Button("Yes", "yes", weight=Weight.MAIN), Button("No", "no", weight=Weight.GRAVE)),
    )


def errand(
    id: str,
    place: Place,
    card: Card,
    thread: Address | None = None,
    address: Address | None = None,
    revision: int = 0,
) -> Errand:
    return Errand(
        id=id,
        community=CommunityId("c1"),
        name=PostName(id),
        place=place,
        card=card,
        revision=revision,
        address=address,
        thread=thread,
        claimed_at=MONDAY,
        since=MONDAY,
    )


def direct(id: str) -> Direct:
    return Direct(person_id("practice", WORKSPACE, id))


@dataclass
class FakeClock:
    """A clock that can be moved, and rings what was set, in order."""

    at: datetime = MONDAY
    alarms: list[tuple[datetime, Callable[[], Awaitable[object]]]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    async def next_moment(self) -> datetime | None:
        return min((at for at, _ in self.alarms), default=None)

    async def move(self, to: datetime) -> int:
        due = sorted((one for one in self.alarms if one[0] <= to), key=lambda one: one[0])
        self.alarms = [one for one in self.alarms if one not in due]
        for at, ring in due:
            self.at = at
            await ring()
        self.at = to
        return len(due)


def _commanded(words: str) -> tuple[Reply, ...]:
    match words:
        case "":
            return (Whisper(MENU),)
        case "begin":
            return (OpenForm(BEGIN),)
        case "help":
            return (Whisper(Card("", (Text("Type /lc for a menu."),))),)
        case _:
            return (Whisper(Card("", (Text(f"There is no “{words}”. Try /lc help."),))),)
