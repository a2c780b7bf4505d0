"""After the dialogs: whatever they showed, each platform takes it as it is drawn there, and people can use it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from bot.domain.formats import Kind
from bot.words import say
from tests import shown
from tests.held_against import GATES, Shown, everything, hollow, name_of, refused, stumbling


def _found(wrong_with: Callable[[Shown], Iterable[str]]) -> dict[str, str]:
    """In everything that was shown: what is wrong, and where."""
    return {wrong: name_of(one) for one in everything() for wrong in wrong_with(one)}


@pytest.fixture(scope="session", autouse=True)
def everything_shown_is_taken_by_every_chat() -> Iterator[None]:
    """One gate of each for every card, form and page of every dialog."""
    yield
    for chat in GATES:
        found = _found(partial(refused, chat=chat))
        assert found == {}, f"{chat} would refuse, or people miss, {len(found)} of what was shown"


@pytest.fixture(scope="session", autouse=True)
def whatever_opens_a_form_says_so() -> Iterator[None]:
    """Some chats must know before a button is pressed; where they do not, it takes one press more."""
    yield
    silent = {one.label: form.title for one, form in shown.OPENED if not one.asks}
    assert silent == {}, "these buttons open a form at once, and their `asks` does not say so"


@pytest.fixture(scope="session", autouse=True)
def what_a_button_names_is_what_its_form_is_called() -> Iterator[None]:
    """Of buttons that name a kind of thing to tell: whoever has chosen one finds it again on the form."""
    yield
    kinds = {say(f"button.kind.{one}") for one in Kind}
    otherwise = {
        one.label: form.title
        for one, form in shown.OPENED
        if one.label in kinds and one.label.lower() not in form.title.lower()
    }
    assert otherwise == {}, "these forms are called otherwise than the buttons that open them"


@pytest.fixture(scope="session", autouse=True)
def no_sentence_has_a_hole() -> Iterator[None]:
    yield
    assert _found(hollow) == {}, "in these sentences something is empty"


@pytest.fixture(scope="session", autouse=True)
def nobody_stumbles_over_what_is_shown() -> Iterator[None]:
    yield
    assert _found(stumbling) == {}, "nothing is said of something, or the same is said twice"
