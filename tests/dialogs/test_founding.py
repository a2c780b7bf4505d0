"""Before people, permission."""

from datetime import date

import pytest

from bot.domain.community import Stage
from bot.domain.contacts import Contacts
from bot.domain.ids import Direct, PersonId, PostName
from bot.domain.people import Answer
from bot.engine import Engine
from tests.memory import CountingMint, Days
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MIA,
    NED,
    ROOM,
    SID,
    Scene,
    begun,
    brief,
    drafted,
    founded,
    permission_asked,
    words,
)

WORDS = {"name": "Discharge", "purpose": "Judging", "roles": "Nurses"}


def test_nothing_is_kept_until_somebody_says_i_would() -> None:
    scene = Scene()

    scene.command(ANN, "start")
    scene.press(ANN, "Just looking")

    assert scene.offices.memory.records == {}
    assert "Nothing has been kept" in scene.whispered


def test_there_is_permission_once_a_sponsor_and_two_keepers_have_said_yes() -> None:
    scene = founded()

    assert scene.community.permitted
    assert scene.community.stage is Stage.GATHERING
    assert scene.has_post("gather", Direct(ANN))


def test_the_charter_shows_the_sponsors_own_words() -> None:
    scene = founded()

    assert "People wait too long in hospital." in words(scene.post("charter").card)


def test_the_charter_waits_for_every_answer() -> None:
    scene = permission_asked()

    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")

    assert not scene.has_post("charter")


def test_a_sponsor_who_says_no_is_thanked_and_can_be_replaced() -> None:
    scene = permission_asked()

    scene.press(SID, "No")
    scene.press(SID, "Yes, it is a no")
    scene.press(ANN, "Say who gives permission")
    scene.fill(ANN, sponsor=[MIA])

    assert "Thank you for telling us plainly" in scene.sent_to(SID)[-1]
    assert scene.community.is_sponsor(MIA)
    assert scene.has_post("asked", Direct(MIA))


def test_a_sponsor_who_presses_no_is_asked_once_more_and_nobody_is_told_until_then() -> None:
    scene = permission_asked()
    before = len(scene.offices.memory.posts)

    scene.press(SID, "No")

    assert "Is that a no?" in scene.whispered
    assert "you need give no reason. I tell Ann, and nothing starts" in scene.whispered
    assert len(scene.offices.memory.posts) == before
    assert scene.community.sponsor
    assert scene.community.sponsor.answer is Answer.NONE


@pytest.mark.parametrize("instead", ["I would like to talk first", "Begin"])
def test_after_the_question_a_sponsor_may_still_talk_or_begin(instead: str) -> None:
    scene = permission_asked()
    scene.press(SID, "No")

    scene.press(SID, instead)

    assert scene.community.sponsor
    assert scene.community.sponsor.answer is not Answer.NO


def test_a_sponsor_can_talk_first_and_answer_later() -> None:
    scene = permission_asked()

    scene.press(SID, "I would like to talk first")
    brief(scene, SID)

    assert scene.community.sponsor is not None
    assert scene.community.sponsor.accepted


def test_a_group_that_gives_itself_permission_says_so_to_everyone() -> None:
    scene = Scene()
    scene.command(ANN, "start")
    scene.press(ANN, "I would")
    scene.fill(ANN, name="Night shift", purpose="Judging", roles="Nurses")
    scene.press(ANN, "We give ourselves permission")
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV])

    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")

    assert "The group gives itself permission" in words(scene.post("charter").card)
    assert "There is no sponsor." in words(scene.post("charter").card)


def test_facilitator_and_deputy_are_two_people_and_neither_is_the_sponsor() -> None:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    form = scene.form

    scene.submit(ANN, form, facilitator=[FAY], deputy=[FAY])
    same = dict(scene.errors)
    scene.submit(ANN, form, facilitator=[SID], deputy=[FAY])
    sponsor = dict(scene.errors)

    assert list(same) == ["deputy"]
    assert list(sponsor) == ["facilitator"]


def test_a_sponsor_must_be_named_or_left_out_on_purpose() -> None:
    scene = drafted()
    form = scene.form

    scene.fill(ANN, sponsor=[])

    assert list(scene.errors) == ["sponsor"]
    assert all(field.required for field in form.fields)


def test_facilitator_and_deputy_must_both_be_named() -> None:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    form = scene.form

    scene.submit(ANN, form, facilitator=[FAY], deputy=[])

    assert list(scene.errors) == ["deputy"]
    assert scene.community.facilitator is None


def test_who_gives_up_on_a_sponsor_need_not_name_the_others_again() -> None:
    scene = permission_asked()
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")

    scene.press(ANN, "Say who gives permission")
    scene.press(ANN, "We give ourselves permission")

    assert scene.community.stage is Stage.GATHERING
    assert "Thank you" in scene.whispered


@pytest.mark.parametrize("person", [FAY, DEV])
def test_who_looks_after_it_is_told_that_answers_without_a_name_stay_so(person: PersonId) -> None:
    scene = permission_asked()

    asked = words(scene.post("asked", Direct(person)).card)

    assert "When people answer without a name, you will not see who it was." in asked


def test_only_the_person_asked_can_answer() -> None:
    scene = permission_asked()
    token = scene.button(SID, "No").token

    scene.press_token(MIA, token)

    assert "meant for someone else" in scene.whispered
    assert not scene.community.permitted


def test_an_answer_given_twice_changes_nothing() -> None:
    scene = permission_asked()
    token = scene.button(FAY, "Yes, I will").token
    scene.press_token(FAY, token)

    scene.press_token(FAY, token.replace("accept", "decline"))

    assert "already answered" in scene.whispered
    assert scene.community.facilitator is not None
    assert scene.community.facilitator.accepted


def test_whose_public_holidays_are_kept_is_asked_at_the_start_and_stands_on_the_cards() -> None:
    scene = Scene()
    _first_form(scene)
    assert next(one.value for one in scene.form.fields if one.name == "region") == "GB-ENG"  # type: ignore[union-attr]
    scene.fill(ANN, **WORDS, region="GB-SCT")

    assert scene.community.rhythm.region == "GB-SCT"
    assert "Public holidays: Scotland" in scene.sent_to(ANN)[-1]
    scene.command(NED, "charter")
    assert "Public holidays: Scotland" in scene.whispered


def test_a_region_without_known_holidays_is_asked_for_again_and_the_form_stays() -> None:
    scene = Scene()
    _first_form(scene)
    scene.fill(ANN, **WORDS, elsewhere="Narnia")

    assert "do not know the public holidays" in scene.errors["elsewhere"]
    assert scene.office.community_in(ROOM) is None


def test_what_is_offered_first_is_what_whoever_runs_the_bot_has_set() -> None:
    scene = Scene()
    ireland = Contacts(region="IE")
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(), ireland)
    _first_form(scene)
    scene.fill(ANN, **WORDS)

    assert scene.community.rhythm.region == "IE"


def test_until_members_work_together_the_convenor_may_change_it() -> None:
    scene = founded()
    scene.command(ANN, "charter")
    scene.press(ANN, "Change my words")
    scene.fill(ANN, elsewhere="Narnia")
    assert "do not know the public holidays" in scene.errors["elsewhere"]
    scene.command(ANN, "charter")
    scene.press(ANN, "Change my words")
    scene.fill(ANN, region="none")

    assert scene.community.rhythm.region == ""
    assert "Public holidays: none are kept" in words(scene.post("charter:").card)


def test_once_they_do_it_belongs_to_the_rhythm() -> None:
    scene = begun()
    scene.command(ANN, "charter")
    scene.press(ANN, "Change my words")

    assert "region" not in [one.name for one in scene.form.fields]


def test_nobody_is_reminded_on_a_holiday_before_the_rhythm_is_known() -> None:
    """Of the week after which Ann is told that answers are missing, the Monday is a holiday."""
    scene = Scene(calendar=Days({date(2027, 1, 11): "Plough Monday"}))
    _first_form(scene)
    scene.fill(ANN, **WORDS)
    scene.later(days=7)

    waiting = scene.post("waiting:", Direct(ANN)).post
    assert f"{waiting.not_before:%A %d %B}" == "Tuesday 12 January"


def test_the_charter_is_pinned_as_soon_as_there_is_permission() -> None:
    scene = Scene()
    _first_form(scene)
    scene.fill(ANN, **WORDS)
    assert scene.offices.memory.pinned == set()

    assert founded().offices.memory.pinned == {(ROOM, PostName("charter:id0001"))}


def test_a_channel_is_home_to_one_community() -> None:
    scene = founded()

    scene.command(MIA, "start")

    assert "home of “Discharge” already" in scene.whispered


def test_starting_again_takes_the_convenor_to_the_next_step() -> None:
    scene = drafted()

    scene.command(ANN, "start")

    assert scene.form.title == "Permission"


def test_a_convenor_who_takes_it_on_themselves_is_not_asked_again() -> None:
    scene = drafted()
    scene.press(ANN, "We give ourselves permission")

    scene.fill(ANN, facilitator=[ANN], deputy=[DEV])
    scene.press(DEV, "Yes, I will")

    assert not scene.has_post("asked", Direct(ANN))
    assert scene.community.stage is Stage.GATHERING


def test_a_convenor_whose_sponsor_stays_silent_is_reminded_and_can_name_another() -> None:
    scene = permission_asked()

    scene.later(days=8)
    scene.press(ANN, "Say who gives permission")
    scene.fill(ANN, sponsor=[MIA])

    assert sum("an answer is still missing" in one for one in scene.sent_to(ANN)) == 1
    assert scene.has_post("asked", Direct(MIA))


def test_a_convenor_is_not_their_own_sponsor() -> None:
    scene = drafted()

    scene.fill(ANN, sponsor=[ANN])

    assert "We give ourselves permission" in scene.errors["sponsor"]


def _first_form(scene: Scene) -> None:
    """Ann would convene, and the first form is open."""
    scene.command(ANN, "start")
    scene.press(ANN, "I would")
