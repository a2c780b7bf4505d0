"""What comes back by itself to the room comes one thing a day; after a close, from the next working day on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.poll import Poll
from tests.dialogs.ending_scenes import keep
from tests.dialogs.test_renewing import kept, renewals
from tests.scene import FAY, MIA, NED, Scene, begun, jan, words

RULES, LEAVES, HEARING = Matter.RULES, Matter.LEAVES, Matter.HEARING
MONDAY = 25
"""The working day after the close."""


def test_after_the_sixth_session_each_has_a_day_of_its_own_and_the_question_comes_last() -> None:
    scene = begun()
    _agreed(scene, RULES, LEAVES, HEARING, look_again_after=6)

    _sixth_closes(scene)
    assert _came_back(scene) == []

    for day, back in enumerate((RULES, LEAVES, HEARING, "renewal"), start=MONDAY):
        scene.until(jan(day, 18))
        assert _came_back(scene)[day - MONDAY :] == [back]


def test_it_is_still_said_that_six_sessions_have_brought_it_back() -> None:
    scene = begun()
    _agreed(scene, RULES, look_again_after=6)
    _sixth_closes(scene)
    scene.until(jan(MONDAY, 18))

    assert "This has stood for six sessions." in words(scene.post("look_again:").card)


def test_trials_that_are_over_come_one_a_day_too() -> None:
    scene = begun()
    _agreed(scene, RULES, LEAVES, look_again_after=6, trial=True)
    _sixth_closes(scene)

    scene.until(jan(MONDAY, 18))

    assert _came_back(scene) == [RULES]


def test_what_a_poll_chose_waits_while_something_that_was_agreed_comes_back() -> None:
    scene = begun()
    _agreed(scene, RULES, look_again_at=jan(13, 10))
    _poll_comes_back(scene, on=13)

    scene.until(jan(13, 18))
    assert _came_back(scene) == [RULES]

    scene.until(jan(14, 18))
    assert _came_back(scene) == [RULES, "poll_again"]


def test_whether_it_is_worth_our_time_waits_for_what_a_poll_chose() -> None:
    scene = begun()
    _poll_comes_back(scene, on=MONDAY)
    _sixth_closes(scene)

    scene.until(jan(MONDAY, 18))
    assert _came_back(scene) == ["poll_again"]

    scene.until(jan(MONDAY + 1, 18))
    assert _came_back(scene) == ["poll_again", "renewal"]


def test_what_was_answered_before_its_turn_does_not_come_back() -> None:
    scene = begun()
    _agreed(scene, RULES, LEAVES, look_again_after=6)
    _sixth_closes(scene)
    scene.until(jan(MONDAY, 18))
    scene.press_token(FAY, f"still_fits.{LEAVES}")

    scene.until(jan(MONDAY + 2, 18))

    assert _came_back(scene) == [RULES, "renewal"]


def test_what_was_missed_while_the_bot_was_down_comes_one_a_day_as_well() -> None:
    scene = begun()
    _agreed(scene, RULES, LEAVES, look_again_at=jan(6, 10))
    _agreed(scene, HEARING, look_again_at=jan(7, 10))

    scene.sleeps_until(jan(11, 12))
    assert _came_back(scene) == []

    for day, back in enumerate((RULES, LEAVES, HEARING), start=12):
        scene.until(jan(day, 18))
        assert _came_back(scene)[day - 12 :] == [back]


def test_when_we_rest_meanwhile_the_question_is_let_go_and_the_rest_waits() -> None:
    scene = begun()
    _agreed(scene, RULES, look_again_after=6)
    _sixth_closes(scene)
    scene.command(FAY, "pause")
    scene.press(FAY, "Pause at once")
    scene.fill(FAY, until="2027-03-01")

    scene.until(jan(30, 10))

    assert _came_back(scene) == []
    assert renewals(scene) == ()


def test_when_we_come_to_our_end_meanwhile_nothing_comes_back() -> None:
    scene = begun()
    _agreed(scene, RULES, look_again_after=6)
    _sixth_closes(scene)
    ending = replace(scene.community, stage=Stage.ENDING)
    scene.offices.memory.records[Community, ending.id] = ending

    scene.until(jan(30, 10))

    assert _came_back(scene) == []


def test_a_question_that_waits_for_its_turn_stands_on_no_page() -> None:
    scene = begun()
    _sixth_closes(scene)
    assert "Answer without a name" not in _on_page(scene)

    scene.until(jan(MONDAY, 18))
    assert "Answer without a name" in _on_page(scene)

    scene.later(days=8)
    assert "Answer without a name" not in _on_page(scene)


def _agreed(scene: Scene, *matters: Matter, **more: object) -> None:
    """In this order, a minute apart."""
    for matter in matters:
        scene.later(minutes=1)
        fields = {
            "id": RecordId(matter),
            "community": scene.community.id,
            "matter": matter,
            "words": "As it was said.",
            "agreed_at": scene.now,
            **more,
        }
        keep(scene, Agreement(**fields))  # type: ignore[arg-type]


def _sixth_closes(scene: Scene) -> None:
    """On Friday, half an hour ago; it was not silent."""
    scene.until(jan(18, 10, 30))
    kept(scene, replace(scene.session, number=6))
    scene.says(NED, "A long week.", "session")
    scene.until(jan(22, 12, 30))


def _poll_comes_back(scene: Scene, *, on: int) -> None:
    scene.command(MIA, "poll")
    scene.fill(MIA, question="When?", options="Mondays\nTuesdays", again="4")
    for person in scene.community.joined:
        scene.press(person.person, "Vote")
        scene.fill(person.person, choice="1")
    scene.until(jan(12, 10))
    (poll,) = scene.office.all(Poll, scene.community.of)
    keep(scene, replace(poll, look_again_at=jan(on, 10)))


def _came_back(scene: Scene) -> Sequence[str]:
    """All that has come back so far, in its order: matters, and what else it was."""
    names = [one.post.name.split(":") for one in scene.offices.memory.posts]
    back = [one for one in names if one[0] in ("look_again", "renewal", "poll_again")]
    return [one[1] if one[0] == "look_again" else one[0] for one in back]


def _on_page(scene: Scene) -> list[str]:
    cards = scene.engine.page(NED, scene.now).cards
    return [button.label for card in cards for button in card.buttons]
