"""The hard moments of the conversation design (section 7): where each row is shown."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent


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
        "test_hard_moments::test_advice_before_it_is_invited_is_met_with_one_press",
    ),
    "A distressing disclosure, signed": (
        "test_worries::test_someone_in_distress_gives_the_facilitator_a_checklist_and_words_at_once",
        "test_worries::test_the_clock_rests_in_one_press_while_the_facilitator_sees_to_it",
    ),
    "Distress or danger in a note without a name": (
        "test_notes_heavy::test_words_that_sound_heavy_are_met_with_ways_to_help_and_never_stopped",
        "test_notes_reading::test_after_a_note_held_for_care_the_facilitator_can_say_something_to_everyone",
    ),
    "Safeguarding or harm to a service user": (
        "test_hard_moments::test_a_story_form_shows_where_things_go_first",
        "test_hard_moments::test_what_belongs_elsewhere_too_is_said_to_its_teller_alone",
    ),
    "Unlawful or serious misconduct alleged about a named person": (
        "test_hiding_a_story::test_a_story_that_names_someone_who_cannot_answer_is_hidden_and_the_clock_rests",
        "test_hiding_a_story::test_its_teller_reads_kindly_who_can_act_on_it",
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
        "test_hard_moments::test_we_do_not_guess_is_said_to_everyone_alike",
        "test_hard_moments::test_the_second_time_whoever_looks_after_it_says_so_and_is_told",
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
        "test_hard_moments::test_whom_to_ask_about_what_is_held_stands_where_people_decide_and_where_they_look",
    ),
    "Facilitator absent, planned": (
        "test_confirming::test_the_deputy_is_asked_when_nobody_has_answered_by_noon_the_day_before",
    ),
    "Facilitator vanishes mid-session": (
        "test_stepping_in::test_after_two_silent_days_the_deputy_is_asked",
        "test_stepping_in::test_when_nobody_can_the_clock_stops_and_the_thread_stays",
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
        "test_lost_accounts::test_an_account_that_is_gone_has_left_and_the_group_is_told_nothing",
        "test_lost_accounts::test_drafts_of_an_account_that_is_gone_are_deleted_after_two_weeks",
    ),
    "Person added to the channel outside the bot": (
        "test_walked_in::test_the_room_is_told_and_so_are_those_who_look_after_it",
        "test_walked_in::test_no_story_opens_and_it_waits_for_the_next",
    ),
    "Workspace guests / other organisations": (
        "test_hard_moments::test_the_charter_says_whose_administrators_could_read_this",
    ),
    "Fewer than five press Done in a window": (
        "test_notes_crowd::test_too_few_have_two_working_days_more_and_everyone_is_reminded_alike",
        "test_notes_crowd::test_still_too_few_and_all_is_destroyed_unread_and_said",
    ),
    "Group falls under five (not counting facilitators)": (
        "test_checking::test_in_a_crowd_too_small_nobody_is_asked",
        "test_leaving::test_the_room_is_told_once_when_few_are_left",
    ),
    "Only one note in a batch": (
        "test_notes_reading::test_one_alone_waits_for_company_as_its_writer_chose",
        "test_notes_reading::test_one_alone_is_sent_anyway_as_its_writer_chose",
        "test_notes_reading::test_one_alone_is_dropped_as_its_writer_chose",
    ),
    "Flood of notes": (
        "test_notes_form::test_a_second_form_is_told_kindly_what_can_be_done_with_the_receipt",
        "test_notes_crowd::test_a_flood_of_notes_is_no_crowd",
    ),
    "Poll tie or low turnout": (
        "test_poll_outcomes::test_a_tie_is_told_as_a_tie",
        "test_poll_outcomes::test_under_two_thirds_it_stays_open_once_and_then_says_that_few_have_answered",
    ),
    "Objection used as a block again and again": (
        "test_objecting::test_an_objection_can_become_a_trial_of_three_sessions",
        "test_objecting::test_what_nobody_carries_on_comes_back_three_times_and_then_rests",
    ),
    "Bot down at release time": (
        "test_notes_told::test_a_bot_that_was_away_waits_for_the_next_time_and_says_so",
    ),
    "Someone types a private thing in DM to the bot": (
        "test_helping::test_what_is_typed_to_the_bot_is_neither_kept_nor_passed_on",
    ),
    "Someone types after the command or in the channel by mistake": (
        "test_hard_moments::test_words_after_a_private_command_are_thrown_away_unread_and_that_is_said",
        "test_rounds::test_words_under_other_posts_are_dropped_unread",
    ),
    "Language needs, screen readers, dyslexia": (
        "test_hard_moments::test_whoever_needs_longer_has_more_time_and_so_has_everyone",
        "test_votes::test_words_in_any_script_come_out_as_they_went_in",
    ),
}
"""Each row, and the tests that show it."""


@pytest.mark.parametrize("row", ROWS)
def test_each_hard_moment_is_shown_by_tests_that_exist(row: str) -> None:
    there = {f"{path.stem}::{name}" for path in HERE.glob("test_*.py") for name in _tests(path)}

    assert set(ROWS[row]) - there == set()


def _tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
