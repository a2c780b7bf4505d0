"""Everyone answers a proposal: I can live with it, I have a concern, I object."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Care, Decision, FormErrors, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Quote
from bot.conversations.consent.proposal_cards import consent_name, proposal_title
from bot.conversations.consent.proposal_forms import concern_form, objection_form
from bot.conversations.consent.turns import stands_still, starts_again, trials_over
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.suggestion_cards import (
    reader_of,
    reservation_card,
    reservation_form,
    reservation_name,
    taken_back_card,
)
from bot.conversations.saying import (
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whispered,
)
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.proposal import (
    BROUGHT_BACK_EVERY,
    Proposal,
    ProposalState,
    Stance,
    Stood,
)
from bot.words import say
from bot.words.times import moment_words


def live_with_it(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """One press. The last objection that goes starts the clock again."""
    community, proposal = known.proposal(token[0])
    proposal.must_take_answers(press.who.person)
    changed = proposal.answered(press.who.person, Stood(stance=Stance.FINE))
    kept = _after_answer(community, proposal, changed, press.at, known)
    return kept + _taken_back(community, proposal, press.who.person) + _thanks(community, changed)


def press_concern(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, proposal = known.proposal(token[0])
    proposal.must_take_answers(press.who.person)
    if proposal.about_a_person:
        return form(reservation_form(community, proposal, token.act))
    return form(concern_form(proposal))


def concern(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It goes on, and the concern is said: to all, or to those who carry it on."""
    community, proposal = known.proposal(token[0])
    stood = _stood(submitted, Stance.CONCERN, proposal)
    if stood is None:
        return Decision(reply=(FormErrors({"words": say("stance.empty")}),))
    proposal.must_take_answers(submitted.who.person)
    changed = _answered(proposal, submitted.who.person, stood, known)
    said = said_aloud if stood.aloud else said_to_keeper
    kept = _after_answer(community, proposal, changed, submitted.at, known)
    told = Decision(say=said(community, changed, submitted, known))
    return kept + told + _thanks(community, changed)


def press_objection(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, proposal = known.proposal(token[0])
    proposal.must_take_answers(press.who.person)
    if proposal.about_a_person:
        return form(reservation_form(community, proposal, token.act))
    keeper = hears_it(community, press.who.person)
    return form(objection_form(proposal, community.name_of(keeper)))


def objection(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The clock stops. Who carries the proposal sees the ways on."""
    community, proposal = known.proposal(token[0])
    stood = _stood(submitted, Stance.OBJECT, proposal)
    if stood is None:
        return Decision(reply=(FormErrors({"words": say("stance.empty")}),))
    proposal.must_take_answers(submitted.who.person)
    answered = _answered(proposal, submitted.who.person, stood, known)
    stopped = _stopped(answered, submitted.at)
    said = said_aloud if stood.aloud else said_to_keeper
    told = said(community, stopped, submitted, known)
    kept = Decision(keep=(stopped,), say=(*told, *stands_still(community, stopped)))
    if stopped.about_a_person:
        return kept + whispered("suggest.reservation.thanks")
    return kept + whispered("objection.thanks")


def _answered(proposal: Proposal, person: PersonId, stood: Stood, known: Known) -> Proposal:
    answered = proposal.answered(person, stood)
    if not answered.about_a_person:
        return answered
    return answered.with_telling(person, known.mint.id())


def _stopped(proposal: Proposal, at: datetime) -> Proposal:
    """The clock stops, and the room sees it. About a person the day stays as it was, so that nobody can tell."""
    stopped = replace(proposal, state=ProposalState.OBJECTED)
    if proposal.about_a_person:
        return stopped
    return replace(stopped, until=at + BROUGHT_BACK_EVERY, reminders=0)


def hears_it(community: Community, speaker: PersonId) -> PersonId:
    """Who reads what is not for everyone: the facilitator, or the other keeper when it is their own."""
    others = [who.person for who in community.keepers if who.person != speaker]
    return others[0] if others else speaker


def _after_answer(
    community: Community, before: Proposal, answered: Proposal, at: datetime, known: Known
) -> Decision:
    """The last objection that goes sets the clock going again. Whoever objects no more need not try it."""
    gone = [one for one in before.objectors if one not in answered.objectors]
    free = Decision(say=trials_over(community, before, gone))
    if before.state is not ProposalState.OBJECTED or answered.objectors:
        return Decision(keep=(answered,)) + free
    return starts_again(community, answered, at, known) + free


def _taken_back(community: Community, before: Proposal, person: PersonId) -> Decision:
    """A reservation that is no more: whoever read it sees so, and its words are gone."""
    stood = before.answers.get(person)
    if person not in before.told_as or not (stood and stood.words):
        return Decision()
    card = taken_back_card(community, person)
    return Decision(say=(revised(community, reservation_name(before, person), card),))


def _thanks(community: Community, proposal: Proposal) -> Decision:
    stands_still = proposal.state is not ProposalState.OBJECTIONS and not proposal.about_a_person
    if stands_still or proposal.until is None:
        return whispered("stance.thanks")
    when = moment_words(proposal.until, community.rhythm.hours.zone)
    return whispered("stance.thanks_until", when=when)


def _stood(submitted: FormSubmitted, stance: Stance, proposal: Proposal) -> Stood | None:
    """Never aloud about a person, whatever the form says."""
    words = submitted.given.text("words")
    if not words:
        return None
    aloud = submitted.given.text("to") != "alone" and not proposal.about_a_person
    return Stood(stance=stance, words=words, aloud=aloud)


def said_aloud(
    community: Community, proposal: Proposal, submitted: FormSubmitted, known: Known
) -> tuple[Post, ...]:
    person = submitted.who.person
    quote = Quote(proposal.answers[person].words, community.name_of(person))
    key = f"stance.said.{proposal.answers[person].stance}"
    card = Card("", (*texts(key, name=community.name_of(person)), quote))
    name = f"stance:{known.mint.id()}"
    return in_rooms(community, name, card, under=consent_name(proposal))


def said_to_keeper(
    community: Community, proposal: Proposal, submitted: FormSubmitted, known: Known
) -> tuple[Said, ...]:
    if proposal.about_a_person:
        return _reserved(community, proposal, submitted, known)
    person = submitted.who.person
    quote = Quote(proposal.answers[person].words, community.name_of(person))
    card = Card(
        proposal_title(proposal),
        (*texts("stance.said_to_you", name=community.name_of(person)), quote),
    )
    keeper, name = hears_it(community, person), f"stance:{known.mint.id()}"
    at = submitted.at
    return (in_good_time(community, keeper, name, card, at, known, care=Care.REPEAT),)


def _reserved(
    community: Community, proposal: Proposal, submitted: FormSubmitted, known: Known
) -> tuple[Said, ...]:
    """To one reader; said again, it takes the place of what was said before."""
    person, reader = submitted.who.person, reader_of(community, proposal)
    if person == reader:
        return ()
    card, name = reservation_card(community, proposal, person), reservation_name(proposal, person)
    post = in_good_time(community, reader, name, card, submitted.at, known, care=Care.REPEAT)
    return (post, revised(community, name, card))


CONVERSATION = Conversation(
    presses={
        Act.LIVE_WITH_IT: live_with_it,
        Act.CONCERN: press_concern,
        Act.OBJECT: press_objection,
    },
    forms={Act.CONCERN: concern, Act.OBJECT: objection},
)
