"""What is written once a session is over: its four lines, a note for oneself, and what will change."""

from datetime import UTC, datetime

from bot.domain.contribution import Reflection
from bot.domain.formats import Format
from bot.domain.ids import Direct
from bot.domain.wrap import Wrap
from bot.words.prompts import prompt
from tests.dialogs.own_prompt_scenes import adds
from tests.dialogs.review_scenes import looking_back
from tests.formats import asked, closed_before
from tests.scene import FAY, NED, PAM, begun, jan, words

FIRST_OF_FEBRUARY = datetime(2027, 2, 1, 10, 30, tzinfo=UTC)


def test_the_next_session_opens_with_what_will_change() -> None:
    scene = looking_back()
    scene.until(jan(22, 12, 30))
    scene.press(FAY, "Say what will change")
    scene.fill(FAY, change="A day more for questions.")

    scene.until(FIRST_OF_FEBRUARY)

    assert "You said, we changed: A day more for questions." in words(scene.post("session").card)


def test_what_people_took_with_them_is_the_one_question_to_arrive_with() -> None:
    scene = looking_back()

    scene.until(FIRST_OF_FEBRUARY)

    opening = words(scene.post("session").card)
    assert opening.count("?") == 1
    assert f"To arrive: {prompt('AR-04').text} Answer under" in opening
    assert "AR-04" in scene.session.prompts


def test_a_question_of_our_own_to_arrive_with_stands_in_its_place() -> None:
    scene = looking_back()
    adds(scene, NED, "arrive", "What made you laugh?")

    scene.until(FIRST_OF_FEBRUARY)

    opening = words(scene.post("session").card)
    assert opening.count("?") == 1
    assert "To arrive: What made you laugh?" in opening


def test_asking_each_time_what_came_of_it_does_not_change_what_sessions_lean_on() -> None:
    wide = [(Format.WIDE_QUESTION, ("AR-04", "L2-06"))] * 4
    scene = begun()
    closed_before(scene, *wide)

    told = words(asked(scene).post("hold", Direct(FAY)).card)

    assert "mostly asked: are we doing the right thing?" in told


def test_the_missing_line_is_asked_for_once_and_before_the_next_is_held() -> None:
    scene = looking_back()
    scene.until(datetime(2027, 1, 28, 11, tzinfo=UTC))
    asked = sum("is still open: what will change?" in one for one in scene.sent_to(FAY))

    scene.press(FAY, "Yes, I can")
    assert scene.form.title == "First, one line"
    assert "Your yes counts once you send this." in repr(scene.form.intro)
    scene.fill(FAY, change="")

    assert asked == 1
    assert scene.sessions[0].change == ""
    assert scene.session.held_by == FAY


def test_the_group_remembers_the_four_lines_without_a_name_until_they_are_taken_back() -> None:
    scene = looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    scene.press(PAM, "Write the four lines")
    assert "the group keeps it for as long as it lasts, without your name" in repr(scene.form.intro)
    scene.fill(PAM, looked_at="A late bed", open="How early")
    (wrap,) = scene.office.all(Wrap, scene.community.id)
    assert (wrap.looked_at, wrap.noticed, wrap.open) == ("A late bed", "", "How early")
    assert PAM not in repr(wrap)
    assert wrap.expires() is None

    scene.command(PAM, "mydata")
    scene.press(PAM, "Delete what I wrote")
    scene.fill(PAM, which=["words"])

    assert scene.office.all(Wrap, scene.community.id) == ()


def test_the_keeper_writes_the_wrap_and_it_is_posted_once() -> None:
    scene = looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    scene.press(PAM, "Write the four lines")
    form = scene.form

    scene.submit(PAM, form, looked_at="Going home late")
    scene.submit(PAM, form, looked_at="Again")

    assert "This has been done already" in scene.errors[""]
    assert sum("We looked at:" in one for one in scene.posted) == 1


def test_a_facilitators_note_is_kept_for_them_alone() -> None:
    scene = looking_back()
    scene.until(jan(22, 12, 30))

    scene.press(FAY, "Write a note for myself")
    scene.fill(FAY, text="I stepped in too soon.")

    (note,) = scene.office.all(Reflection, scene.community.id)
    assert note.author == FAY
    assert "too soon" not in "".join(words(one.card) for one in scene.offices.memory.posts)


def test_who_wrote_the_four_lines_is_not_asked_for_them_again() -> None:
    scene = looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    token = scene.button(PAM, "Write the four lines").token
    scene.press(PAM, "Write the four lines")
    scene.fill(PAM, looked_at="Going home late")

    scene.press_token(FAY, token)

    assert "This has been done already" in scene.whispered
    card = scene.post("ask_wrap", Direct(PAM)).card
    assert (card.buttons, "The four lines are in the channel." in words(card)) == ((), True)
