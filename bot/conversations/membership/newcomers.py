"""Somebody joins after the start: a welcome, a buddy, a week of reading, and then a first post."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.consent.still_fits import asked_with_newcomers
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership import letting_in
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.conversations.membership.newcomer_cards import (
    FIRST_BOXES,
    first_post,
    first_post_card,
    first_post_form,
    first_post_name,
    welcome_card,
    welcome_name,
)
from bot.conversations.rhythm.planning import next_session
from bot.conversations.saying import (
    form,
    in_good_time,
    in_rooms,
    privately,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.newcomer import READING, Newcomer
from bot.domain.people import Member
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.words import say
from bot.words.times import moment_words


def joined(community: Community, member: Member, at: datetime, known: Known) -> Decision:
    """The room welcomes them. Who joins while a session runs takes part from the next one on."""
    if not community.has_begun:
        return Decision()
    running = next((one for one in known.sessions(community) if one.running), None)
    since = replace(member, from_session=running.number + 1 if running else 0)
    community = community.with_member(since)
    newcomer = Newcomer(
        id=RecordId(known.mint.id()),
        community=community.id,
        person=member.person,
        joined_at=at,
        reads_until=at + READING,
    )
    said = (
        *in_rooms(community, welcome_name(newcomer), welcome_card(community, newcomer)),
        *_arrives(community, member.person, running, at, known),
        *_full(community),
    )
    entering = letting_in.waits_outside(community, newcomer, at, known)
    return Decision(keep=(community,)) + entering + Decision(say=said)


def show_around(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The first who presses. Both are told."""
    community, newcomer = known.held(Newcomer, token[0])
    person = press.who.person
    community.must_include(person)
    if person == newcomer.person:
        return whispered("newcomer.that_is_you")
    if newcomer.buddy is not None:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    paired = replace(newcomer, buddy=person)
    name, buddy = community.name_of(newcomer.person), community.name_of(person)
    card = Card(say("newcomer.your_buddy_title"), texts("newcomer.your_buddy", buddy=buddy))
    mark = f"buddy:{newcomer.id}:{known.mint.id()}"
    said: tuple[Said, ...] = (
        revised(community, welcome_name(paired), welcome_card(community, paired)),
        in_good_time(community, newcomer.person, mark, card, press.at, known),
    )
    return Decision(keep=(paired,), say=said) + whispered("newcomer.you_are_buddy", name=name)


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """Who is new, and whether somebody shows them around."""
    return tuple(
        post
        for one in known.newcomers(community)
        if one.buddy is None and community.takes_part(one.person)
        for post in in_rooms(community, welcome_name(one), welcome_card(community, one))
    )


def reading_over(alarm: AlarmRang, known: Known) -> Decision:
    """After a week: help with a first post, and once for all who came meanwhile, the rules."""
    community, newcomer = known.held(Newcomer, alarm.about)
    if newcomer.reads_until is None or newcomer.reads_until > alarm.at:
        return Decision()
    if later := community.paused_until(alarm.at):
        return Decision(keep=(replace(newcomer, reads_until=later),))
    if newcomer.outside:  # nobody reads along in a room that they are not in
        return Decision(keep=(replace(newcomer, reads_until=alarm.at + READING),))
    read = replace(newcomer, reads_until=None)
    if not community.takes_part(newcomer.person) or community.stage is Stage.ENDING:
        return Decision(keep=(read,))
    card, name = first_post_card(read), first_post_name(read)
    post = in_good_time(community, read.person, name, card, alarm.at, known)
    asked = Decision(keep=(read,), say=(post,))
    return asked if read.rules_asked else asked + _rules_opened(community, read, known)


def press_first_post(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, newcomer = mine(press, token, known)
    return form(first_post_form(newcomer))


def post_first(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Three beginnings, each of which may stay empty, but not all."""
    community, newcomer = mine(submitted, token, known)
    boxes = {one: submitted.given.text(one) for one in FIRST_BOXES}
    if not any(boxes.values()):
        return Decision(reply=(FormErrors({FIRST_BOXES[0]: say("first_post.empty")}),))
    card = first_post(community, newcomer, boxes)
    over = Card(say("first_post.title"), texts("first_post.posted"))
    said: tuple[Said, ...] = (
        *in_rooms(community, f"first:{newcomer.id}", card),
        revised(community, f"first:{newcomer.id}", card),
        revised(community, first_post_name(newcomer), over),
    )
    return Decision(say=said) + whispered("first_post.posted")


def mine(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Newcomer]:
    """What only the newcomer themselves may answer."""
    community, newcomer = known.held(Newcomer, token[0])
    if newcomer.person != arrival.who.person:
        raise Refused(Reason.NOT_YOURS)
    community.must_include(arrival.who.person)
    return community, newcomer


def without_buddy(community: Community, person: PersonId, known: Known) -> Decision:
    """Whoever showed somebody around has left: the room is asked once more."""
    found = Decision()
    for one in known.newcomers(community):
        if one.person == person:
            found += Decision(forget=(one,), say=letting_in.asks_no_more(community, one))
        elif one.buddy == person:
            free = replace(one, buddy=None)
            card = welcome_card(community, free)
            found += Decision(keep=(free,), say=(revised(community, welcome_name(free), card),))
    return found


def _arrives(
    community: Community, person: PersonId, running: Session | None, at: datetime, known: Known
) -> tuple[Post, ...]:
    """Where they come in, and when the next session opens."""
    if community.stage is not Stage.ACTIVE:
        return ()
    ahead = known.current(community)
    if running:
        ahead = next_session(community, running.plan.closes_at, known)
    key = "newcomer.between_chapters" if running else "newcomer.next_session"
    if ahead is None:
        return ()
    when = moment_words(ahead.plan.opens_at, community.rhythm.hours.zone)
    card = Card("", texts(key, when=when))
    return (privately(community, person, f"chapter:{community.id}:{known.mint.id()}", card),)


def _full(community: Community) -> tuple[Post, ...]:
    """At fifteen, said once."""
    if len(community.joined) != MOST_MEMBERS:
        return ()
    card = Card("", texts("newcomer.fifteen", most=MOST_MEMBERS))
    return in_rooms(community, f"fifteen:{community.id}", card)


def _rules_opened(community: Community, newcomer: Newcomer, known: Known) -> Decision:
    """Once for everyone who has come within this week."""
    others = [one for one in known.newcomers(community) if one.id != newcomer.id]
    all_asked = (newcomer, *others)
    kept = tuple(replace(one, rules_asked=True) for one in all_asked)
    return Decision(keep=kept, say=asked_with_newcomers(community, newcomer.id, known))


CONVERSATION = Conversation(
    presses={
        Act.SHOW_AROUND: show_around,
        Act.FIRST_POST: press_first_post,
    },
    forms={Act.FIRST_POST: post_first},
    alarms={AlarmKind.READING_OVER: reading_over},
)
