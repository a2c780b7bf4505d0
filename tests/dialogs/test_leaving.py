"""Anyone may go at any time, quietly or with a word, and takes along what is theirs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.boundary.views import Text
from bot.domain.community import Community, Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.learning import Try
from bot.domain.member_card import MemberCard
from bot.domain.people import Standing
from bot.domain.proposal import ProposalState
from bot.domain.session import Role
from bot.domain.story import Story, StoryState
from tests.dialogs.leaving_scenes import FORTNIGHT, with_card
from tests.scene import (
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    SID,
    ZOE,
    Scene,
    begun,
    confirmed,
    founded,
    gathered,
    opened,
    story_offered,
    words,
)


def test_whoever_goes_quietly_is_named_to_nobody() -> None:
    scene = begun()
    before = scene.posted

    _leaves(scene, NED)

    assert not any("Ned" in one for one in scene.posted if one not in before)
    assert "Ned" not in words(scene.post("people").card)
    assert not any("Ned" in one for one in scene.sent_to(FAY))


def test_whoever_wants_it_said_is_said_to_have_moved_on() -> None:
    scene = begun()

    _leaves(scene, NED, how="moved_on")

    assert scene.posted[-1] == "Ned has moved on."


def test_a_goodbye_stands_in_the_room_in_their_own_words() -> None:
    scene = begun()

    _leaves(scene, NED, how="goodbye", words="I learned to ask first.")

    assert scene.posted[-1] == "Ned says goodbye\nI learned to ask first."


def test_a_goodbye_without_words_is_asked_for_and_nobody_has_left() -> None:
    scene = begun()

    _leaves(scene, NED, how="goodbye")

    assert list(scene.errors) == ["words"]
    assert scene.community.takes_part(NED)


def test_hours_and_wishes_are_forgotten_at_once_and_the_name_after_two_weeks() -> None:
    scene = begun()
    wished = replace(scene.community, less_of=frozenset({(NED, "draft"), (OLI, "draft")}))
    _put(scene, wished)

    _leaves(scene, NED)

    member = scene.community.member(NED)
    assert member
    assert (member.standing, member.hours) == (Standing.LEFT, None)
    assert scene.community.less_of == {(OLI, "draft")}
    scene.later(days=13)
    assert scene.community.member(NED)
    scene.later(days=2)
    assert scene.community.member(NED) is None
    assert NED not in scene.community.people


def test_two_who_leave_on_different_days_are_each_forgotten_in_their_turn() -> None:
    scene = begun()
    _leaves(scene, NED)
    scene.later(days=5)
    _leaves(scene, OLI)

    scene.later(days=10)

    assert scene.community.member(NED) is None
    assert scene.community.member(OLI)


def test_a_card_goes_after_two_weeks() -> None:
    scene = with_card(begun(), NED)

    _leaves(scene, NED)

    (card,) = scene.office.all(MemberCard, scene.community.id)
    assert card.expires() == scene.now + FORTNIGHT


def test_stories_and_cards_can_be_removed_at_once() -> None:
    scene = with_card(story_offered(), MIA)

    _leaves(scene, MIA, wrote="remove")

    assert scene.office.all(MemberCard, scene.community.id) == ()
    assert scene.office.all(Story, scene.community.id) == ()
    assert not any("Coffee" in one for one in scene.posted)


def test_show_me_first_shows_and_changes_nothing_and_keeps_what_was_typed() -> None:
    scene = story_offered()

    _leaves(scene, MIA, how="goodbye", words="So long", wrote="show")

    seen = "\n".join(one.text for one in scene.form.intro if isinstance(one, Text))
    assert "This is kept with your name. Nothing has happened yet" in seen
    values = {field.name: field.value for field in scene.form.fields}  # type: ignore[union-attr]
    assert values == {"how": "goodbye", "words": "So long", "wrote": "show"}
    assert scene.community.takes_part(MIA)
    scene.fill(MIA, wrote="leave")
    assert scene.posted[-1] == "Mia says goodbye\nSo long"


@pytest.mark.parametrize("how", ["quietly", "moved_on"])
def test_a_goodbye_is_neither_dropped_nor_said_unasked(how: str) -> None:
    scene = story_offered()

    _leaves(scene, MIA, how=how, words="So long")

    assert "You have written a goodbye" in scene.errors["how"]
    assert scene.community.takes_part(MIA)


def test_a_story_that_was_not_told_is_a_draft_again_and_goes_after_two_weeks() -> None:
    scene = story_offered()

    _leaves(scene, MIA)

    (story,) = scene.office.all(Story, scene.community.id)
    assert story.state is StoryState.DRAFT
    assert story.expires() == scene.now + FORTNIGHT
    before = len(scene.sent_to(MIA))
    scene.later(days=13)
    assert len(scene.sent_to(MIA)) == before


def test_a_story_that_was_to_open_tomorrow_does_not() -> None:
    scene = confirmed()

    _leaves(scene, MIA)
    scene.until(datetime(2027, 1, 18, 11, tzinfo=UTC))

    assert scene.session.light
    assert not scene.has_post("story:")


def test_a_teller_who_leaves_while_it_is_told_ends_it_with_thanks() -> None:
    scene = opened()

    _leaves(scene, MIA)

    assert scene.session.rounds_over
    assert scene.session.running
    assert "This story ends here. Thank you to whoever told it" in scene.posted[-1]
    assert "Mia" not in scene.posted[-1]
    assert "whether I asked enough" in words(scene.post("story:").card)


def test_a_teller_who_leaves_may_take_the_story_along() -> None:
    scene = opened()

    _leaves(scene, MIA, wrote="remove")

    assert "whether I asked enough" not in words(scene.post("story:").card)
    assert scene.office.all(Story, scene.community.id) == ()


def test_a_role_becomes_free_again() -> None:
    scene = opened()
    scene.press(NED, "Take a role")
    scene.fill(NED, role="weaver")

    _leaves(scene, NED)

    assert Role.WEAVER not in scene.session.roles
    scene.press(OLI, "Take a role")
    scene.fill(OLI, role="weaver")
    assert scene.session.roles[Role.WEAVER] == OLI


def test_what_somebody_tries_stays_as_a_try_of_one_of_us() -> None:
    scene = begun()
    scene.command(NED, "try")
    scene.fill(NED, idea="Ask twice", limits="Nothing", notice="They answer", on="2027-01-11")

    _leaves(scene, NED)

    (one,) = scene.office.all(Try, scene.community.id)
    assert one.author is None


def test_the_only_objection_goes_with_whoever_made_it() -> None:
    scene = _proposed(begun(), OLI)
    scene.press(NED, "I object")
    scene.fill(NED, words="It is too much.")
    assert scene.proposals[0].state is ProposalState.OBJECTED

    _leaves(scene, NED)

    assert scene.proposals[0].state is ProposalState.OBJECTIONS
    assert NED not in scene.proposals[0].answers


def test_a_proposal_of_somebody_who_left_is_carried_by_whoever_looks_after_it() -> None:
    scene = _proposed(begun(), OLI)
    _leaves(scene, OLI)

    scene.press(NED, "I object")
    scene.fill(NED, words="It is too much.")

    assert scene.has_post("way_on", Direct(FAY))
    assert "Oli" not in words(scene.post("consent").card)


def test_an_answer_of_somebody_who_left_does_not_count() -> None:
    scene = _proposed(begun(), OLI)
    for person in (NED, MIA, PAM):
        scene.press(person, "I can live with it")

    _leaves(scene, NED)

    assert set(scene.proposals[0].answers) == {MIA, PAM}


def test_the_room_is_told_once_when_few_are_left() -> None:
    scene = begun()
    for person in (MIA, NED, OLI):
        _leaves(scene, person)

    assert sum("Members now: 4. Five to fifteen is a good size" in one for one in scene.posted) == 1


def test_whoever_has_left_may_be_asked_again() -> None:
    scene = begun()
    _leaves(scene, NED)

    scene.command(OLI, "invite")
    scene.fill(OLI, who=[NED], bring="what he learned elsewhere")

    assert [one.about for one in scene.proposals] == [NED]


def test_a_form_held_until_somebody_has_left_is_refused_kindly() -> None:
    scene = begun()
    scene.command(NED, "leave")
    held = scene.form
    scene.fill(NED)

    scene.submit(NED, held)

    assert "Only members can do this" in scene.errors[""]


def test_the_sponsor_and_strangers_have_nothing_to_leave() -> None:
    scene = begun()

    scene.command(SID, "leave")
    assert "As the sponsor you give permission" in scene.whispered
    scene.command(ZOE, "leave")
    assert "Only members can do this" in scene.whispered


def test_before_anything_has_begun_whoever_was_asked_tells_the_convenor() -> None:
    scene = founded()
    _put(scene, replace(scene.community, stage=Stage.DRAFT))

    scene.command(FAY, "leave")

    assert "Please tell Ann" in scene.whispered


def test_a_member_may_leave_before_the_sessions_begin() -> None:
    scene = gathered()

    _leaves(scene, NED)

    assert not scene.community.takes_part(NED)
    assert not any("Five to fifteen" in one for one in scene.posted)


def test_a_community_of_three_lives_on_with_two() -> None:
    scene = begun()
    three = tuple(one for one in scene.community.members if one.person in (MIA, NED, OLI))
    _put(scene, replace(scene.community, members=three))

    _leaves(scene, MIA)
    scene.later(days=30)

    assert [one.person for one in scene.community.joined] == [NED, OLI]


def _leaves(scene: Scene, person: PersonId, **answers: object) -> None:
    scene.command(person, "leave")
    scene.fill(person, **answers)


def _proposed(scene: Scene, by: PersonId) -> Scene:
    scene.command(by, "propose")
    scene.fill(by, matter="anything")
    scene.fill(by, title="Cake", words="There is cake.")
    return scene


def _put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
