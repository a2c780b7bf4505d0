from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.boundary.decision import Decision
from bot.boundary.ports import Office, Offices
from bot.domain.alarm import Alarm
from bot.domain.ids import RecordId
from bot.domain.records import Record
from bot.domain.story import Help, Story
from storage.alarms import Alarms
from storage.keys import CommunityKeys
from tests.contracts.given import AWAY, HOME, NOW, Rig, community, draft, resting, story

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def test_nothing_rings_before_its_time(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))

    assert ring_all(offices, NOW - MINUTE) == []
    assert ring_all(offices, NOW) == ["a"]


def test_not_even_within_the_same_millisecond(offices: Offices) -> None:
    """It is kept to the millisecond; whoever hears it compares to the microsecond."""
    just_after = NOW + timedelta(microseconds=224)
    keep(offices, community(), draft("a", just_after))

    assert ring_all(offices, NOW + timedelta(microseconds=100)) == []
    assert ring_all(offices, NOW + timedelta(milliseconds=1)) == ["a"]


def test_what_has_rung_never_rings_again(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    ring_all(offices, NOW)
    keep(offices, draft("a", NOW))

    assert ring_all(offices, NOW + MINUTE) == []


def test_what_has_rung_is_remembered_while_its_record_does_not_name_it(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    ring_all(offices, NOW)
    keep(offices, story("a"))
    keep(offices, draft("a", NOW))

    assert ring_all(offices, NOW + MINUTE) == []


def test_what_rings_while_its_record_changes_never_rings_again(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    with offices.open() as office:
        alarm = due(office, NOW)
        office.keep(Decision(keep=(story("a"),)), NOW)
        office.rang(alarm)
    keep(offices, draft("a", NOW))

    assert ring_all(offices, NOW + MINUTE) == []


def test_what_has_waited_for_months_still_rings_when_its_record_is_kept_again(
    offices: Offices,
) -> None:
    keep(offices, resting(NOW))
    late = NOW + DAY * 90
    with offices.open() as office:
        office.keep(Decision(keep=(replace(resting(NOW), quiet_sessions=3),)), late)

    assert ring_all(offices, late) == [HOME]


def test_an_alarm_whose_transaction_fails_rings_again(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    with pytest.raises(ZeroDivisionError):
        ring_and_stumble(offices)

    assert ring_all(offices, NOW) == ["a"]


def test_alarms_of_a_community_ring_in_order_of_time(offices: Offices) -> None:
    keep(offices, community(), draft("late", NOW), draft("early", NOW - MINUTE))
    keep(offices, draft("first", NOW - 2 * MINUTE))

    assert ring_all(offices, NOW) == ["first", "early", "late"]


def test_keeping_a_record_replaces_its_alarms(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    keep(offices, draft("a", NOW + DAY))

    assert ring_all(offices, NOW) == []
    assert ring_all(offices, NOW + DAY) == ["a"]


@pytest.mark.parametrize("first", [NOW, NOW + DAY], ids=["as before", "otherwise"])
def test_a_record_that_is_read_and_kept_again_rings_once_as_it_says_now(
    offices: Offices, first: datetime
) -> None:
    keep(offices, community(), draft("a", first))
    with offices.open() as office:
        assert office.records.one(Story, RecordId("a")) == draft("a", first)
        for help_ in (Help.LISTEN, Help.IDEAS):
            office.keep(Decision(keep=(replace(draft("a", NOW), help=help_),)), NOW)

    assert ring_all(offices, NOW) == ["a"]
    assert ring_all(offices, NOW + DAY) == []


def test_what_is_forgotten_and_kept_anew_in_one_go_rings(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    with offices.open() as office:
        office.records.one(Story, RecordId("a"))
        office.keep(Decision(forget=(draft("a", NOW),)), NOW)
        office.keep(Decision(keep=(draft("a", NOW),)), NOW)

    assert ring_all(offices, NOW) == ["a"]


def test_forgetting_a_record_forgets_its_alarms(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    with offices.open() as office:
        office.keep(Decision(forget=(draft("a", NOW),)), NOW)

    assert ring_all(offices, NOW) == []


def test_a_missed_alarm_rings_late_but_not_after_its_last_moment(offices: Offices) -> None:
    keep(offices, resting(NOW), draft("a", NOW), draft("b", NOW + DAY))

    assert ring_all(offices, NOW + timedelta(days=2)) == [HOME, "b"]


def test_what_was_dropped_never_rings(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW))
    ring_all(offices, NOW + timedelta(days=3))

    assert ring_all(offices, NOW) == []


def test_the_next_alarm_is_the_earliest_that_waits(offices: Offices) -> None:
    keep(offices, community(), draft("a", NOW), draft("b", NOW + DAY))

    assert next_alarm(offices) == NOW
    ring_all(offices, NOW)
    assert next_alarm(offices) == NOW + DAY
    ring_all(offices, NOW + DAY)
    assert next_alarm(offices) is None


def test_an_alarm_never_rings_early_by_a_rounding(rig: Rig) -> None:
    between = NOW + timedelta(microseconds=1)
    rig.keep(community(), draft("a", between))

    assert ring_all(rig.offices, NOW) == []
    assert next_alarm(rig.offices) == NOW + timedelta(milliseconds=1)


def test_one_that_failed_is_put_off_twice_as_long_each_time_up_to_an_hour(rig: Rig) -> None:
    rig.keep(resting(NOW))
    waits, now = list[float](), NOW
    for _ in range(9):
        with rig.offices.open() as office:
            office.postpone(due(office, now), now)
        moment = next_alarm(rig.offices)
        assert moment is not None
        waits.append((moment - now).total_seconds())
        now = moment

    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert rig.health(now).stuck_alarms == 1


def test_one_that_was_put_off_keeps_no_other_waiting(rig: Rig) -> None:
    rig.keep(resting(NOW), draft("b", NOW + MINUTE))
    later = NOW + MINUTE
    with rig.offices.open() as office:
        office.postpone(due(office, later), later)

    assert ring_all(rig.offices, later) == ["b"]
    assert ring_all(rig.offices, later + MINUTE) == [HOME]


def test_what_rang_a_month_ago_is_cleared_and_still_never_rings_again(rig: Rig) -> None:
    rig.keep(resting(NOW))
    ring_all(rig.offices, NOW)
    month = NOW + timedelta(days=31)
    with rig.offices.open() as office:
        assert office.clear(month) == 1
    rig.keep(resting(NOW), at=month)

    assert ring_all(rig.offices, month) == []


def test_of_all_that_has_rung_about_a_record_only_what_it_wants_is_read_again(rig: Rig) -> None:
    """In a busy month an alarm may have been moved, and have rung, thousands of times."""
    rig.keep(community())
    moments = [NOW + minute * MINUTE for minute in range(6)]
    for moment in moments:
        rig.keep(draft("a", moment))
        ring_all(rig.offices, moment)
    rig.keep(draft("a", NOW + DAY))
    wanted = draft("a", moments[2]).alarms()
    with rig.database._door.transaction() as connection:
        keys = CommunityKeys(connection, rig.database._house.keyring)
        read = Alarms(connection, keys)._about(RecordId("a"), wanted)

    assert sorted(row.at for row in read) == [moments[2], NOW + DAY]


def test_what_waits_while_the_bot_is_away_for_months_still_rings(rig: Rig) -> None:
    rig.keep(resting(NOW))
    later = NOW + timedelta(days=100)
    rig.keep(replace(resting(NOW), name="Renamed"), at=later)

    assert ring_all(rig.offices, later) == [HOME]


def test_alarms_of_a_cleared_record_go_with_it(rig: Rig) -> None:
    rig.keep(community(), draft("a", NOW))
    with rig.offices.open() as office:
        office.clear(NOW + timedelta(days=2))

    assert rig.look("SELECT count(*) FROM alarm") == [(0,)]


def test_a_second_process_waits_for_the_alarms_of_a_community_in_other_hands(
    two_rigs: tuple[Rig, Rig],
) -> None:
    one, other = two_rigs
    one.keep(resting(NOW), draft("later", NOW + MINUTE), resting(NOW + MINUTE, AWAY))
    now = NOW + MINUTE
    with one.offices.open() as office:
        assert due(office, now).about == HOME

        assert ring_all(other.offices, now) == [AWAY]

        office.rang(due(office, now))
    assert ring_all(other.offices, now) == ["later"]


def test_a_second_process_rings_nothing_of_a_community_that_someone_is_changing(
    two_rigs: tuple[Rig, Rig],
) -> None:
    one, other = two_rigs
    one.keep(community(), draft("a", NOW))
    with one.offices.open() as office:
        office.records.community(HOME)

        assert ring_all(other.offices, NOW) == []

        office.keep(Decision(keep=(story("a"),)), NOW)
    assert ring_all(other.offices, NOW) == []


def keep(offices: Offices, *kept: Record) -> None:
    with offices.open() as office:
        office.keep(Decision(keep=kept), NOW)


def due(office: Office, now: datetime) -> Alarm:
    alarm = office.due(now)
    assert alarm is not None
    return alarm


def ring_all(offices: Offices, now: datetime) -> list[str]:
    """What rings now, in order, each in a transaction of its own."""
    rang = list[str]()
    while True:
        with offices.open() as office:
            if (alarm := office.due(now)) is None:
                return rang
            office.rang(alarm)
            rang.append(alarm.about)


def ring_and_stumble(offices: Offices) -> None:
    with offices.open() as office:
        office.rang(due(office, NOW))
        raise ZeroDivisionError


def next_alarm(offices: Offices) -> datetime | None:
    with offices.open() as office:
        return office.next_alarm()
