"""What is not sealed, the names of posts and the ids of records, leads to nobody."""

from dataclasses import replace

import pytest

from bot.boundary.decision import Post, Revise
from bot.boundary.views import Card
from bot.domain.ids import Direct, PostName
from bot.domain.marks import mark_of
from tests.scene import FAY, MIA, NED, drafted

CARD = Card("Words")


def test_a_post_whose_name_leads_to_a_person_cannot_be_made() -> None:
    community = drafted().community.id
    name = PostName(f"reservation:p1:{NED}")

    with pytest.raises(ValueError, match="leads to somebody"):
        Post(community=community, to=Direct(FAY), name=name, card=CARD)
    with pytest.raises(ValueError, match="leads to somebody"):
        Revise(community=community, name=name, card=CARD)


def test_a_mark_is_the_same_for_the_same_person_and_matter_and_for_nothing_else() -> None:
    community = drafted().community

    assert mark_of(community, MIA, "s1") == mark_of(community, MIA, "s1")
    others = {mark_of(community, MIA, "s2"), mark_of(community, NED, "s1"), mark_of(community, MIA)}
    assert mark_of(community, MIA, "s1") not in others


def test_whoever_knows_everybody_cannot_try_a_mark_without_the_community_s_record() -> None:
    community = drafted().community
    guessed = replace(community, chance="")

    assert community.chance
    assert mark_of(guessed, MIA, "s1") != mark_of(community, MIA, "s1")
