"""A group works out what it needs: questions without a name, one at a time, until all is agreed."""

from dataclasses import replace

import pytest

from bot.boundary.views import Lines
from bot.domain.agreement import Matter
from bot.domain.codesign import Codesign, Step
from bot.domain.community import Stage
from bot.domain.drafting import Suggested
from bot.domain.formats import Format
from bot.domain.ids import person_id
from bot.domain.people import Member, Standing
from bot.domain.proposal import ProposalState
from bot.words import say
from tests import scene as scenes
from tests.dialogs.codesign_scenes import (
    EVERYONE,
    LINES,
    all_fine,
    answer,
    choose_format,
    codesign,
    day,
    draft_routes,
    draft_rules,
    drafting,
    first_asked,
    leaves_agreed,
    marking,
    needs_shown,
    routes_drafted,
    standing,
    three_of_us,
    what_was_gathered,
)
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NED,
    OLI,
    PAM,
    QUY,
    ROS,
    SID,
    Scene,
    begun,
    gathered,
    words,
)

QUESTION = "What is needed to create a safe space to have authentic conversations about this work?"
"""The paper's own words (requirements P2-1)."""
SEEDS = tuple(say(f"seed.{number}") for number in range(1, 16))


def lines_in(scene: Scene) -> list[str]:
    box = scene.form.fields[0]
    assert isinstance(box, Lines)
    return box.value.splitlines()


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

    assert "Somebody else has just done this" in scene.whispered
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
    answer(scene, PAM, "Add what I need", need_1=need)
    needs_shown(scene)

    assert need in words(scene.post("hardest:").card).splitlines()
    assert need in what_was_gathered(scene).needs


def test_few_answers_give_everyone_more_time_once_alike() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="Time.")
    scene.until(day(6, 13))

    assert "Few of us have answered yet" in scene.posted[-1]
    assert "Friday 8 January at 12:00" in scene.posted[-1]
    scene.until(day(8, 13))
    assert "Time." in words(scene.post("hardest:").card)
    assert len([one for one in scene.posted if "Few of us" in one]) == 1


def test_when_nobody_answers_it_is_asked_again_in_the_thread() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    assert "Nobody has used the form" in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Ask it openly in the thread")

    question = scene.post(f"needs:{codesign(scene).id}").card
    shown = next(one for one in scene.posted if "what do you need here?" in one)
    assert QUESTION in shown
    assert not question.buttons
    scene.until(day(12, 13))
    assert "Think of what we need here" in words(scene.post("hardest:").card)


def test_when_nobody_answers_it_may_be_let_go() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    scene.press(FAY, "Let it go")

    assert codesign(scene).step is Step.UPSIDE_DOWN
    assert "Upside down" in scene.posted[-1]


def test_when_nobody_answers_and_nobody_decides_it_goes_by_itself() -> None:
    scene = first_asked()
    scene.until(day(8, 13))
    scene.until(day(29, 13))
    asked = [one for one in scene.sent_to(DEV) if "Nobody has used the form" in one]
    assert len(asked) == 3
    assert not scene.has_post("upside_down:")
    scene.later(days=7)

    assert scene.has_post("upside_down:")


def test_a_year_in_which_nobody_says_anything_ends_with_a_way_on() -> None:
    scene = first_asked()
    scene.later(days=365)

    assert scene.office.next_alarm() is None
    rests = [one for one in scene.posted if "Anyone here can." in one]
    assert any("drafted our rules" in one for one in rests)
    assert any("where things go" in one for one in rests)


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
    assert "too few marks to say" in bands
    assert not any(name in bands for name in ("Mia", "Ned", "Oli", "Pam", "Quy", "Ros"))


def test_with_too_few_marks_we_say_it_to_each_other() -> None:
    scene = marking()
    for person in (*MEMBERS[:4], FAY, DEV):
        answer(scene, person, "Mark how often", mark_0="often")
    scene.until(day(12, 13))

    assert "Too few of us have marked these" in "\n".join(scene.posted)
    assert ": often" not in "\n".join(scene.posted)
    assert codesign(scene).step is Step.LEAVES


def test_three_of_us_go_all_the_way_and_are_never_asked_to_mark() -> None:
    scene = three_of_us()
    needs_shown(scene)
    scene.until(day(8, 13))
    for person in (MIA, NED, OLI):
        answer(scene, person, "Add one or two", line_1="Gossip.")
    scene.until(day(11, 13))

    card = scene.post("already:").card
    assert "Say it in the thread" in words(card)
    assert words(card).count("Gossip.") == 1
    assert not card.buttons


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


def test_a_draft_shows_under_each_line_the_needs_it_answers() -> None:
    scene = drafting()
    draft_rules(scene)

    (proposal,) = scene.proposals
    assert proposal.matter is Matter.RULES
    assert proposal.words == "\n".join(LINES)
    under = words(scene.post(f"proposal:{proposal.id}:needs").card)
    assert under.index("1. We talk") < under.index("Rank stays outside.") < under.index("2. We")


def test_a_need_that_no_line_answers_is_shown_too() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(LINES))
    scene.fill(FAY)
    scene.fill(FAY)

    assert "No line answers these yet:" in scene.posted[-1]


def test_whoever_drafts_begins_from_the_needs_and_takes_from_others_last() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    first = repr(scene.form)
    scene.fill(FAY, lines="\n".join(LINES))
    scene.fill(FAY, seeds=["2", "10"])

    assert "Nobody is hurried." in first
    assert lines_in(scene) == [*LINES, SEEDS[1], SEEDS[9]]
    scene.fill(FAY)
    assert scene.form.title == "Which line answers it? Page 1 of 1"


def test_no_line_of_others_speaks_of_what_is_not_there_yet() -> None:
    assert not [seed for seed in SEEDS if "table" in seed.lower()]


@pytest.mark.parametrize("page", ["lines", "needs"])
def test_a_page_that_is_finished_later_keeps_what_stands_on_it(page: str) -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    if page == "needs":
        scene.fill(FAY, lines="\n".join(LINES))
        scene.fill(FAY)
        scene.fill(FAY, need_0="2", need_1="3", then="later")
    else:
        scene.fill(FAY, lines="\n".join(LINES), then="later")
    assert "It is kept" in scene.whispered
    assert scene.proposals == ()

    scene.press(FAY, "Draft the rules")
    assert lines_in(scene) == list(LINES)
    if page == "needs":
        scene.fill(FAY)
        scene.fill(FAY)
        assert [getattr(one, "value", "") for one in scene.form.fields[:3]] == ["2", "3", "0"]


@pytest.mark.parametrize("lines", [LINES[:4], LINES + LINES])
def test_five_to_nine_lines_are_enough_and_what_was_typed_stays(lines: tuple[str, ...]) -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(lines))
    scene.fill(FAY)
    assert lines_in(scene) == list(dict.fromkeys(lines))
    scene.fill(FAY, lines="\n".join(lines))

    assert f"There are {len(lines)} now" in scene.errors["lines"]
    assert scene.proposals == ()


def test_a_draft_can_be_left_and_taken_up_again() -> None:
    scene = drafting()
    scene.press(FAY, "Draft the rules")
    scene.fill(FAY, lines="\n".join(LINES))
    scene.later(hours=3)
    scene.press(FAY, "Draft the rules")

    assert lines_in(scene) == list(LINES)


def test_two_who_draft_at_once_put_one_draft_to_the_group() -> None:
    scene = drafting()
    scene.press_token(DEV, f"draft_rules.{scene.community.id}")
    devs = scene.form
    draft_rules(scene)
    scene.submit(DEV, devs, lines="\n".join(LINES))

    assert "Nobody is waiting for this just now" in scene.errors[""]
    assert len(scene.proposals) == 1


def test_when_the_facilitator_never_drafts_the_deputy_is_asked_and_then_anyone_may() -> None:
    scene = drafting()
    assert "Would you draft our rules" in scene.sent_to(FAY)[-1]
    scene.until(day(15, 13))
    assert "Would you draft our rules" in scene.sent_to(DEV)[-1]
    scene.press_token(MIA, f"draft_rules.{scene.community.id}")
    assert "Only those who look after the sessions" in scene.whispered

    scene.later(days=30)
    assert "Nobody has drafted our rules yet. Anyone here can." in "\n".join(scene.posted)
    draft_rules(scene, MIA)
    assert any(one.matter is Matter.RULES for one in scene.proposals)
    assert "This has been done." in "\n".join(scene.posted)


def test_who_asked_for_less_of_it_is_not_reminded_of_a_draft() -> None:
    scene = drafting()
    scene.until(day(15, 13))
    scene.press(DEV, "Less of this")
    scene.later(days=30)

    assert len([one for one in scene.sent_to(DEV) if "Would you draft our rules" in one]) == 1


def test_needs_are_forgotten_when_the_rules_stand_and_thirty_days_on_at_the_latest() -> None:
    scene = drafting()
    kept = what_was_gathered(scene)
    assert kept.expires() is not None
    draft_rules(scene)
    scene.later(days=9)
    all_fine(scene)
    scene.later(days=5)

    assert Matter.RULES in standing(scene)
    assert what_was_gathered(scene).needs == ()


def test_what_most_would_choose_is_put_to_everyone_in_its_own_words() -> None:
    scene = leaves_agreed()

    agreement = standing(scene)[Matter.LEAVES]
    assert agreement.words.startswith("Learning leaves, people do not.")
    assert agreement.about == "learning"


def test_where_two_are_level_the_more_careful_one_is_put_to_everyone() -> None:
    scene = drafting()
    for person, choice in zip(MEMBERS, ("nothing", "learning") * 3, strict=True):
        answer(scene, person, "Choose one", choice=choice)
    scene.until(day(14, 13))

    (proposal,) = scene.proposals
    assert proposal.about == "nothing"
    assert "the most careful" in proposal.why
    assert "B protects less than it sounds." in words(scene.post("leaves:").card)


def test_the_room_is_asked_one_thing_at_a_time() -> None:
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="nothing")
    scene.until(day(14, 13))
    assert any(one.matter is Matter.LEAVES for one in scene.proposals)
    assert not scene.has_post("routes:")

    all_fine(scene)
    scene.until(day(19, 13))
    assert scene.has_post("routes:")


def test_questions_wait_while_everyone_is_asked_about_the_rules() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    assert Matter.LEAVES in standing(scene)
    (rules,) = scene.proposals
    assert rules.state is ProposalState.OBJECTIONS
    assert not scene.has_post("routes:")

    all_fine(scene)
    scene.until(day(22, 13))
    assert Matter.RULES in standing(scene)
    assert scene.has_post("routes:")


def test_what_waits_goes_on_when_the_rules_are_taken_to_a_call() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    scene.until(day(28, 13))

    (rules,) = scene.proposals
    assert rules.state is ProposalState.CALL
    assert scene.has_post("routes:")


def test_where_things_go_needs_our_own_people_and_numbers() -> None:
    scene = leaves_agreed()
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", danger="Tell the duty manager.")
    scene.until(day(21, 13))
    scene.press(FAY, "Draft where things go")

    assert "Tell the duty manager." in repr(scene.form.intro)
    scene.fill(FAY)
    assert set(scene.errors) == {"danger", "harmed", "colleague", "unlawful", "coping"}
    assert "___" in scene.errors["danger"]


def test_where_things_go_is_agreed_row_by_row() -> None:
    scene = routes_drafted()
    all_fine(scene)
    scene.until(day(27, 13))

    lines = standing(scene)[Matter.ROUTES].lines
    assert lines[0] == "Someone may be in danger: We tell the duty manager."
    assert len(lines) == 5


def test_who_is_missing_is_asked_while_the_table_is_drafted() -> None:
    scene = leaves_agreed()
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", coping="Stop.")
    scene.until(day(21, 13))

    assert "would bring something we do not have" in words(scene.post("missing_people:").card)
    assert "Tell" not in words(scene.post("missing_people:").card)


def test_all_that_is_needed_is_agreed_and_the_sessions_can_begin() -> None:
    scene = drafting()
    draft_rules(scene)
    leaves_agreed(scene)
    while not scene.has_post("routes:"):
        all_fine(scene)
        scene.later(days=1)
    for person in MEMBERS:
        answer(scene, person, "Add what we would do", danger="Tell the duty manager.")
    while "Draft where things go" not in [one.label for one in scene._buttons(FAY)]:
        scene.later(days=1)
    draft_routes(scene)
    choose_format(scene)
    for _ in range(20):
        if scene.proposals:
            all_fine(scene)
        scene.later(days=1)

    assert set(standing(scene)) == {
        Matter.RULES,
        Matter.LEAVES,
        Matter.ROUTES,
        Matter.FORMAT,
        Matter.HEARING,
    }
    assert standing(scene)[Matter.FORMAT].about == Format.SHARED_DOUBT
    assert codesign(scene).settled
    assert "Shall the sessions begin?" in "\n".join(scene.sent_to(FAY))
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-04-05", opens="10:00")
    assert scene.community.stage is Stage.ACTIVE
    assert scene.office.next_alarm() is not None


def test_a_format_and_the_hearing_are_put_to_everyone_one_after_the_other() -> None:
    scene = routes_drafted()
    choose_format(scene, hearing="light")
    all_fine(scene)
    scene.until(day(27, 13))
    assert [one.matter for one in scene.proposals] == [Matter.FORMAT]

    all_fine(scene)
    scene.later(days=6)
    assert [one.matter for one in scene.proposals] == [Matter.HEARING]


def test_what_rests_is_asked_for_again_and_can_be_drafted_anew() -> None:
    scene = drafting()
    draft_rules(scene)
    scene.later(days=1)
    (rules,) = [one for one in scene.proposals if one.matter is Matter.RULES]
    scene.press_token(FAY, f"let_rest.{rules.id}")

    assert "Would you draft our rules" in scene.sent_to(FAY)[-1]
    draft_rules(scene)
    assert [one for one in scene.proposals if one.matter is Matter.RULES]


def test_rules_that_the_group_came_to_by_itself_need_no_draft() -> None:
    scene = first_asked()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="rules")
    scene.fill(MIA, title="Our rules", words="\n".join(LINES))
    scene.until(day(12, 13))
    all_fine(scene)
    scene.later(days=14)

    assert Matter.RULES in standing(scene)
    assert "Would you draft our rules" not in "\n".join(scene.sent_to(FAY))


def test_what_was_agreed_by_another_way_is_not_asked_for() -> None:
    scene = drafting()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")
    scene.fill(MIA, title="Nothing leaves", words="Nothing leaves.")
    all_fine(scene)
    scene.until(day(14, 13))
    scene.until(day(18, 13))

    assert standing(scene)[Matter.LEAVES].words == "Nothing leaves."
    assert codesign(scene).step is Step.ROUTES
    assert scene.has_post("routes:")


def test_sessions_may_begin_at_any_time_and_the_questions_go_on() -> None:
    scene = needs_shown()
    scene.press(FAY, "Begin the sessions")
    scene.fill(FAY, every="fortnightly", first="2027-01-25", opens="10:00")
    assert scene.community.stage is Stage.ACTIVE
    scene.until(day(8, 13))

    assert scene.has_post("upside_down:")
    scene.command(MIA, "rules")
    assert "Not agreed yet: our rules, what may leave this group" in scene.whispered


def test_a_group_that_meets_already_may_still_begin_with_the_first_question() -> None:
    scene = begun()
    scene.command(MIA, "rules")
    assert not [
        one for reply in scene.replies for one in reply.card.buttons if "first" in one.label
    ]  # type: ignore[union-attr]
    scene.command(FAY, "rules")
    scene.press(FAY, "Begin with the first question")

    assert QUESTION in scene.posted[-1]
    assert scene.community.stage is Stage.ACTIVE


def test_in_a_rest_nothing_is_asked_and_afterwards_it_goes_on() -> None:
    scene = begun()
    scene.command(FAY, "rules")
    scene.press(FAY, "Begin with the first question")
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[type(resting), resting.id] = resting
    before = len(scene.posted)
    scene.later(days=30)
    assert len(scene.posted) == before

    back = replace(scene.community, stage=Stage.ACTIVE)
    scene.offices.memory.records[type(back), back.id] = back
    scene.later(days=14)
    assert "Few of us have answered yet" in "\n".join(scene.posted)


def test_stories_wait_until_the_sessions_begin() -> None:
    scene = needs_shown()
    scene.command(MIA, "story")

    assert "have not begun yet" in scene.whispered


def test_a_long_outage_rings_everything_once() -> None:
    scene = first_asked()
    answer(scene, MIA, "Add what I need", need_1="Time.")
    scene.sleeps_until(day(30))

    names = [one.post.name for one in scene.offices.memory.posts if one.post.to == scenes.ROOM]
    assert len(names) == len(set(names))
    assert "Few of us have answered yet" in "\n".join(scene.posted)


def test_who_joins_meanwhile_is_asked_like_everyone() -> None:
    scene = first_asked()
    community = scene.community.with_member(Member(person=ANN, name="Ann"))
    scene.offices.memory.records[type(community), community.id] = community
    scene.press_token(ANN, f"join.{community.id}.about")
    scene.fill(ANN, read=["yes"])
    answer(scene, ANN, "Add what I need", need_1="A way in.")
    needs_shown(scene)

    assert "A way in." in words(scene.post("hardest:").card)


def test_everyone_else_may_answer_when_one_has_left() -> None:
    scene = first_asked()
    answer(scene, ROS, "Add what I need", need_1="Said before leaving.")
    gone = replace(scene.community.member(ROS), standing=Standing.LEFT)  # type: ignore[type-var]
    changed = scene.community.with_member(gone)  # type: ignore[arg-type]
    scene.offices.memory.records[type(changed), changed.id] = changed
    scene.press_token(ROS, f"our_answer.{changed.id}.needs")
    assert "Only members can do this" in scene.whispered
    answer(scene, QUY, "Add what I need", need_1="Patience.")
    needs_shown(scene)

    assert "Said before leaving." in words(scene.post("hardest:").card)


def test_what_is_agreed_during_a_rest_opens_nothing_until_the_rest_is_over() -> None:
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="nothing")
    scene.until(day(14, 13))
    all_fine(scene)
    resting = replace(scene.community, stage=Stage.RESTING)
    scene.offices.memory.records[type(resting), resting.id] = resting
    scene.until(day(19, 13))
    assert Matter.LEAVES in standing(scene)
    assert not scene.has_post("routes:")

    back = replace(scene.community, stage=Stage.ACTIVE)
    scene.offices.memory.records[type(back), back.id] = back
    scene.later(days=10)
    assert scene.has_post("routes:")


def test_what_people_would_do_is_forgotten_when_the_table_stands() -> None:
    scene = routes_drafted()
    assert scene.office.all(Suggested, scene.community.id)
    all_fine(scene)
    scene.until(day(27, 13))

    assert Matter.ROUTES in standing(scene)
    assert scene.office.all(Suggested, scene.community.id) == ()


def test_when_nobody_looks_after_it_the_tasks_are_everyones() -> None:
    scene = marking()
    alone = replace(scene.community, facilitator=None, deputy=None)
    scene.offices.memory.records[type(alone), alone.id] = alone
    scene.until(day(12, 13))

    assert "Nobody has drafted our rules yet. Anyone here can." in "\n".join(scene.posted)
    draft_rules(scene, NED)
    assert [one.proposer for one in scene.proposals] == [NED]


def test_a_clock_change_in_the_middle_keeps_noon_at_noon() -> None:
    scene = gathered()
    scene.later(days=80)
    assert f"{scene.now:%d %B}" == "25 March"
    scene.press(FAY, "Begin with the first question")
    needs = codesign(scene)

    assert needs.ends_at is not None
    assert f"{needs.ends_at:%d %B %H:%M}" == "29 March 11:00"
    assert "Monday 29 March at 12:00" in scene.posted[-1]
