"""What people need: asked first, without a name, and read by everyone at the same moment."""

from dataclasses import replace

import pytest

from bot.domain.codesign import Codesign, Step
from bot.domain.community import Stage
from bot.domain.ids import person_id
from bot.domain.people import Member, Standing
from tests import scene as scenes
from tests.dialogs.codesign_scenes import (
    EVERYONE,
    QUESTION,
    SEEDS,
    answer,
    codesign,
    day,
    drafting,
    first_asked,
    marking,
    needs_shown,
    what_was_gathered,
)
from tests.scene import DEV, FAY, MEMBERS, MIA, ROS, SID, Scene, gathered, words


def everything_seen(scene: Scene) -> str:
    posts = [repr(one.card) for one in scene.offices.memory.posts]
    return "\n".join((*posts, repr(scene.replies)))


def test_the_first_question_is_the_papers_own_with_its_source() -> None:
    scene = first_asked()

    assert QUESTION in scene.posted[-1]
    assert "Wilson and others, 2023" in repr(scene.post("needs:").card)
    assert scene.community.stage is Stage.CODESIGN


def test_no_seed_is_seen_by_anyone_before_the_group_has_answered() -> None:
    scene = drafting()

    assert not [seed for seed in SEEDS if seed in everything_seen(scene)]
    scene.press(FAY, "Draft the rules")
    assert not [seed for seed in SEEDS if seed in repr(scene.form)]
    scene.fill(FAY)
    assert all(seed in repr(scene.form) for seed in SEEDS)


def test_a_forged_button_shows_no_seed_before_its_time() -> None:
    scene = first_asked()
    for person in (FAY, DEV, MIA):
        scene.press_token(person, f"draft_rules.{scene.community.id}")
        assert "Nobody is waiting for this just now" in scene.whispered


def test_two_who_press_at_once_ask_the_first_question_once() -> None:
    scene = gathered()
    token = scene.button(FAY, "Begin with the first question").token
    scene.press_token(FAY, token)
    scene.press_token(DEV, token)

    assert "This has been done already" in scene.whispered
    assert len(scene.office.all(Codesign, scene.community.id)) == 1


def test_only_those_who_look_after_it_begin_and_not_with_two_of_us() -> None:
    scene = gathered()
    scene.press_token(MIA, f"first_q.{scene.community.id}")
    assert "Only those who look after the sessions" in scene.whispered

    few = replace(scene.community, members=scene.community.members[:2])
    scene.offices.memory.records[type(few), few.id] = few
    scene.press_token(FAY, f"first_q.{scene.community.id}")
    assert "at least 3 members" in scene.whispered


def test_needs_appear_all_at_once_mixed_and_alike_ones_once() -> None:
    scene = first_asked()
    before = list(scene.posted)
    needs_shown(scene)

    assert scene.posted[: len(before) - 1] == before[:-1]
    shown = scene.post("hardest:").card
    lines = words(shown).splitlines()
    assert {"Nobody is hurried.", "Rank stays outside.", "Time."} < set(lines)
    assert sum(line.casefold() == "we may be wrong." for line in lines) == 1
    assert "In a group that felt safe: Somebody said it first." in lines


def test_nothing_that_is_kept_or_posted_says_who_wrote_a_need() -> None:
    scene = needs_shown()

    kept = what_was_gathered(scene)
    assert not any(person in repr(kept) for person in EVERYONE)
    assert not any(name in words(scene.post("hardest:").card) for name in ("Mia", "Ned", "Oli"))
    assert not any(scene.offices.memory.boxes.values())


def test_the_room_sees_nothing_of_who_has_answered() -> None:
    scene = first_asked()
    before = [one.card for one in scene.offices.memory.posts]
    answer(scene, MIA, "Add what I need", need_1="Time.")

    assert [one.card for one in scene.offices.memory.posts] == before


def test_a_second_answer_takes_the_place_of_the_first() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="My first thought.")
    answer(scene, MIA, "Add what I need", need_1="My second thought.")
    needs_shown(scene)

    assert "My first thought." not in words(scene.post("hardest:").card)


def test_an_empty_form_is_not_an_answer() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="   ")

    assert scene.errors == {"need_1": "Please answer at least one of these."}


def test_an_answer_in_arabic_is_shown_as_it_was_written() -> None:
    scene = first_asked()
    need = "أحتاج أن أقول «لا أعرف» بلا خوف"
    answer(scene, ROS, "Add what I need", need_1=need)
    needs_shown(scene)

    assert need in words(scene.post("hardest:").card).splitlines()
    assert need in what_was_gathered(scene).needs


def test_a_form_that_was_open_while_the_question_closed_keeps_what_was_typed() -> None:
    scene = first_asked()
    scene.press(MIA, "Add what I need")
    form = scene.form
    needs_shown(scene)
    scene.submit(MIA, form, need_1="Too late.")

    assert "This question is not open any more" in scene.errors[""]


def test_the_sponsor_sees_and_answers_nothing() -> None:
    scene = needs_shown()
    scene.press_token(SID, f"our_answer.{scene.community.id}.needs")

    assert "As the sponsor" in scene.whispered
    assert "Nobody is hurried." not in "\n".join(scene.sent_to(SID))


def test_marks_are_shown_in_words_when_five_have_marked() -> None:
    scene = drafting()

    bands = next(one for one in scene.posted if "How often these happen" in one)
    assert ": often" in bands
    assert ": rarely" in bands
    assert ".: " not in bands
    assert "too few marks to say" in bands
    assert not any(name in bands for name in ("Mia", "Ned", "Oli", "Pam", "Quy", "Ros"))


def test_with_too_few_marks_we_say_it_to_each_other() -> None:
    scene = marking()
    for person in (*MEMBERS[:4], FAY, DEV):
        answer(scene, person, "Mark how often", mark_0="often")
    scene.until(day(12, 13))

    assert "Fewer than five members have marked these" in "\n".join(scene.posted)
    assert ": often" not in "\n".join(scene.posted)
    assert codesign(scene).step is Step.LEAVES


def test_thirty_of_us_read_all_their_needs_at_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = first_asked()
    people = [person_id("test", "w", f"p{number}") for number in range(30)]
    community = scene.community
    for number, person in enumerate(people):
        monkeypatch.setitem(scenes.NAME_OF, person, f"Person {number}")  # type: ignore[arg-type]
        member = Member(person=person, name=f"Person {number}", standing=Standing.JOINED)
        community = community.with_member(member)
    scene.offices.memory.records[type(community), community.id] = community
    for number, person in enumerate(people):
        needs = {f"need_{each}": f"Need {number} {each}." for each in (1, 2, 3)}
        answer(scene, person, "Add what I need", **needs)
    scene.until(day(6, 13))

    shown = [words(one.card) for one in scene.offices.memory.posts if "hardest:" in one.post.name]
    assert len(shown) == 4
    assert sum(one.count("Need ") for one in shown) == 90
    draft_at = what_was_gathered(scene)
    assert len(draft_at.needs) == 90
