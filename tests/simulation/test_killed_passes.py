"""`kill -9` on the way through a window's door: nothing that was answered is lost, and nothing is there twice."""

import random
import subprocess
import sys
import time
from contextlib import closing

from bot.boundary.notes import Passage
from tests.conftest import Fresh
from tests.contracts.given import Rig
from tests.simulation.passing import PEOPLE, WINDOW, in_the_box, open_window, words

KILLS = 4


def test_whatever_the_moment_of_the_kill_a_form_that_comes_again_is_taken_once(
    fresh: Fresh,
) -> None:
    url = window(fresh)

    stood = program("each moment", url).communicate(timeout=120)[0].split()

    assert stood == sorted(stood, reverse=True), (
        "as if never come until the commit, through after it"
    )
    assert (stood.count(Passage.FREE), stood.count(Passage.AGAIN)) >= (6, 2)
    came = PEOPLE[: len(stood) + 1]  # the last was not killed
    with closing(Rig(url)) as rig:
        assert in_the_box(rig) == sorted(filter(None, map(words, came)))
        with rig.offices.open() as office:
            assert office.records.passed(WINDOW, PEOPLE) == len(came)


def test_processes_that_pass_at_once_and_are_killed_lose_nothing_and_take_nothing_twice(
    fresh: Fresh,
) -> None:
    url = window(fresh)
    chance = random.Random(3)
    processes = [program(str(number), url) for number in range(1 if "sqlite" in url else 3)]
    killed = []
    for kill in range(KILLS):
        time.sleep(chance.uniform(0.0, 0.04))
        number = chance.randrange(len(processes))
        processes[number].kill()
        killed.append(ends(processes[number]))
        processes[number] = program(str(10 + kill), url)

    assert {ends(process) for process in processes} == {0}
    assert min(killed) < 0, "somebody was killed at work"
    with closing(Rig(url)) as rig:
        assert in_the_box(rig) == sorted(filter(None, map(words, PEOPLE)))
        with rig.offices.open() as office:
            assert office.records.passed(WINDOW, PEOPLE) == len(PEOPLE)


def ends(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def window(fresh: Fresh) -> str:
    """The address of a database with an open window."""
    url = fresh()
    with closing(Rig(url)) as rig:
        open_window(rig)
    return url


def program(what: str, url: str) -> subprocess.Popen[str]:
    """At work when its first line has come."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.simulation.passing", what, url],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if what != "each moment":
        process.stdout.readline()
    return process
