"""Somebody cannot live with a proposal. Three ways on: other words, a trial, a conversation; or it rests."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.consent.agreeing import not_agreed
from bot.conversations.consent.proposal_cards import (
    consent_name,
    proposal_title,
    redraft_name,
    trial_card,
    trial_name,
)
from bot.conversations.consent.proposal_forms import reword_form
from bot.conversations.consent.turns import (
    ask_everyone,
    carried_by,
    let_rest,
    said_to_carry,
    settle,
    starts_again,
    taken_to_call,
    way_on_closed,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, in_good_time, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.proposal import (
    STOPPED,
    Proposal,
    ProposalState,
    Stance,
    Stood,
)
from bot.domain.refusal import Reason, Refused
from bot.words import say


def press_reword(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, proposal = _carried(press.who.person, token, known)
    _must_have_words(proposal)
    return form(reword_form(proposal))


def reword(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Other words; everyone is asked again, since every answer was to the old ones."""
    community, proposal = _carried(submitted.who.person, token, known)
    _must_have_words(proposal)
    words = submitted.given.text("words")
    if not words:
        return Decision(reply=(FormErrors({"words": say("propose.empty")}),))
    draft = proposal.reworded(words, submitted.who.person)
    old = Card(proposal_title(proposal), texts("proposal.changed_since"))
    gone = Decision(
        say=(
            *way_on_closed(community, proposal),
            revised(community, consent_name(proposal), old),
            revised(community, redraft_name(proposal), old),
        )
    )
    return ask_everyone(community, draft, submitted.at, known) + gone + whispered("reword.sent")


def keep_words(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Before everyone is asked, the proposer lets the words stand."""
    community, proposal = _carried(press.who.person, token, known)
    if proposal.state is not ProposalState.REDRAFT:
        raise Refused(Reason.ALREADY_ANSWERED)
    return ask_everyone(community, proposal, press.at, known)


def offer_trial(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whoever objects is asked, in private, whether three sessions of it would be bearable."""
    community, proposal = _carried(press.who.person, token, known)
    _must_be_triable(proposal)
    card, name, asked = trial_card(proposal), trial_name(proposal), list[Said]()
    for person in proposal.objectors:
        asked.append(in_good_time(community, person, name, card, press.at, known))
        asked.append(revised(community, name, card, to=person))  # to whoever objects again, anew
    return Decision(say=tuple(asked)) + whispered("trial.offered")


def try_it(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """An objection becomes a trial. Those who had answered already answered more than that."""
    community, proposal = known.proposal(token[0])
    if press.who.person not in proposal.objectors:
        raise Refused(Reason.ALREADY_ANSWERED)
    _must_be_triable(proposal)
    before = proposal.answers[press.who.person]
    stood = Stood(stance=Stance.CONCERN, words=before.words, aloud=before.aloud)
    tried = replace(proposal.answered(press.who.person, stood), trial=True)
    closed = Card(proposal_title(tried), texts("trial.thanks"))
    said = revised(community, trial_name(tried), closed, to=press.who.person)
    if tried.objectors:
        return Decision(keep=(tried,), say=(said,)) + whispered("trial.thanks")
    going = starts_again(community, tried, press.at, known)
    return going + Decision(say=(said,)) + whispered("trial.thanks")


def to_a_call(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, proposal = _carried(press.who.person, token, known)
    if proposal.about_a_person:  # that is talked over with each alone
        raise Refused(Reason.UNKNOWN_BUTTON)
    return taken_to_call(community, proposal, press.at, "proposal.call") + whispered("call.said")


def all_can_live(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """After the conversation, as whoever presses tells it. Who objected must have pressed for themselves:
    nobody speaks for them."""
    community, proposal = _carried(press.who.person, token, known)
    if proposal.state is not ProposalState.CALL:
        raise Refused(Reason.PROPOSAL_NOT_YET)
    if proposal.objectors:
        raise Refused(Reason.OBJECTION_STANDS)
    return settle(community, proposal, press.at, known, told_by=press.who.person)


def rest(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, proposal = _carried(press.who.person, token, known)
    at = press.at
    return let_rest(community, proposal, at) + not_agreed(community, proposal, at, known)


def _carried(person: PersonId, token: Token, known: Known) -> tuple[Community, Proposal]:
    """The proposal that a button names, if this person carries it, or looks after the community."""
    community, proposal = known.proposal(token[0])
    community.must_include(person)  # nobody outside learns whose proposal it is
    proposal.must_be_open()
    if person != carried_by(community, proposal) and not community.is_kept_by(person):
        name = community.name_of(said_to_carry(community, proposal))
        raise Refused(Reason.NOT_THE_PROPOSER, name=name)
    return community, proposal


def _must_have_words(proposal: Proposal) -> None:
    if not proposal.matter.has_words:
        raise Refused(Reason.UNKNOWN_BUTTON)


def _must_be_triable(proposal: Proposal) -> None:
    if proposal.state not in STOPPED:
        raise Refused(Reason.PROPOSAL_GOES_ON)
    if not proposal.matter.can_be_tried:
        raise Refused(Reason.CANNOT_BE_TRIED)


CONVERSATION = Conversation(
    presses={
        Act.REWORD: press_reword,
        Act.KEEP_WORDS: keep_words,
        Act.OFFER_TRIAL: offer_trial,
        Act.TRY_IT: try_it,
        Act.PROPOSAL_TO_CALL: to_a_call,
        Act.ALL_CAN_LIVE: all_can_live,
        Act.LET_IT_REST: rest,
    },
    forms={Act.REWORD: reword},
)
