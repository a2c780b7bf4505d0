"""Posts go where they belong, and stay in one piece."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.teams import messenger as messengers
from adapters.teams.cards import messages
from adapters.teams.directory import Directory
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.pressing import REPLY_LABEL
from adapters.teams.references import References
from adapters.teams.transport import Member
from bot.boundary.delivery import ONE, Errand, InDoubt, Parts, Undelivered, Unreachable, Why
from bot.boundary.views import Card, Text
from bot.domain.ids import Address, CommunityId, Direct, Place, PostName, RecordId, Room
from tests.adapters.teams.notebook import ANN, HERE, Office, Shelf, at_once

NOW = datetime(2027, 1, 4, 10, tzinfo=UTC)
SHORT = Card("A question", (Text("Who has seen it?"),))
LONG = Card("A story", tuple(Text(f"{number} " + "and then " * 900) for number in range(4)))

OTHER = Card("A story", tuple(Text(f"{number} " + "but then " * 900) for number in range(4)))


class Killed(BaseException):
    """The process is no more."""


def errand(
    place: Place = HERE, card: Card = SHORT, name: str = "poll:p1", **more: object
) -> Errand:
    given = Errand(
        id="e1",
        community=CommunityId(RecordId("home")),
        name=PostName(name),
        place=place,
        card=card,
        revision=1,
        address=None,
        thread=None,
        claimed_at=NOW,
        since=NOW,
    )
    return replace(given, **more)  # type: ignore[arg-type]


async def carried(messenger: TeamsMessenger, one: Errand) -> Address:
    address = await messenger.deliver(one)
    assert address is not None, "it stands somewhere"
    return address


@pytest.fixture
async def office() -> Office:
    office = Office()
    await office.knows_the_channel()
    await office.knows_ann()
    return office


@pytest.fixture
def messenger(office: Office) -> TeamsMessenger:
    return TeamsMessenger(office.transport, office.directory, office.references)


async def test_in_a_channel_a_post_begins_a_thread_or_stands_in_one(
    office: Office, messenger: TeamsMessenger
) -> None:
    first = await messenger.deliver(errand())
    await messenger.deliver(errand(thread=first))

    assert office.transport.threads == {"1": "", "2": "1"}


async def test_a_private_chat_is_opened_once(office: Office, messenger: TeamsMessenger) -> None:
    await messenger.deliver(errand(Direct(ANN)))
    await messenger.deliver(errand(Direct(ANN), thread=Address("7")))

    assert office.transport.opened == ["29:ann"]
    assert set(office.transport.where.values()) == {"a:29:ann"}
    assert set(office.transport.threads.values()) == {""}


async def test_who_was_never_met_is_found_among_those_in_the_channel(
    office: Office, messenger: TeamsMessenger
) -> None:
    await office.references.forget_person(ANN)
    office.transport.rosters[HERE.channel] = (Member("29:ann", "aad-ann", "Ann"),)

    await messenger.deliver(errand(Direct(ANN)))

    assert office.transport.opened == ["29:ann"]


async def test_who_is_nowhere_can_not_be_reached(office: Office, messenger: TeamsMessenger) -> None:
    await office.references.forget_person(ANN)

    with pytest.raises(Unreachable):
        await messenger.deliver(errand(Direct(ANN)))


async def test_why_somebody_can_not_be_reached_is_kept_until_a_chat_is_opened_again(
    office: Office, messenger: TeamsMessenger
) -> None:
    office.transport.refuses = [None, Unreachable(Why.BLOCKED)]
    with pytest.raises(Unreachable):
        await messenger.deliver(errand(Direct(ANN)))
    shut = await office.references.person(ANN)
    await messenger.deliver(errand(Direct(ANN)))
    open_ = await office.references.person(ANN)

    assert shut is not None
    assert open_ is not None
    assert (shut.shut, open_.shut) == (Why.BLOCKED, "")


async def test_a_long_post_goes_on_below_and_is_revised_as_one(
    office: Office, messenger: TeamsMessenger
) -> None:
    address = await carried(messenger, errand(card=LONG))
    went = dict(office.transport.threads)
    await messenger.revise(errand(card=SHORT, address=address))

    assert len(went) > 1
    assert list(went.values()) == ["", *["1"] * (len(went) - 1)]
    assert list(office.transport.stands) == ["1"]
    assert await office.references.rest_of(HERE, address) == ()


async def test_a_post_that_grows_goes_on_below(office: Office, messenger: TeamsMessenger) -> None:
    address = await carried(messenger, errand())
    await messenger.revise(errand(card=LONG, address=address))

    rest = await office.references.rest_of(HERE, address)
    assert (address, *rest) == tuple(office.transport.stands)
    assert {office.transport.threads[one] for one in rest} == {"1"}


async def test_a_long_post_waits_for_a_rest_half_way_and_is_whole(
    office: Office, messenger: TeamsMessenger
) -> None:
    office.transport.refuses = [None, Undelivered("too fast", after=0.01)]

    address = await carried(messenger, errand(card=LONG))

    assert len(await office.references.rest_of(HERE, address)) == len(office.transport.stands) - 1


class TestALongPostThatBreaksOff:
    """Teams takes its beginning, and refuses what follows for longer than one waits."""

    @pytest.fixture(autouse=True)
    def no_wait(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messengers, "MOST_WAIT", 0.0)

    async def test_is_surely_not_there_as_a_whole_and_so_is_tried_again(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, Undelivered("too fast", after=9.0)]

        with pytest.raises(Undelivered) as refused:
            await messenger.deliver(errand(card=LONG))

        assert refused.value.after == 9.0
        assert len(office.transport.stands) == 2

    async def test_goes_on_where_it_broke_off_and_stands_once(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, Undelivered("too fast", after=9.0)]
        with pytest.raises(Undelivered):
            await messenger.deliver(errand(card=LONG))
        anew = TeamsMessenger(office.transport, office.directory, office.references)
        address = await carried(anew, errand(card=LONG))

        rest = await office.references.rest_of(HERE, address)
        assert (address, *rest) == tuple(office.transport.stands)
        assert list(office.transport.stands.values()) == list(messages(LONG))
        assert set(office.transport.threads.values()) == {"", address}

    async def test_reads_as_it_does_by_then_where_it_was_changed_meanwhile(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, Undelivered("too fast", after=9.0)]
        with pytest.raises(Undelivered):
            await messenger.deliver(errand(card=LONG))
        await messenger.deliver(errand(card=SHORT))

        assert list(office.transport.stands.values()) == list(messages(SHORT))

    async def test_is_in_doubt_where_nobody_knows_about_a_part_and_then_only_the_rest_is_sent(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        """Whoever looks, and has it sent again, does not see the beginning twice."""
        office.transport.refuses = [None, None, InDoubt()]
        with pytest.raises(InDoubt):
            await messenger.deliver(errand(card=LONG))
        await messenger.deliver(errand(card=LONG))

        assert list(office.transport.stands.values()) == list(messages(LONG))

    async def test_tells_how_far_it_came(self, office: Office, messenger: TeamsMessenger) -> None:
        before = await messenger.parts(errand(card=LONG))
        office.transport.refuses = [None, None, InDoubt()]
        with pytest.raises(InDoubt):
            await messenger.deliver(errand(card=LONG))

        assert before == Parts(0, len(messages(LONG)))
        assert await messenger.parts(errand(card=LONG)) == Parts(2, len(messages(LONG)))
        assert await messenger.parts(errand(id="e2")) == ONE

    async def test_is_known_as_far_as_it_came_where_the_bot_is_killed_meanwhile(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, Killed()]
        with pytest.raises(Killed):
            await messenger.deliver(errand(card=LONG))

        started = TeamsMessenger(
            office.transport, office.directory, References(Shelf(dict(office.shelf.ways)), at_once)
        )
        assert (await started.parts(errand(card=LONG))).stand == 2

    async def test_goes_on_after_the_part_that_somebody_has_seen(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, InDoubt()]
        with pytest.raises(InDoubt):
            await messenger.deliver(errand(card=LONG))
        address = await messenger.deliver(errand(card=LONG, stand=3))

        told = list(messages(LONG))
        assert address == "1"
        assert list(office.transport.stands.values()) == [*told[:2], *told[3:]]

    async def test_is_changed_later_where_it_is_known_and_nowhere_twice(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, InDoubt()]
        with pytest.raises(InDoubt):
            await messenger.deliver(errand(card=LONG))
        address = await messenger.deliver(errand(card=LONG, stand=3))
        await messenger.revise(errand(card=OTHER, address=address))

        told = list(messages(OTHER))
        assert list(office.transport.stands.values()) == [*told[:2], *told[3:]]

    async def test_whose_first_part_alone_was_seen_goes_on_in_a_thread_of_its_own(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        address = await messenger.deliver(errand(card=LONG, stand=1))
        await messenger.revise(errand(card=OTHER, address=address))

        assert list(office.transport.stands.values()) == list(messages(OTHER))[1:]
        assert set(office.transport.threads.values()) == {"", address}
        await messenger.revise(errand(card=SHORT, address=address))
        assert list(office.transport.stands) == [address]

    async def test_of_which_all_was_seen_stands_where_nobody_knows(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        whole = len(messages(LONG))

        assert await messenger.deliver(errand(card=LONG, stand=whole)) is None
        assert office.transport.stands == {}

    async def test_that_shrinks_meanwhile_leaves_nothing_behind(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, None, InDoubt()]
        with pytest.raises(InDoubt):
            await messenger.deliver(errand(card=LONG))
        await messenger.deliver(errand(card=SHORT))

        assert not any("half" in name for name in office.shelf.ways)

    async def test_leaves_nothing_behind_once_it_is_whole(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        await messenger.deliver(errand(card=LONG))
        whole = set(office.shelf.ways)
        office.transport.refuses = [None, Undelivered("too fast", after=9.0)]
        with pytest.raises(Undelivered):
            await messenger.deliver(errand(card=LONG, id="e2"))
        await messenger.deliver(errand(card=LONG, id="e2"))

        assert len(set(office.shelf.ways) - whole) == 1
        assert not any("half" in name for name in office.shelf.ways)

    async def test_can_not_go_on_where_its_thread_is_gone(
        self, office: Office, messenger: TeamsMessenger
    ) -> None:
        office.transport.refuses = [None, Unreachable(Why.LEFT)]

        with pytest.raises(Unreachable):
            await messenger.deliver(errand(card=LONG))


async def test_a_way_that_is_not_found_in_time_is_no_doubt_since_nothing_was_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messengers, "FINDING", 0.01)
    await office.references.forget_person(ANN)

    async def never(_: str) -> tuple[Room, ...]:
        await asyncio.Event().wait()
        return ()

    lost = Directory(office.transport, office.references, never)
    with pytest.raises(Undelivered):
        await TeamsMessenger(office.transport, lost, office.references).deliver(errand(Direct(ANN)))


async def test_teams_can_not_be_asked_whether_a_post_stands(messenger: TeamsMessenger) -> None:
    assert not messenger.can_be_asked
    with pytest.raises(InDoubt):
        await messenger.find(errand())


@pytest.mark.parametrize(
    ("name", "place", "answered"),
    [
        ("session:s1", HERE, True),
        ("story:s1", HERE, True),
        ("poll:p1", HERE, False),
        ("session:s1", Direct(ANN), False),
    ],
)
async def test_only_what_is_answered_in_its_thread_has_a_button_to_reply(
    office: Office, messenger: TeamsMessenger, name: str, place: Place, answered: bool
) -> None:
    await messenger.deliver(errand(place, name=name))

    assert (REPLY_LABEL in repr(office.transport.stands["1"])) is answered
