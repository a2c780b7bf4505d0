"""The real bot on a real database, with people who act in it and a clock that is moved by hand."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import TypeVar

from adapters.chance import SystemMint
from bot.boundary.arrivals import (
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    FormSubmitted,
    Given,
    PostInDoubt,
    Who,
)
from bot.boundary.decision import Decision, FormErrors, OpenForm, Reply
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form
from bot.conversations import Known
from bot.conversations.notes.following import following
from bot.courier import Courier
from bot.domain.agreement import Agreement, Matter
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from bot.engine import Engine
from tests.contracts.given import HOME, ROOM, TEST, Rig
from tests.memory import Days
from tests.safety.attack.logs import Logs
from tests.safety.attack.people import Person
from tests.safety.attack.platform import Platform

T = TypeVar("T")
BEGINS = datetime(2027, 1, 4, 10, tzinfo=UTC)
FIRST = date(2027, 1, 18)
_forms = {OpenForm: "form opened", FormErrors: "form refused"}


@dataclass
class House:
    """`now` is the time of the house. Whatever is due by then has rung, and what was said is carried."""

    url: str
    chance: Random
    people: dict[PersonId, Person]
    now: datetime = BEGINS
    logs: Logs = field(default_factory=Logs)
    replies: tuple[Reply, ...] = ()
    numbers: "count[int]" = field(default_factory=count)
    receives: Callable[["House", object], tuple[Reply, ...]] = field(
        default=lambda house, arrival: house.engine.receive(arrival)  # type: ignore[arg-type]
    )

    def __post_init__(self) -> None:
        self.platform = Platform(self.chance, self.now)
        self.loop = asyncio.new_event_loop()
        self.start()

    def start(self) -> None:
        self.rig = Rig(self.url, mint=SystemMint())
        self.engine = Engine(self.rig.offices, Days(), self.rig.mint)
        self.courier = Courier(
            self.rig.outbox, {TEST: self.platform}, lambda: self.now, _at_once, _nobody_asks
        )

    def restart(self) -> None:
        """As a process that is stopped and started."""
        self.rig.close()
        self.start()

    def close(self) -> None:
        self.rig.close()
        self.loop.close()

    # time

    def until(self, moment: datetime) -> None:
        """Ring and carry everything on the way, in order."""
        while (due := self._next()) is not None and due <= moment:
            self._at(max(self.now, due))
            before = self.engine.wake(self.now)
            if not self.carry() and not before:
                self._at(self.now + timedelta(seconds=1))
        self._at(max(self.now, moment))

    def carry(self) -> int:
        moved = 0
        while just := self.loop.run_until_complete(self.courier.round()):
            moved += just
        return moved

    def _next(self) -> datetime | None:
        with self.rig.offices.open() as office:
            alarm = office.next_alarm()
        post = self.rig.outbox.next_due(self.now)
        return min((one for one in (alarm, post) if one), default=None)

    def _at(self, moment: datetime) -> None:
        self.now = self.platform.now = self.logs.now = moment

    # people

    def command(self, person: PersonId, words: str) -> None:
        self.platform.notes("command", person, words)
        self._does(person, CommandGiven, place=ROOM, words=words)

    def press(self, person: PersonId, token: str) -> None:
        self.platform.notes("button pressed", person)
        self._does(person, ButtonPressed, place=Direct(person), token=token)

    def submit(
        self, person: PersonId, form: Form, *, twice: bool = False, **answers: object
    ) -> None:
        """`twice`: the platform got no answer in time, and sends the same delivery again."""
        self.platform.notes("form submitted", person)
        given = _given(form, answers)
        id = self._delivery()
        for _ in range(1 + twice):
            self._does(
                person, FormSubmitted, id=id, place=Direct(person), token=form.token, given=given
            )

    def button(self, person: PersonId, card: Card, act: Act) -> None:
        """Press what is on it."""
        tokens = (one.token for one in card.buttons if one.token.partition(".")[0] == act)
        self.press(person, next(tokens))

    @property
    def form(self) -> Form | None:
        return next((one.form for one in self.replies if isinstance(one, OpenForm)), None)

    @property
    def refused(self) -> bool:
        return any(isinstance(one, FormErrors) for one in self.replies)

    def _does(self, person: PersonId, kind: Callable[..., object], **what: object) -> None:
        who = Who(person, self.people[person].name)
        id = what.pop("id", None) or self._delivery()
        self.replies = self.receives(self, kind(id=id, at=self.now, who=who, **what))
        for reply in self.replies:
            self.platform.notes(_forms.get(type(reply), "whisper"), person)
        self.carry()

    def receive(self, arrival: object) -> None:
        self.replies = self.receives(self, arrival)
        self.carry()

    def address(self, name: str) -> str:
        """Where the platform has put the room's post of this name."""
        return self.platform.addresses[name]

    def _delivery(self) -> DeliveryId:
        return DeliveryId(f"delivery{next(self.numbers)}")

    # what a test does by hand

    @property
    def community(self) -> Community:
        with self.rig.offices.open() as office:
            return office.records.community(HOME)

    def change(self, community: Community) -> None:
        """People come by hand; what follows from it for notes is the product's own."""
        command = CommandGiven(
            id=self._delivery(), at=self.now, who=Who(community.convenor, ""), place=ROOM, words=""
        )
        with self.rig.offices.open() as office:
            known = Known(office.records, Days(), self.rig.mint)
            decided = following(Decision(keep=(community,)), command, known)
            office.keep(decided, self.now)
        self.carry()

    def found(self, members: Sequence[Person], keepers: Sequence[Person], way: str) -> None:
        """A group that has agreed where things go and to have notes; its sessions begin."""
        facilitator, deputy = keepers
        community = Community(
            id=HOME,
            name="Discharge",
            purpose="To judge better when it is safe",
            roles="nurses",
            convenor=facilitator.id,
            convenor_name=facilitator.name,
            facilitator=_yes(facilitator),
            deputy=_yes(deputy),
            self_authorised=True,
            rooms=(ROOM,),
            members=tuple(joined(one) for one in members),
            rhythm=Rhythm(cadence=Weekly(2, 0, FIRST), opens=time(10)),
            stage=Stage.GATHERING,
        )
        self.rig.keep(community, _agreed(Matter.ROUTES, "danger: ring the duty lead"), at=self.now)
        self.rig.keep(_agreed(Matter.NOTES, way, about=way), at=self.now)
        self.press(facilitator.id, Token(Act.BEGIN, (HOME,)).pack())
        assert self.form
        self.submit(
            facilitator.id, self.form, every="fortnightly", first=FIRST.isoformat(), opens="10:00"
        )
        assert not self.refused, self.replies


def joined(person: Person) -> Member:
    return Member(person=person.id, name=person.name, standing=Standing.JOINED)


def without(community: Community, person: PersonId) -> Community:
    left = tuple(one for one in community.members if one.person != person)
    return replace(community, members=left)


def _agreed(matter: Matter, words: str, about: str = "") -> Agreement:
    return Agreement(
        id=RecordId(f"given{matter}"),
        community=HOME,
        matter=matter,
        about=about,
        words=words,
        agreed_at=BEGINS,
    )


def _yes(person: Person) -> Appointment:
    return Appointment(person=person.id, name=person.name, answer=Answer.YES)


def _given(form: Form, answers: dict[str, object]) -> Given:
    texts, lists = dict[str, str](), dict[str, tuple[str, ...]]()
    for one in form.fields:
        if one.kind in ("some_of", "people"):
            lists[one.name] = tuple(answers.get(one.name, one.values))  # type: ignore[union-attr,call-overload]
        else:
            texts[one.name] = str(answers.get(one.name, getattr(one, "value", "")))
    return Given(texts=texts, lists=lists)


def _at_once(work: Callable[[], T]) -> Awaitable[T]:
    async def done() -> T:
        return work()

    return done()


async def _nobody_asks(_: PostInDoubt) -> None:
    return
