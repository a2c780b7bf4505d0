"""What is written behind the button “Reply” stands in the thread once, whatever becomes of it afterwards."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from adapters.teams import forms, inbound, inputs
from adapters.teams.answer import KEPT, Answer
from adapters.teams.replying import (
    CUT_SHORT,
    GONE,
    IN_DOUBT,
    NOT_HERE,
    NOT_KEPT,
    NOT_NOW,
    THERE,
    Replying,
)
from bot.boundary.arrivals import Arrival, Begun, DeliveryId, Replied, ReplyBegun, Who
from bot.boundary.decision import Reply
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why
from bot.domain.ids import Address
from tests.adapters.teams.incoming import AT, incoming
from tests.adapters.teams.living import Living, restarted
from tests.adapters.teams.notebook import ANN, HERE, Office
from tests.adapters.teams.settled import hands_in, keep, kept, opens_a_session, settled
from tests.adapters.waiting import until

SAID = "That he made you tea."
ASKED = incoming(kind="invoke", name="task/submit", reply_to="7")
ANNA = Who(ANN, "Ann")
LONG = tuple(f"{number}: " + "and then " * 900 for number in range(6))


@dataclass
class Desk:
    """Breaks so many times before it keeps anything."""

    breaks: int = 0
    begun: set[str] = field(default_factory=set)
    kept: list[Arrival] = field(default_factory=list)

    async def take(self, arrival: Arrival) -> tuple[Reply, ...]:
        if self.breaks:
            self.breaks -= 1
            raise OSError(f"no space left for {arrival!r}")
        self.kept.append(arrival)
        return ()

    async def hears(self, *_: object) -> bool:
        return True

    async def begins(self, reply: ReplyBegun) -> Begun:
        before = reply.id in self.begun
        self.begun.add(reply.id)
        return Begun.BEFORE if before else Begun.NOW


class There(Office):
    """A post to answer is `7`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.desk = Desk()
        self.answer = KEPT
        self.begins_anew()

    def begins_anew(self) -> None:
        """As a bot that was stopped and started."""
        desk = self.desk
        self.replying = Replying(
            self.transport, self.directory, desk.take, desk.hears, desk.begins, lambda: AT
        )

    async def hands_in(self) -> str:
        """The same dialog, with the same words; what they read then."""
        opened = await self.replying.form(ASKED, ANNA, HERE, "o1")
        return await self.presses(_carried(opened))

    async def presses(self, data: Mapping[str, Any]) -> str:
        form = forms.meant(data).form
        assert form is not None
        typed = {**data, inputs.id_of(form, form.fields[0]): SAID}
        self.answer = await self.replying.handed_in(ASKED, form, ANNA, HERE, typed, "o2")
        return repr(self.answer.body)

    def posted(self) -> int:
        return [SAID in repr(one) for one in self.transport.stands.values()].count(True)


def _carried(answer: Answer) -> Mapping[str, Any]:
    """By the button of the dialog that lies before somebody."""
    card = (answer.body or {})["task"]["value"]["card"]["content"]
    found: Mapping[str, Any] = card["actions"][0]["data"]
    return found


@pytest.fixture
async def there() -> There:
    there = There()
    await there.knows_the_channel()
    return there


async def test_words_that_stand_and_could_not_be_kept_are_kept_at_the_next_press_and_posted_once(
    there: There,
) -> None:
    there.desk.breaks = 1
    first = await there.hands_in()
    again = await there.hands_in()

    assert NOT_KEPT in first
    assert SAID in first
    assert THERE in again
    assert there.posted() == 1
    (kept,) = there.desk.kept
    assert isinstance(kept, Replied)
    assert (kept.text, kept.under, kept.message) == (SAID, "7", "1")


async def test_who_was_cut_short_is_asked_to_look_first_and_can_post_it_all_the_same(
    there: There,
) -> None:
    """The bot was stopped after it had posted the words, or just before."""
    await there.hands_in()
    there.begins_anew()
    again = await there.hands_in()

    assert CUT_SHORT in again
    assert SAID in again
    assert there.posted() == 1

    assert THERE in await there.presses(_carried(there.answer))
    assert there.posted() == 2


@pytest.mark.parametrize(
    ("refusal", "told"),
    [(InDoubt("lost"), IN_DOUBT), (Undelivered("busy"), NOT_NOW), (Unreachable(Why.LEFT), GONE)],
)
async def test_what_teams_brings_again_meanwhile_posts_nothing_that_the_member_has_not_asked_for(
    there: There, refusal: Exception, told: str
) -> None:
    there.transport.refuses = [refusal]
    first = await there.hands_in()
    brought_again = await there.hands_in()

    assert told in first
    assert told in brought_again
    assert there.posted() == 0

    assert THERE in await there.presses(_carried(there.answer))
    assert there.posted() == 1


async def test_where_the_bot_falls_over_before_teams_has_answered_the_words_stand_once(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        post, mia = await opens_a_session(there), there["mia"]
        await mia.presses("Reply", on=post)
        there.teams.fault("slow", "post", 1.0, after=True)
        first = asyncio.create_task(hands_in(mia, {"words": SAID}))
        await until(lambda: stand(there))
        async with restarted(there):
            await hands_in(mia, {"words": SAID})
            dialog = await mia.dialog()

            assert dialog is not None
            assert CUT_SHORT in dialog.words
            assert [one.value for one in dialog.fields.values()] == [SAID]
            assert await stand(there) == 1
            await there.teams.clock.forward(1.0)
            await first


async def stand(there: Living) -> int:
    """So often the words stand in the channel."""
    return sum(SAID in one.words for one in await there.room.sees())


async def test_that_it_has_begun_is_known_after_a_second_start(tmp_path: Path) -> None:
    begun = ReplyBegun(
        id=DeliveryId("begun/1"),
        at=AT,
        who=Who(inbound.of("contoso", "nobody"), ""),
        room=HERE,
        under=Address("7"),
    )
    async with settled(tmp_path) as there:
        post = await opens_a_session(there)
        desk, where = there.here.desk, replace(begun, room=there.place, under=Address(post.id))
        mia = replace(where, who=Who(there.of("mia"), "Mia"))

        assert await desk.begins(where) is Begun.UNHEARD
        assert await desk.begins(replace(mia, under=Address("8"))) is Begun.UNHEARD
        assert await desk.begins(mia) is Begun.NOW
        assert await desk.begins(mia) is Begun.BEFORE

    async with settled(tmp_path) as there:
        assert await there.here.desk.begins(mia) is Begun.BEFORE


async def test_of_words_that_could_not_be_kept_the_log_has_none(
    there: There, caplog: pytest.LogCaptureFixture
) -> None:
    there.desk.breaks = 1
    with caplog.at_level(logging.DEBUG):
        await there.hands_in()

    assert "OSError" in caplog.text
    assert SAID not in caplog.text


async def test_below_the_last_part_of_a_long_post_the_post_is_answered(tmp_path: Path) -> None:
    """The button stands there, and the bot knows the post by its first part."""
    async with settled(tmp_path) as there:
        await opens_a_session(there, "session:s1", *LONG)
        last = (await there.room.sees())[-1]
        await there["mia"].presses("Reply", on=last)
        await hands_in(there["mia"], {"words": SAID})
        said = (await there.room.sees())[-1]

        assert last.id != last.thread
        assert SAID in said.words
        assert said.thread == last.thread


async def test_who_has_left_meanwhile_keeps_their_words_and_nothing_is_posted(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        post = await opens_a_session(there)
        await there["mia"].presses("Reply", on=post)
        others = tuple(one for one in kept(there).members if one.person != there.of("mia"))
        keep(there, replace(kept(there), members=others))
        await hands_in(there["mia"], {"words": SAID})
        form = await there["mia"].dialog()
        said = [one.words for one in await there.room.sees()]

        assert form is not None
        assert NOT_HERE in form.words
        assert [one.value for one in form.fields.values()] == [SAID]
        assert not any(SAID in words for words in said)


async def test_where_nobody_would_hear_it_no_reply_is_asked_for(tmp_path: Path) -> None:
    """Somebody who is in the team, and not in the community."""
    async with settled(tmp_path) as there:
        post = await opens_a_session(there)
        sid = there.teams.person("Sid")
        await there["fay"].adds(there.team, sid)
        await sid.presses("Reply", on=post)

        assert await sid.dialog() is None
        assert await sid.toasts() == [NOT_HERE]
