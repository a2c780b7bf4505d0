"""Something worries me: where it can go comes first, and it reaches one or two people and nobody else."""

import pytest

from bot.boundary.views import Text
from bot.domain.agreement import Matter
from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.worry import WITHOUT_NAME, Worry
from tests.dialogs.worry_scenes import SECRET, agreed, change, choose, readers, tell
from tests.scene import DEV, FAY, NED, SID, begun, gathered, jan, opened, words


def test_where_things_go_stands_above_the_question() -> None:
    scene = agreed(opened(), Matter.ROUTES, "Someone may be in danger: we call Jo, 0117 496 0000")

    scene.command(NED, "worry")

    assert "we call Jo, 0117 496 0000" in repr(scene.form.intro)
    assert "Samaritans 116 123" in repr(scene.form.intro)


def test_a_group_that_has_not_filled_it_in_reads_that_it_has_not() -> None:
    scene = gathered()

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

    tell(scene, NED, Worry.ELSEWHERE)

    assert readers(scene, before) == {FAY}
    assert "Fay has this now, and nobody else." in scene.whispered


@pytest.mark.parametrize("more", [{}, {"name": "without"}])
def test_that_something_has_left_is_told_on_and_the_words_to_one(more: dict[str, str]) -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)
    choose(scene, NED, Worry.LEFT_HERE)
    asked = " ".join(one.text for one in scene.form.intro if isinstance(one, Text))
    scene.fill(NED, words=SECRET, **more)

    assert readers(scene, before) == {FAY}
    assert "Somebody says that something has left" in scene.sent_to(DEV)[-1]
    assert "Fay reads your words, and nobody else." in scene.whispered
    assert "has this now" not in scene.whispered
    for told in (asked, scene.whispered):
        assert "That something has left this group is told to those who look after it" in told


def test_a_slighted_rule_is_not_posted_and_comes_with_words_to_begin_with() -> None:
    scene = agreed(opened(), Matter.RULES, "We do not give advice unasked.\nWe keep time.")
    before = len(scene.posted)

    tell(scene, NED, Worry.RULE, rule="0")

    told = scene.sent_to(FAY)[-1]
    assert "One of our rules is: “We do not give advice unasked.” It reads as if" in told
    assert "How do you see it?" in told
    assert scene.post("worry:").card.body[2].who == "Ned"  # type: ignore[union-attr]
    assert len(scene.posted) == before


def test_said_without_a_name_there_is_none_in_it_and_none_beside_it() -> None:
    scene = opened()
    before = dict(scene.offices.memory.records)

    tell(scene, NED, Worry.RULE, name="without")

    told = scene.post("worry:", Direct(FAY))
    assert "It was said without a name." in words(told.card)
    assert "Ned" not in words(told.card)
    assert NED not in repr(told.post)
    assert scene.offices.memory.records == before
    assert "In a small group it may still be guessed" in scene.whispered


def test_what_fits_nothing_else_is_heard_too_and_the_form_says_by_whom() -> None:
    scene = opened()
    before = len(scene.posted)
    choose(scene, NED, Worry.OTHER)
    asked = repr(scene.form.intro)

    scene.fill(NED, words=SECRET, name="without")

    assert "This goes to Fay." in asked
    assert "If someone may need help today, please choose that instead." in asked
    told = scene.post("worry:", Direct(FAY))
    assert "It is about this: Something else." in words(told.card)
    assert "It was said without a name." in words(told.card)
    assert SECRET in words(told.card)
    assert len(scene.posted) == before


@pytest.mark.parametrize("worry", sorted(set(Worry) - WITHOUT_NAME))
def test_where_help_is_needed_today_whoever_helps_can_ask_back(worry: Worry) -> None:
    scene = opened()

    choose(scene, NED, worry)

    assert "name" not in [field.name for field in scene.form.fields]


def test_someone_in_distress_gives_the_facilitator_a_checklist_and_words_at_once() -> None:
    scene = opened()
    scene.until(jan(18, 22))

    tell(scene, NED, Worry.DANGER)

    card = scene.post("checklist:", Direct(FAY))
    assert card.post.not_before is None
    assert "Reply as a person, within the working day." in words(card.card)
    assert "Move to a call. Do not ask for more in writing." in words(card.card)
    assert "I am glad you said it. You do not have to say more here." in words(card.card)
    assert "Samaritans 116 123" in words(card.card)
    assert "Samaritans 116 123" in scene.whispered


def test_the_clock_rests_in_one_press_while_the_facilitator_sees_to_it() -> None:
    scene = opened()
    tell(scene, NED, Worry.DANGER)

    scene.press(FAY, "Stop the clock for a while")

    assert scene.session.state is SessionState.PAUSED


def test_between_sessions_there_is_no_clock_to_rest() -> None:
    scene = begun()

    tell(scene, NED, Worry.DANGER)

    assert scene.post("checklist:", Direct(FAY)).card.buttons == ()


def test_a_facilitator_who_is_worried_about_somebody_gets_the_checklist_too() -> None:
    scene = opened()

    tell(scene, FAY, Worry.DANGER)

    assert scene.has_post("worry:", Direct(DEV))
    assert scene.has_post("checklist:", Direct(FAY))


def test_where_nobody_can_hear_it_that_is_said_before_anything_is_written() -> None:
    scene = begun()
    change(scene, facilitator=None, deputy=None)

    choose(scene, NED, Worry.RULE)

    assert scene.form.fields == ()
    assert "There is nobody in this community who can hear this" in repr(scene.form.intro)


def test_what_was_typed_stays_when_nobody_is_left_to_hear_it() -> None:
    scene = opened()
    choose(scene, NED, Worry.RULE)
    change(scene, facilitator=None, deputy=None)
    before = len(scene.offices.memory.posts)

    scene.fill(NED, words=SECRET)

    assert "There is nobody in this community" in scene.errors[""]
    assert len(scene.offices.memory.posts) == before


def test_an_empty_worry_is_asked_for_again() -> None:
    scene = opened()
    choose(scene, NED, Worry.RULE)

    scene.fill(NED, words=" ")

    assert "words" in scene.errors


def test_a_sponsor_has_no_way_in() -> None:
    scene = opened()

    scene.command(SID, "worry")

    assert "sponsor" in scene.whispered
