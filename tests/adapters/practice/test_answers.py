"""What is missing in a form is said in the bot's words, where it has some."""

import pytest

from adapters.practice.answers import read
from adapters.practice.cast import Cast
from bot.boundary.views import Choice, Field, Form, People, SomeOf

TICK = (Choice("yes", "I have read it"),)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (SomeOf("read", "Read", TICK, required=True, missing="Please tick this."), "Please tick this."),
        (SomeOf("read", "Read", TICK, required=True), "Please choose at least one."),
        (People("read", "Who?", required=True, missing="Nobody yet."), "Nobody yet."),
        (People("read", "Who?", required=True, most=15), "Please choose somebody."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_the_words_of_the_field(field: Field, sentence: str) -> None:
    form = Form(token="t", title="A form", fields=(field,))

    assert read(form, {"read": []}, Cast(people=(), room="", zone="UTC")).errors == {
        "read": sentence
    }
