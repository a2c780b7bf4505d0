"""After the dialogs: whatever they showed, each platform takes it as it is drawn there."""

from collections.abc import Iterator

import pytest

from adapters.slack.cards import messages
from adapters.slack.forms import modal
from bot.domain.ids import Platform, Room
from tests import shown
from tests.adapters.fake_slack.blocks import problems_of_message, problems_of_view

ROOM = Room(Platform("slack"), "T1", "C1")


@pytest.fixture(scope="session", autouse=True)
def everything_shown_is_taken_by_slack() -> Iterator[None]:
    """One gate for every card and form of every dialog."""
    yield
    refused = {
        str(problem): card.title
        for card in shown.CARDS
        for message in messages(card)
        for problem in problems_of_message(list(message.blocks))
    }
    refused |= {
        str(problem): form.title
        for form in shown.FORMS
        for problem in problems_of_view(modal(form, ROOM))
    }
    assert refused == {}, f"Slack would refuse {len(refused)} of what the dialogs showed"
