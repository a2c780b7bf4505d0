"""A reservation about a person: who learns of it, and that nobody else can tell."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.ids import Direct, PersonId
from bot.domain.people import Standing
from tests.dialogs.suggestion_scenes import AGREED, suggested
from tests.dialogs.test_seasons import FRESH, moved
from tests.scene import ANN, DEV, FAY, MEMBERS, MIA, NED, OLI, ZOE, Scene, begun, words

NOON = datetime(2027, 1, 8, 12, 30, tzinfo=UTC)
"""Half an hour after the day that the card names."""
YES, WITH, NOT = "Yes, please ask them", "Yes, with a reservation", "Rather not just now"


def reserved(scene: Scene, person: PersonId, label: str) -> Scene:
    scene.press(person, label)
    scene.fill(person, words="She was my manager.")
    return scene


def card(scene: Scene) -> str:
    return words(scene.post("consent").card)


def room(scene: Scene) -> list[str]:
    """What stands there, without what is only about the session."""
    return [one for one in scene.posted if "Shall we ask" in one or "takes a little longer" in one]


@pytest.mark.parametrize("by", [FAY, DEV, MIA])
def test_the_card_and_the_form_name_the_same_readers_whoever_suggested_it(by: PersonId) -> None:
    scene = suggested(by=by)
    says = "Only one of those who look after us reads it: Fay, or Dev if Fay suggested it."
    assert says in card(scene)

    scene.press(NED, NOT)

    assert says in repr(scene.form)
    assert "talk with you, and with whoever suggested it" in repr(scene.form)


@pytest.mark.parametrize("label", [WITH, NOT])
@pytest.mark.parametrize(("by", "reader"), [(MIA, FAY), (FAY, DEV)])
def test_whoever_reads_it_learns_who_suggested_it_and_is_asked_to_talk_with_both(
    label: str, by: PersonId, reader: PersonId
) -> None:
    scene = reserved(suggested(by=by), NED, label)

    name = scene.community.name_of(by)
    read = words(scene.post("reservation", Direct(reader)).card)
    assert "Please talk with them, and pass on neither their name nor their words" in read
    assert f"{name} suggested it, and only you are told. Please talk with {name} too." in read


def test_the_suggester_is_told_that_whoever_reads_a_reservation_hears_of_them() -> None:
    assert "whoever reads that hears that it was you" in suggested(by=MIA).whispered


def test_a_convenor_who_is_no_member_is_named_too() -> None:
    scene = reserved(suggested(by=ANN), NED, NOT)

    assert "Ann suggested it" in words(scene.post("reservation", Direct(FAY)).card)


def test_a_suggester_who_has_left_is_not_to_be_talked_with() -> None:
    scene = suggested(by=MIA)
    scene.command(MIA, "leave")
    scene.fill(MIA)
    reserved(scene, NED, NOT)

    assert "Whoever suggested it has left us" in words(scene.post("reservation", Direct(FAY)).card)


def test_with_one_keeper_left_who_suggested_it_themselves_the_one_reader_is_named() -> None:
    scene = begun()
    community = replace(scene.community, deputy=None)
    scene.offices.memory.records[type(community), community.id] = community
    suggested(scene, by=FAY)
    reserved(scene, NED, NOT)

    assert "Only Fay reads it." in card(scene)
    assert "You suggested it yourself" in words(scene.post("reservation", Direct(FAY)).card)


def test_few_answers_and_a_reservation_read_the_same_in_the_room_on_every_day() -> None:
    few, rather_not = suggested(), suggested()
    reserved(rather_not, NED, NOT)
    assert room(few) == room(rather_not)

    for _ in range(40):
        few.later(days=1)
        rather_not.later(days=1)
        assert room(few) == room(rather_not)

    assert few.every_proposal == rather_not.every_proposal == ()


def test_the_day_on_the_card_is_never_over() -> None:
    scene = reserved(suggested(), NED, NOT)
    scene.until(NOON)
    assert "one by Tuesday 12 January at 12:00" in card(scene)
    assert "takes a little longer than we thought" in card(scene)

    scene.until(datetime(2027, 1, 12, 13, tzinfo=UTC))
    assert "one by Tuesday 19 January at 12:00" in card(scene)


def test_who_answers_while_somebody_would_rather_not_is_thanked_like_before() -> None:
    scene = suggested()
    scene.press(OLI, YES)
    before = scene.whispered
    reserved(scene, NED, NOT)

    scene.press(OLI, YES)

    assert scene.whispered == before


def test_a_change_of_mind_moves_nothing_that_the_room_can_see() -> None:
    scene = reserved(suggested(), NED, NOT)
    before = scene.posted
    for person in AGREED:
        scene.press(person, YES)
    assert scene.posted == before

    scene.until(NOON)

    member = scene.community.member(ZOE)
    assert member
    assert member.standing is Standing.ASKED


def test_those_who_answer_late_decide_it_at_the_next_day() -> None:
    scene = suggested()
    scene.until(datetime(2027, 1, 13, tzinfo=UTC))
    for person in AGREED:
        scene.press(person, YES)

    scene.until(datetime(2027, 1, 20, tzinfo=UTC))

    assert scene.community.member(ZOE) is not None


# somebody who can read the room


def walked_in() -> Scene:
    scene = begun()
    scene.comes(ZOE)
    return scene


def test_who_walked_in_reads_nothing_of_what_is_asked_about_them() -> None:
    scene = suggested(walked_in())

    assert not any("would bring nights on a small ward" in one for one in scene.posted)
    assert "each of us is asked in private" in scene.whispered
    for person in (*MEMBERS, FAY, DEV):
        assert scene.has_post("consent", Direct(person))


def test_asked_in_private_it_is_agreed_like_any_other() -> None:
    scene = suggested(walked_in())
    for person in AGREED:
        scene.press(person, YES)
    scene.later(days=5)

    member = scene.community.member(ZOE)
    assert member
    assert member.standing is Standing.ASKED


def test_a_new_day_for_what_is_asked_in_private_is_not_told_in_the_room() -> None:
    scene = suggested(walked_in())
    scene.until(NOON)

    assert not any("takes a little longer" in one for one in scene.posted)
    assert "Tuesday 12 January" in words(scene.post("consent", Direct(OLI)).card)


@pytest.mark.parametrize("label", [YES, NOT])
def test_who_walks_in_while_it_is_asked_finds_nothing_of_it_in_the_room(label: str) -> None:
    scene = suggested()
    scene.press(NED, label)
    if label == NOT:
        scene.fill(NED, words="She was my manager.")
    scene.comes(ZOE)

    assert not any("nights on a small ward" in one for one in scene.posted)
    assert "would bring nights on a small ward" in words(scene.post("consent", Direct(OLI)).card)
    (proposal,) = scene.proposals
    assert proposal.answers[NED].words == ("" if label == YES else "She was my manager.")


def test_a_fresh_room_does_not_tell_it_either() -> None:
    scene = suggested(walked_in())
    moved(scene)

    assert not scene.has_post("consent", FRESH)
