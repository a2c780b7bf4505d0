"""People are asked, read what is kept, and join."""

from dataclasses import replace
from datetime import UTC, datetime, time

from bot.boundary.views import Card, Points
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId
from bot.domain.people import Member
from tests.scene import (
    ANN,
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    SID,
    Scene,
    founded,
    gathered,
    words,
)


def test_what_is_kept_is_shown_before_anyone_joins() -> None:
    scene = _invited()

    scene.press(MIA, "Join")

    assert any(isinstance(element, Points) for element in scene.form.intro)
    assert [field.name for field in scene.form.fields][:2] == ["read", "name"]


def test_the_half_way_check_and_the_look_back_are_explained_before_anyone_joins() -> None:
    scene = _invited()

    scene.press(MIA, "Join")

    page = _intro(scene)
    assert "Half way through a session, a check asks how it is going." in page
    assert "At its end, a look back asks how it was." in page


def test_whoever_asks_people_reads_how_many_are_good_and_what_fewer_than_five_means() -> None:
    scene = founded()
    begin_with = "Three to six people are enough to begin with. Five to fifteen is a good size"
    unsigned = "With fewer than five members it is never shown."

    scene.press(ANN, "Ask people to join")
    form = _intro(scene)
    scene.fill(ANN, people=[MIA])

    for told in (form, words(scene.post("gather:").card), words(scene.post("gathering:").card)):
        assert begin_with in told
        assert unsigned in told


def test_whoever_asks_several_people_is_told_that_all_of_them_read_the_same_words() -> None:
    scene = founded()

    scene.press(ANN, "Ask people to join")

    hint = scene.form.fields[1].hint
    assert "Everybody you tick reads these same words." in hint
    assert "ask them one by one" in hint


def test_the_room_shows_only_those_who_have_joined() -> None:
    scene = _invited()

    scene.press(MIA, "Join")
    scene.fill(MIA, read=["yes"], name="Mia T")

    here = words(scene.post("people").card)
    assert "Mia T" in here
    assert "Ned" not in here


def test_not_now_is_a_good_answer_and_can_be_asked_again() -> None:
    scene = _invited()

    scene.press(NED, "Not now")
    scene.command(ANN, "invite")
    scene.fill(ANN, people=[NED])

    assert sum("Would you join" in one for one in scene.sent_to(NED)) == 2


def test_who_has_said_not_now_is_told_how_to_think_again_and_can() -> None:
    scene = _invited()

    scene.press(NED, "Not now")
    told = scene.sent_to(NED)[-1]
    scene.press(NED, "Join")
    scene.fill(NED, read=["yes"])

    assert "If you change your mind, press Join." in told
    assert [member.person for member in scene.community.joined] == [NED]
    assert scene.post("invitation", Direct(NED)).card.buttons == ()


def test_who_thinks_again_once_all_places_are_taken_is_told_so() -> None:
    scene = _invited()
    scene.press(NED, "Not now")
    others = tuple(Member(person=PersonId(f"p{n}"), name=f"P{n}") for n in range(MOST_MEMBERS - 3))
    full = replace(scene.community, members=(*scene.community.members, *others))
    scene.offices.memory.records[Community, full.id] = full

    scene.press(NED, "Join")

    assert "as many people here now" in scene.whispered


def test_nobody_joins_without_having_ticked_what_is_kept() -> None:
    scene = _invited()

    scene.press(MIA, "Join")
    scene.fill(MIA, read=[])

    assert scene.errors == {"read": "Please tick this when you have read it."}
    assert scene.community.joined == ()


def test_somebody_must_be_chosen_to_be_asked() -> None:
    scene = founded()

    scene.command(ANN, "invite")
    scene.fill(ANN, people=[])

    assert scene.errors == {"people": "Please choose at least one person."}


def test_a_question_goes_to_the_convenor_and_the_invitation_stays_open() -> None:
    scene = _invited()

    scene.press(MIA, "Ask a question")
    scene.fill(MIA, question="How long does it take?")
    scene.press(MIA, "Join")

    assert "How long does it take?" in scene.sent_to(ANN)[-1]
    assert "Please answer them yourself, for example in a call." in scene.sent_to(ANN)[-1]
    assert scene.form.title == "Joining “Discharge”"


def test_a_question_goes_to_the_facilitator_who_asked_them() -> None:
    scene = _asked_by(FAY)

    scene.press(MIA, "Ask a question")
    assert "I pass this on to Fay" in words(Card("", scene.form.intro))
    scene.fill(MIA, question="How long does it take?")

    assert "How long does it take?" in scene.sent_to(FAY)[-1]
    assert all("How long does it take?" not in one for one in scene.sent_to(ANN))
    assert "passed it on to Fay" in scene.whispered


def test_once_they_have_answered_it_is_not_kept_who_asked_them() -> None:
    scene = _asked_by(FAY)

    scene.press(MIA, "Not now")

    mia = scene.community.member(MIA)
    assert mia is not None
    assert mia.asked_by is None


def test_the_sponsor_cannot_be_asked_to_join() -> None:
    scene = founded()

    scene.command(ANN, "invite")
    scene.fill(ANN, people=[MIA, SID])

    assert list(scene.errors) == ["people"]
    assert scene.community.members == ()


def test_nobody_is_asked_twice_at_the_same_time() -> None:
    scene = _invited()

    scene.command(ANN, "invite")
    scene.fill(ANN, people=[MIA])

    assert "been asked already" in scene.errors["people"]


def test_invitations_wait_for_working_hours() -> None:
    scene = founded()
    scene.now = datetime(2027, 1, 9, 20, tzinfo=UTC)

    scene.command(ANN, "invite")
    scene.fill(ANN, people=[MIA])

    held = scene.post("invitation", Direct(MIA)).post.not_before
    assert held == datetime(2027, 1, 11, 9, tzinfo=UTC)


def test_sessions_can_begin_with_three_members_and_not_with_two() -> None:
    scene = _invited()
    for person in (MIA, NED):
        scene.press(person, "Join")
        scene.fill(person, read=["yes"])
    assert "Begin the sessions" not in _labels(scene)

    scene.press(OLI, "Join")
    scene.fill(OLI, read=["yes"])

    assert "Begin the sessions" in _labels(scene)


def test_hours_that_cannot_be_read_are_asked_for_again() -> None:
    scene = _invited()

    scene.press(PAM, "Join")
    scene.fill(PAM, read=["yes"], zone="Londen", quiet="late")

    assert set(scene.errors) == {"zone", "quiet"}
    assert scene.community.joined == ()


def test_a_members_own_hours_are_kept() -> None:
    scene = gathered()

    scene.command(MIA, "hours")
    scene.fill(MIA, days=["1", "2"], quiet="17:30 to 08:00", zone="Europe/Berlin")

    hours = scene.community.hours_of(MIA)
    assert hours.working_days == {1, 2}
    assert (hours.quiet_from, hours.zone) == (time(17, 30), "Europe/Berlin")


def test_who_has_no_hours_of_their_own_is_told_so_before_a_form_opens() -> None:
    scene = gathered()

    scene.command(ANN, "hours")

    assert "Only members can do this" in scene.whispered


def test_a_member_cannot_ask_people_while_it_is_founded() -> None:
    scene = gathered()

    scene.command(MIA, "invite")

    assert "Only those who look after the sessions" in scene.whispered


def test_nobody_joins_under_somebody_elses_name() -> None:
    scene = _invited()

    scene.press(MIA, "Join")
    scene.fill(MIA, read=["yes"], name="fay")

    assert "has that name already" in scene.errors["name"]


def test_whoever_asks_people_an_invitation_says_only_who_begins_it() -> None:
    scene = founded()
    scene.command(FAY, "invite")

    scene.fill(FAY, people=[MIA])

    invitation = scene.sent_to(MIA)[-1]
    assert "Ann is starting this learning community" in invitation
    assert "thinks" not in invitation


def _invited() -> Scene:
    return _asked_by(ANN)


def _asked_by(person: PersonId) -> Scene:
    scene = founded()
    scene.command(person, "invite")
    scene.fill(person, people=[MIA, NED, OLI, PAM])
    return scene


def _labels(scene: Scene) -> list[str]:
    return [button.label for button in scene.post("gathering", Direct(FAY)).card.buttons]


def _intro(scene: Scene) -> str:
    return words(Card("", scene.form.intro))
