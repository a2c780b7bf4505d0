"""The help, and bad input."""

import pytest

from bot.boundary.decision import Decision
from bot.boundary.tokens import LONGEST, Act, Token, unpack
from bot.conversations.every import CONVERSATIONS
from bot.conversations.routing import ALARMS, COMMANDS, FORMS, PRESSES
from bot.domain.alarm import AlarmKind
from bot.domain.ids import Direct
from bot.domain.refusal import Refused
from bot.words import say
from tests.scene import ANN, FAY, MIA, NED, Scene, begun, founded


def test_the_menu_is_never_longer_than_eight_and_the_rest_is_behind_more() -> None:
    scene = begun()
    for person in (FAY, MIA):
        first = _menu(scene, person)
        scene.press(person, "More")
        (reply,) = scene.replies
        rest = [button.label for button in reply.card.buttons]  # type: ignore[union-attr]

        assert len(first) <= 8
        assert first[-2:] == ["More", "Help"]
        assert not set(first[:-2]) & set(rest)
        assert "A message to the organisation" in rest


def test_a_command_in_private_means_the_only_community_one_has() -> None:
    scene = begun()

    scene.command(MIA, "rhythm", place=Direct(MIA))

    assert "Every 2 weeks" in scene.whispered


def test_an_unknown_command_is_answered_kindly() -> None:
    scene = Scene()

    scene.command(ANN, "dance now")

    assert "I do not know the word “dance”" in scene.whispered


def test_words_after_a_command_are_thrown_away() -> None:
    scene = begun()

    scene.command(MIA, "story My secret is out")

    assert "secret" not in repr(scene.replies) + repr(scene.offices.memory)


def test_what_is_typed_to_the_bot_is_neither_kept_nor_passed_on() -> None:
    scene = begun()
    before = repr(scene.offices.memory.records)

    scene.types_to_bot(MIA)

    assert "neither" not in before
    assert "I have not read, shared or kept that." in scene.whispered
    assert repr(scene.offices.memory.records) == before


@pytest.mark.parametrize("token", ["", "nonsense", "hold", "story.x.y", "x" * 500, "join.nobody.a"])
def test_a_button_that_is_not_ours_is_refused_kindly(token: str) -> None:
    scene = founded()

    scene.press_token(NED, token)

    assert scene.whispered.endswith(".")


def test_the_help_names_every_command() -> None:
    scene = Scene()

    scene.command(ANN, "help")

    assert all(f"/lc {word}" in scene.whispered for word in COMMANDS if word)


def test_each_command_act_and_alarm_has_exactly_one_conversation() -> None:
    for part, merged in (
        ("commands", COMMANDS),
        ("presses", PRESSES),
        ("forms", FORMS),
        ("alarms", ALARMS),
    ):
        assert sum(len(getattr(one, part)) for one in CONVERSATIONS) == len(merged)
    assert set(ALARMS) == set(AlarmKind)
    assert PRESSES.keys() | FORMS.keys() == set(Act) - {Act.CLOSE_PAGE, Act.COMMAND}


def test_a_token_comes_back_as_it_was_packed() -> None:
    token = Token(Act.HOLD, ("abc", "d-e"))

    assert unpack(token.pack()) == token


def test_a_token_that_no_platform_could_carry_is_a_bug() -> None:
    with pytest.raises(ValueError, match="packed"):
        Token(Act.HOLD, ("x" * LONGEST,)).pack()


def test_a_token_too_long_to_be_ours_is_refused() -> None:
    with pytest.raises(Refused):
        unpack("hold." + "x" * LONGEST)


def test_a_decision_without_anything_lasting_leaves_no_trace() -> None:
    scene = begun()
    deliveries = set(scene.offices.memory.deliveries)

    scene.command(MIA, "help")

    assert scene.offices.memory.deliveries == deliveries
    assert not Decision().lasting


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> @everyone",
        "<script>alert(1)</script>",
        "*bold* [x](y)",
        "\u202eevil",
        "a\u200bb",
    ],
)
def test_a_members_words_stay_the_letters_they_are(text: str) -> None:
    scene = begun()

    scene.command(MIA, "story")
    scene.fill(MIA, where=text, moment=text, way="draft")
    scene.press(MIA, "Change it")

    assert scene.form.fields[0].value == text  # type: ignore[union-attr]


def test_every_refusal_ends_with_what_to_do_or_that_nothing_is_needed() -> None:
    assert say("refused.unknown_button").count("/lc") == 1


def _menu(scene: Scene, person: str) -> list[str]:
    scene.command(person)  # type: ignore[arg-type]
    (reply,) = scene.replies
    return [button.label for button in reply.card.buttons]  # type: ignore[union-attr]
