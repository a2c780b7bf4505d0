"""Those who look after a community read what is kept, too, and say when they may be written to."""

from datetime import UTC, datetime, time

import pytest

from bot.domain.ids import Direct, PersonId
from tests.dialogs.test_sponsoring import drafted
from tests.scene import ANN, DEV, FAY, MIA, SID, Scene, begun, founded, gathered, words


def both_asked() -> Scene:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV], manages="no")
    return scene


def labels(scene: Scene, person: PersonId) -> list[str]:
    return [one.label for one in scene.post("asked", Direct(person)).card.buttons]


@pytest.mark.parametrize("person", [FAY, DEV])
def test_whoever_is_asked_can_read_what_is_kept_before_they_answer(person: PersonId) -> None:
    scene = both_asked()
    assert labels(scene, person) == [
        "Yes, I will",
        "No, thank you",
        "What is kept, and who sees it",
    ]
    scene.press(person, "What is kept, and who sees it")

    assert "Half way through a session" in repr(scene.form.intro)
    assert "What is kept, and who" not in repr(scene.form.intro)
    assert scene.form.fields == ()


@pytest.mark.parametrize("person", [FAY, DEV])
def test_with_their_yes_they_read_it_and_say_their_days_and_hours(person: PersonId) -> None:
    scene = both_asked()
    scene.press(person, "Yes, I will")

    assert scene.community.is_kept_by(person)
    assert "Half way through a session" in repr(scene.form.intro)
    assert [one.name for one in scene.form.fields] == ["read", "days", "quiet", "zone"]
    scene.fill(person, read=["yes"], days=["1", "2"], quiet="18:00 to 10:00")
    hours = scene.community.hours_of(person)
    assert hours.working_days == {1, 2}
    assert hours.quiet_to == time(10)
    assert scene.whispered == "I will keep to that."


def test_who_closes_it_finds_it_on_their_card_and_with_a_command() -> None:
    scene = both_asked()
    scene.press(FAY, "Yes, I will")
    assert labels(scene, FAY) == ["What is kept, and my hours"]
    scene.press(FAY, "What is kept, and my hours")
    scene.fill(FAY, read=["yes"], days=["0"])
    assert scene.community.hours_of(FAY).working_days == {0}

    scene.command(FAY, "hours", place=Direct(FAY))
    scene.fill(FAY, days=["3"])
    assert scene.community.hours_of(FAY).working_days == {3}


def test_without_the_tick_nothing_is_kept_and_the_form_stays() -> None:
    scene = both_asked()
    scene.press(DEV, "Yes, I will")
    scene.fill(DEV, days=["0"])

    assert list(scene.errors) == ["read"]
    assert scene.community.hours_of(DEV) == scene.community.rhythm.hours


def test_what_is_sent_to_them_keeps_to_their_hours() -> None:
    scene = begun()
    scene.command(FAY, "hours")
    scene.fill(FAY, days=["4"])
    scene.until(datetime(2027, 1, 14, 18, tzinfo=UTC))

    held = scene.post("hold:", Direct(FAY)).post
    assert held.not_before == datetime(2027, 1, 15, 9, tzinfo=UTC)


def test_a_member_who_takes_it_on_has_read_it_already_and_keeps_their_hours() -> None:
    scene = gathered()
    scene.command(MIA, "hours")
    scene.fill(MIA, days=["2"])
    before = scene.community.hours_of(MIA)
    scene.command(DEV, "leave")
    scene.press(DEV, "Stop looking after it")
    scene.press(FAY, "I know somebody")
    scene.fill(FAY, who=[MIA])
    for person in scene.community.circle:
        scene.press(person, "I can live with it")
    scene.later(days=7)
    scene.press(MIA, "Yes, I will")

    assert scene.community.is_kept_by(MIA)
    assert scene.community.hours_of(MIA) == before
    assert not [one for one in scene.replies if hasattr(one, "form")]


def test_nobody_else_is_shown_a_form_for_it() -> None:
    scene = founded()
    token = scene.button(FAY, "What is kept, and my hours").token
    scene.press_token(SID, token)

    assert scene.whispered


def test_who_is_counted_among_those_who_have_joined_is_said() -> None:
    scene = gathered()

    card = words(scene.post("gathering:").card)
    assert "Members so far: 6" in card
    assert "Those who look after it take part as well, and are not counted here." in card


def test_their_hours_are_among_what_is_kept_about_them_and_go_with_the_part() -> None:
    scene = founded()
    scene.press(FAY, "What is kept, and my hours")
    scene.fill(FAY, read=["yes"], days=["4"], quiet="17:00 to 10:00")
    scene.command(FAY, "mydata", place=Direct(FAY))
    assert "When you may be written to" in scene.whispered

    scene.command(FAY, "leave")
    scene.press(FAY, "Stop looking after it")
    assert scene.community.hours_of(FAY) == scene.community.rhythm.hours
