"""Who permits it, and who looks after it: the convenor names them, and each is asked in private."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.founding_cards import (
    DEPUTY,
    FACILITATOR,
    SPONSOR,
    next_steps,
    reminder_card,
    reminder_name,
)
from bot.conversations.permission.founding_forms import form_about
from bot.conversations.permission.naming import appointed, arranged_by, asks_them, chosen, wrong
from bot.conversations.permission.naming_sponsors import name_sponsor
from bot.conversations.saying import (
    form,
    in_good_time,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused


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
        return name_sponsor(arranged_by(submitted.who.person, token, known), submitted, known)
    community = _drafted_by(submitted.who.person, token, known)
    return _name_keepers(community, submitted.given, known)


def still_waiting(alarm: AlarmRang, known: Known) -> Decision:
    """A week on, once: somebody has not answered. The convenor may ask them, or name somebody else."""
    community = known.community(alarm.community)
    if community.stage is not Stage.DRAFT:
        return Decision()
    name, card = reminder_name(community), reminder_card(community)
    post = in_good_time(community, community.arranger, name, card, alarm.at, known)
    return Decision(say=(post,))


def _name_keepers(community: Community, given: Given, known: Known) -> Decision:
    facilitator, deputy = (chosen(given, part) for part in (FACILITATOR, DEPUTY))
    if facilitator is None or deputy is None:
        return wrong(DEPUTY if facilitator else FACILITATOR, "founding.nobody_chosen")
    if facilitator == deputy:
        return wrong(DEPUTY, "founding.keepers.two_people")
    for part, person in ((FACILITATOR, facilitator), (DEPUTY, deputy)):
        if community.is_sponsor(person):
            return wrong(part, "founding.keepers.not_the_sponsor")
    changed = replace(
        community,
        facilitator=_keeper(community, community.facilitator, facilitator, given, known),
        deputy=_keeper(community, community.deputy, deputy, given, known),
        keepers_manage=given.text("manages") == "yes",
    )
    asked = asks_them(community, changed, known.brief(community), (FACILITATOR, DEPUTY))
    return asked + whispered("founding.keepers.asked")


def _keeper(
    community: Community, before: Appointment | None, person: PersonId, given: Given, known: Known
) -> Appointment:
    """A convenor who takes it on themselves has said yes by doing so."""
    asked = appointed(before, person, given, known)
    return asked.answered(Answer.YES) if person == community.convenor else asked


def _drafted_by(person: PersonId, token: Token, known: Known) -> Community:
    """The same, while it is a draft."""
    community = arranged_by(person, token, known)
    if community.stage is not Stage.DRAFT:
        raise Refused(Reason.SETTLED)
    return community


def _is_settled(community: Community, part: str) -> bool:
    """In a draft, a part that somebody has taken on. Later only another sponsor can be named here."""
    if community.stage is not Stage.DRAFT:
        return part != SPONSOR
    return part not in [step for _, step in next_steps(community)]


CONVERSATION = Conversation(
    presses={
        Act.APPOINT: ask_to_appoint,
    },
    forms={Act.APPOINT: appoint},
    alarms={AlarmKind.FOUNDING_WAITS: still_waiting},
)
