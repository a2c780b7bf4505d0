"""The sponsor's brief: five short questions, left and taken up again, and one plain answer."""

from typing import Any

import pytest

from bot.boundary.tokens import Act, Token
from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.sponsorship import Brief, Promise
from tests.scene import ANN, DEV, FAY, MIA, NED, SID, Scene, brief, drafted, words

PROMISES = ["time", "no_blame", "reply"]


def asked() -> Scene:
    """Sid is asked; Fay and Dev have said yes."""
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV], manages="no")
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")
    return scene


def permitted(**said: object) -> Scene:
    scene = asked()
    brief(scene, SID, **said)
    return scene


def briefs(scene: Scene) -> tuple[Brief, ...]:
    return scene.office.all(Brief, scene.community.id)


def kept(scene: Scene) -> Brief:
    return briefs(scene)[-1]


def card(scene: Scene, person: PersonId = SID) -> str:
    """The sponsor's own card, as it stands."""
    return words(scene.post("asked", Direct(person)).card)


def charter(scene: Scene) -> str:
    """As it stands in the room."""
    name = f"charter:{scene.community.id}"
    (one,) = [one.card for one in scene.offices.memory.posts if one.post.name == name]
    return words(one)


def value(scene: Scene, name: str) -> Any:
    (field,) = [one for one in scene.form.fields if one.name == name]
    return getattr(field, "value", None) or getattr(field, "values", None)


def test_each_question_opens_the_next() -> None:
    scene = asked()
    titles = []

    scene.press(SID, "Begin")
    for answers in ({"why": "It matters."}, {}, {"promises": PROMISES}, {}):
        titles.append(scene.form.title)
        scene.fill(SID, **answers)
    titles.append(scene.form.title)

    assert titles == [f"Permission: {n} of 5" for n in range(1, 6)]


def test_what_was_answered_is_kept_and_the_card_says_how_far_they_are() -> None:
    scene = asked()

    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")
    scene.fill(SID)

    assert "Two of five are done. Go on when it suits." in card(scene)
    assert kept(scene).why == "It matters."


def test_they_go_on_weeks_later_where_they_stopped() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")

    scene.later(days=30)
    scene.press(SID, "Go on")

    assert scene.form.title == "Permission: 2 of 5"


def test_an_answer_can_be_looked_at_again_and_changed() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")

    scene.press(SID, "Look at it again")
    before = value(scene, "why")
    scene.fill(SID, why="It matters to people at home.")

    assert before == "It matters."
    assert kept(scene).why == "It matters to people at home."
    assert "One of five is done." in card(scene)


def test_the_roles_come_as_they_were_put_to_them() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")

    assert value(scene, "roles") == "Nurses"


@pytest.mark.parametrize(
    ("screen", "answers", "field"),
    [
        ("why", {"why": " "}, "why"),
        ("roles", {"roles": ""}, "roles"),
        ("promises", {"promises": []}, "promises"),
        ("hopes", {"hopes": "\n".join(f"hope {n}" for n in range(9))}, "hopes"),
        ("answer", {"answer": "perhaps"}, "answer"),
        ("answer", {"answer": "yes"}, "answer"),
    ],
)
def test_what_is_missing_is_said_kindly_and_nothing_is_kept(
    screen: str, answers: dict[str, object], field: str
) -> None:
    scene = asked()
    before = kept(scene)
    scene.press_token(SID, Token(Act.BRIEF, (scene.community.id, screen)).pack())

    scene.fill(SID, **answers)

    assert list(scene.errors) == [field]
    assert kept(scene) == before


def test_a_promise_in_their_own_words_is_a_promise() -> None:
    scene = permitted(promises=[], promised="I ring you back the same day.")

    assert "I ring you back the same day." in charter(scene)


def test_the_charter_shows_each_promise_and_when_it_is_looked_at_again() -> None:
    scene = permitted(promises=PROMISES, within="10")

    assert "to be looked at again on Monday 5 July" in charter(scene)
    assert "Time for it, in working hours, each fortnight" in charter(scene)
    assert "A reply to each message from the group, within 10 working days" in charter(scene)
    assert "Help when something blocks" not in charter(scene)


def test_what_somebody_will_see_is_read_before_they_answer() -> None:
    scene = asked()

    scene.press_token(SID, Token(Act.BRIEF, (scene.community.id, "answer")).pack())

    assert "There is no way to ask me who said what." in str(scene.form.intro)


def test_a_no_at_the_end_is_asked_about_once_more_too() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    for given in ({"why": "It matters."}, {}, {"promises": PROMISES}, {}, {"answer": "no"}):
        scene.fill(SID, **given)

    assert "Is that a no?" in scene.whispered
    assert not any("Sid has said no" in one for one in scene.sent_to(ANN))


def test_a_no_that_is_said_again_after_it_was_settled_is_refused() -> None:
    scene = asked()
    scene.press(SID, "No")
    sure = scene.button(SID, "Yes, it is a no").token
    scene.press_token(SID, sure)

    scene.press_token(SID, sure)

    assert "already answered" in scene.whispered


def test_a_no_at_the_end_is_thanked_and_somebody_else_can_be_asked() -> None:
    scene = permitted(answer="no")

    assert "Thank you for telling us plainly" in card(scene)
    assert scene.community.stage is Stage.DRAFT
    assert "Sid has said no" in scene.sent_to(ANN)[-1]
    scene.press(ANN, "Say who gives permission")


def test_who_said_no_and_is_asked_again_finds_what_they_had_written() -> None:
    scene = permitted(answer="no")

    scene.press(ANN, "Say who gives permission")
    scene.fill(ANN, sponsor=[SID])
    scene.press(SID, "Go on")

    assert scene.form.title == "Permission: 5 of 5"
    assert kept(scene).why == "People wait too long in hospital."


def test_to_talk_first_at_the_end_and_then_yes() -> None:
    scene = permitted(answer="talk")
    told = scene.sent_to(ANN)[-1]

    scene.press(SID, "Go on")
    scene.fill(SID, answer="yes")

    assert "Sid would like to talk with you" in told
    assert scene.community.stage is Stage.GATHERING


def test_a_form_held_while_somebody_else_is_named_keeps_its_words_with_a_kind_error() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    held = scene.form
    scene.press(ANN, "Say who gives permission")
    scene.fill(ANN, sponsor=[MIA])

    scene.submit(SID, held, why="Mine.")

    assert "meant for someone else" in scene.errors[""]
    assert "Mine." not in repr(briefs(scene))


def test_two_sponsors_named_in_a_row_leave_one_brief() -> None:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    scene.press(SID, "Begin")
    scene.fill(SID, why="Mine.")

    for person in (MIA, NED):
        scene.press(ANN, "Say who gives permission")
        scene.fill(ANN, sponsor=[person])

    assert [one.sponsor for one in briefs(scene)] == [NED]
    assert "nobody is waiting for your answer" in card(scene, SID)
    assert "nobody is waiting for your answer" in card(scene, MIA)
    scene.press(NED, "Begin")
    assert not value(scene, "why")


def test_a_yes_pressed_twice_gives_permission_once() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")
    scene.fill(SID)
    scene.fill(SID, promises=PROMISES)
    scene.fill(SID)
    held = scene.form
    scene.submit(SID, held, answer="yes")

    scene.submit(SID, held, answer="no")

    assert "already answered" in scene.errors[""]
    assert scene.community.permitted


def test_a_brief_left_half_done_is_reminded_of_once_and_the_convenor_once() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")

    scene.later(days=90)

    assert sum("Your answer is still waited for." in one for one in scene.sent_to(SID)) == 1
    assert sum("an answer is still missing" in one for one in scene.sent_to(ANN)) == 1
    assert not scene.has_post("unconfirmed")


def test_who_has_not_begun_is_not_reminded_while_it_is_a_draft() -> None:
    scene = asked()

    scene.later(days=90)

    assert len(scene.sent_to(SID)) == 1


def test_less_of_this_keeps_the_reminder_away() -> None:
    scene = asked()
    scene.press(SID, "Begin")
    scene.fill(SID, why="It matters.")
    scene.press_token(SID, Token(Act.LESS_OF, (scene.community.id, "permission")).pack())

    scene.later(days=90)

    assert not any("still waited for" in one for one in scene.sent_to(SID))


def test_nobody_but_the_sponsor_opens_or_answers_a_question() -> None:
    scene = asked()
    token = Token(Act.BRIEF, (scene.community.id, "why")).pack()

    for person in (ANN, FAY, MIA):
        scene.press_token(person, token)
        assert "meant for someone else" in scene.whispered


@pytest.mark.parametrize("screen", ["everything", ""])
def test_a_question_that_is_none_is_refused(screen: str) -> None:
    scene = asked()

    scene.press_token(SID, f"brief.{scene.community.id}.{screen}")

    assert "do not know that button" in scene.whispered


def test_who_looks_after_it_can_go_on_with_the_draft_when_the_convenor_is_gone() -> None:
    scene = permitted(answer="no")

    scene.command(FAY, "start")
    scene.press(FAY, "Say who gives permission")
    scene.fill(FAY, sponsor=[MIA])

    assert scene.community.is_sponsor(MIA)


def test_the_convenor_says_whether_a_keeper_manages_somebody_and_the_charter_says_so() -> None:
    scene = drafted()
    scene.fill(ANN, sponsor=[SID])
    required = [one.name for one in scene.form.fields if getattr(one, "required", False)]
    scene.fill(ANN, facilitator=[FAY], deputy=[DEV], manages="yes")
    scene.press(FAY, "Yes, I will")
    scene.press(DEV, "Yes, I will")

    brief(scene, SID)

    assert "manages" in required
    assert "Somebody who looks after this manages people" in charter(scene)


def test_nobody_who_belongs_to_the_group_is_its_sponsor() -> None:
    scene = permitted()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])

    scene.command(ANN, "charter")
    scene.press(ANN, "Somebody else gives permission")
    scene.fill(ANN, sponsor=[MIA])

    assert "A sponsor does not take part" in scene.errors["sponsor"]


def test_who_said_not_now_and_became_the_sponsor_cannot_join_any_more() -> None:
    scene = permitted()
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[MIA])
    scene.press(MIA, "Not now")
    token = scene.button(MIA, "Join").token
    scene.command(ANN, "charter")
    scene.press(ANN, "Somebody else gives permission")
    scene.fill(ANN, sponsor=[MIA])

    scene.press_token(MIA, token)

    assert "You do not take part in sessions" in scene.whispered


def test_what_was_promised_for_replies_is_what_messages_wait_for() -> None:
    scene = permitted(promises=["reply"], within="5")

    assert kept(scene).reply_within == 5
    assert kept(scene).promises == (Promise.REPLY,)


def test_a_first_yes_leaves_on_the_card_who_asked_and_speaks_of_nothing_before() -> None:
    scene = permitted()

    assert "Ann would like to start a learning community." in card(scene)
    assert "You have given your permission. Thank you." in card(scene)
    assert "before" not in card(scene)
