"""Some things have no clear right answer. Whoever told one, or sums it up, may say so; it stays open."""

from dataclasses import replace

from bot.boundary.arrivals import Given
from bot.boundary.views import Choice, SomeOf, Text
from bot.conversations.saying import texts
from bot.domain.session import Session
from bot.words import say


def no_clear_field(session: Session) -> SomeOf:
    """One tick. Once somebody has said so, it stands already."""
    choice = Choice("yes", say("open_question.no_clear"))
    values = ("yes",) if session.no_clear_answer else ()
    return SomeOf("no_clear", say("open_question.mark"), (choice,), values=values)


def marked(session: Session, given: Given) -> Session:
    return replace(session, no_clear_answer="yes" in given.many("no_clear"))


def no_clear_answer(session: Session) -> tuple[Text, ...]:
    """The line that says so."""
    return texts("open_question.no_clear") if session.no_clear_answer else ()
