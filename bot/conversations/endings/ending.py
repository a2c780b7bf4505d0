"""Ending well: proposed by any member, agreed by all, and then two weeks to look back before it is all deleted."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Lines
from bot.conversations.codesign.resuming import waits as codesign_waits
from bot.conversations.consent.proposal_forms import MOST_WHY
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.endings.ending_cards import (
    closing_card,
    closing_name,
    data_card,
    data_name,
    desk_card,
    desk_name,
)
from bot.conversations.endings.renewing import let_go
from bot.conversations.known import Known
from bot.conversations.rhythm.hold_cards import told_of_change
from bot.conversations.rhythm.planning import set_aside
from bot.conversations.saying import (
    form,
    in_good_time,
    in_rooms,
    privately,
    texts,
    whisper,
    whispered,
)
from bot.conversations.sessions.story_cards import shown_to_tellers
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ending import DAYS_TO_END, DAYS_TO_REMIND, Ending
from bot.domain.ids import PersonId, RecordId
from bot.domain.proposal import Proposal
from bot.domain.refusal import Reason, Refused
from bot.domain.turns import MORNING, NOON
from bot.words import say


def command(command: CommandGiven, known: Known) -> Decision:
    """`/lc end`: propose it; once it is agreed, when it ends and how to stop it."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    if community.stage is Stage.ENDING:
        return _where_it_stands(community, command.who.person, known)
    _must_be_able_to_end(community, command.who.person)
    return form(_ending_form(community))


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to_end(community, press.who.person)
    return form(_ending_form(community))


def submit(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Questions, reactions and a redraft come first: nothing larger is ever decided here."""
    community = known.community(token[0])
    _must_be_able_to_end(community, submitted.who.person)
    put = proposed(
        community,
        Matter.ENDING,
        title=say("ending.proposal"),
        words=say("ending.words"),
        why=submitted.given.text("why"),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
        short=False,
    )
    return put + whispered("propose.sent")


def begun(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """It is agreed. Nothing new is planned, a session that runs may end, and everyone is asked three things."""
    if community.stage is Stage.ENDING:
        return Decision()
    ending = _planned(community, proposal, at, known)
    closing = replace(community, stage=Stage.ENDING)
    ahead = [one for one in known.sessions(community) if one.ahead]
    running = any(one.running for one in known.sessions(community))
    said: tuple[Said, ...] = (
        *told_of_change(community, ahead),
        *shown_to_tellers(closing, known.stories(community)),
        *in_rooms(closing, closing_name(ending), closing_card(closing, ending, running=running)),
        *_to_keepers(closing, ending, at, known),
    )
    kept = Decision(keep=(closing, ending, *set_aside(ahead, known)), say=said)
    return kept + let_go(closing, known) + codesign_waits(closing, at, known)


def stands(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    """What is asked in its last days, and how to stop it; and what goes, once that has been said."""
    if community.stage is not Stage.ENDING:
        return ()
    ending = ending_of(community, known)
    open_ = ending.said_at is None
    closing = closing_card(community, ending, running=False, open=open_)
    told = in_rooms(community, data_name(ending), data_card(community, ending, open=open_))
    said = told if ending.reminds_at <= at else ()
    return (*in_rooms(community, closing_name(ending), closing), *said)


def ending_of(community: Community, known: Known) -> Ending:
    """Refused when the community is not ending, or no longer is."""
    found = known.records.all(Ending, RecordId(community.id))
    if community.stage is not Stage.ENDING or not found:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return found[-1]


def _planned(community: Community, proposal: Proposal, at: datetime, known: Known) -> Ending:
    """In working days, at noon; and no earlier than two after the planned close of a session that runs."""
    days = known.days(community)
    last = days.step(days.day_of(at), DAYS_TO_END)
    for one in known.sessions(community):
        if one.running:
            last = max(last, days.step(days.day_of(one.plan.closes_at), 2))
    return Ending(
        id=RecordId(known.mint.id()),
        community=community.id,
        proposer=proposal.proposer,
        words=proposal.words,
        before=community.stage,
        reminds_at=days.at(days.step(last, -DAYS_TO_REMIND), MORNING),
        gone_at=days.at(last, NOON),
    )


def _to_keepers(
    community: Community, ending: Ending, at: datetime, known: Known
) -> tuple[Post, ...]:
    """What there is to keep, and the two letters."""
    card = desk_card(community, known)
    return tuple(
        in_good_time(community, who.person, desk_name(ending), card, at, known)
        for who in community.keepers
    )


def _where_it_stands(community: Community, person: PersonId, known: Known) -> Decision:
    ending = ending_of(community, known)
    card = data_card(community, ending, open=ending.said_at is None)
    told = whisper(*card.body, title=card.title, buttons=card.buttons)
    if not community.is_kept_by(person):
        return told
    desk = privately(
        community, person, f"{desk_name(ending)}:{known.mint.id()}", desk_card(community, known)
    )
    return told + Decision(say=(desk,))


def _must_be_able_to_end(community: Community, person: PersonId) -> None:
    community.must_include(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    community.must_not_be_ending()


def _ending_form(community: Community) -> Form:
    return Form(
        token=Token(Act.PROPOSE_ENDING, (community.id,)).pack(),
        title=say("ending.proposal"),
        intro=texts("ending.form.intro", "ending.form.what_follows"),
        fields=(Lines("why", say("propose.why"), most=MOST_WHY),),
        submit=say("button.propose_it"),
        cancel=say("button.not_now"),
    )


CONVERSATION = Conversation(
    commands={"end": command},
    presses={Act.PROPOSE_ENDING: press},
    forms={Act.PROPOSE_ENDING: submit},
)
