"""Reading what was typed into a form. Pure.

The practice room checks what a chat platform checks: what is needed, how long, which choices, who.
What an answer means is for the bot to judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from adapters.practice.cast import Cast
from adapters.practice.plain import cleaned, says_something, too_long
from adapters.practice.sorry import Sorry
from bot.boundary.arrivals import Given
from bot.boundary.views import Choice, Day, Field, Form, Line, Lines, OneOf, People, SomeOf
from bot.domain.ids import PersonId

Typed = Mapping[str, str | tuple[str, ...]]
"""By field name. People are the ids that the page and the API use (`hannah`)."""


@dataclass(frozen=True, slots=True)
class Read:
    """`form` holds everything that was typed; `errors` are sentences by field name."""

    form: Form
    given: Given
    errors: Mapping[str, str]


def read(form: Form, answers: Mapping[str, object], cast: Cast) -> Read:
    """Take the answers to `form`. A field that was left out keeps what it showed.

    Raises `Sorry` for what no person can do with a form: an unknown field, a list for a text.
    """
    if unknown := sorted(set(answers) - {field.name for field in form.fields}):
        raise Sorry(f"This form does not ask for “{unknown[0][:40]}”. {_asked(form)}")
    typed = {field.name: _typed(field, answers) for field in form.fields}
    problems = {field.name: _problem(field, typed[field.name], cast) for field in form.fields}
    return Read(
        form=replace(
            form, fields=tuple(_filled(one, typed[one.name], cast) for one in form.fields)
        ),
        given=_given(form, typed, cast),
        errors={name: sentence for name, sentence in problems.items() if sentence},
    )


def by_name(form: Form, answers: Mapping[str, object]) -> Mapping[str, object]:
    """With each field called by its name, where somebody wrote what it asks (its label) instead."""
    names = {field.label: field.name for field in form.fields}
    return {names.get(asked, asked): answer for asked, answer in answers.items()}


def takes(form: Form, answers: Mapping[str, object], cast: Cast) -> bool:
    """Whether these are answers to this form, and all that it needs."""
    try:
        return not read(form, by_name(form, answers), cast).errors
    except Sorry:
        return False


def in_words(form: Form, answers: Mapping[str, object], cast: Cast) -> tuple[tuple[str, str], ...]:
    """Labels, and what was answered, for a transcript: names of people, words of choices."""
    asked = [field for field in form.fields if field.name in answers]
    return tuple((field.label, _said(field, _typed(field, answers), cast)) for field in asked)


def _said(field: Field, typed: str | tuple[str, ...], cast: Cast) -> str:
    if isinstance(field, OneOf | SomeOf):
        labels = {choice.value: choice.label for choice in field.choices}
        return ", ".join(
            labels.get(one, one) for one in ([typed] if isinstance(typed, str) else typed)
        )
    if isinstance(field, People):
        return ", ".join(one.name for one in (cast.find(id) for id in typed) if one)
    return str(typed)


def _asked(form: Form) -> str:
    names = ", ".join(field.name for field in form.fields)
    return f"It asks for: {names}." if names else "It asks for nothing: send no answers."


def _typed(field: Field, answers: Mapping[str, object]) -> str | tuple[str, ...]:
    if field.name not in answers:
        return _shown(field)
    answer = answers[field.name]
    if isinstance(field, SomeOf | People):
        return _several(field.name, answer)
    if not isinstance(answer, str):
        raise Sorry(f"Give “{field.name}” as text.")
    text = cleaned(answer)
    return text.replace("\n", " ") if isinstance(field, Line) else text


def _shown(field: Field) -> str | tuple[str, ...]:
    match field:
        case People(values=values):
            return tuple(person.rsplit("/", 1)[-1] for person in values)
        case SomeOf(values=values):
            return values
        case Line() | Lines() | OneOf() | Day():
            return field.value
        case _:
            assert_never(field)


def _several(name: str, answer: object) -> tuple[str, ...]:
    if isinstance(answer, str):
        return (answer,) if answer else ()
    if isinstance(answer, list) and all(isinstance(one, str) for one in answer):
        return tuple(dict.fromkeys(answer))
    raise Sorry(f"Give “{name}” as a list of texts.")


def _problem(field: Field, typed: str | tuple[str, ...], cast: Cast) -> str:
    """Why this answer can't be taken, in a sentence; empty when it can."""
    if not _something(typed):
        return _needed(field) if field.required else ""
    match field:
        case Line(most=most) | Lines(most=most):
            return too_long(str(typed), most) if len(typed) > most else ""
        case OneOf(choices=choices) | SomeOf(choices=choices):
            return _not_offered(choices, typed)
        case People():
            return _not_these(field, typed, cast)
        case Day():
            return "" if _is_day(str(typed)) else "Write the day as 2027-01-31: year, month, day."
        case _:
            assert_never(field)


def _something(typed: str | tuple[str, ...]) -> bool:
    return says_something(typed) if isinstance(typed, str) else bool(typed)


def _needed(field: Field) -> str:
    match field:
        case Line() | Lines():
            return "Please write something here."
        case OneOf():
            return "Please choose one."
        case SomeOf(missing=missing):
            return missing or "Please choose at least one."
        case People(missing=missing):
            return missing or "Please choose somebody."
        case Day():
            return "Please choose a day."
        case _:
            assert_never(field)


def _not_offered(choices: tuple[Choice, ...], typed: str | tuple[str, ...]) -> str:
    chosen = {typed} if isinstance(typed, str) else set(typed)
    if chosen <= {choice.value for choice in choices}:
        return ""
    return "That is not one of the choices. Please choose again."


def _not_these(field: People, typed: str | tuple[str, ...], cast: Cast) -> str:
    if any(cast.find(id) is None for id in typed):
        return "One of these people is not here. Please choose again."
    if len(typed) > field.most:
        return f"Please choose {field.most} at most."
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _filled(field: Field, typed: str | tuple[str, ...], cast: Cast) -> Field:
    """The field, showing what was typed. Somebody unknown can't be shown, and is left out."""
    match field:
        case People():
            known = [cast.find(id) for id in typed]
            return replace(field, values=tuple(one.person for one in known if one))
        case SomeOf():
            return replace(field, values=tuple(typed))
        case Line() | Lines() | OneOf() | Day():
            return replace(field, value=str(typed))
        case _:
            assert_never(field)


def _given(form: Form, typed: Typed, cast: Cast) -> Given:
    texts, lists, names = dict[str, str](), dict[str, tuple[str, ...]](), dict[PersonId, str]()
    for field in form.fields:
        answer = typed[field.name]
        if isinstance(field, People):
            people = [one for one in (cast.find(id) for id in answer) if one]
            lists[field.name] = tuple(one.person for one in people)
            names |= {one.person: one.name for one in people}
        elif isinstance(answer, str):
            texts[field.name] = answer
        else:
            lists[field.name] = answer
    return Given(texts=texts, lists=lists, names=names)
