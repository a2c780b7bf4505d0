"""Who gives permission: the first sponsor, whoever follows them, or the group itself."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.sending import handed_on
from bot.conversations.permission.brief_cards import gone_cards
from bot.conversations.permission.charter_news import charter_told, renewed
from bot.conversations.permission.founding_cards import SPONSOR
from bot.conversations.permission.founding_forms import keepers_form
from bot.conversations.permission.naming import appointed, arranged_by, asks_them, chosen, wrong
from bot.conversations.permission.permission_times import waiting_anew
from bot.conversations.permission.unconfirmed import settled_card
from bot.conversations.saying import form, whispered
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.people import Standing
from bot.domain.sponsorship import Brief
from bot.words import say

TAKE_PART = frozenset({Standing.ASKED, Standing.JOINED})
"""Nobody sponsors a group that they belong to, or have been asked to join."""


def name_sponsor(community: Community, submitted: FormSubmitted, known: Known) -> Decision:
    person = chosen(submitted.given, "sponsor")
    if person is None:
        return wrong("sponsor", "founding.nobody_chosen")
    if person == community.convenor:
        return _not_the_convenor(community, submitted.who.person)
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        return wrong("sponsor", "founding.permission.looks_after")
    if (member := community.member(person)) and member.standing in TAKE_PART:
        return wrong("sponsor", "founding.permission.is_a_member")
    sponsor = appointed(community.sponsor, person, submitted.given, known)
    if sponsor is community.sponsor:
        return _next_question(community)
    changed = replace(community, self_authorised=False, sponsor=sponsor)
    brief = _brief_for(changed, person, submitted.at, known)
    return _permission_sought(community, changed, brief, submitted, known)


def permit_ourselves(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """No sponsor: the group gives itself permission, and the charter says so."""
    community = arranged_by(press.who.person, token, known)
    if community.self_authorised:
        return _next_question(community)
    ourselves = replace(community, self_authorised=True, sponsor=None)
    return _permission_sought(community, ourselves, None, press, known)


def _not_the_convenor(community: Community, who_names: PersonId) -> Decision:
    if who_names == community.convenor:
        return wrong("sponsor", "founding.permission.not_yourself")
    error = say("founding.permission.not_the_convenor", name=community.convenor_name)
    return Decision(reply=(FormErrors({"sponsor": error}),))


def _brief_for(community: Community, person: PersonId, at: datetime, known: Known) -> Brief:
    """Their own. Who said no and is asked again finds what they had said; nobody finds another's words."""
    before = known.brief(community)
    asked = Brief(id=RecordId(known.mint.id()), community=community.id, sponsor=person, asked_at=at)
    brief = replace(before, wakes_at=None, unconfirmed=False) if before else asked
    if community.stage is Stage.DRAFT:
        return brief
    return waiting_anew(community, replace(brief, anew=True), at, known)


def _permission_sought(
    before: Community,
    changed: Community,
    brief: Brief | None,
    arrival: ButtonPressed | FormSubmitted,
    known: Known,
) -> Decision:
    """The next question follows at once, unless it has been answered before."""
    changed = renewed(changed)
    parts = (SPONSOR,) if brief else ()
    asked = asks_them(before, changed, brief, parts)
    after = _after_permission(before, changed, brief, arrival, known)
    kept = Decision(keep=(brief,) if brief else ())
    return kept + asked + after + _next_question(changed)


def _after_permission(
    before: Community,
    changed: Community,
    brief: Brief | None,
    arrival: ButtonPressed | FormSubmitted,
    known: Known,
) -> Decision:
    """Somebody else's words go, and with them what they promised."""
    gone = Decision()
    if old := known.brief(before):
        gone += settled_card(before, old)
        if brief is None or brief.id != old.id:
            gone += Decision(forget=(old,), say=gone_cards(before, old))
    if before.stage is Stage.DRAFT:
        return gone
    handed = handed_on(changed, arrival.at, known)
    told = charter_told(changed, brief, _who_now(changed), arrival.at, known, by=arrival.who.person)
    return gone + handed + Decision(say=told)


def _who_now(community: Community) -> Text:
    if community.sponsor is None:
        return Text(say("charter.permitted_ourselves"))
    return Text(say("charter.asked_anew", name=community.sponsor.name))


def _next_question(community: Community) -> Decision:
    if community.stage is Stage.DRAFT and community.facilitator is None:
        return form(keepers_form(community))
    return whispered("founding.permission.settled")


CONVERSATION = Conversation(presses={Act.OURSELVES: permit_ourselves})
