"""The hard moments of the conversation design (section 7): where each row is shown, and those shown here."""

import ast
from pathlib import Path

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.contacts import Contacts
from bot.domain.course import SessionState
from bot.domain.ids import RecordId
from bot.domain.story import Story
from bot.engine import Engine
from tests.memory import CountingMint
from tests.scene import DEV, FAY, MIA, NED, OLI, QUY, Scene, begun, founded, jan, opened, words

HERE = Path(__file__).parent
NOTES = "notes without a name: not offered yet"
ROWS = {
    "Nobody replies to a story": (
        "test_silent_rounds::test_after_a_day_without_a_reply_the_holder_and_the_host_hear_of_it",
        "test_silent_rounds::test_a_quiet_first_round_gets_one_more_day_and_the_teller_a_kind_word",
        "test_silent_rounds::test_the_bot_never_replies_itself_and_asks_the_holder_what_would_be_kind",
        "test_silent_rounds::test_a_quiet_story_can_be_closed_kindly",
    ),
    "Nobody replies to anything, two sessions running": (
        "test_quiet_sessions::test_two_quiet_sessions_stop_the_planning_and_ask",
    ),
    "One member dominates": (
        "test_loops::test_half_way_whoever_holds_it_reads_in_one_of_three_bands_how_the_talk_is_shared",
        "test_loops::test_words_to_say_in_private_are_suggested_only_where_one_or_two_carry_it",
    ),
    "A senior or expert voice closes the talk": (
        "test_loops::test_before_we_settle_one_press_asks_who_has_seen_it_otherwise",
    ),
    "Advice before invited": (
        "test_edge_cases::test_advice_before_it_is_invited_is_met_with_one_press",
    ),
    "A distressing disclosure, signed": (
        "test_worries::test_someone_in_distress_gives_the_facilitator_a_checklist_and_words_at_once",
        "test_worries::test_the_clock_rests_in_one_press_while_the_facilitator_sees_to_it",
    ),
    "Distress or danger in a note without a name": NOTES,
    "Safeguarding or harm to a service user": (
        "test_edge_cases::test_a_story_form_shows_where_things_go_first",
        "test_edge_cases::test_what_belongs_elsewhere_too_is_said_to_its_teller_alone",
    ),
    "Unlawful or serious misconduct alleged about a named person": (
        "test_edge_cases::test_a_story_that_names_someone_who_cannot_answer_is_hidden_and_the_clock_rests",
        "test_edge_cases::test_its_teller_reads_kindly_who_can_act_on_it",
    ),
    "Breach of ground rules, small": (
        "test_worries::test_a_slighted_rule_is_not_posted_and_comes_with_words_to_begin_with",
        "test_worries::test_said_without_a_name_there_is_none_in_it_and_none_beside_it",
    ),
    "Breach of confidence (something left the group)": (
        "test_repairing::test_what_has_left_the_group_stops_the_stories_at_once",
        "test_repairing::test_the_facilitator_asks_the_room_what_it_needs",
        "test_repairing::test_a_repair_ends_with_we_can_go_on_and_the_session_goes_on",
        "test_repairing::test_or_with_new_rules",
        "test_repairing::test_or_with_a_proposal",
    ),
    "Breach by facilitator or sponsor": (
        "test_hearing_worries::test_about_the_facilitator_it_goes_to_the_deputy_and_the_member_whom_the_group_trusts",
        "test_hearing_worries::test_where_nobody_is_elected_the_deputy_has_it_alone_and_that_is_said",
    ),
    "Guessing who wrote a note": (
        "test_edge_cases::test_we_do_not_guess_is_said_to_everyone_alike",
        "test_edge_cases::test_the_second_time_whoever_looks_after_it_says_so_and_is_told",
    ),
    "Sponsor asks who said what": (
        "test_sponsor_types::test_whatever_a_sponsor_types_is_answered_the_same_and_goes_nowhere",
        "test_sponsor_types::test_the_charter_says_so_beforehand",
    ),
    "Sponsor wants participation numbers for a person": (
        "test_sponsor_types::test_whatever_a_sponsor_types_is_answered_the_same_and_goes_nowhere",
    ),
    "Manager tells staff to attend / uses it in appraisal": (
        "test_pressure::test_pressure_from_outside_prepares_a_note_with_the_sponsors_own_promise",
        "test_pressure::test_the_note_goes_to_the_sponsor_by_a_press_and_once",
    ),
    "FOI, subject access or legal request": (
        "test_edge_cases::test_whom_to_ask_about_what_is_held_stands_where_people_decide_and_where_they_look",
    ),
    "Facilitator absent, planned": (
        "test_confirming::test_the_deputy_is_asked_when_nobody_has_answered_by_noon_the_day_before",
    ),
    "Facilitator vanishes mid-session": (
        "test_tending::test_after_two_silent_days_the_deputy_is_asked",
        "test_tending::test_when_nobody_can_the_clock_stops_and_the_thread_stays",
        "test_bringing_back::test_its_teller_hears_so_in_private_and_is_asked_whether_it_comes_back",
    ),
    "Facilitator leaves for good": (
        "test_stepping_back::test_the_group_nominates_agrees_and_only_then_asks",
        "test_stepping_back::test_without_anyone_three_sessions_are_light_and_then_it_rests",
    ),
    "Member joins mid-session": (
        "test_newcomers::test_who_joins_while_a_session_runs_arrives_between_chapters",
    ),
    "Member leaves mid-session, teller": (
        "test_leaving::test_a_teller_who_leaves_while_it_is_told_ends_it_with_thanks",
        "test_leaving::test_a_teller_who_leaves_may_take_the_story_along",
    ),
    "Someone leaves their job suddenly": (
        "test_leaving::test_an_account_that_is_gone_has_left_and_the_group_is_told_nothing",
        "test_leaving::test_drafts_of_an_account_that_is_gone_are_deleted_after_two_weeks",
    ),
    "Person added to the channel outside the bot": (
        "test_walked_in::test_the_room_is_told_and_so_are_those_who_look_after_it",
        "test_walked_in::test_no_story_opens_and_it_waits_for_the_next",
    ),
    "Workspace guests / other organisations": (
        "test_edge_cases::test_the_charter_says_whose_administrators_could_read_this",
    ),
    "Fewer than five press Done in a window": NOTES,
    "Group falls under five (not counting facilitators)": (
        "test_checking::test_in_a_crowd_too_small_nobody_is_asked",
        "test_leaving::test_the_room_is_told_once_when_few_are_left",
    ),
    "Only one note in a batch": NOTES,
    "Flood of notes": NOTES,
    "Poll tie or low turnout": (
        "test_poll_outcomes::test_a_tie_is_told_as_a_tie",
        "test_poll_outcomes::test_under_two_thirds_it_stays_open_once_and_then_says_that_few_have_answered",
    ),
    "Objection used as a block again and again": (
        "test_consenting::test_an_objection_can_become_a_trial_of_three_sessions",
        "test_consenting::test_what_nobody_carries_on_comes_back_three_times_and_then_rests",
    ),
    "Bot down at release time": NOTES,
    "Someone types a private thing in DM to the bot": (
        "test_helping::test_what_is_typed_to_the_bot_is_neither_kept_nor_passed_on",
    ),
    "Someone types after the command or in the channel by mistake": (
        "test_edge_cases::test_words_after_a_private_command_are_thrown_away_unread_and_that_is_said",
        "test_rounds::test_words_under_other_posts_are_dropped_unread",
    ),
    "Language needs, screen readers, dyslexia": (
        "test_edge_cases::test_whoever_needs_longer_has_more_time_and_so_has_everyone",
        "test_votes::test_words_in_any_script_come_out_as_they_went_in",
    ),
}
"""Each row, and the tests that show it."""


@pytest.mark.parametrize("row", [row for row, shown in ROWS.items() if shown != NOTES])
def test_each_hard_moment_is_shown_by_tests_that_exist(row: str) -> None:
    there = {f"{path.stem}::{name}" for path in HERE.glob("test_*.py") for name in _tests(path)}

    assert set(ROWS[row]) - there == set()


def test_advice_before_it_is_invited_is_met_with_one_press() -> None:
    scene = opened()
    scene.says(OLI, "It stayed with me.", "story")
    scene.until(jan(19, 13))
    scene.says(NED, "Have you tried ringing the ward?", "story")

    scene.press(FAY, "Bring us back to questions")

    assert "Let us stay with questions a little longer." in scene.posted[-1]
    assert "Ned" not in scene.posted[-1]


def test_a_story_form_shows_where_things_go_first() -> None:
    scene = _routes(begun())

    scene.command(MIA, "story")

    assert "we tell Jo on 0117 496 0000" in repr(scene.form.intro)


def test_what_belongs_elsewhere_too_is_said_to_its_teller_alone() -> None:
    scene = _routes(opened())
    before = len(scene.posted)

    scene.press(FAY, "This belongs elsewhere too")

    told = scene.sent_to(MIA)[-1]
    assert "Fay: This sounds like something that others must hear too. Have they?" in told
    assert "We can still learn from it here, later and without detail." in told
    assert "A person we serve was harmed: we tell Jo on 0117 496 0000" in told
    assert "I report nothing by myself." in told
    assert len(scene.posted) == before


def test_pressed_twice_its_teller_reads_it_once() -> None:
    scene = opened()
    scene.press(FAY, "This belongs elsewhere too")

    scene.press(FAY, "This belongs elsewhere too")

    assert len([one for one in scene.sent_to(MIA) if "others must hear" in one]) == 1


def test_a_story_that_names_someone_who_cannot_answer_is_hidden_and_the_clock_rests() -> None:
    scene = opened()

    hidden(scene)

    assert words(scene.post("story:").card) == "This is resting for now."
    assert scene.session.state is SessionState.PAUSED


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("Somebody could be recognised", "somebody in it could be recognised"),
        ("Its teller has asked for it", "as you asked"),
        ("Talk with them first", "Fay would like to talk with you first"),
    ],
)
def test_its_teller_reads_the_reason_that_is_so_and_nobody_to_turn_to_without_need(
    why: str, says: str
) -> None:
    scene = _routes(opened())
    hidden(scene, why)

    told = scene.sent_to(MIA)[-1]
    assert says in told
    assert "names someone" not in told
    assert "we tell the guardian" not in told


def test_the_reason_is_asked_first_and_until_then_nothing_is_hidden() -> None:
    scene = opened()
    scene.press(FAY, "Hide this for now")

    assert "Its teller reads it" in scene.whispered
    assert scene.session.state is SessionState.OPEN


def test_once_it_is_shown_again_its_teller_reads_so_each_time_that_it_was_hidden() -> None:
    scene = opened()
    for why in ("Its teller has asked for it", "Somebody could be recognised"):
        hidden(scene, why)
        scene.later(minutes=5)
        scene.press(FAY, "Show it again")
        scene.press(FAY, "Go on")
        scene.later(minutes=5)

    told = [one for one in scene.sent_to(MIA) if "in the room again" in one]
    assert len(told) == 2
    assert not any("not showing this" in one for one in scene.sent_to(MIA))


def test_its_teller_reads_kindly_who_can_act_on_it() -> None:
    scene = _routes(opened())

    hidden(scene)

    told = scene.sent_to(MIA)[-1]
    assert "because it names someone who cannot answer here" in told
    assert "can act on it and protect you" in told
    assert "I think something unlawful is happening: we tell the guardian" in told


def test_it_comes_back_when_the_facilitator_says_so_and_the_clock_goes_on() -> None:
    scene = opened()
    before = words(scene.post("story:").card)
    hidden(scene)

    scene.press(FAY, "Show it again")
    scene.press(FAY, "Go on")

    assert words(scene.post("story:").card) == before
    assert scene.session.state is SessionState.OPEN


def test_the_session_does_not_go_on_around_a_hidden_story() -> None:
    scene = opened()
    hidden(scene)

    scene.press_token(FAY, f"go_on.{scene.session.id}")

    assert "Show it again first" in scene.whispered
    assert scene.session.state is SessionState.PAUSED


def test_a_story_that_its_teller_took_back_meanwhile_does_not_come_back() -> None:
    scene = opened()
    hidden(scene)
    for key in [key for key in scene.offices.memory.records if key[0] is Story]:
        del scene.offices.memory.records[key]

    scene.press(FAY, "Show it again")

    assert "late bed" not in words(scene.post("story:").card)


def test_two_who_show_it_again_at_once_show_it_once() -> None:
    scene = opened()
    hidden(scene)
    token = scene.button(FAY, "Show it again").token
    scene.press_token(FAY, token)

    scene.press_token(FAY, token)

    assert "This has been done already" in scene.whispered


def hidden(scene: Scene, why: str = "Somebody named cannot answer") -> None:
    scene.press(FAY, "Hide this for now")
    scene.press(FAY, why)


@pytest.mark.parametrize("act", ["elsewhere", "hide", "unhide", "no_guess"])
def test_members_have_none_of_these(act: str) -> None:
    scene = opened()
    before = len(scene.offices.memory.posts)

    scene.press_token(NED, f"{act}.{scene.session.id}")

    assert len(scene.offices.memory.posts) == before
    assert not scene.session.hidden


def test_we_do_not_guess_is_said_to_everyone_alike() -> None:
    scene = opened()

    scene.press(FAY, "We do not guess")

    assert (
        "We do not guess, and nobody needs to say it was not them. Let us stay with what it says."
    ) in scene.posted[-1]


def test_we_do_not_guess_is_said_and_counted_once_however_often_and_late_it_is_pressed() -> None:
    scene = opened()
    scene.press(FAY, "We do not guess")
    before = len(scene.posted)

    scene.later(minutes=5)
    scene.press(FAY, "We do not guess")

    assert "Has somebody guessed again since then?" in scene.whispered
    assert len(scene.posted) == before
    assert scene.session.guessed == 1


def test_the_second_time_whoever_looks_after_it_says_so_and_is_told() -> None:
    scene = opened()
    scene.press(FAY, "We do not guess")
    scene.press(FAY, "We do not guess")
    again = scene.button(FAY, "Yes, say it again").token

    scene.press_token(FAY, again)
    assert "It is not the first time in this session" in scene.whispered
    scene.press_token(DEV, again)

    assert scene.session.guessed == 2
    assert sum("We do not guess" in one for one in scene.posted) == 2


def test_whom_to_ask_about_what_is_held_stands_where_people_decide_and_where_they_look() -> None:
    scene = _with_contact(founded())
    scene.press(scene.community.convenor, "Ask people to join")
    scene.fill(scene.community.convenor, people=[QUY])

    scene.press(QUY, "Join")
    at_the_door = repr(scene.form.intro)
    scene.fill(QUY, read=["yes"])
    scene.command(QUY, "mydata")

    assert "Who answers for what is held about people: Ms Okoro, dpo@trust.example." in at_the_door
    assert "Ms Okoro" in scene.whispered
    assert "carries no name, so I cannot find it by person" in scene.whispered


def test_where_nobody_is_named_nobody_is() -> None:
    scene = opened()

    scene.command(NED, "mydata")

    assert "answers for what is held" not in scene.whispered


def test_the_charter_says_whose_administrators_could_read_this() -> None:
    scene = opened()

    scene.command(NED, "charter")

    assert "runs this chat may be able to read" in scene.whispered


@pytest.mark.parametrize("word", ["story", "worry", "moment"])
def test_words_after_a_private_command_are_thrown_away_unread_and_that_is_said(word: str) -> None:
    scene = opened()

    scene.command(OLI, f"{word} Ned has lost the notes of the lady in bed four")

    shown = repr(scene.replies)
    assert "I threw away the words after the command without reading them." in shown
    assert "bed four" not in shown
    assert all(not getattr(field, "value", "").startswith("Ned") for field in scene.form.fields)


def test_where_nothing_was_typed_nothing_is_said_about_it() -> None:
    scene = opened()

    scene.command(OLI, "worry")

    assert "threw away" not in repr(scene.replies)


def test_whoever_needs_longer_has_more_time_and_so_has_everyone() -> None:
    scene = opened()
    before = scene.session.plan.closes_at

    scene.press(FAY, "Give it one more day")

    assert scene.session.plan.closes_at > before
    assert "Fay" not in scene.posted[-1]


def _tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def _with_contact(scene: Scene) -> Scene:
    contacts = Contacts(privacy="Ms Okoro, dpo@trust.example")
    scene.engine = Engine(scene.offices, scene.calendar, CountingMint(9000), contacts)
    return scene


def _routes(scene: Scene) -> Scene:
    rows = (
        "A person we serve was harmed: we tell Jo on 0117 496 0000",
        "I think something unlawful is happening: we tell the guardian",
    )
    agreement = Agreement(
        id=RecordId("routes"),
        community=scene.community.id,
        matter=Matter.ROUTES,
        words="\n".join(rows),
        agreed_at=jan(4, 10),
    )
    scene.offices.memory.records[Agreement, agreement.id] = agreement
    return scene
