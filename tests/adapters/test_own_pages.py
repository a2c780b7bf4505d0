"""Whose page is drawn again, and when: the same in every chat that shows one."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters import own_pages
from adapters.own_pages import LONGEST_REST, TRIES, OwnPages, Shown
from bot.boundary.delivery import Undelivered
from bot.boundary.touched import Touched
from bot.boundary.views import Card, Page
from bot.domain.ids import CommunityId, PersonId, RecordId

ANN, BEN, CAT = (PersonId(f"chat/acme/{name}") for name in ("ann", "ben", "cat"))
HOME = CommunityId(RecordId("home"))


class Boards(OwnPages[Shown]):
    """A chat that remembers whose page it has drawn, and refuses where it is told to."""

    def __init__(self, rest: float = 0.0) -> None:
        super().__init__(self._page, rest)
        self.told_of = frozenset({HOME})
        self.drawn = list[PersonId]()
        self.refuses: Undelivered | Exception | None = None

    def looks(self, *people: PersonId) -> None:
        for person in people:
            self._looked_at(self._shown.get(person) or Shown(person))

    def leaves(self, person: PersonId) -> None:
        self._forget(self._shown[person])

    async def _page(self, person: PersonId) -> Page:
        return Page((Card("", ()),), self.told_of)

    async def _draw(self, one: Shown) -> float:
        await self._read(one)
        self.drawn.append(one.person)
        match self.refuses:
            case Undelivered() as refused:
                return self._in_vain(one, refused.after)
            case Exception() as broken:
                raise broken
        one.in_vain = 0
        return 0.0


@pytest.fixture
async def boards() -> AsyncIterator[Boards]:
    boards = Boards()
    yield boards
    await boards.close()


async def all_is_done() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


def of_home(*people: PersonId) -> Touched:
    return Touched(frozenset({HOME}), frozenset(people))


async def test_who_looks_sees_it_drawn_and_then_whenever_their_community_changes(
    boards: Boards,
) -> None:
    boards.looks(ANN, BEN)
    await all_is_done()
    boards.touched(of_home())
    await all_is_done()

    assert sorted(boards.drawn) == [ANN, ANN, BEN, BEN]


async def test_whoever_is_touched_themselves_is_drawn_also_where_no_page_tells_of_it(
    boards: Boards,
) -> None:
    boards.told_of = frozenset()
    boards.looks(ANN, BEN)
    await all_is_done()
    boards.touched(of_home(BEN))
    await all_is_done()

    assert boards.drawn[2:] == [BEN]


async def test_what_comes_at_once_is_drawn_together(boards: Boards) -> None:
    boards.looks(ANN)
    await all_is_done()
    for _ in range(20):
        boards.touched(of_home())
    await all_is_done()

    assert boards.drawn == [ANN, ANN]


async def test_a_page_that_tells_of_a_community_no_more_is_not_drawn_for_it(boards: Boards) -> None:
    boards.looks(ANN)
    await all_is_done()
    boards.told_of = frozenset()
    boards.touched(of_home())
    await all_is_done()
    boards.touched(of_home())
    await all_is_done()

    assert boards.drawn == [ANN, ANN]


async def test_of_too_many_those_who_looked_longest_ago_are_not_kept_up_to_date(
    boards: Boards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_pages, "MOST", 2)
    boards.looks(ANN, BEN, ANN, CAT)
    await all_is_done()
    before = len(boards.drawn)
    boards.touched(of_home(BEN))
    await all_is_done()

    assert sorted(boards.drawn[before:]) == [ANN, CAT]


async def test_whose_page_is_gone_is_drawn_no_more(boards: Boards) -> None:
    boards.looks(ANN, BEN)
    await all_is_done()
    boards.leaves(ANN)
    boards.touched(of_home(ANN))
    await all_is_done()

    assert boards.drawn[2:] == [BEN]


async def test_what_is_not_taken_is_tried_a_few_times_and_then_left_until_something_changes(
    boards: Boards,
) -> None:
    boards.refuses = Undelivered("busy")
    boards.looks(ANN)
    await all_is_done()
    tried = len(boards.drawn)
    boards.refuses = None
    boards.touched(of_home())
    await all_is_done()

    assert tried == TRIES
    assert boards.drawn == [ANN] * (TRIES + 1)


async def test_where_a_rest_is_asked_for_nothing_is_tried_meanwhile(boards: Boards) -> None:
    boards.refuses = Undelivered("too fast", after=LONGEST_REST)
    boards.looks(ANN)
    await all_is_done()
    boards.touched(of_home())
    await all_is_done()

    assert boards.drawn == [ANN]


async def test_a_page_that_fails_is_told_of_without_a_word_of_it_and_hinders_nobody(
    boards: Boards, caplog: pytest.LogCaptureFixture
) -> None:
    boards.refuses = ValueError("Ann's own words")
    boards.looks(ANN)
    await all_is_done()
    boards.refuses = None
    boards.looks(BEN)
    await all_is_done()

    assert boards.drawn == [ANN, BEN]
    assert [one.getMessage() for one in caplog.records] == [
        "A page could not be drawn: ValueError."
    ]


async def test_once_it_is_closed_nothing_is_drawn_any_more(boards: Boards) -> None:
    boards.looks(ANN)
    await all_is_done()
    await boards.close()
    boards.touched(of_home())
    boards.looks(BEN)
    await all_is_done()

    assert boards.drawn == [ANN]


class Leaving(Boards):
    """Whoever is drawn turns out to have gone, and something touches their page meanwhile."""

    async def _draw(self, one: Shown) -> float:
        drawn = await super()._draw(one)
        self._touched(of_home(one.person))
        self._forget(one)
        return drawn


async def test_who_turns_out_to_have_gone_is_drawn_no_more_whatever_came_meanwhile() -> None:
    boards = Leaving()
    boards.looks(ANN)
    await all_is_done()
    await boards.close()

    assert boards.drawn == [ANN]
