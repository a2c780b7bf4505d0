"""A round in which nobody says anything."""

from dataclasses import replace

from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.ids import Direct
from tests.box import words
from tests.dialogs.round_scenes import with_thanks
from tests.scene import FAY, MIA, PAM, ROS, Scene, jan, opened


def test_a_quiet_first_round_gets_one_more_day_and_the_teller_a_kind_word() -> None:
    scene = opened()

    scene.until(jan(19, 13))

    assert scene.session.round is not None
    assert scene.session.round.closes_at == jan(20, 12)
    assert "Silence in writing is often busyness" in scene.sent_to(MIA)[-1]


def test_the_bot_never_replies_itself_and_asks_the_holder_what_would_be_kind() -> None:
    scene = opened()

    scene.until(jan(20, 12, 30))

    labels = [one.label for one in scene.post("three_ways", Direct(FAY)).card.buttons]
    assert labels == ["I will reply myself", "Offer Mia a call", "Close this kindly"]
    assert scene.session.round is None


def test_replying_oneself_opens_the_next_round() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "I will reply myself")

    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS


def test_a_call_can_be_offered_to_the_teller() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "Offer Mia a call")

    assert "Fay would like to offer you a call" in scene.sent_to(MIA)[-1]


def test_a_quiet_story_can_be_closed_kindly() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))

    scene.press(FAY, "Close this kindly")
    scene.until(jan(22, 12, 30))

    assert any("We did not do this justice this week" in one for one in scene.posted)
    assert scene.sessions[0].closed_at == jan(22, 12)


def test_of_a_teller_who_is_one_of_us_no_more_nothing_is_said_but_that_it_was_quiet() -> None:
    scene = opened()
    scene.until(jan(20, 12, 30))
    others = tuple(one for one in scene.community.members if one.person != MIA)
    without = replace(scene.community, members=others)
    scene.offices.memory.records[Community, without.id] = without

    scene.press(FAY, "Close this kindly")

    asked = scene.post("three_ways", Direct(FAY)).card
    assert asked.title == "Nobody has answered the question yet"
    assert "This round is over. Thank you for looking after it." in words(asked)


def test_after_a_day_without_a_reply_the_holder_and_the_host_hear_of_it() -> None:
    scene = opened()
    scene.press(PAM, "Take a role")
    scene.fill(PAM, role="host")

    scene.until(jan(19, 10))

    for person in (FAY, PAM):
        assert "has been up for a day without a reply" in scene.sent_to(person)[-1]


def test_nobody_is_nudged_who_asked_for_less() -> None:
    scene = opened()
    scene.until(jan(19, 10))
    scene.press(FAY, "Less of this")
    nudges = _nudges(scene)

    second = opened()
    second.until(jan(19, 10))

    assert "struck" in next(iter(scene.community.less_of))[1]
    assert _nudges(scene) == nudges == _nudges(second)


def test_when_no_question_comes_the_holder_gets_three_and_can_ask_one() -> None:
    scene = with_thanks()
    scene.until(jan(20, 9, 45))

    scene.press(FAY, "Ask number 2")

    assert "Fay asks: What did you have to leave undone" in scene.posted[-1]


def test_the_weaver_is_asked_for_a_first_line_when_the_wondering_is_quiet() -> None:
    scene = with_thanks()
    scene.press(ROS, "Take a role")
    scene.fill(ROS, role="weaver")

    scene.until(jan(20, 16))

    assert "Would you write a first line or two" in scene.sent_to(ROS)[-1]


def test_once_a_story_is_closed_kindly_nobody_is_offered_what_is_over() -> None:
    scene = with_thanks()
    scene.until(jan(19, 13))

    scene.press(MIA, "Close this kindly")

    labels = [one.label for one in scene.post("desk", Direct(FAY)).card.buttons]
    assert labels == [
        "Slow down",
        "Give it one more day",
        "Take it to a call",
        "Pause",
        "This belongs elsewhere too",
        "Hide this for now",
    ]
    for card in (one.card for one in scene.offices.memory.posts if one.post.to == Direct(MIA)):
        assert not {"Enough questions", "Close this kindly"} & {one.label for one in card.buttons}


def _nudges(scene: Scene) -> int:
    return sum("without a reply" in one for one in scene.sent_to(FAY))
