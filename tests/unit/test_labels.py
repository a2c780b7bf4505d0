"""A telephone shows some thirty letters of a button's label. What the button does stands within them."""

import re

import pytest
from babel.messages.pofile import read_po

from bot.conversations.consent.proposal_forms import OPEN_TO_ALL
from bot.domain.agreement import Matter
from bot.words import say
from tests.gallery.kinds import PO

MOST = 30
GAP = re.compile(r"\{\w+\}")


def labels() -> dict[str, str]:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    return {
        str(one.id): str(one.string)
        for one in catalogue
        if isinstance(one.id, str) and one.id.startswith("button.")
    }


@pytest.mark.parametrize("key", sorted(labels()))
def test_a_label_is_not_cut_on_a_telephone(key: str) -> None:
    """A name or a question that is filled in may be cut: what comes before it says what is done with it."""
    said = labels()[key]
    before = GAP.split(said)[0] if said.endswith("}") else GAP.sub("", said)

    assert len(before) <= (MOST if not GAP.search(said) else MOST - 5)


@pytest.mark.parametrize("matter", [one for one in OPEN_TO_ALL if one is not Matter.ANYTHING])
def test_what_can_be_changed_fits_on_its_button(matter: str) -> None:
    assert len(say("button.change_matter", matter=say(f"matter.button.{matter}"))) <= MOST
