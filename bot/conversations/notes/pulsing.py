"""A pulse on the check-in's first page: some statements, each to be answered with a tap or left."""

from collections.abc import Iterator

from bot.boundary.arrivals import Given
from bot.boundary.views import Choice, OneOf, Text
from bot.conversations.saying import texts
from bot.domain.notes import NotesWindow
from bot.domain.pulse import BLANK, STATEMENTS, Answers, Pulse, Says, answers_of
from bot.words import say


def pulse_asks(window: NotesWindow) -> tuple[Text, ...]:
    """What it is for, how it is told, and where words belong: never beside an answer."""
    if window.pulse is None:
        return ()
    asks = texts(f"pulse.{window.pulse}.asks", "pulse.how_it_is_told")
    return (*asks, *texts("pulse.one_step")) if window.pulse is Pulse.SAFETY else asks


def pulse_fields(window: NotesWindow) -> tuple[OneOf, ...]:
    choices = tuple(Choice(one.value, say(f"pulse.says.{one}")) for one in Says)
    return tuple(OneOf(name, statement, choices) for name, statement in _statements(window))


def read_pulse(window: NotesWindow, given: Given) -> Answers:
    """Only what is asked is read."""
    said = (given.text(name) for name, _ in _statements(window))
    return answers_of([next((one for one in Says if one == it), None) for it in said]) or BLANK


def statement(pulse: Pulse, number: int) -> str:
    return say(f"statement.{pulse}.{number}")


def _statements(window: NotesWindow) -> Iterator[tuple[str, str]]:
    if window.pulse is not None:
        for number in range(STATEMENTS[window.pulse]):
            yield f"pulse{number}", statement(window.pulse, number)
