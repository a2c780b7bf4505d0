"""A town of communities in which whoever is asked answers: a press, a form filled in, a reply under a story."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from benchmarks._ground import NOW, engine
from bot.boundary.arrivals import (
    ButtonPressed,
    CommandGiven,
    DeliveryId,
    FormSubmitted,
    Given,
    Replied,
    Who,
)
from bot.boundary.decision import OpenForm, Reply
from bot.boundary.delivery import Carried, Errand
from bot.boundary.tokens import Act, unpack
from bot.boundary.views import Day, Field, Form, OneOf, People, SomeOf
from bot.domain.community import Community
from bot.domain.ids import Address, CommunityId, Direct, PersonId, Place, Room
from storage import Database

ONE_ANSWERS = frozenset(
    {
        Act.HOLD,
        Act.STORY_READY,
        Act.CHANGE_LINE,
        Act.WRAP,
        Act.STILL_FITS,
        Act.CARRY_ON,
        Act.LOOK_AFTER,
    }
)
ALL_ANSWER = frozenset({Act.CHECK, Act.REVIEW, Act.LIVE_WITH_IT, Act.VOTE, Act.RENEW})
SAID = "I would have rung the ward first, and I am still not sure that it would have helped."


@dataclass
class Town:
    """Communities that live through time together, on one database."""

    database: Database
    communities: Mapping[CommunityId, Community]
    now: datetime = NOW
    arrivals: int = 0
    alarms: int = 0
    posts: int = 0
    asked: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.engine = engine(self.database)
        self.outbox = self.database.outbox()

    def live_until(self, end: datetime) -> None:
        """From one thing that is due to the next; people answer what reaches them at once."""
        while (due := self._next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            self.alarms += self.engine.wake(self.now, 1000)
            while errands := self.outbox.claim(self.now, 500):
                self.posts += len(errands)
                carried = [Carried(one, one.address or Address(one.id)) for one in errands]
                self.outbox.settle(carried, self.now)
                for one in errands:
                    self._answer(one)
        self.now = end

    def begin_month(self, number: int) -> None:
        """Every member who has something to tell offers it; somebody asks the group, and proposes."""
        for one in self.communities.values():
            teller = one.members[number % len(one.members)].person
            for words in ("story", "poll", *(("propose",) if number % 3 == 0 else ())):
                self._command(one, teller, words)

    def _next_due(self) -> datetime | None:
        with self.database.offices().open() as office:
            alarm = office.next_alarm()
        moments = (alarm, self.outbox.next_due(self.now))
        return min((one for one in moments if one is not None), default=None)

    def _answer(self, errand: Errand) -> None:
        home = self.communities[errand.community]
        kind = errand.name.partition(":")[0]
        if kind in ("round", "session") and isinstance(errand.place, Room) and not errand.address:
            self._reply(home, errand.place, errand.thread or Address(errand.id))
        for token in {button.token for button in errand.card.buttons}:
            act = unpack(token).act
            people = tuple(_asked(act, home, errand.place))
            if people and (errand.name, token) not in self.asked:
                self.asked.add((errand.name, token))
                self._press(people, errand.place, token)

    def _reply(self, home: Community, room: Room, under: Address) -> None:
        """Five of the members, and whoever holds the session, say something."""
        for member in (*home.members[:5], home.keepers[0]):
            delivery = self._id()
            self._take(
                Replied(
                    id=delivery,
                    at=self.now,
                    who=Who(member.person, member.name),
                    room=room,
                    under=under,
                    text=SAID,
                    message=Address(delivery),
                )
            )

    def _press(self, people: Iterable[PersonId], place: Place, token: str) -> None:
        for person in people:
            who = Who(person, person)
            pressed = ButtonPressed(id=self._id(), at=self.now, who=who, place=place, token=token)
            self._fill(who, place, self._take(pressed))

    def _command(self, home: Community, person: PersonId, words: str) -> None:
        who, place = Who(person, person), home.rooms[0]
        given = CommandGiven(id=self._id(), at=self.now, who=who, place=place, words=words)
        self._fill(who, place, self._take(given))

    def _fill(self, who: Who, place: Place, replies: tuple[Reply, ...]) -> None:
        for form in _forms(replies):
            submitted = FormSubmitted(
                id=self._id(),
                at=self.now,
                who=who,
                place=place,
                token=form.token,
                given=_given(form),
            )
            self._fill(who, place, self._take(submitted))

    def _take(self, arrival: object) -> tuple[Reply, ...]:
        return self.engine.receive(arrival)  # type: ignore[arg-type]

    def _id(self) -> DeliveryId:
        self.arrivals += 1
        return DeliveryId(f"d{self.arrivals}")


def _asked(act: Act, home: Community, place: Place) -> Iterator[PersonId]:
    if act in ONE_ANSWERS:
        yield place.person if isinstance(place, Direct) else home.keepers[0].person
    if act in ALL_ANSWER:
        yield from (member.person for member in home.members)


def _forms(replies: tuple[Reply, ...]) -> Iterator[Form]:
    return (one.form for one in replies if isinstance(one, OpenForm))


def _given(form: Form) -> Given:
    """As a willing member fills it in."""
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for one in form.fields:
        if isinstance(one, SomeOf | People):
            lists[one.name] = _chosen(one)
        else:
            texts[one.name] = _written(one)
    return Given(texts=texts, lists=lists)


def _chosen(field: SomeOf | People) -> tuple[str, ...]:
    if isinstance(field, SomeOf):
        return field.values or tuple(choice.value for choice in field.choices[:1])
    return field.values


def _written(field: Field) -> str:
    match field:
        case OneOf():
            return field.value or field.choices[0].value
        case Day():
            return field.value
        case _:
            return getattr(field, "value", "") or SAID[: getattr(field, "most", 150)]
