"""Who permits it, and who looks after it: the convenor names them, and each is asked in private."""

from collections.abc import Iterator
from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.conversations.answering import once_permitted, permission_shown
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
from bot.conversations.saying import (
    form,
    in_good_time,
    privately,
    revised,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused
from bot.words import say


def ask_to_appoint(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The convenor goes on with the draft, or names someone else; not once that is settled."""
    community = known.community(token[0])
    _must_convene(community, press.who.person)
    steps = [part for _, part in next_steps(community)]
    if community.stage is not Stage.DRAFT or token[1] not in steps:
        raise Refused(Reason.SETTLED)
    return form(form_about(community, token[1]))


def appoint(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = _drafted_by(submitted.who.person, token, known)
    if token[1] == SPONSOR:
        return _name_sponsor(community, submitted.given)
    return _name_keepers(community, submitted.given)


def permit_ourselves(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """No sponsor: the group gives itself permission, and the charter says so."""
    community = _drafted_by(press.who.person, token, known)
    ourselves = replace(community, self_authorised=True, sponsor=None, purpose_said="")
    return _permission_sought(community, ourselves, ())


def still_waiting(alarm: AlarmRang, known: Known) -> Decision:
    """A week on, once: somebody has not answered. The convenor may ask them, or name somebody else."""
    community = known.community(alarm.community)
    if community.stage is not Stage.DRAFT:
        return Decision()
    name, card = reminder_name(community), reminder_card(community)
    post = in_good_time(community, community.convenor, name, card, alarm.at, known)
    return Decision(say=(post,))


def _name_sponsor(community: Community, given: Given) -> Decision:
    person = _chosen(given, "sponsor")
    if person is None:
        return _wrong("sponsor", "founding.nobody_chosen")
    if person == community.convenor:
        return _wrong("sponsor", "founding.permission.not_yourself")
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        return _wrong("sponsor", "founding.permission.looks_after")
    sponsor = _appointed(community.sponsor, person, given)
    said = community.purpose_said if sponsor is community.sponsor else ""
    changed = replace(community, self_authorised=False, sponsor=sponsor, purpose_said=said)
    return _permission_sought(community, changed, (SPONSOR,))


def _permission_sought(before: Community, changed: Community, parts: tuple[str, ...]) -> Decision:
    """The next question follows at once, unless it has been answered before."""
    asked = _named(before, changed, parts)
    if changed.facilitator is None:
        return asked + form(keepers_form(changed))
    return asked + whispered("founding.permission.settled")


def _name_keepers(community: Community, given: Given) -> Decision:
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
    )
    named = _named(community, changed, (FACILITATOR, DEPUTY))
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


def _named(before: Community, changed: Community, parts: tuple[str, ...]) -> Decision:
    """Ask everyone newly named, in private, and bring the convenor's card up to date."""
    community = once_permitted(changed)
    asked = [(part, who) for part in parts if (who := appointment(community, part))]
    posts = [
        said
        for part, who in asked
        if who.answer is Answer.NONE
        for said in _asked(community, part, who)
    ]
    shown: tuple[Said, ...] = (*convenors_cards(community), *permission_shown(community))
    return Decision(keep=(community,), say=(*_replaced(before, community), *posts, *shown))


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


def _asked(community: Community, part: str, who: Appointment) -> tuple[Said, ...]:
    """Who has said no and is named again hears of it in a new message; the same asking is sent once."""
    name, card = asking_name(community, part, who), asking_card(community, part)
    return (privately(community, who.person, name, card), revised(community, name, card))


def _chosen(given: Given, field: str) -> PersonId | None:
    return next((PersonId(one) for one in given.many(field)), None)


def _wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def _drafted_by(person: PersonId, token: Token, known: Known) -> Community:
    """The draft that a button names, if it is this person's."""
    community = known.community(token[0])
    _must_convene(community, person)
    if community.stage is not Stage.DRAFT:
        raise Refused(Reason.SETTLED)
    return community


def _must_convene(community: Community, person: PersonId) -> None:
    if person != community.convenor:
        raise Refused(Reason.NOT_YOURS)


CONVERSATION = Conversation(
    presses={
        Act.APPOINT: ask_to_appoint,
        Act.OURSELVES: permit_ourselves,
    },
    forms={Act.APPOINT: appoint},
    alarms={AlarmKind.FOUNDING_WAITS: still_waiting},
)
