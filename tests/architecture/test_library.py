"""The library for Teams is out of support: one file knows it, and a bot that lives elsewhere does not even load it."""

import subprocess
import sys

from tests.architecture.sources import HOUSE, imported

LIBRARY = ("botbuilder", "botframework", "msrest", "msal", "azure", "requests", "jsonpickle")
WAYS_IN = "import sys, bot.commands, bot.bootstrap.house, bot.bootstrap.examining, bot.bootstrap.operating"


def test_one_file_names_it() -> None:
    """Also inside functions, and in what the contracts of imports do not look at."""
    files = [
        file
        for room in ("bot", "adapters", "storage")
        for file in sorted((HOUSE / room).rglob("*.py"))
        if any(name.partition(".")[0] in LIBRARY for name in imported(file))
    ]

    assert [file.relative_to(HOUSE).as_posix() for file in files] == [
        "adapters/teams/botbuilder_transport.py"
    ]


def test_where_there_is_no_chat_its_library_is_not_loaded() -> None:
    """That for Teams takes half a second and fifteen megabytes, that for Slack a tenth and five."""
    libraries = (*LIBRARY, "slack_bolt", "slack_sdk")
    look = f"{WAYS_IN}; print([one for one in {libraries!r} if one in sys.modules])"

    said = subprocess.run(
        (sys.executable, "-c", look), cwd=HOUSE, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"


def test_it_says_nothing_when_it_is_loaded() -> None:
    """A warning today is a failure on the day after the next release of Python."""
    load = "import adapters.teams.botbuilder_transport"

    said = subprocess.run(
        (sys.executable, "-W", "error", "-c", load), cwd=HOUSE, capture_output=True, text=True
    )

    assert (said.returncode, said.stderr) == (0, "")
