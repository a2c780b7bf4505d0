"""What follows when somebody goes: what they held is free again, and what was theirs alone is theirs still."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import FormSubmitted, MemberWent
from bot.boundary.decision import Decision, Said
from bot.boundary.views import Card
from bot.conversations.care.agreeing_to_hear import asked_no_more
from bot.conversations.codesign.member_cards import card_of
from bot.conversations.consent.agreeing import not_agreed
from bot.conversations.consent.turns import let_rest, starts_again, trials_over
from bot.conversations.known import Known
from bot.conversations.learning.trying import without_author
from bot.conversations.membership.invitation_cards import gathering_card, people_card, people_name
from bot.conversations.membership.newcomers import without_buddy
from bot.conversations.membership.stepping_back import (
    convenes_no_more,
    handed_on,
    still_looking,
    still_named,
    without_keeper,
)
from bot.conversations.membership.suggesting import said_once_that_few
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.saying import in_rooms, revised, texts
from bot.conversations.sessions.adding_prompts import own_prompts_of_nobody
from bot.conversations.sessions.choosing import leaving_session
from bot.conversations.sessions.preparing import let_go
from bot.conversations.sessions.round_cards import round_over
from bot.conversations.sessions.showing import shown_anew
from bot.conversations.sessions.story_cards import talk_name, withdrawn_card
from bot.conversations.sessions.together import shown_together
from bot.conversations.sessions.writing_together import uncounted, without_written
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Kept
from bot.domain.people import Standing
from bot.domain.proposal import Proposal, ProposalState
from bot.domain.session import Session
from bot.domain.story import Story, StoryState
from bot.domain.timetable import rounds_ended

Going = FormSubmitted | MemberWent


def departed(
    community: Community, person: PersonId, going: Going, known: Known
) -> tuple[Community, Decision]:
    """The community without them, and all that follows. Nothing of it says their name."""
    after = _without(community, person, going.at)
    decided = (
        Decision(keep=(after,), say=_shown(after))
        + _sessions(after, person, going, known)
        + _stories(after, person, going, known)
        + _proposals(after, person, going.at, known)
        + _theirs(after, person, going.at, known)
        + without_author(after, person, known)
        + without_buddy(after, person, known)
        + without_written(after, person, known)
        + own_prompts_of_nobody(after, person, known)
        + _trusted_no_more(community, person, known)
        + asked_no_more(community, person, known)
    )
    if community.is_kept_by(person):
        shown = charter_shown(after, known.brief(after))
        named = still_named(community, person, known)
        decided += Decision(keep=named, say=(shown, *still_looking(after, known)))
    return after, decided


def _without(community: Community, person: PersonId, at: datetime) -> Community:
    """They have left; their hours and wishes are forgotten at once."""
    member = community.member(person)
    if member:
        left = replace(member, standing=Standing.LEFT, hours=None, left_at=at, may_join_from=None)
        left = replace(left, asked_how_it_is=None)
        community = community.with_member(left)
    less_of = frozenset(one for one in community.less_of if one[0] != person)
    community = replace(without_keeper(community, person, at), less_of=less_of)
    return convenes_no_more(community, person)


def _shown(community: Community) -> tuple[Said, ...]:
    """Who is here, wherever it stands; and if few are left, that, once."""
    few = said_once_that_few(community) if community.has_begun else ()
    return (
        revised(community, people_name(community), people_card(community)),
        revised(community, f"gathering:{community.id}", gathering_card(community)),
        *few,
    )


def _sessions(community: Community, person: PersonId, going: Going, known: Known) -> Decision:
    """Their small jobs are free; a story they tell just now ends with thanks; what they held is asked anew."""
    found, decided = list[Session](), Decision()
    for before in known.sessions(community):
        session = before
        if not session.ended and person in session.roles.values():
            roles = {role: who for role, who in session.roles.items() if who != person}
            session = replace(session, roles=roles)
        session = uncounted(session, person, known)
        if session.running and session.teller == person and not session.rounds_over:
            session = rounds_ended(session, going.at, known.days(community))
            decided += _story_ends(community, before, session, going.at, known)
        if session.ahead and session.teller == person and session.held_by == person:
            decided += Decision(say=let_go(community, session, "prepare.taken_back"))
            session = replace(session, story=None, teller=None)
        if session != before:
            decided += Decision(keep=(session,))
        found.append(session)
    return decided + handed_on(community, person, found, going, known)


def _story_ends(
    community: Community, before: Session, ended: Session, at: datetime, known: Known
) -> Decision:
    over = round_over(community, before, before.round) if before.round else ()
    together = (
        shown_together(community, before, before.round, known) if before.round else Decision()
    )
    card = Card("", texts("leave.story_ends"))
    said = in_rooms(community, f"kindly:{ended.id}", card, under=ended.thread)
    shown = shown_anew(community, ended, at, known)
    return Decision(say=over) + together + Decision(say=(*shown, *said))


def _stories(community: Community, person: PersonId, going: Going, known: Known) -> Decision:
    """What was not told goes back to being a draft, which is deleted in two weeks."""
    mine = [one for one in known.stories(community) if one.teller == person and one.changeable]
    return sum((_draft_again(community, one, going, known) for one in mine), Decision())


def _draft_again(community: Community, mine: Story, going: Going, known: Known) -> Decision:
    draft = replace(
        mine,
        state=StoryState.DRAFT,
        offered_at=None,
        session=None,
        ready=False,
        touched_at=going.at,
    )
    said = (revised(community, talk_name(mine), withdrawn_card(community, mine)),)
    decided = Decision(keep=(draft,), say=said)
    session = known.records.one(Session, mine.session) if mine.session else None
    if session is None or session.held_by == mine.teller:
        return decided
    return decided + leaving_session(community, mine, "prepare.taken_back", going, known)


def _proposals(community: Community, person: PersonId, at: datetime, known: Known) -> Decision:
    """Nobody can be asked to change an answer who is not here: it counts no more."""
    decided = Decision()
    for one in known.proposals(community):
        named = one.about.endswith(f":{person}") or one.about == person
        if one.matter in (Matter.KEEPER, Matter.TRUSTED) and named:
            decided += let_rest(community, one, at) + not_agreed(community, one, at, known)
        elif person in one.answers:
            decided += _without_answer(community, one, person, at, known)
    return decided


def _trusted_no_more(community: Community, person: PersonId, known: Known) -> Decision:
    """What the group agreed on has their name in it, and nobody hears a worry in their place."""
    gone = known.trusted(community) == person
    agreed = known.agreed(community, Matter.TRUSTED) if gone else None
    return Decision(forget=(agreed,) if agreed else ())


def _without_answer(
    community: Community, one: Proposal, person: PersonId, at: datetime, known: Known
) -> Decision:
    changed = one.without(person)
    free = Decision(say=trials_over(community, one, (person,)))
    if one.state is ProposalState.OBJECTED and not changed.objectors:
        return starts_again(community, changed, at, known) + free
    return Decision(keep=(changed,)) + free


def _theirs(community: Community, person: PersonId, at: datetime, known: Known) -> Decision:
    """Their card goes in two weeks; a line that waited for their yes does not wait any more."""
    card = card_of(community, person, known)
    waiting = [
        one
        for one in known.records.all(Kept, RecordId(community.id))
        if one.waiting and one.author == person
    ]
    return Decision(keep=(card.left(at),) if card else (), forget=tuple(waiting))
