"""A group may choose that the bot hears no replies."""

from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Contribution
from bot.domain.formats import Hearing
from bot.domain.ids import RecordId
from tests.scene import MIA, NED, Scene, opened


def heard(hearing: Hearing) -> Scene:
    """A session is open, in a group that has agreed on this."""
    scene = opened()
    agreed = Agreement(
        id=RecordId("a1"),
        community=scene.community.id,
        matter=Matter.HEARING,
        about=hearing,
        words="As agreed.",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed
    scene.says(NED, "That stayed with me.", "story:")
    return scene


def test_in_full_words_are_kept_with_their_author() -> None:
    scene = heard(Hearing.FULL)
    (said,) = scene.office.all(Contribution, scene.session.id)

    assert (said.author, said.text) == (NED, "That stayed with me.")


def test_in_light_neither_words_nor_author_are_kept() -> None:
    scene = heard(Hearing.LIGHT)

    assert scene.office.all(Contribution, scene.session.id) == ()
    assert "That stayed with me." not in repr(scene.offices.memory.records)


def test_in_light_a_session_that_lives_in_its_threads_is_not_taken_for_silent() -> None:
    scene = heard(Hearing.LIGHT)
    scene.says(MIA, "And with me.", "story:")

    assert not scene.session.silent
