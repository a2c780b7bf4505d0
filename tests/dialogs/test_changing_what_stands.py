"""What the group has agreed on is changed line by line, and nothing goes unread."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.proposal import Proposal
from bot.domain.rhythm import Closure
from tests.dialogs.consent_scenes import FINE, OBJECT, all_fine, standing
from tests.scene import DEV, FAY, MEMBERS, MIA, NED, Scene, begun, gathered, words

RULES = ("We thank first.", "We ask before we advise.", "Not knowing is fine.")


def stands(matter: Matter = Matter.RULES, *lines: str, about: str = "") -> Scene:
    scene = begun()
    agreed = Agreement(
        id=RecordId("stands"),
        community=scene.community.id,
        matter=matter,
        about=about,
        words="\n".join(lines or RULES),
        agreed_at=scene.now,
        look_again_after=0,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed
    return scene


def value(scene: Scene) -> str:
    (box,) = (field for field in scene.form.fields if field.name == "words")
    return str(box.value)  # type: ignore[union-attr]


def changed(scene: Scene, *lines: str, matter: str = "rules") -> str:
    """Mia proposes these lines. What the room reads."""
    scene.command(MIA, "propose")
    scene.fill(MIA, matter=matter)
    scene.fill(MIA, title="Other words", words="\n".join(lines))
    return scene.posted[-1]


def test_first_it_is_asked_what_it_is_about_and_then_the_words_stand_there_to_be_changed() -> None:
    scene = stands()
    scene.command(MIA, "propose")
    assert [field.name for field in scene.form.fields] == ["matter"]

    scene.fill(MIA, matter="rules")

    assert value(scene) == "\n".join(RULES)


def test_where_nothing_stands_the_box_is_empty() -> None:
    scene = stands()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")

    assert value(scene) == ""


def test_the_room_reads_what_is_new_and_what_goes() -> None:
    scene = stands()
    room = changed(scene, *RULES[:2], "We come back and tell.")

    assert "What is new:\nWe come back and tell." in room
    assert "What goes:\nNot knowing is fine." in room


def test_one_line_in_place_of_all_rules_names_every_rule_that_goes() -> None:
    scene = stands()
    room = changed(scene, "We are kind.")

    assert "What goes:\n" + "\n".join(RULES) in room
    assert "What is new" not in room


def test_other_words_later_on_are_held_against_what_stands_too() -> None:
    scene = stands(Matter.LEAVES, "Nothing leaves.", "Not even ideas.")
    changed(scene, "Nothing leaves.", matter="leaves")
    scene.press(NED, OBJECT)
    scene.fill(NED, words="Ideas may.")
    scene.press(MIA, "Change the words")
    scene.fill(MIA, words="Nothing leaves.\nIdeas may.")

    assert "What is new:\nIdeas may." in scene.posted[-1]
    assert "What goes:\nNot even ideas." in scene.posted[-1]


def test_once_it_is_agreed_the_room_reads_what_has_gone() -> None:
    scene = stands(Matter.LEAVES, "Nothing leaves.", "Not even ideas.")
    changed(scene, "Nothing leaves.", matter="leaves")
    all_fine(scene)
    scene.later(days=7)

    assert standing(scene)[0].lines == ("Nothing leaves.",)
    assert "What goes:\nNot even ideas." in words(scene.post("settled").card)


def test_what_stands_beside_other_things_is_changed_and_not_agreed_on_twice() -> None:
    scene = stands(Matter.ANYTHING, "There is cake.", about="cake")
    token = f"propose.{scene.community.id}.anything.cake"
    scene.press_token(NED, token)
    assert value(scene) == "There is cake."

    scene.fill(NED, title="Cake", words="There is fruit.")
    for person in (*MEMBERS, FAY, DEV):
        scene.press(person, FINE)
    scene.later(days=7)

    (agreed,) = standing(scene, Matter.ANYTHING)
    assert (agreed.words, agreed.version) == ("There is fruit.", 2)


def test_nobody_writes_for_nothing_while_it_is_being_decided() -> None:
    scene = stands()
    changed(scene, "We are kind.")
    scene.press_token(NED, f"propose.{scene.community.id}.rules")

    assert "The group is deciding about this just now" in scene.whispered


def test_an_ending_has_no_words_that_give_way() -> None:
    scene = stands(Matter.ENDING, "We end.")
    agreed = scene.office.all(Agreement, scene.community.id)[-1]
    scene.offices.memory.records[Agreement, agreed.id] = replace(agreed, about="")
    scene.command(NED, "end")
    scene.fill(NED)

    (proposal,) = scene.office.all(Proposal, scene.community.id)
    assert proposal.instead_of == ""


def test_what_comes_back_by_its_day_waits_while_the_days_are_kept_free() -> None:
    scene = stands()
    agreed = scene.office.all(Agreement, scene.community.id)[-1]
    comes_back = datetime(2027, 1, 6, 10, tzinfo=UTC)
    by_day = replace(agreed, look_again_after=None, look_again_at=comes_back)
    scene.offices.memory.records[Agreement, agreed.id] = by_day
    closed = Closure(date(2027, 1, 6), date(2027, 1, 8), "Stock taking")
    free = replace(scene.community, rhythm=replace(scene.community.rhythm, closures=(closed,)))
    scene.offices.memory.records[Community, free.id] = free

    scene.until(datetime(2027, 1, 9, tzinfo=UTC))
    assert not scene.has_post("look_again:")

    scene.until(datetime(2027, 1, 11, 12, tzinfo=UTC))
    assert scene.has_post("look_again:")


def test_when_we_meet_is_changed_from_the_rhythm_that_stands() -> None:
    scene = begun()
    scene.command(MIA, "propose")

    scene.fill(MIA, matter="rhythm")

    assert value(scene) == "Every 2 weeks, on Monday at 10:00."


def test_and_everyone_reads_which_rhythm_would_go() -> None:
    read = changed(begun(), "Every week, on Monday at 10:00.", matter="rhythm")

    assert "What goes:\nEvery 2 weeks, on Monday at 10:00." in read


def test_words_that_are_agreed_about_when_we_meet_are_what_is_changed() -> None:
    scene = stands(Matter.RHYTHM, "On Mondays, and never in August.")
    scene.command(MIA, "propose")

    scene.fill(MIA, matter="rhythm")

    assert value(scene) == "On Mondays, and never in August."


def test_before_anything_is_planned_no_rhythm_is_said_to_stand() -> None:
    scene = gathered()
    scene.command(MIA, "propose")

    scene.fill(MIA, matter="rhythm")

    assert value(scene) == ""
