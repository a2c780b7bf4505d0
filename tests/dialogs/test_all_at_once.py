"""A round that appears all at once: everyone's first thought, before anybody's steers the others."""

from bot.boundary.decision import OpenForm
from bot.domain.contribution import Contribution, Part
from bot.domain.written import Written
from tests.dialogs.together_scenes import (
    asked_widely_at_once,
    next_at_once,
    questions,
    said_in_thread,
    shown,
    who_wrote,
    writes,
    writing,
)
from tests.scene import (
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    ROS,
    SID,
    ZOE,
    confirmed,
    jan,
    opened,
    words,
)

# choosing it


def test_whoever_holds_it_chooses_it_for_a_round_that_has_not_opened() -> None:
    scene = opened()

    next_at_once(scene)

    comes = "The next round, “Questions only”, appears all at once on Wednesday 20 January at 12:00"
    assert comes in scene.posted[-1]
    assert scene.session.at_once == {Part.QUESTIONS}


def test_it_can_be_taken_back_while_it_lies_ahead_and_the_room_hears_that_too() -> None:
    scene = opened()
    next_at_once(scene)

    next_at_once(scene, appear="come")

    assert "is as usual after all" in scene.posted[-1]
    assert scene.session.at_once == frozenset()


def test_the_first_round_can_be_chosen_before_the_session_opens() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    before = len(scene.posted)
    scene.fill(FAY, appear="at_once")
    told_before = len(scene.posted) == before

    scene.until(jan(18, 10, 30))

    card = scene.post("round:").card
    assert told_before
    assert "This time all write in private." in words(card)
    assert [button.label for button in card.buttons] == ["Write in private"]


def test_one_question_to_all_can_be_chosen_so_with_the_question() -> None:
    scene = asked_widely_at_once()

    card = scene.post("round:").card

    assert scene.session.at_once == {Part.OWN_ANSWER}
    assert [button.label for button in card.buttons] == ["Write in private"]


def test_only_those_who_look_after_the_community_choose() -> None:
    scene = opened()
    token = scene.button(FAY, "Change what is asked").token

    scene.press_token(MIA, token)

    assert "Please ask Fay" in scene.whispered


def test_what_was_chosen_stays_when_the_session_is_moved_to_another_day() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    scene.fill(FAY, appear="at_once")

    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")

    assert scene.session.at_once == {Part.STRUCK}


# writing


def test_until_the_round_closes_nobody_else_reads_what_is_written() -> None:
    scene = writing()
    before = len(scene.posted)

    writes(scene, NED, "What did you see?")

    assert len(scene.posted) == before
    everything = [words(one.card) for one in scene.offices.memory.posts]
    assert not any("What did you see?" in one for one in everything)
    assert scene.office.all(Contribution, scene.session.id) == said_in_thread(scene)


def test_when_it_closes_everything_appears_at_once_with_names() -> None:
    scene = writing()
    for person, text in ((NED, "What did you see?"), (OLI, "Who else?"), (MIA, "I wonder too.")):
        writes(scene, person, text)
    before = len(scene.posted)

    scene.until(jan(20, 12))

    heading, *replies = shown(scene, before)
    assert "“Questions only”: here is what each of us wrote" in heading
    assert set(replies) == {"What did you see?", "Who else?", "I wonder too."}
    assert {who_wrote(scene, reply) for reply in replies} == {"Ned", "Oli", "Mia"}
    assert scene.office.all(Written, scene.session.id) == ()


def test_the_order_is_not_that_in_which_they_were_written() -> None:
    orders = set()
    for turn in range(6):
        scene = writing()
        scene.engine.mint.chance.seed(turn)  # type: ignore[attr-defined]
        for person in (NED, OLI, PAM, ROS):
            writes(scene, person, person)
        before = len(scene.posted)
        scene.until(jan(20, 12))
        orders.add(tuple(shown(scene, before)[1:]))

    assert len(orders) > 1


def test_it_is_kept_as_said_in_that_round_by_its_writer() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")

    scene.until(jan(20, 12))

    said = [one for one in scene.office.all(Contribution, scene.session.id) if one.author == NED]
    assert (said[-1].part, said[-1].text) == (Part.QUESTIONS, "What did you see?")


def test_written_again_it_takes_the_place_of_what_was_there() -> None:
    scene = writing()
    writes(scene, NED, "Have you tried to ring?")
    scene.press(NED, "Write in private")
    stood = scene.form.fields[0]

    scene.fill(NED, words="What did you see?")
    before = len(scene.posted)
    scene.until(jan(20, 12))

    assert getattr(stood, "value", "") == "Have you tried to ring?"
    assert shown(scene, before)[1:] == ["What did you see?"]


def test_an_emptied_box_takes_it_back() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")
    before = len(scene.posted)

    writes(scene, NED, "")
    scene.until(jan(20, 12))

    assert shown(scene, before) == []
    assert questions(scene).replies == 0


def test_an_empty_box_with_nothing_behind_it_keeps_nothing() -> None:
    scene = writing()

    writes(scene, NED, "  ")

    assert "Nothing is kept." in scene.whispered
    assert scene.office.all(Written, scene.session.id) == ()


def test_only_those_who_take_part_can_write() -> None:
    scene = writing()
    token = scene.button(NED, "Write in private").token

    for person in (ZOE, SID):
        scene.press_token(person, token)

        assert not any(isinstance(reply, OpenForm) for reply in scene.replies)
