"""Who permits it, and who looks after it: the convenor names them, and each is asked in private."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Text
from bot.conversations.answering import once_permitted, permission_shown
from bot.conversations.brief_cards import gone_cards
from bot.conversations.charter_news import charter_shown, charter_told, renewed
from bot.conversations.conversation import Conversation
from bot.conversations.founding_cards import (
    DEPUTY,
    FACILITATOR,
    SPONSOR,
    appointment,
    asking_card,
    asking_name,
    convenors_cards,
    followed_up,
    next_steps,
    reminder_card,
    reminder_name,
    replaced_card,
)
from bot.conversations.founding_forms import form_about, keepers_form
from bot.conversations.known import Known
from bot.conversations.permission_times import waiting_anew
from bot.conversations.saying import (
    form,
    in_good_time,
    privately,
    revised,
    whispered,
)
from bot.conversations.sending import handed_on
from bot.conversations.unconfirmed import settled_card
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.people import Answer, Appointment, Standing
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief
from bot.words import say

TAKE_PART = frozenset({Standing.ASKED, Standing.JOINED})
"""Nobody sponsors a group that they belong to, or have been asked to join."""


def ask_to_appoint(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The convenor goes on with the draft, or names someone else; not once that is settled."""
    community = known.community(token[0])
    community.must_be_arranged_by(press.who.person)
    community.must_not_be_ending()
    if _is_settled(community, token[1]):
        raise Refused(Reason.SETTLED)
    return form(form_about(community, token[1]))


def appoint(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    if token[1] == SPONSOR:
        return _name_sponsor(_arranged_by(submitted.who.person, token, known), submitted, known)
    community = _drafted_by(submitted.who.person, token, known)
    return _name_keepers(community, submitted.given, known)


def permit_ourselves(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """No sponsor: the group gives itself permission, and the charter says so."""
    community = _arranged_by(press.who.person, token, known)
    ourselves = replace(community, self_authorised=True, sponsor=None)
    return _permission_sought(community, ourselves, None, press, known)


def still_waiting(alarm: AlarmRang, known: Known) -> Decision:
    """A week on, once: somebody has not answered. The convenor may ask them, or name somebody else."""
    community = known.community(alarm.community)
    if community.stage is not Stage.DRAFT:
        return Decision()
    name, card = reminder_name(community), reminder_card(community)
    post = in_good_time(community, community.arranger, name, card, alarm.at, known)
    return Decision(say=(post,))


def _name_sponsor(community: Community, submitted: FormSubmitted, known: Known) -> Decision:
    person = _chosen(submitted.given, "sponsor")
    if person is None:
        return _wrong("sponsor", "founding.nobody_chosen")
    if person == community.convenor:
        return _wrong("sponsor", "founding.permission.not_yourself")
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        return _wrong("sponsor", "founding.permission.looks_after")
    if (member := community.member(person)) and member.standing in TAKE_PART:
        return _wrong("sponsor", "founding.permission.is_a_member")
    sponsor = _appointed(community.sponsor, person, submitted.given)
    if sponsor is community.sponsor:
        return _next_question(community)
    changed = replace(community, self_authorised=False, sponsor=sponsor)
    brief = _brief_for(changed, person, submitted.at, known)
    return _permission_sought(community, changed, brief, submitted, known)


def _brief_for(community: Community, person: PersonId, at: datetime, known: Known) -> Brief:
    """Their own. Who said no and is asked again finds what they had said; nobody finds another's words."""
    before = known.brief(community)
    asked = Brief(id=RecordId(known.mint.id()), community=community.id, sponsor=person, asked_at=at)
    brief = replace(before, wakes_at=None, unconfirmed=False) if before else asked
    if community.stage is Stage.DRAFT:
        return brief
    return waiting_anew(community, brief, at, known)


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
    asked = _named(before, changed, brief, parts)
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
    if community.facilitator is None:
        return form(keepers_form(community))
    return whispered("founding.permission.settled")


def _name_keepers(community: Community, given: Given, known: Known) -> Decision:
    facilitator, deputy = (_chosen(given, part) for part in (FACILITATOR, DEPUTY))
    if facilitator is None or deputy is None:
        return _wrong(DEPUTY if facilitator else FACILITATOR, "founding.nobody_chosen")
    if facilitator == deputy:
        return _wrong(DEPUTY, "founding.keepers.two_people")
    for part, person in ((FACILITATOR, facilitator), (DEPUTY, deputy)):
        if community.is_sponsor(person):
            return _wrong(part, "founding.keepers.not_the_sponsor")
    changed = replace(
        community,
        facilitator=_keeper(community, community.facilitator, facilitator, given),
        deputy=_keeper(community, community.deputy, deputy, given),
        keepers_manage=given.text("manages") == "yes",
    )
    named = _named(community, changed, known.brief(community), (FACILITATOR, DEPUTY))
    return named + whispered("founding.keepers.asked")


def _keeper(
    community: Community, before: Appointment | None, person: PersonId, given: Given
) -> Appointment:
    """A convenor who takes it on themselves has said yes by doing so."""
    asked = _appointed(before, person, given)
    return asked.answered(Answer.YES) if person == community.convenor else asked


def _appointed(before: Appointment | None, person: PersonId, given: Given) -> Appointment:
    """The same person keeps their answer, unless it was no."""
    if before and before.person == person and before.answer is not Answer.NO:
        return before
    times = before.times_before + 1 if before else 0
    return Appointment(person=person, name=given.names.get(person, ""), times_before=times)


def _named(
    before: Community, changed: Community, brief: Brief | None, parts: tuple[str, ...]
) -> Decision:
    """Ask everyone newly named, in private, and bring the convenor's card up to date."""
    community = once_permitted(changed)
    asked = [(part, who) for part in parts if (who := appointment(community, part))]
    posts = [
        said
        for part, who in asked
        if who.answer is Answer.NONE
        for said in _asked(community, part, who, brief)
    ]
    shown = permission_shown(community, brief) or (charter_shown(community, brief),)
    said = (*_replaced(before, community), *posts, *convenors_cards(community), *shown)
    return Decision(keep=(community,), say=said)


def _replaced(before: Community, changed: Community) -> Iterator[Revise]:
    """Whoever was asked, and is not any more, need not answer. A no stays what it was, and is followed up."""
    for part in (SPONSOR, FACILITATOR, DEPUTY):
        old, new = appointment(before, part), appointment(changed, part)
        if old is None or old == new:
            continue
        if old.answer is Answer.NO:
            yield followed_up(changed, part, old)
        elif new is None or new.person != old.person:
            yield revised(changed, asking_name(changed, part, old), replaced_card(changed, part))


def _asked(
    community: Community, part: str, who: Appointment, brief: Brief | None
) -> tuple[Said, ...]:
    """Who has said no and is named again hears of it in a new message; the same asking is sent once."""
    name, card = asking_name(community, part, who), asking_card(community, part, brief)
    return (privately(community, who.person, name, card), revised(community, name, card))


def _chosen(given: Given, field: str) -> PersonId | None:
    return next((PersonId(one) for one in given.many(field)), None)


def _is_settled(community: Community, part: str) -> bool:
    """In a draft, a part that somebody has taken on. Later only another sponsor can be named here."""
    if community.stage is not Stage.DRAFT:
        return part != SPONSOR
    return part not in [step for _, step in next_steps(community)]


def _wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def _arranged_by(person: PersonId, token: Token, known: Known) -> Community:
    """The community that a button names, if this person arranges its permission."""
    community = known.community(token[0])
    community.must_be_arranged_by(person)
    community.must_not_be_ending()
    return community


def _drafted_by(person: PersonId, token: Token, known: Known) -> Community:
    """The same, while it is a draft."""
    community = _arranged_by(person, token, known)
    if community.stage is not Stage.DRAFT:
        raise Refused(Reason.ALREADY_ANSWERED)
    return community


CONVERSATION = Conversation(
    presses={
        Act.APPOINT: ask_to_appoint,
        Act.OURSELVES: permit_ourselves,
    },
    forms={Act.APPOINT: appoint},
    alarms={AlarmKind.FOUNDING_WAITS: still_waiting},
)
