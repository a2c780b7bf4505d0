"""Saying to a person or a program that something can't be done here, and what to do next."""

from http import HTTPStatus

BROKEN = (
    "Something went wrong here, and nothing was changed. Try it again. If it happens twice,"
    " the program's log says more."
)


class Sorry(Exception):
    """Answered as `{"error": sentence}` with this status. Nothing has been changed."""

    def __init__(self, sentence: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def not_found(sentence: str) -> Sorry:
    return Sorry(sentence, HTTPStatus.NOT_FOUND)


def gone(sentence: str) -> Sorry:
    """It was there once, or is in another state than the caller thinks."""
    return Sorry(sentence, HTTPStatus.CONFLICT)


def not_yours(sentence: str) -> Sorry:
    return Sorry(sentence, HTTPStatus.FORBIDDEN)
