"""Whatever whoever holds a session does in its community is a sign that they look after it."""

from collections.abc import Callable

import pytest

from bot.domain.course import SessionState
from tests.scene import DEV, FAY, NED, Scene, jan, opened

EVE = jan(20, 9)
"""Two working days after it opened she would be asked, at 10:00."""


def proposes(scene: Scene) -> None:
    scene.command(FAY, "propose")
    scene.fill(FAY, matter="anything")
    scene.fill(FAY, title="Cake", words="There is cake.")


def tries_something(scene: Scene) -> None:
    scene.command(FAY, "try")
    scene.fill(FAY, idea="Ask before noon", limits="No delays", notice="Fewer late beds")


@pytest.mark.parametrize("act", [proposes, tries_something])
def test_a_rule_proposed_an_hour_ago_is_a_sign(act: Callable[[Scene], None]) -> None:
    scene = opened()
    scene.until(EVE)
    act(scene)

    scene.until(jan(20, 18))

    assert not any("no sign from" in one for one in scene.sent_to(DEV))
    assert not any("no sign from" in one for one in scene.sent_to(FAY))
    scene.until(jan(22, 11))
    assert any("no sign from" in one for one in scene.sent_to(DEV))


def test_what_somebody_else_does_is_none() -> None:
    scene = opened()
    scene.until(EVE)
    scene.command(NED, "try")
    scene.fill(NED, idea="Ask before noon", limits="No delays", notice="Fewer late beds")

    scene.until(jan(20, 18))

    assert any("no sign from" in one for one in scene.sent_to(DEV))


def test_what_is_only_looked_at_or_may_carry_no_name_leaves_no_mark() -> None:
    scene = opened()
    scene.until(EVE)
    before = scene.session
    scene.command(FAY, "mydata")
    scene.command(FAY, "worry")
    scene.fill(FAY, about="left_here")
    scene.fill(FAY, words="Somebody knew.", name="without")

    assert scene.session.quiet_after == before.quiet_after


def test_a_sign_that_comes_after_the_question_settles_it_for_both() -> None:
    scene = opened()
    scene.until(jan(20, 12))
    assert any("no sign from" in one for one in scene.sent_to(DEV))

    tries_something(scene)

    assert scene.post("step_in:").card.buttons == ()
    assert any("Fay looks after this." in one for one in scene.sent_to(DEV))
    scene.until(jan(21, 18))
    assert scene.session.state is SessionState.OPEN
