"""From a form to the dialog that Teams opens, and from what was typed there to answers. Pure.

Teams keeps nothing of a dialog. So its buttons carry the form itself along, and whoever answers can read what was
typed, or show the same form again with all of it, whichever process is asked and however long it took.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from adapters.teams import buttons, carrying, elements, inputs
from adapters.teams.buttons import MEANT
from adapters.teams.elements import Json
from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, People
from bot.domain.ids import PersonId, Place, person_id, place_from, place_key

PLACE: Final = "at"
DEED: Final = "deed"
FORM: Final = "form"

NAME: Final = "Learning community"
"""What stands above a dialog whose own title is too long."""
LONGEST_TITLE: Final = 60
"""Characters. Teams names no limit; this is what fits into one line of a dialog of middle width."""
LOOK_AGAIN: Final = "Please look at this again. Everything you typed is still here."
MANY_FIELDS: Final = 3
MUCH_TO_READ: Final = 900
"""Characters, from which on a dialog is a large one."""


class Deed(StrEnum):
    """What was pressed in a dialog."""

    HAND_IN = "hand_in"
    PRESS = "press"
    """One of the form's own buttons: nothing that was typed comes along."""
    CLOSE = "close"
    """Nothing is meant but that the dialog goes."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What came back from a dialog. `form` is what it showed, where it was handed in."""

    token: str
    place: Place
    deed: Deed = Deed.HAND_IN
    form: Form | None = None


def dialog(
    form: Form,
    place: Place,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, Any] | None = None,
) -> Json:
    """A `TaskInfo`. With no fields and nothing to hand in it is a page, closed with its one button.

    `errors` are sentences by field name, "" is the form as a whole. `typed` is the data as it was handed in,
    and is shown again, whatever the form began with.
    """
    sorry = _sorry(form, errors or {})
    body = [
        *_long_title(form.title),
        *_wrong(sorry),
        *elements.body(form.intro),
        *inputs.drawn(form, place, errors or {}, typed),
        *buttons.rows(buttons.in_dialog(form.buttons, _carried(place, Deed.PRESS))),
    ]
    told = "\n\n".join(part for part in (sorry, _told(form)) if part)
    content = elements.card(
        body or list(elements.title(form.title)), list(_ends(form, place)), told
    )
    return {
        "title": form.title if len(form.title) <= LONGEST_TITLE else NAME,
        "width": "medium",
        "height": "large" if _is_long(form) else "medium",
        "card": elements.attached(content),
    }


def meant(value: Mapping[str, Any]) -> Meant:
    """`value` is the data of a `task/submit`. Raises `ValueError` or `KeyError` where no dialog of ours sent it."""
    packed = value.get(FORM)
    return Meant(
        str(value[MEANT]),
        place_from(str(value[PLACE])),
        Deed(value[DEED]),
        carrying.unpacked(packed) if packed else None,
    )


def given(value: Mapping[str, Any], workspace: str, names: Mapping[str, str]) -> Given:
    """What was typed and chosen. `names` by their ids in the directory, of the people chosen."""
    form = carrying.unpacked(value[FORM])
    answers = inputs.answers(form, value)
    people = chosen_people(value)
    return Given(
        texts=answers.texts,
        lists={
            **answers.lists,
            **{one: tuple(_ids(some, workspace)) for one, some in people.items()},
        },
        names={
            _id(user, workspace): names.get(user, user) for some in people.values() for user in some
        },
    )


def chosen_people(value: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Ids in the directory of the people chosen, by the field's name."""
    form = carrying.unpacked(value[FORM])
    return {
        one.name: inputs.people(form, one, value) for one in form.fields if isinstance(one, People)
    }


def problems(value: Mapping[str, Any]) -> Mapping[str, str]:
    """Sentences by field name: what is missing or too much, and a client has let pass."""
    return inputs.problems(carrying.unpacked(value[FORM]), value)


def _carried(place: Place, deed: Deed) -> Json:
    return {PLACE: place_key(place), DEED: deed.value}


def _ends(form: Form, place: Place) -> Iterator[Json]:
    is_page = not form.fields and not form.submit
    if not is_page:
        handed_in = {
            MEANT: form.token,
            **_carried(place, Deed.HAND_IN),
            FORM: carrying.packed(form),
        }
        yield buttons.submit(handed_in) | {"title": form.submit or "Send", "style": "positive"}
    closing = {MEANT: Token(Act.CLOSE_PAGE).pack(), **_carried(place, Deed.CLOSE)}
    title = form.cancel or ("Close" if is_page else "Cancel")
    yield buttons.submit(closing) | {"title": title, "associatedInputs": "none"}


def _sorry(form: Form, errors: Mapping[str, str]) -> str:
    """Where the reader begins: what is wrong with the form as a whole, or that something is."""
    fields = {one.name for one in form.fields}
    whole = [said for name, said in errors.items() if name not in fields]
    return " ".join((*whole, LOOK_AGAIN)) if errors else ""


def _wrong(sorry: str) -> Iterator[Json]:
    if sorry:
        yield elements.rich(elements.text_run(sorry, bold=True) | {"color": "Attention"})


def _long_title(title: str) -> Iterator[Json]:
    """A title too long for the dialog's own stands above the form."""
    return elements.title(title) if len(title) > LONGEST_TITLE else iter(())


def _told(form: Form) -> str:
    return elements.words_of(Card(form.title, form.intro))


def _is_long(form: Form) -> bool:
    return len(form.fields) > MANY_FIELDS or len(_told(form)) > MUCH_TO_READ


def _ids(users: Sequence[str], workspace: str) -> Iterator[PersonId]:
    return (_id(user, workspace) for user in users)


def _id(user: str, workspace: str) -> PersonId:
    return person_id("teams", workspace, user)
