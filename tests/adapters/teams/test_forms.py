"""What forms become in Teams, and what comes back from them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.teams import carrying, forms, inputs
from adapters.teams.forms import Deed, dialog, meant
from bot.boundary.arrivals import Given
from bot.boundary.views import (
    Button,
    Choice,
    Day,
    Form,
    Line,
    Lines,
    Moment,
    OneOf,
    People,
    SomeOf,
    Text,
    Weight,
)
from bot.domain.ids import Direct, PersonId, Platform, Room
from tests.adapters.some_views import FORMS
from tests.adapters.teams.gate_cards import pages_of, seen
from tests.adapters.teams.official import typed

TENANT = "9a-tenant"
ROOM = Room(Platform("teams"), TENANT, "19:a@thread.tacv2")
WAYS = (Choice("wait, and see", "Wait, and see"), Choice("100%", "All of it"), Choice("", "None"))
ASKS = Form(
    "story.1",
    "Your story",
    (Text("Tell us."), Moment("Until", datetime(2027, 7, 5, 9, tzinfo=UTC), "Europe/London")),
    (
        Line("title", "What is it called?", value="A day", required=True, most=40),
        Lines("story", "What happened?", hint="As you would tell a friend."),
        OneOf("way", "What now?", WAYS, value="100%"),
        SomeOf("ways", "And what else?", WAYS, values=("wait, and see",), required=True),
        People("who", "With whom?", values=(PersonId(f"teams/{TENANT}/aad-1"),), most=2),
        Day("day", "When?", value="2027-01-04"),
    ),
    submit="Send it",
    cancel="Not now",
)


def test_what_is_handed_in_untouched_is_what_the_form_began_with() -> None:
    data = _handed_in(ASKS)

    assert forms.given(_meant(data), data, TENANT, {"aad-1": "Ruth"}) == Given(
        texts={"title": "A day", "story": "", "way": "100%", "day": "2027-01-04"},
        lists={"ways": ("wait, and see",), "who": (f"teams/{TENANT}/aad-1",)},
        names={PersonId(f"teams/{TENANT}/aad-1"): "Ruth"},
    )
    assert forms.problems(_meant(data), data) == {}


def test_values_with_commas_and_without_letters_come_back_as_they_are() -> None:
    data = _handed_in(ASKS, ways="=,=wait%2C%20and%20see", way="=")

    answered = forms.given(_meant(data), data, TENANT, {})
    assert answered.lists["ways"] == ("wait, and see", "")
    assert answered.texts["way"] == ""


def test_what_was_emptied_is_empty_though_teams_leaves_it_out() -> None:
    data = {name: value for name, value in _handed_in(ASKS).items() if "." not in name}

    answered = forms.given(_meant(data), data, TENANT, {})
    assert answered.texts == {"title": "", "story": "", "way": "", "day": ""}
    assert answered.lists == {"ways": (), "who": ()}


def test_nobody_can_choose_what_was_not_offered() -> None:
    data = _handed_in(ASKS, way="=something%20else", ways="=another")

    answered = forms.given(_meant(data), data, TENANT, {})
    assert (answered.texts["way"], answered.lists["ways"]) == ("", ())


def test_a_client_that_lets_everything_pass_is_told_at_the_field() -> None:
    data = _handed_in(ASKS, title="x" * 41, ways="", who="aad-1,aad-2,aad-3")

    assert forms.problems(_meant(data), data) == {
        "title": "Please use 40 characters at most. These are 41.",
        "ways": inputs.CHOOSE_SOME,
        "who": "Please choose 2 at most.",
    }


def test_a_form_with_errors_holds_everything_typed_and_says_what_is_wrong_above_it() -> None:
    data = _handed_in(ASKS, title="", story="  Two\nlines ", way="=wait%2C%20and%20see")
    again = dialog(ASKS, ROOM, {"title": "Please give it a name."}, data)

    assert _inputs(again) == {**_inputs(dialog(ASKS, ROOM)), **_answers(data)}
    kinds = [one["type"] for one in _body(again)]
    above = _body(again)[kinds.index("Input.Text") - 1]
    said = [run["text"] for run in above["inlines"]]
    assert said == ["Please look: ", "Please give it a name."]
    assert forms.LOOK_AGAIN in seen(_content(again))


def test_what_is_wrong_with_the_form_as_a_whole_is_said_first() -> None:
    again = dialog(ASKS, ROOM, {"": "This has closed meanwhile."}, _handed_in(ASKS))

    assert seen(_content(again)).startswith("This has closed meanwhile. Please look")


def test_the_same_question_in_another_form_has_another_id() -> None:
    other = Form("story.2", "Your story", (), ASKS.fields, submit="Send it")

    assert set(_inputs(dialog(ASKS, ROOM))).isdisjoint(_inputs(dialog(other, ROOM)))


def test_every_field_says_in_words_whether_it_is_needed() -> None:
    beside = Lines("b", "And?", beside="needed to tell it")
    labels = [
        one["label"] for one in _fields(dialog(Form("t", "T", (), (*ASKS.fields, beside)), ROOM))
    ]

    assert labels == [
        "What is it called? (needed)",
        "What happened? (if you like)",
        "What now? (if you like)",
        "And what else? (needed)",
        "With whom? (if you like)",
        "When? (if you like)",
        "And? (needed to tell it)",
    ]


def test_what_was_handed_in_says_what_it_means_and_where_it_was_opened() -> None:
    found = meant(_handed_in(ASKS))

    assert (found.token, found.place, found.deed) == ("story.1", ROOM, Deed.HAND_IN)
    assert found.form == ASKS


@pytest.mark.parametrize(
    "data",
    [{}, {"lc": "t"}, {"lc": "t", "at": "nowhere", "deed": "press"}, {"lc": "t", "at": "room/a/b/c", "deed": "x"}],
)  # fmt: skip
def test_what_no_dialog_of_ours_sent_means_nothing(data: Mapping[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        meant(data)


@pytest.mark.parametrize("packed", ["", "&", "AAAA", carrying.packed(ASKS)[:80]])
def test_a_form_that_was_not_packed_here_is_none(packed: str) -> None:
    with pytest.raises(ValueError, match=r"^not a form of ours$"):
        carrying.unpacked(packed)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(FORMS)
def test_any_form_can_be_carried(form: Form) -> None:
    carried = carrying.unpacked(carrying.packed(form))

    assert carried == form
    assert carrying.plainly(carried) == carrying.plainly(form)


def test_closing_asks_for_nothing_and_brings_nothing() -> None:
    close = _content(dialog(ASKS, ROOM))["actions"][-1]

    assert (close["title"], close["associatedInputs"]) == ("Not now", "none")
    assert meant(close["data"]).deed is Deed.CLOSE


def test_a_page_to_read_has_one_button() -> None:
    page = dialog(Form("t", "All of it", (Text("Words."),)), ROOM)

    assert [one["title"] for one in _content(page)["actions"]] == ["Close"]


def test_beside_a_button_nothing_need_be_whole_and_nothing_typed_is_lost() -> None:
    look = Button("Who could find out?", "who", asks=True)
    form = Form("note.1", "A note", (), ASKS.fields, "Put it in", buttons=(look,))
    pressed = _typed(_row(dialog(form, ROOM))[0], form, title="A first word")
    page = dialog(Form("t", "Who", (Text("Nobody."),)), ROOM, over=pressed)
    [back, close] = _content(page)["actions"]
    again = dialog(meant(back["data"]).form or ASKS, ROOM, {}, back["data"])

    assert not any(one.get("isRequired") for one in _fields(dialog(form, ROOM)))
    assert meant(pressed).token == "who"
    assert meant(back["data"]).deed is Deed.BACK
    assert "A first word" in _inputs(again).values()
    assert meant(_content(again)["actions"][0]["data"]).token == "note.1"
    assert forms.LOOK_AGAIN not in seen(_content(again))
    assert close["title"] == "Close"


def test_a_grave_button_asks_again_first() -> None:
    grave = Button("Delete it", "delete", weight=Weight.GRAVE)
    [opens] = _row(dialog(Form("t", "All of it", (Text("Words."),), buttons=(grave,)), ROOM))

    assert opens["type"] == "Action.ShowCard"
    [surely] = opens["card"]["actions"]
    assert (surely["title"], meant(surely["data"]).token) == ("Yes: Delete it", "delete")


def test_what_is_too_much_for_a_dialog_is_read_page_by_page() -> None:
    paragraphs = tuple(Text(f"{number}. {'A sentence to read. ' * 30}") for number in range(60))
    form = Form("t", "All of it", paragraphs, ASKS.fields, "I have read it")
    pages = [dialog(one, ROOM) for one in pages_of(form)]

    assert len(pages) > 2
    assert [bool(_inputs(one)) for one in pages] == [*(False for _ in pages[1:]), True]
    assert "".join(seen(_content(one)) for one in pages).count("A sentence") == 60 * 30
    assert meant(_content(pages[-1])["actions"][0]["data"]).token == "t"


def test_long_labels_are_laid_out_whole_and_in_a_menu_stand_above_it() -> None:
    long = tuple(Choice(str(n), f"{'a long way to say it ' * 4}{n}") for n in range(11))
    few = dialog(Form("t", "T", (), (OneOf("a", "Which?", long[:4]),)), ROOM)
    many = dialog(Form("t", "T", (), (OneOf("a", "Which?", long),)), ROOM)

    assert [one["title"] for one in _fields(few)[0]["choices"]] == [one.label for one in long[:4]]
    assert _fields(few)[0]["style"] == "expanded"
    assert _fields(many)[0]["style"] == "compact"
    assert all(
        f"{number}. {one.label}" in seen(_content(many)) for number, one in enumerate(long, 1)
    )


def test_a_title_too_long_for_a_dialog_stands_above_the_form_and_not_in_part() -> None:
    form = Form("t", "Is this still worth our time, and if it is, how would we like to go on?")
    info = dialog(form, ROOM)

    assert info["title"] == forms.NAME
    assert _body(info)[0] == {**_body(info)[0], "style": "heading", "text": form.title}


@pytest.mark.parametrize("place", [ROOM, Direct(PersonId(f"teams/{TENANT}/aad-1"))])
def test_people_are_found_by_their_names(place: Room | Direct) -> None:
    [who] = [one for one in _fields(dialog(ASKS, place)) if "choices.data" in one]

    assert who["choices.data"]["type"] == "Data.Query"
    assert who["isMultiSelect"] is True


def _handed_in(form: Form, **answers: str) -> dict[str, Any]:
    """As Teams brings it: what the button carries, and every input by its id."""
    return _typed(_content(dialog(form, ROOM))["actions"][0], form, **answers)


def _meant(data: dict[str, Any]) -> Form:
    """As it was carried there and back."""
    form = forms.meant(data).form
    assert form is not None
    return form


def _typed(action: Any, form: Form, **answers: str) -> dict[str, Any]:
    ids = {one.name: inputs.id_of(form, one) for one in form.fields}
    typed_in = {ids[name]: words for name, words in answers.items()}
    return {**action["data"], **_inputs(dialog(form, ROOM)), **typed_in}


def _answers(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if "." in name}


def _inputs(info: Any) -> dict[str, Any]:
    return {one["id"]: one["value"] for one in _fields(info)}


def _fields(info: Any) -> list[Any]:
    return [one for one in typed(_content(info)) if one["type"].startswith("Input.")]


def _row(info: Any) -> list[Any]:
    [row] = [one["actions"] for one in _body(info) if one["type"] == "ActionSet"]
    return list(row)


def _body(info: Any) -> list[Any]:
    return list(_content(info)["body"])


def _content(info: Any) -> Any:
    return info["card"]["content"]
