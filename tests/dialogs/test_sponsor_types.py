"""Whatever a sponsor types to the bot."""

from tests.dialogs.message_scenes import sent
from tests.dialogs.test_sponsoring import charter
from tests.scene import FAY, NED, SID, begun, founded


def test_whatever_a_sponsor_types_is_answered_the_same_and_goes_nowhere() -> None:
    scene = founded()
    before = repr(scene.offices.memory.records)

    scene.types_to_bot(SID)

    assert "I tell nobody that, and nobody may look it up for you." in scene.whispered
    assert "I have not read, shared or kept that." in scene.whispered
    assert repr(scene.offices.memory.records) == before


def test_the_charter_says_so_beforehand() -> None:
    assert "Whoever types that to me is told so" in charter(founded())


def test_a_sponsor_who_types_can_answer_what_waits_at_once() -> None:
    scene = sent()

    scene.types_to_bot(SID)
    scene.press(SID, "Yes, by …")

    assert scene.form.fields[0].name == "by"


def test_a_sponsor_can_ask_to_be_rung_and_only_that_is_passed_on_once_a_day() -> None:
    scene = founded()

    for _ in range(3):
        scene.types_to_bot(SID)
        scene.press(SID, "Ask Fay to ring me")

    assert sum("asks you to ring them" in one for one in scene.sent_to(FAY)) == 1


def test_nobody_else_asks_in_a_sponsors_name() -> None:
    scene = founded()
    scene.types_to_bot(SID)
    token = scene.button(SID, "Ask Fay to ring me").token

    scene.press_token(NED, token)

    assert "meant for someone else" in scene.whispered


def test_a_command_for_sessions_is_answered_with_what_a_sponsor_agreed_to() -> None:
    scene = begun()

    scene.command(SID, "session")

    assert "As the sponsor you give permission and answer messages." in scene.whispered
    assert "Please ask" not in scene.whispered
