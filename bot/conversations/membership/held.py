"""What is kept with somebody's name on it, kind by kind. What has no name can't be found by person."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from bot.conversations.known import Known
from bot.conversations.learning.try_cards import ask_names, room_name, told_name
from bot.conversations.membership.held_in_sessions import (
    caught_of,
    notes_of,
    own_prompts_found,
    said_of,
    sessions_of,
    stories_of,
    written_of,
)
from bot.conversations.membership.held_things import Held, Theirs
from bot.domain.caught import Caught
from bot.domain.codesign import Codesign
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Reflection
from bot.domain.drafting import RulesDraft
from bot.domain.ending import Ending
from bot.domain.hearer import AskedToHear
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.message import DraftState, Message, MessageDraft
from bot.domain.newcomer import Newcomer
from bot.domain.own_prompt import OwnPrompt
from bot.domain.poll import Poll
from bot.domain.proposal import Proposal, Stance
from bot.domain.records import Record
from bot.domain.session import Session
from bot.domain.sponsorship import Brief
from bot.domain.story import Story
from bot.domain.walked_in import WalkedIn
from bot.domain.written import Written
from bot.words import say
from bot.words.places import zone_words
from bot.words.times import name_list, time_words, weekday_words

R = TypeVar("R", bound=Record)


def held(community: Community, person: PersonId, known: Known) -> tuple[Held, ...]:
    """Those of one kind stand together."""
    found = [one for find in FINDS.values() for one in find(community, person, known)]
    kinds = list(dict.fromkeys(one.kind for one in found))
    return tuple(sorted(found, key=lambda one: kinds.index(one.kind)))


def _belonging(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """Their name, their hours, their part, and what they do not want to be reminded of."""
    member = community.member(person)
    if member and member.joined:
        yield Held("member", "\n".join((member.name, *_hours(community, person))), community)
    elif any(who.person == person and who.hours for who in community.keepers):
        yield Held("hours", "\n".join(_hours(community, person)), community)
    if community.name_of(person):
        yield Held("part", community.name_of(person), community)
    if person == community.convenor:
        yield Held("charter", "\n".join((community.purpose, community.roles)), community)
    if less := sorted(nudge for who, nudge in community.less_of if who == person):
        yield Held("less_of", ", ".join(less), community)
    if member and member.asked_how_it_is:
        yield Held("asked_how_it_is", f"{member.asked_how_it_is:%Y-%m-%d}", community)
    if known.trusted(community) == person:
        yield Held("trusted", community.name_of(person), community)


def _briefs(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """What somebody who was asked for permission has said, also before they had finished."""
    for one in _all(Brief, community, known):
        words = (one.why, one.roles, one.promised, one.hopes, one.worries, one.names, one.sign)
        if one.sponsor == person and any(words):
            yield Held("permission", "\n".join(filter(None, words)), one)


def _hours(community: Community, person: PersonId) -> tuple[str, ...]:
    hours = community.hours_of(person)
    days = name_list([weekday_words(day) for day in sorted(hours.working_days)])
    first, last = time_words(hours.quiet_from), time_words(hours.quiet_to)
    quiet = say("hours.quiet_between", first=first, last=last)
    return (days, quiet, zone_words(hours.zone))


def _proposals(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """What they proposed, and what they answered. Everyone has read the first, so it is not theirs alone."""
    for one in _all(Proposal, community, known):
        if one.proposer == person:
            yield Held("proposal", "\n".join((one.title, one.words, one.why)).strip(), one)
        if stood := one.answers.get(person):
            answer = say(_STANCES[stood.stance])
            yield Held("answer", f"{one.title}: {answer}. {stood.words}".strip(), one)


def _waiting(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(Codesign, community, known):
        for ready in one.ready:
            if ready.by == person:
                yield Held("proposal", ready.words, one)


def _endings(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(Ending, community, known):
        if one.proposer == person:
            yield Held("proposal", one.words, one)


def _polls(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(Poll, community, known):
        if one.opener == person:
            yield Held("poll", one.question, one)
        if person in one.voted:
            yield Held("voted", one.question, one)


def _tries(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.tries(community):
        if one.author == person:
            words = "\n".join(filter(None, (one.idea, one.limits, one.notice, one.learned)))
            posts = (room_name(one), told_name(one), *ask_names(one))
            yield Held("try", words, one, Theirs.CARDS, posts)


def _lines(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(Kept, community, known):
        if one.author == person:
            kind = "line_waits" if one.waiting else "line"
            yield Held(kind, one.line, one, Theirs.CARDS, (f"keep_line:{one.id}",))


def _cards(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(MemberCard, community, known):
        if one.person == person:
            words = "\n".join(filter(None, (one.count_on, one.judge_better, one.if_quiet)))
            yield Held("card", words, one, Theirs.CARDS, (f"card:{one.id}",))


def _rules_drafts(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in _all(RulesDraft, community, known):
        if one.author == person:
            yield Held("rules_draft", "\n".join(one.lines), one, Theirs.STORIES)


def _message_drafts(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """Once the group has been asked about it, it is not its writer's alone any more."""
    for one in _all(MessageDraft, community, known):
        if one.writer == person:
            alone = Theirs.STORIES if one.state is DraftState.WRITTEN else None
            yield Held("message_draft", "\n".join(one.boxes.values()), one, alone)


def _messages(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """For a sponsor: what they were sent, and answered."""
    for one in _all(Message, community, known):
        if one.to == person:
            yield Held("message", "\n".join((one.words, *(it.words for it in one.answers))), one)


def _new_here(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """For who came, and for who shows them around."""
    for one in known.newcomers(community):
        if person in (one.person, one.buddy):
            both = [community.name_of(who) for who in (one.person, one.buddy) if who]
            yield Held("newcomer", "\n".join(both), one)


def _seen_here(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.walked_in(community):
        if one.person == person:
            yield Held("walked_in", one.name, one)


def _asked_to_hear(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    """For who is asked, and for who had the idea: they wrote its words."""
    for one in _all(AskedToHear, community, known):
        if person in (one.person, one.proposer):
            words = (one.title, one.why, community.name_of(one.person))
            yield Held("asked_to_hear", "\n".join(filter(None, words)), one)


def _all(kind: type[R], community: Community, known: Known) -> tuple[R, ...]:
    return known.records.all(kind, RecordId(community.id))


_STANCES = {
    Stance.FINE: "button.live_with_it",
    Stance.CONCERN: "button.a_concern",
    Stance.OBJECT: "button.i_object",
}
Find = Callable[[Community, PersonId, Known], Iterable[Held]]
FINDS: Mapping[type[Record], Find] = {
    Community: _belonging,
    Brief: _briefs,
    MemberCard: _cards,
    Story: stories_of,
    Contribution: said_of,
    Written: written_of,
    OwnPrompt: own_prompts_found,
    Caught: caught_of,
    Reflection: notes_of,
    Session: sessions_of,
    Try: _tries,
    Kept: _lines,
    Proposal: _proposals,
    Codesign: _waiting,
    Ending: _endings,
    Poll: _polls,
    RulesDraft: _rules_drafts,
    MessageDraft: _message_drafts,
    Message: _messages,
    Newcomer: _new_here,
    WalkedIn: _seen_here,
    AskedToHear: _asked_to_hear,
}
"""Every kind of record that can name a person; a test holds that none is left out."""
