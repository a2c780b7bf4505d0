"""A group may choose that the bot hears no replies."""

from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Contribution
from bot.domain.formats import Hearing
from tests.dialogs.hearing_scenes import agree_on
from tests.scene import FAY, MEMBERS, MIA, NED, Scene, opened


def heard(hearing: Hearing) -> Scene:
    """A session is open, in a group that has agreed on this."""
    scene = opened()
    agree_on(hearing, scene)
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


def test_any_member_may_propose_to_change_it_and_it_works_by_itself() -> None:
    scene = heard(Hearing.FULL)
    scene.command(NED, "rules")
    scene.press(NED, "Change what I hear")
    scene.fill(NED, title="Hear less", words="light")
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.later(days=7)

    standing = _on_hearing(scene)
    assert [(one.version, one.about) for one in standing] == [(2, "light")]
    assert not [one for one in scene.sent_to(FAY) if "Hear less" in one]


def test_other_words_than_ours_need_a_person_to_carry_them_out() -> None:
    scene = heard(Hearing.FULL)
    scene.command(NED, "rules")
    scene.press(NED, "Change what I hear")
    scene.fill(NED, title="Hear less", words="light")
    (proposal,) = scene.proposals
    scene.press(MIA, "I object")
    scene.fill(MIA, words="Not in the first round.", to="all")
    scene.press_token(NED, f"reword.{proposal.id}")
    scene.fill(NED, words="Hear the first round only.")
    for person in (*MEMBERS, FAY):
        scene.press(person, "I can live with it")
    scene.later(days=7)

    standing = _on_hearing(scene)
    assert [one.about for one in standing] == [""]
    assert [one for one in scene.sent_to(FAY) if "Hear the first round only." in one]


def _on_hearing(scene: Scene) -> list[Agreement]:
    agreed = scene.office.all(Agreement, scene.community.id)
    return [one for one in agreed if one.matter is Matter.HEARING and not one.ended]
