"""What a community keeps of itself when it ends, and its letters."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.boundary.views import Points
from bot.domain.agreement import Agreement
from bot.domain.course import SessionState
from bot.domain.ids import Direct, RecordId
from bot.domain.learning import Kept
from bot.domain.wrap import Wrap
from bot.words import say
from tests.dialogs.ending_scenes import all_fine, ending, keep, kept, with_learning
from tests.scene import DEV, FAY, NED, SID, Scene, begun, words


def exported(scene: Scene) -> str:
    before = len(scene.sent_to(FAY))
    scene.press(FAY, "Send me what we keep")
    return "".join(scene.sent_to(FAY)[before:])


def test_the_facilitator_sees_what_there_is_to_keep_and_never_their_own_notes() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)

    desk = "\n".join(scene.sent_to(FAY))
    assert "What good looks like here: one line" in desk
    assert "What we tried, and what it taught us: one line" in desk
    assert "too quick" not in desk


def test_where_nothing_was_written_down_nothing_is_said_to_be_there() -> None:
    scene = begun()
    scene.offices.memory.records = {
        key: one for key, one in scene.offices.memory.records.items() if key[0] is not Agreement
    }
    ending(scene)

    desk = "\n".join(scene.sent_to(FAY))
    assert "Nothing has been written down that could be kept." in desk
    assert "This is what there is to keep" not in desk


def test_what_is_kept_needs_everyones_consent_and_only_that_is_exported() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    kept(scene, "What good looks like here", "Lines of learning we kept")

    text = exported(scene)
    assert "Ask what home is like." in text
    assert "A cold house is a risk." in text
    assert "Nobody said yes" not in text
    assert "Noon is too late" not in text
    assert "too quick" not in text
    assert "Ned" not in text


def test_before_that_nothing_is_exported() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))
    scene.press(FAY, "Send me what we keep")

    assert scene.whispered == say("refused.harvest_not_agreed")


def test_the_card_to_take_it_along_comes_once() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Write to a future community")
    scene.fill(FAY, letter="Begin with the silences.")
    kept(scene)

    scene.until(datetime(2027, 1, 27, 11, tzinfo=UTC))

    for keeper in (FAY, DEV):
        assert sum("Shall I send you what we keep?" in one for one in scene.sent_to(keeper)) == 1


def test_who_keeps_it_and_where_must_be_said() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, who="", where=" ")

    assert set(scene.errors) == {"who", "where"}


def test_a_group_may_keep_nothing() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, what=[])

    assert "Nothing is kept." in scene.posted[-1]


def test_what_other_words_leave_out_is_not_exported() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Propose what is kept")
    scene.fill(FAY, who="Fay", where="the shared drive")
    scene.press(NED, "I object")
    scene.fill(NED, words="Not the tries.")
    scene.press(FAY, "Change the words")
    scene.fill(FAY, words="What good looks like here\nKept by: Fay\nWhere: the shared drive")
    all_fine(scene)
    scene.later(days=6)

    assert "Noon is too late" not in exported(scene)


def test_only_those_who_look_after_it_export() -> None:
    scene = ending()
    scene.until(datetime(2027, 1, 21, 11, tzinfo=UTC))
    scene.press_token(NED, scene.button(FAY, "Send me what we keep").token)

    assert scene.whispered.startswith("Only those who look after")


def test_a_long_harvest_is_sent_in_pieces_and_a_very_long_one_is_left_to_the_operator() -> None:
    scene = begun()
    line = "A line about how we work. " * 5
    keep(
        scene,
        *(
            Kept(id=RecordId(f"k{n}"), community=scene.community.id, line=line, author=None)
            for n in range(50)
        ),
    )
    ending(scene)
    kept(scene)
    before = len(scene.sent_to(FAY))
    scene.press(FAY, "Send me what we keep")
    pieces = scene.sent_to(FAY)[before:]
    assert len(pieces) == 3
    assert "(1 of 3)" in pieces[0]
    assert max(len(piece) for piece in pieces) < 3000

    keep(
        scene,
        *(
            Kept(id=RecordId(f"m{n}"), community=scene.community.id, line=line, author=None)
            for n in range(200)
        ),
    )
    scene.press(FAY, "Send me what we keep")
    assert "lcbot export" in scene.whispered


def test_a_letter_goes_to_the_sponsor_once_everyone_agrees_and_without_names() -> None:
    scene = ending()
    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Thank you. Ned taught us much.")
    assert scene.errors == {"letter": "This letter names Ned. Please leave names out."}

    scene.press(FAY, "Write to the sponsor")
    scene.fill(FAY, letter="Thank you for the time.")
    assert "Thank you for the time." not in "\n".join(scene.sent_to(SID))
    all_fine(scene)
    scene.later(days=6)
    letter = scene.sent_to(SID)[-1]
    assert "Thank you for the time." in letter
    assert not any(name in letter for name in ("Fay", "Mia", "Ned"))


def test_a_letter_to_a_future_community_becomes_part_of_the_harvest() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    scene.press(FAY, "Write to a future community")
    scene.fill(FAY, letter="Begin with silence.")
    all_fine(scene)
    scene.later(days=6)
    kept(scene, "Lines of learning we kept")

    assert "Begin with silence." in exported(scene)


def letter_agreed(scene: Scene) -> Scene:
    scene.press(FAY, "Write to a future community")
    scene.fill(FAY, letter="Begin with silence.")
    all_fine(scene)
    scene.later(days=6)
    return scene


def test_a_letter_that_is_agreed_after_what_is_kept_is_kept_all_the_same() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    kept(scene, "Lines of learning we kept")
    letter_agreed(scene)

    told = exported(scene)
    assert "Begin with silence." in told
    assert "A cold house is a risk." in told


def test_the_card_to_take_it_along_comes_once_and_goes_when_the_ending_is_stopped() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    kept(scene, "Lines of learning we kept")
    letter_agreed(scene)
    standing = [one for one in scene.offices.memory.posts if one.post.name.startswith("export:")]
    assert [one.post.to for one in standing] == [Direct(FAY), Direct(DEV)]

    scene.press(NED, "I would like us to stop this")
    scene.fill(NED)

    exports = [one for one in scene.offices.memory.posts if one.post.name.startswith("export:")]
    assert all(one.card.buttons == () for one in exports)


def test_a_letter_alone_can_be_taken_along() -> None:
    scene = letter_agreed(ending())

    assert "Begin with silence." in exported(scene)


def test_whoever_says_what_is_kept_reads_that_the_letter_is_no_choice() -> None:
    scene = begun()
    with_learning(scene)
    letter_agreed(ending(scene))
    scene.press(FAY, "Propose what is kept")

    assert "The letter to a future community is kept in any case" in repr(scene.form.intro)
    assert "A letter to a future community" not in repr(scene.form.fields)
    scene.fill(FAY, what=[])
    assert "Nothing is kept but the letter to a future community." in scene.posted[-1]


def test_in_the_chat_a_list_is_a_list_and_no_mark_is_written_out() -> None:
    scene = begun()
    with_learning(scene)
    ending(scene)
    kept(scene)
    scene.press(FAY, "Send me what we keep")

    card = scene.post("harvest:", Direct(FAY)).card
    assert any(
        "A cold house is a risk." in one.lines for one in card.body if isinstance(one, Points)
    )
    told = words(card)
    assert not any(line.startswith(("#", "- ", ">")) for line in told.splitlines())
    assert "\\" not in told


def test_the_four_lines_of_each_session_are_part_of_it() -> None:
    scene = begun()
    past = replace(
        scene.session,
        id=RecordId("past"),
        state=SessionState.CLOSED,
        closed_at=scene.now,
        change="We slow down.",
    )
    wrap = Wrap(
        id=RecordId("wrap"), community=past.community, session=past.id, looked_at="A late bed"
    )
    keep(scene, past, wrap)
    ending(scene)
    kept(scene)

    told = exported(scene)
    assert "What changed: We slow down." in told
    assert "We looked at: A late bed" in told
