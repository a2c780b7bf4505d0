"""What the bot says of a proposal is so: who came to it, who talked, and what can be done about it."""

from datetime import UTC, datetime

from bot.domain.agreement import Matter
from bot.domain.ids import Direct
from tests.dialogs.codesign_scenes import answer, day, drafting, leaves_agreed, standing
from tests.dialogs.message_scenes import recognised
from tests.scene import ANN, FAY, MEMBERS, MIA, NED, Scene, begun, gathered, words

FINE, OBJECT = "I can live with it", "I object"


def called(scene: Scene) -> Scene:
    """Nobody has answered, twice: it is taken to a conversation."""
    scene.later(days=12)
    return scene


def pause_proposed(until: str = "2027-03-01") -> Scene:
    scene = begun()
    scene.command(MIA, "pause")
    scene.fill(MIA, until=until)
    return scene


def rhythm_agreed(scene: Scene) -> Scene:
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="rhythm")
    scene.fill(MIA, title="Every week", words="Every Monday at nine.")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)
    return scene


def buttons(scene: Scene, name: str, person: Direct) -> list[str]:
    return [one.label for one in scene.post(name, person).card.buttons]


def test_what_a_conversation_came_to_is_told_as_whoever_says_so() -> None:
    scene = called(pause_proposed())
    scene.press(MIA, "Everyone can live with it")

    told = words(scene.post("settled:").card)
    assert "We talked about it, and everyone can live with it. That is what Mia says." in told
    assert "enough of us" not in told


def test_what_was_answered_is_told_as_answered() -> None:
    scene = pause_proposed()
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)

    assert "Nobody objects, and enough of us have answered." in words(scene.post("settled:").card)


def test_a_message_that_was_talked_over_does_not_name_its_writer() -> None:
    scene = called(recognised())
    scene.press(MIA, "Everyone can live with it")

    told = words(scene.post("settled:").card)
    assert "That is what one of us says." in told
    assert "Mia" not in told


def test_of_a_thread_in_which_nobody_wrote_no_talk_is_claimed() -> None:
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="rules")
    scene.fill(MIA, title="Our rules", words="We thank first.")
    scene.later(days=14)

    heard = "\n".join((*scene.posted, *scene.sent_to(MIA)))
    assert "The time to talk this over has passed." in heard
    assert "The time for questions is over." in heard
    assert "talked about" not in heard


def test_what_the_group_leans_to_is_proposed_by_nobody_and_carried_by_somebody() -> None:
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="learning")
    scene.until(day(14, 13))

    asked = words(scene.post("consent:").card)
    assert "More of us who answered would choose this" in asked
    assert "Proposed by" not in asked
    assert "Who carries it on: Fay" in asked


def test_once_its_words_are_somebodys_own_they_stand_under_that_name_without_the_groups_reason() -> (
    None
):
    scene = drafting()
    for person in MEMBERS:
        answer(scene, person, "Choose one", choice="learning")
    scene.until(day(14, 13))
    scene.press(NED, OBJECT)
    scene.fill(NED, words="It leaves out students.")
    scene.press(FAY, "Change the words")
    scene.fill(FAY, words="Learning leaves, people and places do not.")

    asked = words(scene.post("consent:").card)
    assert "Proposed by: Fay" in asked
    assert "More of us who answered" not in asked


def test_what_the_group_leaned_to_stands_once_all_can_live_with_it() -> None:
    scene = leaves_agreed()

    assert standing(scene)[Matter.LEAVES].words.startswith("Learning leaves")


def test_an_agreed_rhythm_comes_with_the_button_that_opens_its_form() -> None:
    scene = rhythm_agreed(begun())

    assert buttons(scene, "by_hand:", Direct(FAY)) == ["Change when we meet"]
    scene.press(FAY, "Change when we meet")
    assert "first" in [field.name for field in scene.form.fields]


def test_before_the_sessions_it_is_the_button_that_begins_them() -> None:
    scene = rhythm_agreed(gathered())

    assert buttons(scene, "by_hand:", Direct(FAY)) == ["Begin the sessions"]


def test_other_words_for_the_charter_go_to_whoever_wrote_them_with_its_form() -> None:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="charter")
    scene.fill(MIA, title="What we are for", words="Judging when going home is safe.")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)

    scene.press(ANN, "Change my words")
    assert "purpose" in [field.name for field in scene.form.fields]


def test_who_is_to_look_after_us_comes_with_a_way_to_hand_it_on() -> None:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="keeper")
    scene.fill(MIA, title="Somebody else", words="Ned looks after us.")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)

    assert buttons(scene, "by_hand:", Direct(FAY)) == ["Step back or leave"]


def test_what_no_form_does_comes_without_a_button() -> None:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="anything")
    scene.fill(MIA, title="Tea", words="We bring tea.")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.later(days=7)

    assert buttons(scene, "by_hand:", Direct(FAY)) == []


def test_a_pause_that_would_end_before_it_can_be_decided_is_refused_kindly() -> None:
    scene = begun()
    scene.command(MIA, "pause")
    held = scene.form
    scene.submit(MIA, held, until="2027-01-07")
    assert "The group has until Thursday 7 January at 12:00 to answer." in scene.errors["until"]
    assert scene.proposals == ()

    scene.submit(MIA, held, until="2027-01-08")
    assert len(scene.proposals) == 1


def test_it_can_end_on_the_first_day_after_it_is_decided() -> None:
    scene = pause_proposed(until="2027-01-08")
    for person in (*MEMBERS, FAY):
        scene.press(person, FINE)
    scene.until(datetime(2027, 1, 7, 13, tzinfo=UTC))

    assert "We are pausing until Friday 8 January" in scene.posted[-1]
