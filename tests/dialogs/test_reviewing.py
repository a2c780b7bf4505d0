"""In action and on action, without a name, and what comes of it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.community import Community, Stage
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import Direct, PersonId
from bot.domain.people import Standing
from bot.domain.session import SessionState
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, PAM, QUY, SID, Scene, begun, jan, opened, words


def test_every_member_gets_the_same_check_and_those_who_look_after_it_do_not() -> None:
    scene = _half_way()

    got = [
        person for person in (*MEMBERS, FAY, DEV, SID) if scene.has_post("check", Direct(person))
    ]

    assert got == list(MEMBERS)


def test_one_who_feels_something_off_is_heard_and_not_named() -> None:
    scene = _half_way()

    _check(scene, *MEMBERS[:4], feeling="keep_going")
    _check(scene, QUY, feeling="feels_off", line="It went quickly.")
    scene.until(jan(21, 10, 30))

    result = words(scene.post("check_result", Direct(FAY)).card)
    assert "For at least one person something feels off." in result
    assert "It went quickly." in result
    assert "Quy" not in result


def test_fewer_than_five_answers_are_destroyed_unread() -> None:
    scene = _half_way()

    _check(scene, *MEMBERS[:4], feeling="feels_off", line="secret")
    scene.until(jan(21, 10, 30))

    assert all("secret" not in one for one in scene.sent_to(FAY))
    assert "Too few people answered the check" in words(scene.post("check_result").card)
    assert scene.offices.memory.boxes == {}


def test_one_answer_and_none_read_the_same() -> None:
    none, one = _half_way(), _half_way()
    _check(one, PAM, feeling="feels_off")

    for scene in (none, one):
        scene.until(jan(21, 10, 30))

    assert none.sent_to(FAY)[-1] == one.sent_to(FAY)[-1]


def test_in_a_crowd_too_small_nobody_is_asked() -> None:
    scene = opened()
    for person in MEMBERS[:2]:
        member = scene.community.member(person)
        assert member is not None
        changed = scene.community.with_member(replace(member, standing=Standing.LEFT))
        scene.offices.memory.records[Community, changed.id] = changed

    scene.until(jan(21, 10, 30))

    assert not scene.has_post("check")


def test_a_signed_take_away_is_kept_apart_from_the_unsigned_answers() -> None:
    scene = _looking_back()
    scene.press(NED, "Look back")
    scene.fill(NED, with_us="the radio")

    assert not any("takes away" in one for one in scene.posted)
    assert [field.name for field in scene.form.fields] == ["take", "where"]


def test_a_second_answer_replaces_the_first() -> None:
    scene = _half_way()
    _check(scene, *MEMBERS[:5], feeling="feels_off")

    _check(scene, *MEMBERS[:5], feeling="keep_going")
    scene.until(jan(21, 10, 30))

    assert "Those who answered say: keep going." in scene.sent_to(FAY)[-1]


def test_keepers_are_kindly_kept_out_of_the_check() -> None:
    scene = _half_way()
    token = scene.button(NED, "Answer in two presses").token

    scene.press_token(FAY, token)

    assert "so that members can speak freely" in scene.whispered


def test_the_look_back_is_shown_mixed_when_five_members_answered() -> None:
    scene = _looking_back()

    _review(scene, *MEMBERS[:5], with_us="the questions")
    scene.until(jan(22, 12, 30))

    assert _result(scene).count("the questions") == 5


def test_those_who_look_after_it_do_not_make_the_crowd_larger() -> None:
    scene = _looking_back()

    _review(scene, *MEMBERS[:4], FAY, DEV, with_us="the questions")
    scene.until(jan(22, 12, 30))

    assert "the questions" not in _result(scene)
    assert "Fewer than five members looked back" in _result(scene)


def test_a_take_away_is_said_by_name_only_when_asked_for() -> None:
    scene = _looking_back()

    _review(scene, NED, take="Ask twice.", where="say")
    _review(scene, PAM, take="My own secret.", where="keep")

    assert "Ned takes away: Ask twice." in scene.posted[-1]
    assert "My own secret." not in repr(scene.offices.memory)


def test_what_becomes_of_a_take_away_is_asked_and_never_guessed() -> None:
    scene = _looking_back()

    _review(scene, PAM, take="Ask twice.")

    assert "choose what shall become of your words" in scene.errors["where"]


def test_a_take_away_said_again_is_changed_in_place() -> None:
    scene = _looking_back()

    _review(scene, NED, take="Ask twice.", where="say")
    _review(scene, NED, take="Ask three times.", where="say")

    assert [one for one in scene.posted if "takes away" in one] == [
        "Ned takes away: Ask three times."
    ]


def test_a_closed_session_plans_the_next_and_says_when() -> None:
    scene = _looking_back()

    scene.until(jan(22, 12, 30))

    assert "The next session opens on Monday 1 February at 10:00." in scene.posted[-1]
    assert [one.state for one in scene.sessions] == [SessionState.CLOSED, SessionState.PLANNED]


def test_answers_after_the_close_come_back_to_the_person_unkept() -> None:
    scene = _looking_back()
    scene.press(NED, "Look back")
    form = scene.form
    scene.until(jan(22, 12, 30))

    scene.submit(NED, form, with_us="late")

    assert "not open now" in scene.errors[""]


def test_reading_along_is_a_band_of_words_and_only_from_five() -> None:
    five, four = _half_way(), _half_way()
    for person in MEMBERS[:5]:
        five.press(person, "I am reading along")
    for person in MEMBERS[:4]:
        four.press(person, "I am reading along")

    for scene in (five, four):
        scene.until(jan(22, 18))

    assert any("Most of us were here." in one for one in five.posted)
    assert not any("of us were here" in one for one in four.posted)


def test_pressing_reading_along_five_times_counts_once() -> None:
    scene = _half_way()

    for _ in range(5):
        scene.press(NED, "I am reading along")
    scene.until(jan(26, 18))

    assert not any("of us were here" in one for one in scene.posted)


def test_the_next_session_opens_with_what_will_change() -> None:
    scene = _looking_back()
    scene.until(jan(22, 12, 30))
    scene.press(FAY, "Say what will change")
    scene.fill(FAY, change="A day more for questions.")

    scene.until(datetime(2027, 2, 1, 10, 30, tzinfo=UTC))

    opening = words(scene.post("session").card)
    assert "You said, we changed: A day more for questions." in opening
    assert "Last time you were asked what you take with you." in opening


def test_the_missing_line_is_asked_for_once_and_before_the_next_is_held() -> None:
    scene = _looking_back()
    scene.until(datetime(2027, 1, 28, 11, tzinfo=UTC))
    asked = sum("is still open: what will change?" in one for one in scene.sent_to(FAY))

    scene.press(FAY, "Yes, I can")
    assert scene.form.title == "First, one line"
    scene.fill(FAY, change="")

    assert asked == 1
    assert scene.sessions[0].change == ""
    assert scene.session.held_by == FAY


def test_the_keeper_writes_the_wrap_and_it_is_posted_once() -> None:
    scene = _looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    scene.press(PAM, "Write the four lines")
    form = scene.form

    scene.submit(PAM, form, looked_at="Going home late")
    scene.submit(PAM, form, looked_at="Again")

    assert "Somebody else has just done this" in scene.errors[""]
    assert sum("We looked at:" in one for one in scene.posted) == 1


def test_a_facilitators_note_is_kept_for_them_alone() -> None:
    scene = _looking_back()
    scene.until(jan(22, 12, 30))

    scene.press(FAY, "Write a note for myself")
    scene.fill(FAY, text="I stepped in too soon.")

    (note,) = scene.office.all(Reflection, scene.community.id)
    assert note.author == FAY
    assert "too soon" not in "".join(words(one.card) for one in scene.offices.memory.posts)


def test_two_quiet_sessions_stop_the_planning_and_ask() -> None:
    scene = begun()

    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    assert scene.community.stage is Stage.RESTING
    assert "That may be the right message." in scene.posted[-1]
    assert all(one.ended for one in scene.sessions)


def test_a_quiet_community_can_carry_on() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    scene.press(FAY, "Carry on")

    assert scene.community.stage is Stage.ACTIVE
    assert scene.session.plan.opens_at == datetime(2027, 2, 15, 10, tzinfo=UTC)


def test_what_was_said_is_forgotten_after_thirty_days() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(20, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(datetime(2027, 2, 22, 13, tzinfo=UTC))

    scene.office.clear(scene.now)

    assert scene.office.all(Contribution, scene.sessions[0].id) == ()


def test_the_last_word_is_kept_as_the_tellers() -> None:
    scene = _looking_back()

    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="I am not alone.")

    kept = scene.office.all(Contribution, scene.session.id)
    assert (kept[-1].part, kept[-1].author) == (Part.LAST_WORD, MIA)


# what is said once it has closed


def test_the_opening_keeps_the_day_on_which_the_session_closed() -> None:
    scene = _looking_back()
    before = words(scene.post("session").card)

    scene.until(jan(22, 12, 30))

    assert "18 to 22 January" in before
    assert words(scene.post(f"session:{_first(scene)}").card) == before


def test_a_session_that_is_closed_while_its_clock_stands_names_that_day() -> None:
    scene = _stopped_for_good()

    assert "18 January to 17 February" in words(scene.post(f"session:{_first(scene)}").card)


def test_a_session_that_closed_without_a_look_back_says_so_and_asks_for_no_line() -> None:
    scene = _stopped_for_good()

    told = scene.post("review_result", Direct(FAY)).card
    assert "closed before its look back" in words(told)
    assert [button.label for button in told.buttons] == ["Write a note for myself"]
    assert scene.sessions[0].change == ""


def test_after_a_session_without_a_look_back_nobody_is_asked_what_came_of_it() -> None:
    scene = _stopped_for_good()
    scene.until(datetime(2027, 2, 25, 11, tzinfo=UTC))

    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 3, 1, 10, 30, tzinfo=UTC))

    assert scene.session.held_by == FAY
    assert "Last time" not in words(scene.post("session").card)


def test_after_a_light_session_nobody_is_asked_what_came_of_it() -> None:
    scene = begun()

    scene.until(datetime(2027, 2, 1, 10, 30, tzinfo=UTC))

    assert scene.session.number == 2
    assert "Last time" not in words(scene.post("session").card)


def test_nobody_and_one_who_looked_back_read_the_same() -> None:
    none, one = _looking_back(), _looking_back()
    _review(one, PAM, with_us="the questions")

    for scene in (none, one):
        scene.until(jan(22, 12, 30))

    assert _result(none) == _result(one)
    assert "Fewer than five members looked back" in _result(none)


# how long it is open, and what is left once it is over


def test_the_look_back_is_open_for_a_working_day_and_says_until_when() -> None:
    scene = _half_way()

    scene.until(jan(21, 11, 59))
    before = scene.has_post("review")
    scene.until(jan(21, 12))

    assert not before
    assert "Until Friday 22 January 12:00" in words(scene.post("review").card)


def test_slowing_down_gives_the_look_back_a_day_more() -> None:
    scene = _looking_back()

    scene.press(FAY, "Slow down")

    assert "Until Monday 25 January 12:00" in words(scene.post("review").card)


def test_in_a_paused_session_people_may_look_back_without_hurry() -> None:
    scene = _looking_back()

    scene.press(FAY, "Pause")
    _review(scene, NED, take="Ask twice.", where="say")

    assert "The clock has stopped" in words(scene.post("review").card)
    assert "Ned takes away: Ask twice." in scene.posted[-1]


def test_a_session_closed_kindly_is_looked_back_on_for_a_working_day() -> None:
    scene = _half_way()

    scene.press(FAY, "Close this kindly")
    told = scene.posted[-1]
    scene.until(jan(21, 9, 30))

    comes = "We look back from Thursday 21 January at 09:00 until Friday 22 January at 12:00."
    assert comes in told
    assert comes in scene.whispered
    assert "Until Friday 22 January 12:00" in words(scene.post("review").card)


def test_a_session_closed_kindly_before_its_check_tells_of_no_check() -> None:
    scene = opened()

    scene.press(FAY, "Close this kindly")
    scene.until(jan(21, 10, 30))

    assert not scene.has_post("check_result")
    assert not scene.has_post("check:")


def test_a_check_that_was_slept_through_tells_nobody_that_too_few_have_answered() -> None:
    scene = opened()

    scene.sleeps_until(jan(21, 10, 30))

    assert not scene.has_post("check_result")


def test_a_session_closed_kindly_while_people_look_back_says_that_it_is_open() -> None:
    scene = _looking_back()

    scene.press(FAY, "Close this kindly")

    assert "You can look back until Friday 22 January at 12:00." in scene.posted[-1]
    assert scene.session.plan.closes_at == jan(22, 12)


def test_a_look_back_that_a_pause_has_swallowed_still_comes_for_a_working_day() -> None:
    scene = _half_way()
    scene.press(FAY, "Pause")
    scene.until(datetime(2027, 1, 26, 15, tzinfo=UTC))

    scene.press(FAY, "Close this kindly")
    scene.until(datetime(2027, 1, 27, 9, 30, tzinfo=UTC))

    assert "Until Thursday 28 January 12:00" in words(scene.post("review").card)


def test_the_check_says_until_when_and_loses_its_button_when_it_is_over() -> None:
    scene = _half_way()
    asked = words(scene.post("check", Direct(NED)).card)

    scene.until(jan(21, 10, 30))

    assert "Until Thursday 21 January 10:00" in asked
    over = scene.post("check:", Direct(NED)).card
    assert "This question is closed." in words(over)
    assert over.buttons == ()


def test_when_the_rounds_end_early_nobody_is_asked_half_way_any_more() -> None:
    scene = _half_way()

    scene.press(FAY, "Close this kindly")

    assert scene.post("check:", Direct(NED)).card.buttons == ()


def test_who_wrote_the_four_lines_is_not_asked_for_them_again() -> None:
    scene = _looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    token = scene.button(PAM, "Write the four lines").token
    scene.press(PAM, "Write the four lines")
    scene.fill(PAM, looked_at="Going home late")

    scene.press_token(FAY, token)

    assert "Somebody else has just done this" in scene.whispered
    card = scene.post("ask_wrap", Direct(PAM)).card
    assert (card.buttons, "The four lines are in the channel." in words(card)) == ((), True)


def test_a_quiet_community_that_carries_on_is_not_asked_any_more() -> None:
    scene = begun()
    scene.until(datetime(2027, 2, 8, 12, tzinfo=UTC))

    scene.press(FAY, "Carry on")

    assert scene.post("stopped").card.buttons == ()
    assert "We carry on." in words(scene.post("stopped").card)


def _half_way() -> Scene:
    """Wednesday, 12:30: the check is out."""
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(20, 12, 30))
    return scene


def _looking_back(*, keeper: bool = False) -> Scene:
    """Friday, 9:30: the look back is open."""
    scene = _half_way()
    if keeper:
        scene.press(PAM, "Take a role")
        scene.fill(PAM, role="keeper")
    scene.until(jan(22, 9, 30))
    return scene


def _stopped_for_good() -> Scene:
    """Wednesday 17 February: paused half way, four weeks ago, and closed by itself."""
    scene = _half_way()
    scene.press(FAY, "Pause")
    scene.until(datetime(2027, 2, 17, 13, tzinfo=UTC))
    return scene


def _first(scene: Scene) -> str:
    return scene.sessions[0].id


def _result(scene: Scene) -> str:
    return words(scene.post("review_result", Direct(FAY)).card)


def _check(scene: Scene, *people: str, **answers: str) -> None:
    for person in people:
        scene.press(person, "Answer in two presses")  # type: ignore[arg-type]
        scene.fill(person, **answers)  # type: ignore[arg-type]


def _review(scene: Scene, *people: PersonId, with_us: str = "", **take: str) -> None:
    """The three questions, and then, on a page of its own, the take-away."""
    for person in people:
        scene.press(person, "Look back")
        scene.fill(person, with_us=with_us)
        scene.fill(person, **take)
