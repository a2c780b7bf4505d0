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
from adapters.teams.calling import how
from adapters.teams.elements import Json
from adapters.teams.turning import turned
from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, People, Text
from bot.domain.ids import PersonId, Place, person_id, place_from, place_key

PLACE: Final = "at"
DEED: Final = "deed"
FORM: Final = "form"
UNDER: Final = "under"
"""The data of a form that another one came in front of."""

NAME: Final = "Learning community"
"""What stands above a dialog whose own title is too long."""
LONGEST_TITLE: Final = 60
"""Characters. Teams names no limit; this is what fits into one line of a dialog of middle width."""
LOOK_AGAIN: Final = "Please look at this again. Everything you typed is still here."
BACK: Final = "Back to what I was writing"
GO_ON: Final = "Go on reading"
TOO_OLD: Final = "Your Teams is too old to show this. Please bring it up to date."
MANY_FIELDS: Final = 3
MUCH_TO_READ: Final = 900
"""Characters, from which on a dialog is a large one."""


class Deed(StrEnum):
    """What was pressed in a dialog."""

    HAND_IN = "hand_in"
    PRESS = "press"
    """One of the form's own buttons. `Meant.form` is the form, where there was something to fill in."""
    BACK = "back"
    """To `Meant.form`, as it was left for what one of its buttons showed."""
    TURN = "turn"
    """There is more to read: `Meant.form` is what follows."""
    CLOSE = "close"
    """Nothing is meant but that the dialog goes."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What came back from a dialog. `form` is the one that it showed, or that is to be shown next."""

    token: str
    place: Place
    deed: Deed = Deed.HAND_IN
    form: Form | None = None


def dialog(
    form: Form,
    place: Place,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, Any] | None = None,
    over: Mapping[str, Any] | None = None,
) -> Json:
    """A `TaskInfo`. With no fields and nothing to hand in it is a page, closed with its one button.

    `errors` are sentences by field name, "" is the form as a whole. `typed` is the data as it was handed in,
    and is shown again, whatever the form began with. `over` is the data of a form that this comes in front of,
    since one of its buttons was pressed: there is a way back to it, and to all that was typed.
    """
    page, rest = turned(form)
    under = _under(over, typed)
    back = [_back(under, place)] if under else []
    return _dialog(
        page,
        place,
        errors or {},
        typed,
        [*_on(page, place, rest, under), *back, _close(page, place)],
    )


def _dialog(
    form: Form,
    place: Place,
    errors: Mapping[str, str],
    typed: Mapping[str, Any] | None,
    ends: Sequence[Json],
) -> Json:
    sorry = _sorry(form, errors)
    body = [
        *_long_title(form.title),
        *_wrong(sorry),
        *elements.body((*form.intro, *how((*form.intro, *map(Text, errors.values()))))),
        *inputs.drawn(form, errors, typed),
        *elements.body(buttons.in_full(form.buttons)),
        *buttons.rows(_buttons(form, place)),
    ]
    content = elements.card(body or list(elements.title(form.title)), ends, TOO_OLD)
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


def given(form: Form, value: Mapping[str, Any], workspace: str, names: Mapping[str, str]) -> Given:
    """What was typed and chosen. `form` is the one that was meant; `names` by their ids in the directory, of the
    people chosen."""
    answers = inputs.answers(form, value)
    people = chosen_people(form, value)
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


def chosen_people(form: Form, value: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Ids in the directory of the people chosen, by the field's name."""
    return {
        one.name: inputs.people(form, one, value) for one in form.fields if isinstance(one, People)
    }


def problems(form: Form, value: Mapping[str, Any]) -> Mapping[str, str]:
    """Sentences by field name: what is missing or too much, and a client has let pass."""
    return inputs.problems(form, value)


def _buttons(form: Form, place: Place) -> list[Json]:
    """Beside fields they bring along what was typed so far."""
    over = form if form.fields else None
    carried = _carried(place, Deed.PRESS, over)
    return buttons.in_dialog(form.buttons, carried, gathers=bool(form.fields))


def _on(
    form: Form, place: Place, rest: Form | None, under: Mapping[str, Any] | None
) -> Iterator[Json]:
    """However often this is shown again, what lies under it stays."""
    kept = {UNDER: {name: value for name, value in under.items() if name != UNDER}} if under else {}
    if rest:
        yield _main(GO_ON, _carried(place, Deed.TURN, rest) | kept)
    elif form.fields or form.submit:
        yield _main(form.submit or "Send", _carried(place, Deed.HAND_IN, form) | kept)


def _under(
    over: Mapping[str, Any] | None, typed: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    below = over or (typed or {}).get(UNDER)
    return below if isinstance(below, Mapping) and below.get(FORM) else None


def _back(over: Mapping[str, Any], place: Place) -> Json:
    """Carries what was typed, as it came."""
    carried = {**over, PLACE: place_key(place), DEED: Deed.BACK.value}
    return buttons.submit(carried) | {"title": BACK, "associatedInputs": "none"}


def _close(form: Form, place: Place) -> Json:
    closing = {**_carried(place, Deed.CLOSE), MEANT: Token(Act.CLOSE_PAGE).pack()}
    title = form.cancel or ("Cancel" if form.fields or form.submit else "Close")
    return buttons.submit(closing) | {"title": title, "associatedInputs": "none"}


def _carried(place: Place, deed: Deed, form: Form | None = None) -> Json:
    carried: Json = {PLACE: place_key(place), DEED: deed.value}
    return carried | ({MEANT: form.token, FORM: carrying.packed(form)} if form else {})


def _main(title: str, carried: Json) -> Json:
    return buttons.submit(carried) | {"title": title, "style": "positive"}


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


def _is_long(form: Form) -> bool:
    return (
        len(form.fields) > MANY_FIELDS
        or sum(map(len, map(elements.words, form.intro))) > MUCH_TO_READ
    )


def _ids(users: Sequence[str], workspace: str) -> Iterator[PersonId]:
    return (_id(user, workspace) for user in users)


def _id(user: str, workspace: str) -> PersonId:
    return person_id("teams", workspace, user)
