"""Until the last line has been said, anyone can stop an ending: it becomes a proposal again, with an objection."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Lines, OneOf
from bot.conversations.codesign.resuming import goes_on as codesign_goes_on
from bot.conversations.consent.consenting import hears_it, said_aloud, said_to_keeper
from bot.conversations.consent.proposal_cards import consent_card, consent_name
from bot.conversations.consent.turns import let_rest, stands_still
from bot.conversations.conversation import Conversation
from bot.conversations.endings.ending import ending_of
from bot.conversations.endings.ending_cards import (
    closing_name,
    data_name,
    desk_name,
    export_name,
)
from bot.conversations.known import Known
from bot.conversations.rhythm.planning import next_session
from bot.conversations.saying import form, in_rooms, revised, texts, whispered
from bot.conversations.sessions.story_cards import shown_to_tellers
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ending import Ending
from bot.domain.ids import PersonId, RecordId
from bot.domain.proposal import BROUGHT_BACK_EVERY, Proposal, ProposalState, Stance, Stood
from bot.words import say


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, _ = _stoppable(press.who.person, token, known)
    keeper = hears_it(community, press.who.person)
    return form(_stop_form(community, community.name_of(keeper)))


def stop(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The community goes on as before, and the group finds a way from the objection."""
    community, ending = _stoppable(submitted.who.person, token, known)
    going_on = replace(community, stage=ending.before)
    objected = _objected(going_on, ending, submitted, known)
    said_it = said_aloud if objected.answers[submitted.who.person].aloud else said_to_keeper
    said: tuple[Said, ...] = (
        *_no_longer(going_on, ending),
        *shown_to_tellers(going_on, known.stories(going_on)),
        *in_rooms(going_on, f"stopped:{ending.id}", Card("", texts("ending.stopped"))),
        *in_rooms(going_on, consent_name(objected), consent_card(going_on, objected)),
        *stands_still(going_on, objected),
        *said_it(going_on, objected, submitted, known),
    )
    kept = Decision(keep=(going_on, objected), forget=(ending,), say=said)
    return (
        kept
        + _without_what_followed(going_on, submitted, known)
        + _planned(going_on, submitted, known)
        + codesign_goes_on(going_on, submitted.at, known)
        + whispered("ending.stop.thanks")
    )


def _objected(
    community: Community, ending: Ending, submitted: FormSubmitted, known: Known
) -> Proposal:
    """The same words are put again: with this one objection, and no other answer."""
    given = submitted.given
    stood = Stood(
        stance=Stance.OBJECT,
        words=given.text("words") or say("ending.stop.no_words"),
        aloud=given.text("to") != "alone",
    )
    return Proposal(
        id=RecordId(known.mint.id()),
        community=community.id,
        matter=Matter.ENDING,
        title=say("ending.proposal"),
        words=ending.words,
        proposer=ending.proposer,
        asked=community.circle,
        state=ProposalState.OBJECTED,
        until=submitted.at + BROUGHT_BACK_EVERY,
        answers={submitted.who.person: stood},
    )


def _no_longer(community: Community, ending: Ending) -> tuple[Said, ...]:
    """The buttons go, wherever they stand."""
    card = Card(say("ending.title"), texts("ending.stopped"))
    names = (closing_name(ending), data_name(ending), desk_name(ending), export_name(ending))
    return tuple(revised(community, name, card) for name in names)


def _without_what_followed(
    community: Community, submitted: FormSubmitted, known: Known
) -> Decision:
    """The agreement to end stands no more; what was proposed for the end rests."""
    matters = (Matter.ENDING, Matter.HARVEST)
    undone = Decision(
        keep=tuple(
            replace(one, ended=True) for one in known.agreements(community) if one.matter in matters
        )
    )
    for one in known.proposals(community):
        if one.matter is Matter.HARVEST:
            undone += let_rest(community, one, submitted.at)
    return undone


def _planned(community: Community, submitted: FormSubmitted, known: Known) -> Decision:
    """The next session, unless the community rests, or one still runs and will plan it."""
    running = any(one.running for one in known.sessions(community))
    if community.stage is not Stage.ACTIVE or running:
        return Decision()
    following = next_session(community, submitted.at, known)
    return Decision(keep=(following,) if following else ())


def _stoppable(person: PersonId, token: Token, known: Known) -> tuple[Community, Ending]:
    community = known.community(token[0])
    community.must_include(person)
    ending = ending_of(community, known)
    ending.must_not_be_said()
    return community, ending


def _stop_form(community: Community, keeper: str) -> Form:
    alone = say("objection.privately", name=keeper)
    to = (Choice("all", say("stance.to_everyone")), Choice("alone", alone))
    return Form(
        token=Token(Act.STOP_ENDING, (community.id,)).pack(),
        title=say("ending.stop.title"),
        intro=texts("ending.stop.intro"),
        fields=(
            Lines("words", say("ending.stop.words"), most=500),
            OneOf("to", say("stance.to_whom"), to, value="all", required=True),
        ),
        submit=say("ending.stop.title"),
        cancel=say("button.not_now"),
    )


CONVERSATION = Conversation(presses={Act.STOP_ENDING: press}, forms={Act.STOP_ENDING: stop})
