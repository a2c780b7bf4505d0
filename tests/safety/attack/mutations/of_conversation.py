"""Leaks in what is said and shown, in whom it is asked of, and in how people are counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.boundary.arrivals import DeliveryId, FormSubmitted
from bot.boundary.decision import Decision, OpenForm, Post, Reply
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Quote, Text
from bot.conversations.notes import releasing, turning
from bot.domain.ids import Direct, PersonId, Place, PostName
from bot.domain.notes_fates import Crowd
from storage.windows import Windows
from tests.contracts.given import HOME, ROOM
from tests.safety.attack.house import House
from tests.safety.attack.mutations.planting import Planter, Typed, is_done

Receives = Callable[[House, object], tuple[Reply, ...]]
_numbers = count()


def posted_at_once(plant: Planter) -> None:
    """A note is in the room within half an hour, after a time of chance."""
    jitter = plant.house.chance

    def post(one: Typed | None, done: FormSubmitted) -> None:
        if one:
            _say(plant, ROOM, Quote(one.text), one.at + timedelta(minutes=jitter.uniform(0, 30)))

    plant.after_pass(post)


def told_in_order(plant: Planter) -> None:
    """Nothing is shuffled: the room reads the notes in the order in which they came."""
    plant.after_pass(lambda *_: None)

    def in_order(released: Any) -> Any:
        def told(shuffled: Any, flagged: Any, post: str) -> Any:
            known = plant.typed
            came = sorted(
                shuffled, key=lambda one: known[one.text].number if one.text in known else 0
            )
            return released(came, flagged, post)

        return told

    plant.replace(releasing, "released", in_order)


def live_count(plant: Planter) -> None:
    """The room reads how many notes wait, as soon as there is one more."""

    def post(one: Typed | None, done: FormSubmitted) -> None:
        if one:
            _say(plant, ROOM, Text(f"{len(plant.typed)} notes so far"), None)

    plant.after_pass(post)


def confirmed_by_message(plant: Planter) -> None:
    def post(one: Typed | None, done: FormSubmitted) -> None:
        if one:
            _say(plant, Direct(one.person), Text("Your note is here"), None)

    plant.after_pass(post)


def reminded_by_writing(plant: Planter) -> None:
    """The reminder goes to those who have written, and asks if there is more."""
    plant.after_pass(lambda *_: None)

    def some(again_posts: Any) -> Any:
        def posts(here: Any, window: Any, which: str) -> Any:
            since = window.times.checks_in_at
            wrote = {one.person for one in plant.typed.values() if one.at >= since}
            return tuple(p for p in again_posts(here, window, which) if p.to.person in wrote)

        return posts

    plant.replace(turning, "again_posts", some)


def only_writers_come(plant: Planter) -> None:
    """Whoever has nothing to write is thanked on the first page, and goes no further."""
    came: set[PersonId] = set()
    _counted(plant, lambda people: len(came & set(people)), came)

    def receive(receives: Receives, house: House, arrival: object) -> tuple[Reply, ...]:
        if _first_page(arrival):
            assert isinstance(arrival, FormSubmitted)
            came.add(arrival.who.person)
            if _blank(arrival):
                return (OpenForm(_thanks()),)
        return receives(house, arrival)

    _around(plant, receive)


def page_for_writers(plant: Planter) -> None:
    """Only whoever has written something sees the page before it goes."""

    def receive(receives: Receives, house: House, arrival: object) -> tuple[Reply, ...]:
        replies = receives(house, arrival)
        if not (_first_page(arrival) and replies and isinstance(replies[0], OpenForm)):
            return replies
        assert isinstance(arrival, FormSubmitted)
        page = replies[0].form
        if not _blank(arrival) or page.token.partition(".")[0] != Act.CHECK_IN_DONE:
            return replies
        done = replace(arrival, id=DeliveryId(f"{arrival.id} done"), token=page.token)
        receives(house, done)
        return (OpenForm(_thanks()),)

    _around(plant, receive)


def receipt_for_writers(plant: Planter) -> None:
    """Only whoever has written something sees a last page."""

    def receive(receives: Receives, house: House, arrival: object) -> tuple[Reply, ...]:
        replies = receives(house, arrival)
        blank = isinstance(arrival, FormSubmitted) and is_done(arrival) and _blank(arrival)
        return () if blank else replies

    _around(plant, receive)


def receipts_apart(plant: Planter) -> None:
    """The six words are fetched through a form of their own, which only writers have a use for."""

    def fetch(one: Typed | None, done: FormSubmitted) -> None:
        if one:
            plant.house.platform.notes("command", one.person, "receipt")
            plant.house.platform.notes("form opened", one.person)

    plant.after_pass(fetch)


def held_over(plant: Planter) -> None:
    """Of a window with too small a crowd nothing is destroyed."""
    plant.replace(turning, "crowd_of", lambda _: lambda *_, **__: Crowd.ENOUGH)


def crowd_of_notes(plant: Planter) -> None:
    """Notes are counted, and not people."""

    def count_notes(passed: Any) -> Any:
        def counted(self: Windows, window: str, people: Any) -> int:
            return sum(leaf.get("k") == "n" for leaf in self.leaves(window))

        return counted

    plant.replace(Windows, "passed", count_notes)


def crowd_with_keepers(plant: Planter) -> None:
    """Those who look after the group are counted, too."""

    def count_all(passed: Any) -> Any:
        def counted(self: Windows, window: str, people: Any) -> int:
            keepers = list(plant.house.people)[-2:]
            return int(passed(self, window, {*people, *keepers}))

        return counted

    plant.replace(Windows, "passed", count_all)


def _say(plant: Planter, to: Place, words: Text | Quote, at: datetime | None) -> None:
    name = PostName(f"leak:{next(_numbers)}")
    post = Post(community=HOME, to=to, name=name, card=Card("", (words,)), not_before=at)
    with plant.house.rig.offices.open() as office:
        office.keep(Decision(say=(post,)), plant.house.now)
    plant.house.carry()


def _around(
    plant: Planter, receive: Callable[[Receives, House, object], tuple[Reply, ...]]
) -> None:
    receives = plant.house.receives
    plant.house.receives = lambda house, arrival: receive(receives, house, arrival)


def _counted(plant: Planter, how: Callable[[Any], int], came: set[PersonId]) -> None:
    def passed(_: Any) -> Any:
        return lambda *given: how(given[2])

    def destroy(destroyed: Any) -> Any:
        def gone(self: Windows, what: Any) -> None:
            came.clear()
            destroyed(self, what)

        return gone

    plant.replace(Windows, "passed", passed)
    plant.replace(Windows, "destroy", destroy)


def _first_page(arrival: object) -> bool:
    return isinstance(arrival, FormSubmitted) and arrival.token.partition(".")[0] == Act.CHECK_IN


def _blank(arrival: FormSubmitted) -> bool:
    return not (arrival.given.text("note") or arrival.given.text("second"))


def _thanks() -> Form:
    return Form(token=Token(Act.CLOSE_PAGE).pack(), title="Thank you")
