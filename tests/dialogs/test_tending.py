"""Looking after a session that runs."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId, PostName, Room
from bot.domain.session import Session
from tests.scene import DEV, FAY, MIA, NED, OLI, PAM, QUY, ROOM, ROS, Scene, jan, opened, words


def test_slowing_down_moves_everything_still_ahead_by_a_day() -> None:
    scene = opened()
    before = scene.session

    scene.press(FAY, "Slow down")

    assert scene.session.rounds[0].closes_at == jan(20, 12)
    assert scene.session.plan.closes_at > before.plan.closes_at
    assert "We are taking this more slowly" in scene.posted[-1]


def test_a_paused_session_asks_nothing_and_goes_on_where_it_stopped() -> None:
    scene = opened()

    scene.press(FAY, "Pause")
    quiet = len(scene.offices.memory.posts)
    scene.until(jan(25, 10))
    assert len(scene.offices.memory.posts) == quiet
    scene.press(FAY, "Go on")

    assert scene.session.state is SessionState.OPEN
    assert scene.session.rounds[0].closes_at == jan(26, 12)


def test_nothing_happens_twice_after_a_pause() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 12, 30))
    checks = _checks(scene)

    scene.press(FAY, "Pause")
    scene.until(jan(21, 9))
    scene.press(FAY, "Go on")
    scene.until(jan(22, 9))

    assert checks == _checks(scene) == 1


def test_a_second_press_within_the_minute_says_nothing_more() -> None:
    scene = opened()
    scene.press(FAY, "Ask who has seen it otherwise")
    before = scene.posted

    scene.press(FAY, "Ask who has seen it otherwise")

    assert scene.posted == before


def test_two_who_press_go_on_start_it_once() -> None:
    scene = opened()
    scene.press(FAY, "Pause")
    token = scene.button(FAY, "Go on").token
    scene.press_token(FAY, token)

    scene.press_token(DEV, token)

    assert "This has been done already" in scene.whispered
    assert scene.session.held_by == FAY


def test_after_two_silent_days_the_deputy_is_asked() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(20, 11))

    assert "no sign from Fay for two working days" in scene.sent_to(DEV)[-1]


def test_a_facilitator_who_replies_in_the_thread_looks_after_it() -> None:
    scene = opened()
    scene.until(jan(19, 11))
    scene.says(FAY, "Thank you, Mia.", "story")

    scene.until(jan(20, 11))

    assert not scene.has_post("step_in")


def test_the_deputy_can_take_over() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))

    scene.press(DEV, "I will look after it")

    assert scene.session.held_by == DEV
    assert scene.has_post("desk", Direct(DEV))


def test_once_somebody_looks_after_it_everyone_who_was_asked_sees_who() -> None:
    scene = _asked_to_step_in()

    scene.press(DEV, "I will look after it")

    assert "You are the one who looks after this." in _step_in(scene, DEV)
    assert "Dev looks after this." in _step_in(scene, FAY)
    for person in (DEV, FAY):
        assert scene.post("step_in", Direct(person)).card.buttons == ()


def test_whoever_held_it_so_far_is_told_in_a_message_of_its_own() -> None:
    scene = _asked_to_step_in()

    scene.press(DEV, "I will look after it")

    assert "Dev looks after this session now." in words(scene.post("handed", Direct(FAY)).card)
    assert not scene.has_post("handed", Direct(DEV))


def test_a_facilitator_who_goes_on_looking_after_it_spares_the_deputy() -> None:
    scene = _asked_to_step_in()

    scene.press(FAY, "I will look after it")

    assert "Fay looks after this." in _step_in(scene, DEV)
    assert not scene.has_post("handed")


def test_the_second_who_presses_is_answered_kindly_and_changes_nothing() -> None:
    scene = _asked_to_step_in()
    token = scene.button(FAY, "I will look after it").token
    scene.press(DEV, "I will look after it")

    scene.press_token(FAY, token)
    answered = scene.whispered
    scene.press_token(DEV, token)

    assert "Dev looks after this. There is nothing you have to do." in answered
    assert "You are the one who looks after this." in scene.whispered
    assert scene.session.held_by == DEV


def test_the_second_who_presses_while_it_rests_is_answered_kindly_too() -> None:
    scene = _asked_to_step_in()
    token = scene.button(FAY, "I will look after it").token
    scene.until(jan(21, 11))
    scene.press(DEV, "I will look after it")

    scene.press_token(FAY, token)

    assert "Dev looks after this." in scene.whispered
    assert "Dev looks after this." in _step_in(scene, FAY)
    assert "Dev looks after this session now." in words(scene.post("handed", Direct(FAY)).card)


def test_who_steps_in_and_falls_silent_too_is_asked_again_with_a_new_message() -> None:
    scene = _asked_to_step_in()
    scene.press(DEV, "I will look after it")
    scene.press(DEV, "Slow down")

    scene.until(jan(22, 12))

    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("step_in")]
    assert [one.post.to for one in asked] == [Direct(FAY), Direct(DEV)] * 2
    assert "no sign from you" in words(asked[-1].card)
    assert asked[-1].card.buttons


def test_once_it_goes_on_nobody_is_asked_any_more_whether_it_does() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Pause")
    scene.until(jan(26, 12))
    assert scene.post("still_stopped", Direct(DEV)).card.buttons

    scene.press(FAY, "Go on")

    assert "Fay looks after this." in words(scene.post("still_stopped", Direct(DEV)).card)
    assert scene.post("still_stopped", Direct(DEV)).card.buttons == ()


def test_when_nobody_can_the_clock_stops_and_the_thread_stays() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.RESTING
    assert "until someone can look after this properly" in scene.posted[-1]


def test_a_resting_session_goes_on_with_whoever_takes_it() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(21, 11))

    scene.press(DEV, "I will look after it")

    assert scene.session.state is SessionState.OPEN
    assert scene.session.held_by == DEV


def test_a_role_is_taken_once() -> None:
    scene = opened()
    scene.press(PAM, "Take a role")
    form = scene.form
    scene.submit(PAM, form, role="keeper")

    scene.submit(ROS, form, role="keeper")

    assert "taken that role already" in scene.errors[""]


def test_once_every_role_is_taken_whoever_offers_is_thanked() -> None:
    scene = opened()
    for person, role in (
        (PAM, "keeper"),
        (ROS, "weaver"),
        (NED, "host"),
        (OLI, "questioner"),
        (QUY, "connector"),
    ):
        scene.press(person, "Take a role")
        scene.fill(person, role=role)

    scene.press(MIA, "Take a role")

    assert scene.whispered == "Every role is taken this time. Thank you for offering."


def test_whoever_takes_a_role_reads_where_it_is_done() -> None:
    scene = opened()
    scene.press(ROS, "Take a role")

    scene.fill(ROS, role="weaver")

    assert "in the thread under the story" in scene.whispered


def test_the_weaver_is_asked_half_way_also_when_it_is_not_quiet() -> None:
    scene = opened()
    scene.press(ROS, "Take a role")
    scene.fill(ROS, role="weaver")
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 12, 30))
    scene.says(NED, "I wonder who else was there.", "story")

    scene.until(jan(20, 16))

    assert "You are the weaver this time." in scene.sent_to(ROS)[-1]
    assert "in the thread under the story" in scene.sent_to(ROS)[-1]
    assert not scene.has_post(f"nudge:{scene.session.id}:wondering", Direct(FAY))


def test_members_do_not_have_the_facilitators_buttons() -> None:
    scene = opened()
    token = scene.button(FAY, "Pause").token

    scene.press_token(NED, token)

    assert scene.session.state is SessionState.OPEN
    assert "Please ask Fay" in scene.whispered


def test_the_teller_can_stop_at_any_point() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")

    scene.press(MIA, "Close this kindly")

    assert "We end this story here. Thank you, Mia" in scene.posted[-1]
    assert "We stop here, and that is all right." in scene.whispered
    assert scene.session.round is None


def test_a_teller_who_stops_before_anyone_has_replied_is_thanked_not_asked() -> None:
    scene = opened()

    scene.press(MIA, "Close this kindly")

    assert "We end this story here. Thank you, Mia" in scene.posted[-1]
    assert "Shall we bring it back" not in scene.posted[-1]


def test_an_opening_that_is_in_doubt_is_put_to_a_person_and_settled_by_them() -> None:
    scene = opened()
    doubt = PostInDoubt(
        id=DeliveryId("doubt:1"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(f"session:{scene.session.id}"),
        place=ROOM,
    )

    scene.engine.receive(doubt)
    scene.engine.receive(doubt)
    scene.press(FAY, "It is there")

    (settled,) = scene.offices.memory.settled
    assert settled.arrived
    assert settled.to == ROOM
    assert settled.name == f"session:{scene.session.id}"
    assert sum("Did this arrive?" in one for one in scene.sent_to(FAY)) == 1


def test_of_two_rooms_only_the_one_that_was_looked_at_is_settled() -> None:
    scene = opened()
    other = replace(ROOM, channel="second floor")
    two = replace(scene.community, rooms=(ROOM, other))
    scene.offices.memory.records[Community, two.id] = two

    scene.engine.receive(_doubt(scene, other))
    assert "one of the channels where “Discharge” meets" in scene.sent_to(FAY)[-1]
    assert "second floor" not in scene.sent_to(FAY)[-1]
    scene.press(FAY, "Send it again")

    (settled,) = scene.offices.memory.settled
    assert (settled.to, settled.arrived) == (other, False)


def test_whoever_looks_is_told_of_the_channel_as_people_know_it() -> None:
    scene = opened()
    called = replace(ROOM, channel="C0123ABCD")
    scene.room_moves(called)

    scene.engine.receive(_doubt(scene, called))

    assert "the channel where “Discharge” meets" in scene.sent_to(FAY)[-1]
    assert "C0123ABCD" not in scene.sent_to(FAY)[-1]


def test_whoever_holds_the_session_is_asked_whether_it_arrived() -> None:
    scene = opened()
    held = replace(scene.session, held_by=DEV)
    scene.offices.memory.records[Session, held.id] = held

    scene.engine.receive(_doubt(scene, ROOM))

    assert "Did this arrive?" in scene.sent_to(DEV)[-1]
    assert not any("Did this arrive?" in one for one in scene.sent_to(FAY))


def _asked_to_step_in() -> Scene:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))
    return scene


def _step_in(scene: Scene, person: PersonId) -> str:
    return words(scene.post("step_in", Direct(person)).card)


def _doubt(scene: Scene, room: Room) -> PostInDoubt:
    return PostInDoubt(
        id=DeliveryId(f"doubt:{room.channel}"),
        at=scene.now,
        community=scene.community.id,
        name=PostName(f"session:{scene.session.id}"),
        place=room,
    )


def test_the_holders_card_follows_the_session() -> None:
    scene = opened()

    scene.press(FAY, "Pause")

    desk = scene.post("desk", Direct(FAY)).card
    assert "The session is paused." in words(desk)
    assert [one.label for one in desk.buttons] == ["Go on", "Close this kindly"]


def _checks(scene: Scene) -> int:
    return sum(one.startswith("Half way\n") for one in scene.sent_to(NED))


def test_a_facilitator_who_only_reads_can_say_so_with_one_press() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(20, 11))

    scene.press(FAY, "I will look after it")
    scene.until(jan(21, 11))

    assert scene.session.state is SessionState.OPEN
    assert scene.session.held_by == FAY


def test_a_stopped_session_is_asked_about_once_a_week_and_closed_after_a_month() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Pause")

    scene.until(datetime(2027, 2, 15, 9, tzinfo=UTC))
    asked = sum("is still stopped" in one for one in scene.sent_to(DEV))
    scene.until(datetime(2027, 2, 16, 12, tzinfo=UTC))

    assert asked == 3
    assert all("is still stopped" not in one for one in scene.sent_to(DEV))
    assert scene.sessions[0].state is SessionState.CLOSED
    assert scene.session.state is not SessionState.CLOSED


def test_a_session_paused_for_long_and_then_closed_kindly_does_close() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    session = scene.session
    scene.press(FAY, "Pause")
    asked = replace(scene.session, asks_to_go_on_at=datetime(2027, 12, 1, 12, tzinfo=UTC))
    scene.offices.memory.records[Session, session.id] = asked
    scene.until(datetime(2027, 3, 3, 12, tzinfo=UTC))

    scene.press(FAY, "Close this kindly")
    scene.until(datetime(2027, 3, 5, 12, tzinfo=UTC))

    assert scene.sessions[0].state is SessionState.CLOSED


def test_a_session_whose_rounds_are_over_can_be_closed_kindly_out_of_a_pause() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.press(FAY, "Close this kindly")
    scene.press(FAY, "Pause")
    scene.until(jan(27, 11))

    scene.press(FAY, "Close this kindly")
    scene.until(jan(29, 12, 30))

    assert scene.sessions[0].state is SessionState.CLOSED
    assert scene.sessions[0].looked_back


def test_who_replies_late_has_not_spoken_in_vain() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.says(NED, "Thank you, Mia. I was away.", "story")

    assert not scene.session.silent


def test_the_teller_hears_from_the_bot_in_their_own_hours() -> None:
    scene = opened()
    scene.command(MIA, "hours")
    scene.fill(MIA, zone="America/Los_Angeles")
    scene.says(NED, "Thank you.", "story")

    scene.until(jan(19, 13))

    held = scene.post("teller", Direct(MIA)).post.not_before
    assert held == jan(19, 17)


def test_once_its_teller_has_had_the_last_word_nobody_is_asked_to_step_in() -> None:
    scene = opened()
    scene.says(NED, "Thank you.", "story")
    scene.until(jan(19, 15))
    scene.press(FAY, "We do not guess")
    scene.until(jan(21, 11))
    scene.press(MIA, "Say a last word")
    scene.fill(MIA, heard="That I had asked enough.")
    assert scene.session.round is None
    before = len(scene.sent_to(DEV))

    scene.until(jan(22, 11, 30))

    assert len(scene.sent_to(DEV)) == before
