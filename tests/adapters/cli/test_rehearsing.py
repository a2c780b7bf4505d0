"""`lcbot rehearse`, as somebody who reads a script aloud meets it."""

from pathlib import Path

from tests.operating import Operator, the_sentence

SCENE = """
room = "Practice channel"

[[people]]
id = "hannah"
name = "Hannah"
role = "facilitator"

[[step]]
as = "hannah"
command = "/lc start"
note = "It begins."

[[step]]
as = "hannah"
presses = "{button}"
"""


def test_a_rehearsal_is_a_transcript_and_leaves_nothing_behind(
    operator: Operator, tmp_path: Path
) -> None:
    (tmp_path / "scene.toml").write_text(SCENE.format(button="I would"))

    done = operator.types("rehearse", "scene.toml", DATABASE_URL="sqlite:////not/touched.db")

    assert done.returncode == 0, done.stderr
    assert "It begins." in done.stdout
    assert "Hannah presses “I would”" in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["scene.toml"]


def test_a_rehearsal_that_stops_says_at_which_step(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "scene.toml").write_text(SCENE.format(button="No such button"))

    done = operator.types("rehearse", "scene.toml")

    assert "stops at step 2" in the_sentence(done)


def test_a_script_that_is_not_there_is_said_in_a_sentence(operator: Operator) -> None:
    assert the_sentence(operator.types("rehearse", "nothing.toml")) == (
        "The script nothing.toml can't be read (no such file or directory). "
        "Look at its name, and at the folder you are in.\n"
    )
