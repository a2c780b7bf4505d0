"""How a proposal is shown: in talk, when everyone is asked, and once it is settled."""

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Facts, Points, Quote, Text, Weight
from bot.conversations.membership.suggestion_cards import (
    reserved_card,
    settled_suggestion,
    suggestion_card,
)
from bot.conversations.saying import button, in_sections, listed, named, texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.lines import lines_of
from bot.domain.proposal import TRIAL_SESSIONS, Proposal, ProposalState
from bot.words import say
from bot.words.times import moment_words


def talk_name(proposal: Proposal) -> str:
    """The post under which a proposal is talked over, before anyone is asked for an answer."""
    return f"proposal:{proposal.id}"


def consent_name(proposal: Proposal) -> str:
    """The post that asks everyone. Each draft has one of its own."""
    return f"consent:{proposal.id}:{proposal.draft}"


def way_on_name(proposal: Proposal, again: int = 0) -> str:
    """The private card of whoever carries the proposal on, for each draft and each reminder."""
    return f"way_on:{proposal.id}:{proposal.draft}:{again}"


def trial_name(proposal: Proposal) -> str:
    """The private card that asks whether a trial would be bearable: each who objects has their own."""
    return f"trial:{proposal.id}:{proposal.draft}"


def proposal_title(proposal: Proposal) -> str:
    return say("proposal.title", title=proposal.title)


def redraft_name(proposal: Proposal) -> str:
    """The private card that asks its proposer whether the words stand."""
    return f"redraft:{proposal.id}"


def talk_card(community: Community, proposal: Proposal) -> Card:
    """In questions, reactions and redraft: the words, and the one question of the moment."""
    return Card(
        proposal_title(proposal),
        (*_proposed(community, proposal), *_question(community, proposal)),
    )


def consent_card(community: Community, proposal: Proposal) -> Card:
    """Everyone is asked, in public, with the same three buttons. Never a count while it is open."""
    if proposal.about_a_person:
        return suggestion_card(community, proposal)
    body = (*_proposed(community, proposal), *_asking(community, proposal))
    return Card(proposal_title(proposal), body, _answers(proposal))


def settled_card(community: Community, proposal: Proposal, told_by: PersonId | None = None) -> Card:
    """Agreed or let go. Concerns that were said aloud stand beside what was agreed. `told_by`: who says that
    a conversation came to it."""
    if proposal.about_a_person:
        return settled_suggestion(proposal)
    body: tuple[Element, ...] = _proposed(community, proposal)
    if proposal.state is ProposalState.ENDED:
        return Card(proposal_title(proposal), (*body, *texts("proposal.rests")))
    body += _how(community, proposal, told_by)
    if concerns := proposal.concerns_aloud:
        body += (*texts("proposal.with_concerns"), Points(concerns))
    return Card(say("proposal.agreed_title", title=proposal.title), body)


def way_on_card(community: Community, proposal: Proposal) -> Card:
    """For whoever carries it on: an objection asks for better words, a trial, or a conversation."""
    if proposal.about_a_person:
        return reserved_card(community, proposal)
    objections = tuple(
        Quote(one.words, community.name_of(person))
        for person in proposal.objectors
        if (one := proposal.answers[person]).aloud and one.words
    )
    key = "proposal.way_on.call" if proposal.state is ProposalState.CALL else "proposal.way_on"
    body: tuple[Element, ...] = (*objections, *_why_unsaid(community, proposal), *texts(key))
    return Card(proposal_title(proposal), body, _ways_on(proposal))


def _why_unsaid(community: Community, proposal: Proposal) -> tuple[Text, ...]:
    """An objection that the proposer cannot read. Who has read it is not said: that might tell whose it is."""
    heard = all(proposal.answers[person].aloud for person in proposal.objectors)
    if heard or community.is_kept_by(proposal.proposer):
        return ()
    return texts("proposal.why_unsaid")


def trial_card(proposal: Proposal) -> Card:
    return Card(
        proposal_title(proposal),
        texts("trial.asks", sessions=TRIAL_SESSIONS),
        (button("i_can_try_it", Act.TRY_IT, proposal.id, weight=Weight.MAIN),),
    )


def redraft_card(proposal: Proposal) -> Card:
    return Card(
        proposal_title(proposal),
        (*texts("proposal.redraft"), Quote(proposal.words)),
        (
            button("keep_the_words", Act.KEEP_WORDS, proposal.id, weight=Weight.MAIN),
            button("change_the_words", Act.REWORD, proposal.id, asks=True),
        ),
    )


def _proposed(community: Community, proposal: Proposal) -> tuple[Element, ...]:
    """The words as they would stand, rules as a list, one line each; and what they would change."""
    lines = lines_of(proposal.words)
    words = in_sections(lines) if len(lines) > 1 else (Quote(proposal.words),)
    why = ((say("proposal.why"), proposal.why),) if proposal.why else ()
    by = "proposal.carried_by" if proposal.ours else "proposal.by"
    who = ((say(by), named(community, proposal.proposer)),)
    shown_who = () if proposal.matter is Matter.MESSAGE else who
    facts = (Facts((*why, *shown_who)),) if why or shown_who else ()
    return (*words, *_changes(proposal), *facts)


def _how(community: Community, proposal: Proposal, told_by: PersonId | None) -> tuple[Text, ...]:
    """What it rests on: what people answered, or what somebody tells of a conversation. The bot was not
    there, so it says whose word that is; but never that of a message's writer."""
    trial = texts("proposal.agreed_trial") if proposal.trial else ()
    if told_by is None:
        return trial or texts("proposal.agreed")
    name = named(community, None if proposal.matter is Matter.MESSAGE else told_by)
    return (*texts("proposal.agreed_in_talk", name=name), *trial)


def _changes(proposal: Proposal) -> tuple[Element, ...]:
    """Nothing goes unread: what is new in place of what stands, and what would stand no longer. Of other words,
    first what has changed since everyone was asked about the last."""
    new = _unless_all(proposal.new_lines, proposal)
    stands = (*listed("proposal.is_new", new), *listed("proposal.goes", proposal.lines_that_go))
    if not proposal.before:
        return stands
    added = _unless_all(proposal.lines_added, proposal)
    since = (*listed("proposal.added", added), *listed("proposal.said", proposal.lines_dropped))
    return (*since, *stands)


def _unless_all(lines: tuple[str, ...], proposal: Proposal) -> tuple[str, ...]:
    """All of it stands just above."""
    return lines if len(lines) < len(lines_of(proposal.words)) else ()


def _question(community: Community, proposal: Proposal) -> tuple[Text, ...]:
    return texts(f"proposal.asks.{proposal.state}", when=_until(community, proposal))


def _asking(community: Community, proposal: Proposal) -> tuple[Text, ...]:
    """What is asked, or why the clock has stopped."""
    match proposal.state:
        case ProposalState.OBJECTED:
            return texts("proposal.stopped")
        case ProposalState.CALL:
            return texts("proposal.to_a_call")
        case _:
            trial = texts("proposal.for_a_trial", sessions=TRIAL_SESSIONS) if proposal.trial else ()
            when = _until(community, proposal)
            return (*trial, *texts("proposal.can_you_live_with_it", when=when))


def _answers(proposal: Proposal) -> tuple[Button, ...]:
    return (
        button("live_with_it", Act.LIVE_WITH_IT, proposal.id),
        button("a_concern", Act.CONCERN, proposal.id, asks=True),
        button("i_object", Act.OBJECT, proposal.id, asks=True),
    )


def _ways_on(proposal: Proposal) -> tuple[Button, ...]:
    reword = button("change_the_words", Act.REWORD, proposal.id, asks=True)
    words = (reword,) if proposal.matter.has_words else ()
    rest = button("let_it_rest", Act.LET_IT_REST, proposal.id)
    if proposal.state is ProposalState.CALL:
        all_can = button("all_can_live", Act.ALL_CAN_LIVE, proposal.id, weight=Weight.MAIN)
        return (all_can, *words, rest)
    trial = button("offer_a_trial", Act.OFFER_TRIAL, proposal.id, sessions=TRIAL_SESSIONS)
    return (
        *words,
        *((trial,) if proposal.matter.can_be_tried else ()),
        button("take_it_to_a_call", Act.PROPOSAL_TO_CALL, proposal.id),
        rest,
    )


def _until(community: Community, proposal: Proposal) -> str:
    assert proposal.until is not None
    return moment_words(proposal.until, community.rhythm.hours.zone)
