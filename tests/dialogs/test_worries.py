"""Something worries me: where it can go comes first, and it reaches one or two people and nobody else."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.boundary.views import Text
from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.session import SessionState
from bot.domain.worry import WITHOUT_NAME, Repair, Worry
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    SID,
    ZOE,
    Scene,
    begun,
    confirmed,
    jan,
    opened,
    words,
)

SECRET = "what was said on the ward"


def test_where_things_go_stands_above_the_question() -> None:
    scene = _agreed(opened(), Matter.ROUTES, "Someone may be in danger: we call Jo, 0117 496 0000")

    scene.command(NED, "worry")

    assert "we call Jo, 0117 496 0000" in repr(scene.form.intro)
    assert "Samaritans 116 123" in repr(scene.form.intro)


def test_a_group_that_has_not_filled_it_in_reads_that_it_has_not() -> None:
    scene = opened()

    scene.command(NED, "worry")

    assert "has not filled in yet where things go. In general:" in repr(scene.form.intro)
    assert "___" not in repr(scene.form.intro)


def test_the_opening_offers_it_too() -> None:
    scene = opened()

    scene.press(NED, "Something worries me")

    assert scene.form.title == "Something worries me"


def test_a_worry_reaches_the_facilitator_and_nobody_else() -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)

    _tell(scene, NED, Worry.ELSEWHERE)

    assert _readers(scene, before) == {FAY}
    assert "Fay has this now, and nobody else." in scene.whispered


@pytest.mark.parametrize("more", [{}, {"name": "without"}])
def test_that_something_has_left_is_told_on_and_the_words_to_one(more: dict[str, str]) -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)
    _choose(scene, NED, Worry.LEFT_HERE)
    asked = " ".join(one.text for one in scene.form.intro if isinstance(one, Text))
    scene.fill(NED, words=SECRET, **more)

    assert _readers(scene, before) == {FAY}
    assert "Somebody says that something has left" in scene.sent_to(DEV)[-1]
    assert "Fay reads your words, and nobody else." in scene.whispered
    assert "has this now" not in scene.whispered
    for told in (asked, scene.whispered):
        assert "That something has left this group is told to those who look after it" in told


def test_a_slighted_rule_is_not_posted_and_comes_with_words_to_begin_with() -> None:
    scene = _agreed(opened(), Matter.RULES, "We do not give advice unasked.\nWe keep time.")
    before = len(scene.posted)

    _tell(scene, NED, Worry.RULE, rule="0")

    told = scene.sent_to(FAY)[-1]
    assert "One of our rules is: “We do not give advice unasked.” It reads as if" in told
    assert "How do you see it?" in told
    assert scene.post("worry:").card.body[2].who == "Ned"  # type: ignore[union-attr]
    assert len(scene.posted) == before


def test_said_without_a_name_there_is_none_in_it_and_none_beside_it() -> None:
    scene = opened()
    before = dict(scene.offices.memory.records)

    _tell(scene, NED, Worry.RULE, name="without")

    told = scene.post("worry:", Direct(FAY))
    assert "It was said without a name." in words(told.card)
    assert "Ned" not in words(told.card)
    assert NED not in repr(told.post)
    assert scene.offices.memory.records == before
    assert "In a small group it may still be guessed" in scene.whispered


@pytest.mark.parametrize("worry", sorted(set(Worry) - WITHOUT_NAME))
def test_where_help_is_needed_today_whoever_helps_can_ask_back(worry: Worry) -> None:
    scene = opened()

    _choose(scene, NED, worry)

    assert "name" not in [field.name for field in scene.form.fields]


def test_someone_in_distress_gives_the_facilitator_a_checklist_and_words_at_once() -> None:
    scene = opened()
    scene.until(jan(18, 22))

    _tell(scene, NED, Worry.DANGER)

    card = scene.post("checklist:", Direct(FAY))
    assert card.post.not_before is None
    assert "Reply as a person, within the working day." in words(card.card)
    assert "Move to a call. Do not ask for more in writing." in words(card.card)
    assert "I am glad you said it. You do not have to say more here." in words(card.card)
    assert "Samaritans 116 123" in words(card.card)
    assert "Samaritans 116 123" in scene.whispered


def test_the_clock_rests_in_one_press_while_the_facilitator_sees_to_it() -> None:
    scene = opened()
    _tell(scene, NED, Worry.DANGER)

    scene.press(FAY, "The clock rests while you see to it")

    assert scene.session.state is SessionState.PAUSED


def test_between_sessions_there_is_no_clock_to_rest() -> None:
    scene = begun()

    _tell(scene, NED, Worry.DANGER)

    assert scene.post("checklist:", Direct(FAY)).card.buttons == ()


def test_a_facilitator_who_is_worried_about_somebody_gets_the_checklist_too() -> None:
    scene = opened()

    _tell(scene, FAY, Worry.DANGER)

    assert scene.has_post("worry:", Direct(DEV))
    assert scene.has_post("checklist:", Direct(FAY))


def test_about_the_facilitator_it_goes_to_the_deputy_and_the_member_whom_the_group_trusts() -> None:
    scene = _trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    _tell(scene, NED, Worry.KEEPERS, whom="facilitator")

    assert _readers(scene, before) == {DEV, OLI}
    assert "Two people other than the facilitator have this." in scene.whispered


def test_whom_it_is_about_is_said_once_and_nobody_alone_is_asked_to_decide_together() -> None:
    scene = opened()
    _tell(scene, NED, Worry.KEEPERS, whom="facilitator")
    alone = words(scene.post("worry:", Direct(DEV)).card)
    assert alone.count("It is about") == 1
    assert "you alone do" in alone
    assert "decide together" not in alone

    _tell(_trusting(scene, OLI), NED, Worry.KEEPERS, whom="facilitator")

    assert "Please decide together" in words(scene.post("worry:", Direct(OLI)).card)


@pytest.mark.parametrize("worry", Worry)
def test_where_the_name_goes_with_it_the_form_says_so_first(worry: Worry) -> None:
    scene = opened()
    _choose(scene, NED, worry)

    asked = any(field.name == "name" for field in scene.form.fields)
    says = "Your name goes with this one" in repr(scene.form.intro[0])
    assert says is not asked


def test_about_the_sponsor_it_does_not_go_to_the_facilitator_either() -> None:
    scene = _trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    _tell(scene, NED, Worry.KEEPERS, whom="sponsor")

    assert _readers(scene, before) == {DEV, OLI}


def test_about_the_deputy_it_goes_to_the_facilitator_and_never_to_the_deputy() -> None:
    scene = _trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    _tell(scene, NED, Worry.KEEPERS, whom="deputy")

    assert _readers(scene, before) == {FAY, OLI}


def test_where_nobody_is_elected_the_deputy_has_it_alone_and_that_is_said() -> None:
    scene = opened()

    _choose(scene, NED, Worry.KEEPERS)
    before = repr(scene.form.intro)
    scene.fill(NED, words=SECRET, whom="facilitator")

    assert "alone. The group can name a member to hear it too" in before
    assert "Dev alone has this. Nobody else has been named yet" in scene.whispered


def test_the_group_names_whom_it_trusts_like_it_agrees_on_anything() -> None:
    scene = begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Oli hears it", words="oli")

    for person in (*MEMBERS, FAY, DEV):
        scene.press(person, "I can live with it")
    scene.later(days=7)

    assert scene.has_post("trusted:", Direct(OLI))
    _tell(scene, NED, Worry.KEEPERS, whom="facilitator")
    assert scene.has_post("worry:", Direct(OLI))


@pytest.mark.parametrize("name", ["Fay", "Sid", "Zoe"])
def test_nobody_who_looks_after_the_group_or_sponsors_it_can_be_named(name: str) -> None:
    scene = begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Who hears it", words=name)

    assert "the name of one member" in scene.errors["words"]
    assert scene.proposals == ()


def test_a_member_who_is_trusted_and_has_left_is_told_nothing_more() -> None:
    scene = _trusting(begun(), OLI)
    _change(scene, members=tuple(one for one in scene.community.members if one.person != OLI))

    _choose(scene, NED, Worry.KEEPERS)

    assert "alone. The group can name a member" in repr(scene.form.intro)


def test_pressure_from_outside_prepares_a_note_with_the_sponsors_own_promise() -> None:
    scene = opened()

    _tell(scene, NED, Worry.PRESSURE)

    note = words(scene.post("pressure:", Direct(FAY)).card)
    assert "Honest talk about mistakes is not used in appraisal or discipline." in note
    assert SECRET not in note
    assert not scene.has_post("promise:")


def test_the_note_goes_to_the_sponsor_by_a_press_and_once() -> None:
    scene = opened()
    _tell(scene, NED, Worry.PRESSURE)
    token = scene.button(FAY, "Send this to Sid").token

    scene.press(FAY, "Send this to Sid")
    scene.press_token(FAY, token)

    sent = [one for one in scene.sent_to(SID) if "not used in appraisal" in one]
    assert len(sent) == 1
    assert SECRET not in sent[0]
    assert "Fay will gladly talk with you" in sent[0]


def test_a_member_cannot_send_the_note() -> None:
    scene = opened()
    _tell(scene, NED, Worry.PRESSURE)

    scene.press_token(MIA, scene.button(FAY, "Send this to Sid").token)

    assert not scene.has_post("promise:")


def test_a_group_that_permits_itself_has_no_promise_to_hold_anybody_to() -> None:
    scene = opened()
    _change(scene, sponsor=None, self_authorised=True)

    _tell(scene, NED, Worry.PRESSURE)

    told = scene.post("pressure:", Direct(FAY)).card
    assert "no promise of a sponsor" in words(told)
    assert told.buttons == ()


def test_asked_how_the_session_stands_it_says_what_it_waits_for() -> None:
    scene = _repairing()
    scene.command(FAY, "session")
    assert "It waits until it is settled that something has left the group" in scene.whispered
    assert "Go on" not in [one.label for one in scene.replies[0].card.buttons]  # type: ignore[union-attr]

    scene.comes(ZOE)
    scene.command(FAY, "session")

    assert "It waits until it is settled that Zoe can read the channel" in scene.whispered


def test_what_has_left_the_group_stops_the_stories_at_once() -> None:
    scene = opened()

    _tell(scene, NED, Worry.LEFT_HERE, name="without")

    assert scene.session.state is SessionState.RESTING
    assert "No story is told until this is settled." in scene.whispered
    assert "Nobody looks for who it was." in scene.sent_to(FAY)[-1]


def test_the_facilitator_asks_the_room_what_it_needs() -> None:
    scene = opened()
    _tell(scene, NED, Worry.LEFT_HERE)

    scene.press(FAY, "Ask the room what it needs")

    assert (
        "Something said here has been heard outside. We stop stories for now. What do we need so "
        "that we could start again? We will not try to find out who in this channel."
    ) in scene.posted[-1]
    assert "Ned" not in scene.posted[-1]


def test_a_repair_ends_with_we_can_go_on_and_the_session_goes_on() -> None:
    scene = _repairing()

    scene.press(FAY, "We can go on")

    assert scene.session.state is SessionState.OPEN
    assert "Our rules stand as they are" in scene.post("repaired:").card.body[0].text  # type: ignore[union-attr]
    assert scene.office.all(Repair, scene.community.id) == ()


def test_or_with_new_rules() -> None:
    scene = _repairing()
    _agreed(scene, Matter.RULES, "What is said here stays here.", at=jan(19, 10))

    scene.press(FAY, "We can go on")

    assert "We can go on with our new rules." in words(scene.post("repaired:").card)


@pytest.mark.parametrize(
    "way", ["Suggest a change to our rules", "Propose a pause", "Propose ending well"]
)
def test_or_with_a_proposal(way: str) -> None:
    scene = _repairing()

    scene.press(FAY, way)

    assert scene.form.fields


def test_until_then_no_story_opens_and_nobody_can_go_on() -> None:
    scene = confirmed()
    _tell(scene, NED, Worry.LEFT_HERE)

    scene.until(jan(18, 10, 30))

    assert scene.session.light
    assert "we are not done with that" in words(scene.post("session:").card)


def test_the_clock_cannot_be_started_around_it() -> None:
    scene = opened()
    go_on = "go_on." + scene.session.id
    _tell(scene, NED, Worry.LEFT_HERE)

    scene.press_token(FAY, go_on)

    assert scene.session.state is SessionState.RESTING
    assert "Once that is settled, it goes on." in scene.whispered


def test_while_it_is_repaired_nothing_offers_to_go_on_but_the_repair() -> None:
    scene = opened()
    _tell(scene, NED, Worry.LEFT_HERE)
    assert "Go on" not in _labels(scene, "desk:")
    assert "until something else is settled" in words(scene.post("desk:").card)
    scene.command(FAY, "session")
    assert "Go on" not in scene.whispered

    scene.later(days=8)
    assert "Go on" not in _labels(scene, "still_stopped:")


def test_a_session_that_was_paused_before_can_go_on_once_it_is_repaired() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    _tell(scene, NED, Worry.LEFT_HERE)
    assert "Go on" not in _labels(scene, "desk:")

    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.PAUSED
    scene.press(FAY, "Go on")
    assert scene.session.state is SessionState.OPEN


def test_we_can_go_on_waits_until_nobody_reads_along_who_was_not_invited() -> None:
    scene = _repairing()
    token = scene.button(FAY, "We can go on").token
    scene.comes(ZOE)
    assert "We can go on" not in _labels(scene, "repair:")
    assert "Zoe can read this channel" in words(scene.post("repair:").card)
    scene.press_token(FAY, token)
    assert "Once that is settled, it goes on." in scene.whispered

    scene.press(FAY, "They have left")
    scene.press(FAY, "I have looked, and they are gone")
    assert scene.whispered == "Thank you. Stories still wait, until the rest is settled too."
    assert "Stories still wait" in words(scene.post("walked_in:").card)
    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.OPEN


def test_somebody_who_walks_in_first_is_settled_first() -> None:
    scene = opened()
    scene.comes(ZOE)
    _tell(scene, NED, Worry.LEFT_HERE)
    assert "We can go on" not in _labels(scene, "repair:")

    scene.goes(ZOE)
    assert scene.session.state is SessionState.RESTING
    scene.press(FAY, "We can go on")
    assert scene.session.state is SessionState.OPEN


def test_where_the_room_repairs_by_itself_it_waits_for_that_too() -> None:
    scene = _trusting(begun(), OLI)
    _change(scene, facilitator=None, deputy=None)
    _tell(scene, NED, Worry.LEFT_HERE)
    scene.comes(ZOE)
    assert "We can go on" not in _labels(scene, "repair_round:")

    scene.goes(ZOE)
    scene.press(PAM, "We can go on")
    assert scene.office.all(Repair, scene.community.id) == ()


def test_a_light_session_has_nothing_to_protect_and_can_go_on() -> None:
    scene = opened()
    light = replace(scene.session, light=True)
    scene.offices.memory.records[type(light), light.id] = light
    scene.press_token(FAY, f"pause.{light.id}")
    _tell(scene, NED, Worry.LEFT_HERE)
    scene.press_token(FAY, f"go_on.{light.id}")

    assert scene.session.state is SessionState.OPEN


def test_said_by_two_it_is_one_repair() -> None:
    scene = opened()
    _tell(scene, NED, Worry.LEFT_HERE)

    _tell(scene, OLI, Worry.LEFT_HERE)

    [repair] = scene.office.all(Repair, scene.community.id)
    assert repair.stopped == scene.session.id


def test_those_who_look_after_it_are_asked_again_and_not_for_ever() -> None:
    scene = begun()
    _tell(scene, NED, Worry.LEFT_HERE)

    scene.later(days=60)

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("repair:")]
    assert len([one for one in asked if one.post.to == Direct(FAY)]) == 4


def test_pressed_by_both_at_once_it_is_settled_once() -> None:
    scene = _repairing()
    token = scene.button(FAY, "We can go on").token

    scene.press(FAY, "We can go on")
    scene.press_token(DEV, token)

    assert "This is settled already" in scene.whispered


def test_without_anyone_who_looks_after_it_the_room_itself_repairs() -> None:
    scene = _trusting(begun(), OLI)
    _change(scene, facilitator=None, deputy=None)
    _tell(scene, NED, Worry.LEFT_HERE)

    scene.press(PAM, "We can go on")

    assert scene.office.all(Repair, scene.community.id) == ()


def test_where_nobody_can_hear_it_that_is_said_before_anything_is_written() -> None:
    scene = begun()
    _change(scene, facilitator=None, deputy=None)

    _choose(scene, NED, Worry.RULE)

    assert scene.form.fields == ()
    assert "There is nobody in this community who can hear this" in repr(scene.form.intro)


def test_what_was_typed_stays_when_nobody_is_left_to_hear_it() -> None:
    scene = opened()
    _choose(scene, NED, Worry.RULE)
    _change(scene, facilitator=None, deputy=None)
    before = len(scene.offices.memory.posts)

    scene.fill(NED, words=SECRET)

    assert "There is nobody in this community" in scene.errors[""]
    assert len(scene.offices.memory.posts) == before


def test_an_empty_worry_is_asked_for_again() -> None:
    scene = opened()
    _choose(scene, NED, Worry.RULE)

    scene.fill(NED, words=" ")

    assert "words" in scene.errors


def test_a_sponsor_has_no_way_in() -> None:
    scene = opened()

    scene.command(SID, "worry")

    assert "sponsor" in scene.whispered


def _choose(scene: Scene, person: PersonId, worry: Worry) -> None:
    scene.command(person, "worry")
    scene.fill(person, about=worry)


def _tell(scene: Scene, person: PersonId, worry: Worry, **more: str) -> None:
    _choose(scene, person, worry)
    scene.fill(person, words=SECRET, **more)


def _labels(scene: Scene, name: str) -> list[str]:
    return [button.label for button in scene.post(name).card.buttons]


def _readers(scene: Scene, before: int) -> set[PersonId]:
    """Who has a message with these words in it, sent since then."""
    new = scene.offices.memory.posts[before:]
    with_words = [one.post.to for one in new if SECRET in words(one.card)]
    return {to.person if isinstance(to, Direct) else ANN for to in with_words}


def _repairing() -> Scene:
    scene = opened()
    _tell(scene, NED, Worry.LEFT_HERE)
    scene.press(FAY, "Ask the room what it needs")
    return scene


def _trusting(scene: Scene, person: PersonId) -> Scene:
    return _agreed(scene, Matter.TRUSTED, scene.community.name_of(person), about=person)


def _agreed(
    scene: Scene, matter: Matter, text: str, *, about: str = "", at: datetime | None = None
) -> Scene:
    agreement = Agreement(
        id=RecordId(f"agreed_{matter}"),
        community=scene.community.id,
        matter=matter,
        about=about,
        words=text,
        agreed_at=at or jan(4, 10),
    )
    scene.offices.memory.records[Agreement, agreement.id] = agreement
    return scene


def _change(scene: Scene, **fields: object) -> None:
    changed = replace(scene.community, **fields)  # type: ignore[arg-type]
    scene.offices.memory.records[type(changed), changed.id] = changed
