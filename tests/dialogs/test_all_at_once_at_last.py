"""A round that appears all at once, in its hard moments: nothing that was written is lost, or shown too soon."""

from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Hearing
from bot.domain.written import Written
from tests.dialogs.hearing_scenes import agree_on
from tests.dialogs.together_scenes import asked_widely_at_once, round_card, shown, writes, writing
from tests.scene import (
    FAY,
    MIA,
    NED,
    OLI,
    jan,
)


def test_when_nobody_has_written_the_round_says_so_kindly() -> None:
    scene = writing()
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert shown(scene, before) == []
    assert "Nobody has written for this round, and that is all right." in round_card(scene)


def test_a_single_one_is_shown_like_all_the_others() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert shown(scene, before)[1:] == ["What did you see?"]
    assert "Nobody has written" not in round_card(scene)


def test_a_first_round_in_which_nobody_writes_is_given_a_day_more_like_any_other() -> None:
    scene = asked_widely_at_once()

    scene.until(jan(20, 12, 30))

    assert scene.session.round is not None
    assert scene.session.round.extended
    assert scene.post("round:").card.buttons != ()


def test_a_first_round_in_which_somebody_wrote_closes_in_time() -> None:
    scene = asked_widely_at_once()
    writes(scene, NED, "We stopped asking why.")

    scene.until(jan(20, 12, 30))

    assert any("We stopped asking why." in one for one in scene.posted)
    assert scene.session.round is not None
    assert scene.session.round.part is Part.RESPONDING


def test_a_form_that_is_open_while_the_round_closes_keeps_what_was_typed() -> None:
    scene = writing()
    scene.press(NED, "Write in private")
    form = scene.form
    scene.until(jan(20, 12))
    before = len(scene.posted)

    scene.submit(NED, form, words="What did you see?")

    assert "What you wrote here is still in front of you" in scene.errors[""]
    assert len(scene.posted) == before
    assert scene.office.all(Written, scene.session.id) == ()


def test_what_somebody_who_has_left_wrote_is_not_shown() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.goes(NED, None)
    after_leaving = scene.office.all(Written, scene.session.id)
    scene.until(jan(20, 12))

    assert [one.author for one in after_leaving] == [OLI]
    assert shown(scene, before)[1:] == ["Who else?"]


def test_when_the_only_one_who_wrote_has_left_nobody_has() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")

    scene.goes(NED, None)
    scene.until(jan(20, 12))

    assert "Nobody has written for this round" in round_card(scene)


def test_when_the_teller_leaves_what_the_others_wrote_is_shown() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.goes(MIA, None)

    assert "Who else?" in shown(scene, before)


def test_ended_by_hand_it_appears_at_that_moment() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(FAY, "Go to the next round")

    assert "Who else?" in shown(scene, before)


def test_the_teller_who_has_had_enough_ends_it_as_well() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(MIA, "Enough questions")

    assert "Who else?" in shown(scene, before)


def test_closed_kindly_nothing_that_was_written_is_lost() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(FAY, "Close this kindly")

    assert "Who else?" in shown(scene, before)
    assert scene.office.all(Written, scene.session.id) == ()


def test_closed_by_itself_after_a_month_it_is_shown_and_forgotten_in_time() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    scene.press(FAY, "Pause")
    before = len(scene.posted)

    scene.later(days=29)

    session = scene.sessions[0]
    said = scene.office.all(Contribution, session.id)
    assert "Who else?" in shown(scene, before)
    assert session.closed_at is not None
    assert all(one.forget_at and one.forget_at > session.closed_at for one in said)


def test_while_it_is_paused_people_can_go_on_writing() -> None:
    scene = writing()
    scene.press(FAY, "Pause")

    writes(scene, OLI, "Who else?")

    assert len(scene.office.all(Written, scene.session.id)) == 1


def test_of_a_story_that_is_hidden_nothing_more_is_shown() -> None:
    scene = writing()
    writes(scene, OLI, "Who else?")
    scene.press(FAY, "Hide this for now")
    scene.press(FAY, "Talk with them first")
    before = len(scene.posted)

    scene.command(FAY, "session")
    scene.press(FAY, "Close this kindly")

    assert "Who else?" not in shown(scene, before)
    assert "is not shown" in round_card(scene)
    assert scene.office.all(Written, scene.session.id) == ()


def test_a_group_that_is_not_heard_reads_it_and_the_bot_keeps_nothing() -> None:
    scene = writing()
    agree_on(Hearing.LIGHT, scene)
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert "Who else?" in shown(scene, before)
    said = scene.office.all(Contribution, scene.session.id)
    assert not any(one.text == "Who else?" for one in said)


def test_its_writer_can_read_it_and_take_it_back_with_my_data() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")
    scene.command(NED, "mydata")
    read = scene.whispered

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["words"])

    assert "for a round that appears all at once" in read
    assert scene.office.all(Written, scene.session.id) == ()


def test_once_shown_its_writer_can_take_it_back_from_the_room() -> None:
    scene = writing()
    writes(scene, NED, "What did you see?")
    writes(scene, OLI, "Who else?")
    before = len(scene.posted)
    scene.until(jan(20, 12))
    scene.command(NED, "mydata")

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["words"])

    left = "\n".join(shown(scene, before))
    assert "What did you see?" not in left
    assert "Who else?" in left
