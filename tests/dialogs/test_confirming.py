"""No human, no session."""

from datetime import UTC, datetime

from bot.domain.course import SessionState
from bot.domain.ids import Direct
from bot.domain.story import Story, StoryState
from tests.formats import held
from tests.scene import DEV, FAY, MIA, NED, begun, confirmed, jan, opened, story_offered, words


def test_the_facilitator_is_asked_two_working_days_before() -> None:
    scene = begun()

    scene.until(jan(14, 9, 59))
    before = scene.has_post("hold")
    scene.until(jan(14, 10))

    assert not before
    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]


def test_the_deputy_is_asked_when_nobody_has_answered_by_noon_the_day_before() -> None:
    scene = begun()

    scene.until(jan(15, 12))

    assert scene.has_post("hold", Direct(DEV))


def test_the_deputy_is_left_alone_when_the_facilitator_can() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Yes, I can")
    scene.until(jan(18, 9))

    assert not scene.has_post("hold", Direct(DEV))


def test_of_two_who_press_at_once_the_first_holds_it_and_the_other_is_told() -> None:
    scene = begun()
    scene.until(jan(15, 13))
    token = scene.button(FAY, "Yes, I can").token

    scene.press(DEV, "Yes, I can")
    scene.press_token(FAY, token)

    assert scene.session.held_by == DEV
    assert "This has been done already" in scene.whispered


def test_everyone_asked_sees_what_came_of_it() -> None:
    scene = begun()
    scene.until(jan(15, 13))

    scene.press(DEV, "Yes, I can")

    assert "Dev can hold it" in words(scene.post("hold", Direct(FAY)).card)
    assert scene.post("hold", Direct(FAY)).card.buttons == ()


def test_those_who_were_asked_see_that_it_opened_as_a_light_one() -> None:
    scene = story_offered()

    scene.until(jan(18, 10))

    for person in (FAY, DEV):
        card = scene.post("hold", Direct(person)).card
        assert "It has opened as a light one." in words(card)
        assert card.buttons == ()


def test_those_who_were_asked_see_who_opened_it_early() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))
    token = scene.button(FAY, "Yes, I can").token
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    scene.press(MIA, "Ready")
    scene.command(DEV, "session")

    scene.press(DEV, "Open it now")

    card = scene.post("hold", Direct(FAY)).card
    assert "It has opened. Dev is looking after it." in words(card)
    assert token not in [one.token for one in card.buttons]
    assert "Your story has opened" in words(scene.post("prepare", Direct(MIA)).card)


def test_those_who_were_asked_see_that_it_was_passed_over() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.sleeps_until(jan(25, 11))

    card = scene.post("hold", Direct(FAY)).card
    assert "so it did not take place" in words(card)
    assert card.buttons == ()


def test_the_teller_is_asked_again_for_the_day_to_which_a_session_moved() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-21")
    left = words(scene.post("prepare", Direct(MIA)).card)
    scene.until(jan(20, 14))
    (story,) = scene.office.all(Story, scene.community.id)

    assert "The session has been moved to" in left
    assert not story.ready
    assert "It opens only if you press Ready." in scene.sent_to(MIA)[-1]


def test_the_teller_sees_that_a_session_did_not_open_with_their_story() -> None:
    scene = confirmed()
    scene.command(FAY, "session")

    scene.press(FAY, "Skip this one")

    (story,) = scene.office.all(Story, scene.community.id)
    card = scene.post("prepare", Direct(MIA)).card
    assert story.state is StoryState.OFFERED
    assert "It waits for the next free one" in words(card)
    assert card.buttons == ()


def test_a_line_that_somebody_has_written_is_not_wiped_by_a_form_left_open() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")
    left_open = scene.form
    scene.press_token(DEV, scene.button(FAY, "Say what will change").token)
    scene.fill(DEV, change="A day more for questions.")

    scene.submit(FAY, left_open, change="")

    assert scene.sessions[0].change == "A day more for questions."
    assert scene.session.held_by == FAY


def test_without_anyone_to_hold_it_the_session_is_a_light_one() -> None:
    scene = story_offered()

    scene.until(jan(18, 10))

    assert scene.session.light
    assert "I have not heard in time from anybody" in words(scene.post("session").card)
    assert not scene.has_post("story")


def test_a_session_that_everybody_has_turned_down_says_that_nobody_can_hold_it() -> None:
    scene = story_offered()
    scene.until(jan(14, 11))
    scene.press(FAY, "Ask Dev")
    scene.press(DEV, "Not this time")

    scene.until(jan(18, 10))

    assert "Nobody can look after a full session" in words(scene.post("session").card)


def test_a_yes_that_comes_too_late_is_thanked_and_its_line_is_kept() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you both.", "story")
    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(datetime(2027, 2, 1, 10, tzinfo=UTC))

    scene.fill(FAY, change="A day more for questions.")

    assert scene.session.light
    assert "Thank you for saying yes." in scene.whispered
    assert scene.sessions[0].change == "A day more for questions."
    assert "A day more for questions." in words(scene.post("session").card)


def test_a_story_that_did_not_open_waits_for_the_next_session() -> None:
    scene = story_offered()

    scene.until(jan(28, 11))
    scene.press(FAY, "Yes, I can")

    assert scene.session.number == 2
    assert scene.session.teller == MIA


def test_a_session_can_be_moved_and_is_asked_about_again() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-21")
    scene.until(jan(19, 11))

    assert scene.session.plan.opens_at == jan(21, 10)
    assert sum("Can you hold" in one for one in scene.sent_to(FAY)) == 1
    assert "It has been moved" in scene.sent_to(FAY)[-2]


def test_a_day_that_is_past_or_free_cannot_be_chosen() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    scene.press(FAY, "Move it")
    form = scene.form

    scene.submit(FAY, form, day="2027-01-13")
    past = dict(scene.errors)
    scene.submit(FAY, form, day="2027-01-16")

    assert "from tomorrow on" in past["day"]
    assert "Nobody works here on that day" in scene.errors["day"]


def test_skipping_one_plans_the_next_with_the_same_number() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]
    assert scene.session.number == 1
    assert scene.session.plan.opens_at == datetime(2027, 2, 1, 10, tzinfo=UTC)


def test_a_session_planned_at_short_notice_asks_at_once() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-15")
    scene.until(jan(14, 11, 1))

    assert "Can you hold this session?" in scene.sent_to(FAY)[-1]


def test_the_teller_is_asked_the_day_before() -> None:
    scene = held(story_offered())

    scene.until(jan(15, 13))

    assert "It opens only if you press Ready." in scene.sent_to(MIA)[-1]


def test_a_story_opens_only_if_its_teller_says_ready() -> None:
    scene = held(story_offered())

    scene.until(jan(18, 11))

    assert scene.session.light
    assert "There is no story this time" in words(scene.post("session").card)
    assert not scene.has_post("story")


def test_not_this_week_makes_it_a_draft_and_tells_the_holder() -> None:
    scene = held(story_offered())
    scene.until(jan(15, 14))

    scene.press(MIA, "Not this week")

    assert scene.session.story is None
    assert "Mia would rather not tell the story" in scene.sent_to(FAY)[-1]


def test_the_holder_hears_the_day_before_that_there_is_no_story() -> None:
    scene = held(begun())

    scene.until(jan(15, 13))

    assert "Nobody has offered a story" in scene.sent_to(FAY)[-1]


def test_a_story_offered_the_evening_before_rests_until_the_next_session() -> None:
    scene = held(begun())
    scene.until(jan(18, 9))

    scene.command(NED, "story")
    scene.fill(NED, where="a call", moment="it rang", way="next")
    scene.until(jan(18, 11))

    assert scene.session.light


def test_the_session_command_shows_whose_story_and_never_what_it_says() -> None:
    scene = story_offered()

    scene.command(FAY, "session")

    assert "Mia has offered a story." in scene.whispered
    assert "cold house" not in scene.whispered


def test_a_keeper_can_open_it_early() -> None:
    scene = confirmed()

    scene.command(FAY, "session")
    scene.press(FAY, "Open it now")

    assert scene.session.state is SessionState.OPEN
    assert scene.has_post("story")


def test_members_cannot_open_a_session() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    token = scene.button(FAY, "Open it now").token

    scene.press_token(NED, token)

    assert "Please ask Fay" in scene.whispered
    assert scene.session.state is SessionState.CONFIRMED


def test_a_bot_that_was_down_at_opening_opens_late_with_whole_rounds() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(19, 11))

    opened = scene.session.round
    assert opened is not None
    assert opened.closes_at == jan(20, 12)
    assert len([one for one in scene.posted if one.startswith("What struck me")]) == 1


def test_a_bot_that_was_down_for_the_whole_session_passes_it_over() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(25, 11))

    assert [one.state for one in scene.sessions] == [SessionState.SKIPPED, SessionState.PLANNED]
    assert not scene.has_post("session")


def test_questions_that_have_become_pointless_are_not_asked_late() -> None:
    scene = begun()

    scene.sleeps_until(jan(18, 9, 30))

    assert not scene.has_post("hold", Direct(FAY))
    assert scene.has_post("hold", Direct(DEV))


def test_a_session_that_is_set_aside_takes_its_buttons_with_it() -> None:
    scene = confirmed()

    scene.command(FAY, "rhythm")
    scene.press(FAY, "Have a rest")
    scene.fill(FAY, until="2027-03-01")

    assert "does not take place" in words(scene.post("hold", Direct(FAY)).card)
    assert scene.post("prepare", Direct(MIA)).card.buttons == ()


# members have seen the day


def test_a_move_is_told_to_the_room_each_time() -> None:
    scene = begun()
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-21")
    scene.command(FAY, "session")
    scene.press(FAY, "Move it")

    scene.fill(FAY, day="2027-01-18")

    assert scene.posted[-2:] == [
        "Session 1 is moved. It now opens on Thursday 21 January at 10:00.",
        "Session 1 is moved. It now opens on Monday 18 January at 10:00.",
    ]


def test_a_session_is_not_moved_to_the_day_it_opens_on_already() -> None:
    scene = begun()
    scene.until(jan(14, 11))
    told = scene.posted

    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-18")

    assert "opens on this day already" in scene.errors["day"]
    assert scene.posted == told
    assert scene.button(FAY, "Yes, I can")


def test_a_skipped_session_is_told_to_the_room_and_to_those_who_were_asked() -> None:
    scene = begun()
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert scene.posted[-1] == (
        "Session 1 does not take place on Monday 18 January.\n"
        "The next session opens on Monday 1 February at 10:00."
    )
    card = scene.post("hold", Direct(FAY)).card
    assert "This one is skipped. The next opens on Monday 1 February at 10:00." in words(card)


def test_when_the_last_one_is_skipped_nobody_waits_for_another() -> None:
    scene = begun()
    scene.command(FAY, "rhythm")
    scene.press(FAY, "Change when we meet")
    scene.fill(FAY, ends="2027-01-20")
    scene.until(jan(14, 11))

    scene.press(FAY, "Skip this one")

    assert "No other session is planned." in scene.posted[-1]
    assert "This one is skipped. No other is planned." in scene.sent_to(FAY)[-1]


def test_the_room_hears_of_a_session_for_which_the_bot_was_not_there() -> None:
    scene = confirmed()

    scene.sleeps_until(jan(25, 11))

    assert "I was not running on Monday 18 January" in scene.posted[-1]
    assert "The next session opens on Monday 1 February at 10:00." in scene.posted[-1]


def test_a_light_session_asks_for_nothing() -> None:
    scene = begun()

    scene.until(jan(18, 11))

    assert "so this is a light one. Answer what you like, or nothing." in scene.posted[-1]
