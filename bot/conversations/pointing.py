"""Somebody points at a message in a room, and says what they want with it: where commands can't be typed."""

from dataclasses import replace

from bot.boundary.arrivals import HEARD_UNDER, PointedAt, Want
from bot.boundary.decision import Decision, OpenForm
from bot.boundary.views import Element
from bot.conversations.care.worry_forms import first_form
from bot.conversations.known import Known
from bot.conversations.learning.keeping_lines import form_of
from bot.conversations.notes.checking_in import opened
from bot.conversations.notes.who_could import chat_of
from bot.conversations.saying import form, texts
from bot.domain.community import Community
from bot.domain.ids import Room, platform_of
from bot.domain.refusal import Reason, Refused
from bot.words import at_first


def pointed(arrival: PointedAt, known: Known) -> Decision:
    """Only in a community's own room, and by those who take part."""
    found = known.records.community_in(arrival.place) if isinstance(arrival.place, Room) else None
    if found is None:
        raise Refused(Reason.POINTED_ELSEWHERE)
    community = known.community(found.id)
    community.must_include(arrival.who.person)
    match arrival.want:
        case Want.KEEP:
            return _keep(community, arrival, known)
        case Want.WORRY:
            return _led_by(form(first_form(community, known)), *texts("worry.pointed"))
        case Want.WITHOUT_NAME:
            return _without_name(community, arrival, known)


def _keep(community: Community, arrival: PointedAt, known: Known) -> Decision:
    """The words come along, to be made shorter; whoever wrote them is asked as ever."""
    community.must_have_begun()
    if arrival.by is None:
        raise Refused(Reason.NOBODY_WROTE_IT)
    if not _in_a_session(community, arrival, known):
        raise Refused(Reason.NOT_IN_A_SESSION)
    return form(form_of(community, arrival.text.strip(), arrival.by, arrival.who.person))


def _in_a_session(community: Community, arrival: PointedAt, known: Known) -> bool:
    assert isinstance(arrival.place, Room)
    named = known.records.named(arrival.place, arrival.under)
    return named is not None and named[0] == community.id and _kind(named[1]) in HEARD_UNDER


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _without_name(community: Community, arrival: PointedAt, known: Known) -> Decision:
    """Their own message alone, and its words do not come along: whoever has read them would know them again."""
    if arrival.by != arrival.who.person:
        raise Refused(Reason.NOT_YOUR_WORDS)
    chat = at_first(chat_of(platform_of(arrival.place)))
    return _led_by(opened(community, arrival, known), *texts("note.pointed", chat=chat))


def _led_by(decision: Decision, *first: Element) -> Decision:
    """What is said first in the form that opens, if one does."""
    replies = (
        OpenForm(replace(one.form, intro=(*first, *one.form.intro)))
        if isinstance(one, OpenForm)
        else one
        for one in decision.reply
    )
    return replace(decision, reply=tuple(replies))
