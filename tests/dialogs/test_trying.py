"""Something small is tried, and comes back as what we learned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversations.known import Known
from bot.conversations.learning.trying import without_author
from bot.domain.community import Stage
from bot.domain.ids import Direct
from bot.domain.learning import Try, TryState
from bot.domain.people import Standing
from tests.memory import CountingMint
from tests.scene import FAY, MIA, NED, OLI, SID, Scene, begun, gathered, words

ASK_DAY = datetime(2027, 1, 18, 10, tzinfo=UTC)


def tried(scene: Scene | None = None, **answers: str) -> Scene:
    scene = scene or begun()
    scene.command(MIA, "try")
    boxes = {
        "idea": "Ask the family before the ward round.",
        "limits": "Nobody waits longer.",
        "notice": "Fewer calls in the evening.",
    }
    scene.fill(MIA, **{**boxes, **answers})
    return scene


def came_back(end: str, learned: str = "Asking first takes five minutes.") -> Scene:
    scene = tried()
    scene.until(ASK_DAY)
    scene.press(MIA, end)
    scene.fill(MIA, learned=learned)
    return scene


def the_try(scene: Scene) -> Try:
    (one,) = scene.office.all(Try, scene.community.id)
    return one


def asks_back(scene: Scene) -> list[str]:
    return [one for one in scene.sent_to(MIA) if one.startswith("What you tried")]


def gone(scene: Scene) -> None:
    member = scene.community.member(MIA)
    assert member
    left = scene.community.with_member(replace(member, standing=Standing.LEFT))
    _put(scene, left)


def test_a_try_stands_in_the_room_under_its_authors_name() -> None:
    scene = tried()

    assert "Trying something: Mia" in scene.posted[-1]
    assert "Must not change: Nobody waits longer." in scene.posted[-1]
    assert "I ask on: Monday 18 January" in scene.posted[-1]


def test_or_as_a_try_of_one_of_us() -> None:
    scene = tried(signed="one_of_us")
    scene.command(NED, "try")

    assert "Trying something: one of us" in scene.posted[-1]
    assert "Mia" not in scene.posted[-1] + scene.whispered


def test_it_must_say_what_must_not_change() -> None:
    scene = tried(limits=" ")

    assert scene.errors["limits"] == "Please say it in a few words."
    assert scene.office.all(Try, scene.community.id) == ()


@pytest.mark.parametrize("day", ["2027-01-04", "2026-12-01", "2031-01-01"])
def test_a_day_that_has_passed_or_is_years_away_is_asked_for_again(day: str) -> None:
    assert "on" in tried(on=day).errors


def test_its_author_alone_is_asked_on_that_day_in_private() -> None:
    scene = tried()
    scene.until(ASK_DAY - timedelta(minutes=1))
    assert asks_back(scene) == []
    scene.until(ASK_DAY)

    assert "Ask the family" in asks_back(scene)[0]
    assert scene.post("ask_try").post.to == Direct(MIA)


def test_a_day_without_work_is_told_as_the_next_one_with_wherever_it_stands() -> None:
    scene = tried(on="2027-02-14")
    begun_with = scene.whispered
    scene.command(MIA, "try")
    listed = scene.whispered
    scene.press(MIA, "What came of: Ask the family before the ward round.")
    scene.press(MIA, "Not yet")
    scene.fill(MIA, on="2027-02-21")

    assert "I ask you what came of it on Monday 15 February" in begun_with
    assert "I ask on Monday 15 February" in listed
    assert "I ask you again on Monday 22 February." in scene.whispered
    assert "I ask on: Monday 22 February" in words(scene.post("try:").card)


def test_a_day_without_work_waits_for_the_next_one_with() -> None:
    scene = tried(on="2027-01-23")
    scene.until(datetime(2027, 1, 25, 9, 59, tzinfo=UTC))
    assert asks_back(scene) == []
    scene.later(minutes=1)

    assert len(asks_back(scene)) == 1


@pytest.mark.parametrize("end", ["Kept", "Changed", "Stopped"])
def test_what_came_of_it_is_told_in_the_room_and_on_its_card(end: str) -> None:
    scene = came_back(end)

    for post in (scene.post("try:"), scene.post("tried:")):
        assert f"What came of it: {end}" in words(post.card)
        assert "We tried it, and here is what we learned." in words(post.card)
        assert "Asking first takes five minutes." in words(post.card)
    assert "I ask on" not in words(scene.post("try:").card)


def test_stopped_is_shown_exactly_like_kept() -> None:
    kept, stopped = came_back("Kept"), came_back("Stopped")

    assert stopped.whispered == kept.whispered
    for name in ("try:", "tried:"):
        seen = [words(scene.post(name).card) for scene in (kept, stopped)]
        assert seen[1].replace("Stopped", "Kept") == seen[0]


def test_what_was_learned_is_not_left_out() -> None:
    scene = came_back("Stopped", learned="")

    assert "learned" in scene.errors
    assert not the_try(scene).over


def test_it_can_be_told_before_its_day() -> None:
    scene = tried()
    scene.command(MIA, "try")
    scene.press(MIA, "What came of: Ask the family before the ward round.")
    scene.press(MIA, "Changed")
    scene.fill(MIA, learned="We ask at lunch now.")
    scene.later(days=60)

    assert the_try(scene).state is TryState.CHANGED
    assert asks_back(scene) == []


def test_not_yet_asks_again_on_the_day_they_choose() -> None:
    scene = tried()
    scene.until(ASK_DAY)
    scene.press(MIA, "Not yet")
    scene.fill(MIA, on="2027-02-01")
    assert "I ask on: Monday 1 February" in words(scene.post("try:").card)
    scene.until(datetime(2027, 1, 31, tzinfo=UTC))
    assert len(asks_back(scene)) == 1
    scene.until(datetime(2027, 2, 1, 10, tzinfo=UTC))

    assert len(asks_back(scene)) == 2


def test_nobody_is_asked_more_than_twice_and_then_it_is_not_told_yet() -> None:
    scene = tried()
    scene.later(days=60)

    assert len(asks_back(scene)) == 2
    assert "What came of it: Not told yet" in words(scene.post("try:").card)
    assert not scene.has_post("tried:")


def test_and_its_button_goes_on_working() -> None:
    scene = tried()
    scene.later(days=60)
    scene.press(MIA, "Stopped")
    scene.fill(MIA, learned="It took too long.")

    assert "What came of it: Stopped" in words(scene.post("try:").card)


def test_two_answers_to_one_try_count_once() -> None:
    scene = tried()
    scene.until(ASK_DAY)
    scene.press(MIA, "Kept")
    held = scene.form
    scene.press(MIA, "Stopped")
    scene.fill(MIA, learned="It took too long.")
    scene.submit(MIA, held, learned="It works.")

    assert "already" in scene.errors[""]
    assert the_try(scene).learned == "It took too long."


def test_nobody_else_can_tell_what_came_of_it() -> None:
    scene = tried()
    for person in (NED, FAY):
        scene.press_token(person, f"tried.{the_try(scene).id}.kept")
        assert "meant for someone else" in scene.whispered


def test_when_its_author_has_left_it_is_one_of_us_and_nobody_is_asked() -> None:
    scene = tried()
    gone(scene)
    scene.later(days=60)

    assert "Trying something: one of us" in words(scene.post("try:").card)
    assert asks_back(scene) == []
    assert the_try(scene).author is None


def test_on_leaving_every_try_of_theirs_becomes_one_of_us_at_once() -> None:
    scene = came_back("Kept")
    known = Known(scene.office, scene.calendar, CountingMint())
    gone(scene)
    scene.office.keep(without_author(scene.community, MIA, known), scene.now)

    for name in ("try:", "tried:"):
        assert "Mia" not in words(scene.post(name).card)
        assert "Asking first takes five minutes." in words(scene.post(name).card)


def test_while_the_group_pauses_nobody_is_asked() -> None:
    scene = tried()
    until = datetime(2027, 2, 22, 9, tzinfo=UTC)
    _put(scene, replace(scene.community, stage=Stage.RESTING, resumes_at=until))
    scene.until(until - timedelta(minutes=1))
    assert asks_back(scene) == []
    scene.later(days=2)

    assert len(asks_back(scene)) == 1


def test_others_see_what_is_being_tried_and_can_begin_something_themselves() -> None:
    scene = tried()
    scene.command(OLI, "try")
    assert "Ask the family before the ward round." in scene.whispered
    scene.press(OLI, "Something to try")
    scene.fill(OLI, idea="Ring at nine.", limits="Nothing.", notice="I will see.")

    assert "Trying something: Oli" in scene.posted[-1]


def test_a_try_that_is_over_is_not_listed() -> None:
    scene = came_back("Kept")
    scene.command(NED, "try")

    assert scene.form.title == "Something to try"


def test_a_sponsor_sees_no_try_and_nothing_is_tried_before_it_begins() -> None:
    scene = tried()
    scene.command(SID, "try")
    assert "As the sponsor" in scene.whispered

    early = gathered()
    early.command(MIA, "try")
    assert "have not begun yet" in early.whispered


def test_it_is_kept_for_the_life_of_the_community() -> None:
    assert the_try(came_back("Stopped")).expires() is None


def _put(scene: Scene, community: object) -> None:
    scene.offices.memory.records[type(scene.community), scene.community.id] = community  # type: ignore[assignment]
