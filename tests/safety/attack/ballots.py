"""Ballots, attacked: who voted what, for whoever has the database, all keys, and the chat's log of who voted when."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from adapters.chance import SystemMint
from bot.boundary.arrivals import DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId, RecordId
from bot.domain.people import Member, Standing
from bot.domain.poll import Poll
from bot.engine import Engine
from storage import box as boxes
from storage.seal import Keyring, Seal
from tests.conftest import KEY
from tests.contracts.given import HOME, NOW, ROOM, Rig, community, direct
from tests.memory import Days
from tests.safety.attack.classifier import Question, posteriors, signs
from tests.safety.attack.dumps import Dump, Series, dump_of
from tests.safety.attack.methods.joins import by_joins
from tests.safety.attack.methods.orders import by_order, rows_with
from tests.safety.attack.methods.rows import by_rows
from tests.safety.attack.opening import open_dump
from tests.safety.attack.sight import Sight
from tests.safety.attack.statistics import QUICK, measured

PEOPLE = tuple(direct(number).person for number in range(12))
POLLS, COMES = 8, 0.9
OPEN_FOR = timedelta(days=3)


@dataclass
class Voting:
    """A group on a database. `voter` is who votes just now, which a leaky bot would remember. `findings`: what
    needed no guessing."""

    rig: Rig
    chance: Random
    now: datetime = NOW
    voter: PersonId = field(default=PersonId(""))
    asked: list[Question] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)

    def poll(self, number: int) -> None:
        """A question is asked, people vote, a thief takes a copy, and it closes."""
        name = RecordId(f"which{number}")
        self._begin(name)
        before = dump_of(self.rig, self.now)
        wrote, presses = dict[str, PersonId](), dict[PersonId, datetime]()
        for person in self._who_come():
            self.now += timedelta(minutes=self.chance.uniform(1, 40))
            reason = "".join(self.chance.choices("bcdfghjklmnpqrstvwxz", k=20))
            self._vote(name, person, reason)
            wrote[reason], presses[person] = person, self.now
        self.asked += _questions(name, (before, dump_of(self.rig, self.now)), wrote, presses)
        self._close()

    def _begin(self, name: RecordId) -> None:
        members = [Member(person=one, name="", standing=Standing.JOINED) for one in PEOPLE]
        poll = Poll(
            id=name,
            community=HOME,
            question="Which?",
            kind=PollKind.ONE_OF,
            options=("A", "B", "C"),
            opener=PEOPLE[0],
            asked=frozenset(PEOPLE),
            closes_at=self.now + OPEN_FOR,
        )
        home = replace(community(rooms=(ROOM,)), members=tuple(members))
        with self.rig.offices.open() as office:
            office.keep(Decision(keep=(home, poll)), self.now)

    def _who_come(self) -> Sequence[PersonId]:
        """In an order of chance; most of them."""
        here = [one for one in PEOPLE if self.chance.random() < COMES]
        return self.chance.sample(here, len(here))

    def _vote(self, name: RecordId, person: PersonId, reason: str) -> None:
        self.voter = person
        texts = {"choice": self.chance.choice("012"), "reason": reason}
        self._engine.receive(
            FormSubmitted(
                id=DeliveryId(self.rig.mint.id()),
                at=self.now,
                who=Who(person, ""),
                place=ROOM,
                token=Token(Act.VOTE, (name,)).pack(),
                given=Given(texts=texts),
            )
        )

    def _close(self) -> None:
        self.now += OPEN_FOR
        self._engine.wake(self.now)
        left = dump_of(self.rig, self.now).tables
        self.findings.update(f"left in {one}" for one in ("box", "box_slip") if left[one])

    @property
    def _engine(self) -> Engine:
        return Engine(self.rig.offices, Days(), self.rig.mint)


Plants = Callable[[Voting], None]


def voted(url: str, seed: object, plant: Plants = lambda _: None) -> Voting:
    """A group's questions on a fresh database, one after the other."""
    voting = Voting(Rig(url, mint=SystemMint()), Random(str(seed)))
    with closing(voting.rig):
        plant(voting)
        for number in range(POLLS):
            voting.poll(number)
    return voting


def broken(voting: Voting) -> Iterator[str]:
    """Nothing, where no ballot leads to whoever cast it."""
    yield from (f"found: {what}" for what in voting.findings)
    found = measured(posteriors(voting.asked), [one.true for one in voting.asked])
    loud = [one.name for one in signs(voting.asked) if abs(one.strength) > QUICK.loud]
    for why in (*QUICK.broken(found), *(f"a sign, {name}" for name in loud)):
        yield f"ballots: {why}, {found.right:.1%} against {found.chance:.1%}"


def _questions(
    name: str,
    dumps: tuple[Dump, Dump],
    wrote: dict[str, PersonId],
    presses: dict[PersonId, datetime],
) -> Iterator[Question]:
    """Of each ballot, known by the reason that stands with it, who cast it."""
    secrets = frozenset({KEY}.union(*map(_opened, dumps)))
    texts, circle = list(wrote), tuple(presses)
    sight = Sight(
        texts=texts,
        circle=circle,
        presses=presses,
        orders={"tag": _by_tag(texts, dumps[1])},
        series={"open": Series(dumps)},
        secrets=secrets,
    )
    numbers = by_order(sight) | by_rows(sight) | by_joins(sight)
    for down, text in enumerate(texts):
        telling = {one: rows[down] for one, rows in numbers.items() if rows[down].std() > 1e-9}
        yield Question(name, telling, len(circle), circle.index(wrote[text]))


def _opened(dump: Dump) -> frozenset[bytes]:
    """All that opens with the master key is opened. The keys that were found on the way."""
    marks = open_dump(dump, (KEY,), PEOPLE).marks
    ring, keys = Keyring((KEY,)), dict[str, bytes]()
    for row in dump.tables["box"]:
        of = str(row.values["box"])
        keys[of] = ring.unwrap(bytes(row.values["wrapped"]), boxes._wrapped(of))  # type: ignore[call-overload]
    for row in dump.tables["box_slip"]:
        name, tag, sealed = (row.values[one] for one in ("box", "tag", "sealed"))
        padded = Seal(keys[str(name)]).open(sealed, boxes._slip(str(name), tag))  # type: ignore[arg-type]
        dump.opened["box_slip", row.place] = boxes._unpadded(padded).decode()
    return frozenset({*marks, *keys.values()})


def _by_tag(texts: Sequence[str], dump: Dump) -> list[str]:
    found = [(row.values.get("tag", b""), text) for text, _, row in rows_with(texts, dump)]
    return [text for _, text in sorted(found)]
