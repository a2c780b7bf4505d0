"""What was said stands in Slack once, at Slack's pace, whatever happens on the way."""

from pathlib import Path

import pytest

from tests.adapters.fake_slack import Limits
from tests.adapters.fake_slack.faults import Fault, Faults, Kind
from tests.adapters.fake_slack.wire import Arguments
from tests.adapters.slack.carrying import going_round, post, revise

AN_HOUR = 3600.0


async def test_a_private_post_needs_no_channel_to_be_opened_first(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        there.say(*(post(there.to(name), "hello") for name in there.people))
        await there.in_the_end()
        there.say(post(there.to("ann"), "again"))
        await there.in_the_end()

        assert there.at("ann") == ["hello", "again"]
        assert there.called("conversations.open") == 0


async def test_a_new_process_opens_a_private_channel_once_to_change_what_stands_there(
    tmp_path: Path,
) -> None:
    async with going_round(tmp_path) as there:
        there.say(post(there.to("ann"), "one"), post(there.to("ann"), "two"))
        await there.in_the_end()
        there.restart()
        there.say(revise("one", "first"), revise("two", "second"))
        await there.in_the_end()

        assert there.at("ann") == ["first", "second"]
        assert there.called("conversations.open") == 1


async def test_for_a_link_in_a_post_no_preview_is_fetched(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        there.say(post(there.here, "advice", "see https://example.org/advice"))
        await there.in_the_end()

        (link,) = (one for one in there.room.messages.values() if "advice" in repr(one.blocks))
        assert not link.unfurls


def _lost_after(faults: Faults) -> None:
    faults.lose("chat.postMessage")


def _lost_before(faults: Faults) -> None:
    faults.lose("chat.postMessage", after_accepting=False)


def _failed_after(faults: Faults) -> None:
    faults.fail("chat.postMessage", 503, after=True)


def _failed_before(faults: Faults) -> None:
    faults.fail("chat.postMessage", 503)


def _half_an_answer(faults: Faults) -> None:
    faults.break_json("chat.postMessage")


def _perhaps(faults: Faults) -> None:
    faults.refuse("chat.postMessage", "internal_error")


def _too_fast(faults: Faults) -> None:
    faults.limit("chat.postMessage", 7)


MISHAPS = (
    _lost_after,
    _lost_before,
    _failed_after,
    _failed_before,
    _half_an_answer,
    _perhaps,
    _too_fast,
)


@pytest.mark.parametrize("mishap", MISHAPS)
async def test_whatever_becomes_of_a_call_its_post_stands_once(
    tmp_path: Path, mishap: object
) -> None:
    async with going_round(tmp_path) as there:
        mishap(there.slack.faults)  # type: ignore[operator]
        there.say(post(there.to("ann"), "letter"), post(there.here, "story"))
        await there.in_the_end()
        mishap(there.slack.faults)  # type: ignore[operator]
        there.say(post(there.here, "reply", under="story"))
        await there.in_the_end()

        assert there.at("ann") == ["letter"]
        assert there.in_room() == ["story", "reply"]


async def test_a_post_in_doubt_is_found_by_its_mark_though_the_bot_was_away_for_hours(
    tmp_path: Path,
) -> None:
    async with going_round(tmp_path) as there:
        there.say(post(there.here, "story"))
        _lost_after(there.slack.faults)
        await there.carry()
        await there.later(5 * AN_HOUR)
        there.restart()
        await there.in_the_end()

        assert there.in_room() == ["story"]
        assert there.called("chat.postMessage") == 1


async def test_the_library_repeats_nothing_by_itself(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        there.slack.faults.lose("chat.postMessage", times=None)
        there.say(post(there.here, "story"))
        await there.courier.round()

        assert there.called("chat.postMessage") == 1


async def test_a_long_card_that_is_cut_off_is_completed_and_not_begun_again(
    tmp_path: Path,
) -> None:
    long = ["begins " * 900, "ends " * 1400]
    async with going_round(tmp_path) as there:
        cut_off = Fault(Kind.LIMITED, "chat.postMessage", 3, when=_goes_on)
        there.slack.faults._waiting.append(cut_off)
        there.say(post(there.here, "long", *long))
        await there.in_the_end()

        assert len(there.in_room()) > 2
        assert " ".join(there.in_room()).split() == " ".join(long).split()


def _goes_on(given: Arguments) -> bool:
    return "begins" not in given.text("text")


async def test_a_channel_that_must_rest_does_not_keep_the_others_waiting(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        there.say(post(there.here, "one"), post(there.here, "two"))
        await there.courier.round()
        there.slack.faults.limit("chat.postMessage", 30)
        await there.courier.round()
        there.say(post(there.to("ann"), "letter"))
        await there.later(1)
        await there.carry()
        assert there.at("ann") == ["letter"]
        assert there.in_room() == ["one"]
        await there.later(28)
        await there.carry()
        assert there.called("chat.postMessage") == 3
        await there.later(1)
        await there.carry()

        assert there.in_room() == ["one", "two"]


async def test_changes_that_must_rest_do_not_keep_posts_waiting(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        there.say(post(there.here, "story"))
        await there.in_the_end()
        there.slack.faults.limit("chat.update", 30)
        there.say(revise("story", "told"))
        await there.carry()
        there.say(post(there.here, "next"), revise("story", "told again"))
        await there.later(29)
        await there.carry()
        assert there.in_room() == ["story", "next"]
        assert there.called("chat.update") == 1
        await there.later(2)
        await there.carry()

        assert there.in_room() == ["told again", "next"]


async def test_where_slack_can_not_say_yet_whether_a_post_stands_it_is_asked_again_and_sent_once(
    tmp_path: Path,
) -> None:
    async with going_round(tmp_path) as there:
        _lost_after(there.slack.faults)
        there.slack.faults.limit("conversations.history", 60)
        there.say(post(there.here, "story"))
        await there.carry()
        await there.later(30)
        await there.carry()
        there.say(post(there.to("ann"), "letter"))
        await there.carry()
        assert there.at("ann") == ["letter"]
        await there.in_the_end()

        assert there.in_room() == ["story"]
        assert there.called("conversations.history") == 2


async def test_a_post_in_doubt_in_a_channel_that_has_gone_is_given_up(tmp_path: Path) -> None:
    async with going_round(tmp_path) as there:
        _lost_after(there.slack.faults)
        there.slack.faults.refuse("conversations.history", "channel_not_found")
        there.say(post(there.here, "story"))
        await there.in_the_end()

        assert there.database.health(there.now()).dead == 1


async def test_who_can_not_be_reached_is_written_down_and_the_others_are_reached(
    tmp_path: Path,
) -> None:
    async with going_round(tmp_path) as there:
        there.slack.faults.refuse("chat.postMessage", "user_not_found")
        there.say(*(post(there.to(name), "letter") for name in there.people))
        await there.in_the_end()

        with there.database.offices().open() as office:
            unreached = office.records.unreached(post(there.here, "x").community)
        assert sorted(there.at(name) for name in there.people) == [[], ["letter"], ["letter"]]
        assert len(unreached) == 1


async def test_a_round_of_letters_keeps_to_what_slack_permits_and_is_never_refused(
    tmp_path: Path,
) -> None:
    names = [f"p{number}" for number in range(40)]
    async with going_round(tmp_path, names, Limits()) as there:
        there.say(*(post(there.to(name), "letter") for name in names))
        there.say(*(post(there.here, f"story {number}") for number in range(6)))
        began = there.now()
        await there.in_the_end()

        assert all(there.at(name) == ["letter"] for name in names)
        assert len(there.in_room()) == 6
        assert there.slack.limits.refusals == 0
        assert (there.now() - began).total_seconds() < 11
