"""A proposal is put to the group. Any member may; so do the bot's own flows, through `proposed`."""

from datetime import datetime, time

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.conversations.care.trusting import asked_first, can_hear
from bot.conversations.consent.proposal_cards import (
    consent_card,
    consent_name,
    talk_card,
    talk_name,
)
from bot.conversations.consent.proposal_forms import (
    ONE_OF_OURS,
    OPEN_TO_ALL,
    ours,
    propose_form,
    which_form,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.here import ways_offered, why_not_notes
from bot.conversations.rhythm.cards import rhythm_words
from bot.conversations.saying import form, in_good_time, in_rooms, whispered
from bot.domain.agreement import MANY_STAND, Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.proposal import TALKING, Proposal, ProposalState
from bot.domain.refusal import Reason, Refused
from bot.words import say

CLOSES = time(12)
ANSWERED_IN = 3
"""Working days in which everyone is asked, where nothing else is said."""
DAYS = {
    ProposalState.QUESTIONS: 2,
    ProposalState.REACTIONS: 2,
    ProposalState.REDRAFT: 1,
}
"""Working days of each state."""
MEETS = (Stage.ACTIVE, Stage.RESTING)
"""In these a rhythm stands; before, there is only what the bot would propose."""


def proposed(
    community: Community,
    matter: Matter,
    *,
    title: str,
    words: str,
    proposer: PersonId,
    at: datetime,
    known: Known,
    about: str = "",
    why: str = "",
    days: int = ANSWERED_IN,
    short: bool = True,
    ours: bool = False,
    quietly: bool = False,
) -> Decision:
    """Put it to everyone who takes part. `short` asks for answers at once, for `days` working days;
    otherwise questions, reactions and a redraft come first. `ours`: it is where those who were asked lean,
    and nobody's own proposal.

    Refused while the same matter is being decided.
    """
    _must_be_free(community, matter, about, known)
    state = ProposalState.OBJECTIONS if short else ProposalState.QUESTIONS
    proposal = Proposal(
        id=RecordId(known.mint.id()),
        community=community.id,
        matter=matter,
        about=about,
        title=title,
        words=words,
        why=why,
        instead_of=_stands(community, matter, about, known),
        proposer=proposer,
        ours=ours,
        asked=community.circle,
        quietly=quietly,
        state=state,
        days=days,
        until=ends(community, days if short else DAYS[state], at, known),
    )
    alone = asked_alone(community, proposal, at, known)
    return Decision(keep=(proposal,), say=(*opened(community, proposal), *alone))


def opened(community: Community, proposal: Proposal) -> tuple[Post, ...]:
    """The post that everybody sees: to talk under, or to answer."""
    if proposal.quietly:
        return ()
    if proposal.state in TALKING:
        return in_rooms(community, talk_name(proposal), talk_card(community, proposal))
    return in_rooms(community, consent_name(proposal), consent_card(community, proposal))


def asked_alone(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> tuple[Post, ...]:
    """The same card to each of us, where the room is not the place for it."""
    if not proposal.quietly:
        return ()
    name, card = consent_name(proposal), consent_card(community, proposal)
    here = sorted(proposal.asked & community.circle)
    return tuple(in_good_time(community, one, name, card, at, known) for one in here)


def ends(community: Community, days: int, at: datetime, known: Known) -> datetime:
    """At noon, so many working days on; never on somebody's first day back."""
    reckoned = known.days(community)
    return reckoned.at(reckoned.closing(reckoned.day_of(at), days), CLOSES)


def command(command: CommandGiven, known: Known) -> Decision:
    """`/lc propose`: any member may propose to change what the group has agreed."""
    community = known.community_at(command.place, command.who)
    _must_be_able_to(community, command.who.person)
    return form(which_form(community))


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """A button beside something that was agreed: its words come along, to be changed."""
    community = known.community(token[0])
    _must_be_able_to(community, press.who.person)
    if len(token.about) == 1:
        return form(which_form(community))
    return _to_be_changed(community, _matter(token[1]), _about(token), known)


def submit(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to(community, submitted.who.person)
    if len(token.about) == 1:
        return _to_be_changed(community, _matter(given.text("matter")), "", known)
    matter = _matter(token[1])
    for box in ("title", "words"):
        if not given.text(box):
            return Decision(reply=(FormErrors({box: say("propose.empty")}),))
    if matter is Matter.TRUSTED and not can_hear(community, given.text("words")):
        return Decision(reply=(FormErrors({"words": say("trusted.who")}),))
    if matter is Matter.NOTES and (why := why_not_notes(community, given.text("words"), known)):
        return Decision(reply=(FormErrors({"words": say(why)}),))
    about, words = _what(matter, given.text("words"), _about(token), known)
    if matter is Matter.TRUSTED:
        about = community.named(words) or ""
        _must_be_free(community, matter, about, known)
        if about != submitted.who.person:  # nobody is named to the others without their own yes
            return asked_first(community, PersonId(about), submitted, known)
    put = proposed(
        community,
        matter,
        about=about,
        title=given.text("title"),
        words=words,
        why=given.text("why"),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
        short=matter not in (Matter.RULES, Matter.ROUTES),
    )
    return put + whispered("propose.sent")


def _to_be_changed(community: Community, matter: Matter, about: str, known: Known) -> Decision:
    """What stands is there to be changed; and nobody writes for nothing while it is being decided."""
    if about or matter not in MANY_STAND:
        _must_be_free(community, matter, about, known)
    words = _stands(community, matter, about, known)
    return form(propose_form(community, matter, words, about, notes=ways_offered(known)))


def _about(token: Token) -> str:
    """Which of several that stand side by side."""
    return next(iter(token.about[2:]), "")


def _stands(community: Community, matter: Matter, about: str, known: Known) -> str:
    """The words that a new agreement would take the place of. When we meet stands without any having been agreed."""
    stands = known.stands(community, matter, about) if matter.gives_way else None
    if stands:
        return stands.words
    meets = matter is Matter.RHYTHM and community.stage in MEETS
    return rhythm_words(community.rhythm) if meets else ""


def _what(matter: Matter, given: str, about: str, known: Known) -> tuple[str, str]:
    """What it is about, and the words: the group's own, or those of what it chose from ours."""
    if matter in ONE_OF_OURS and given in set(ONE_OF_OURS[matter]):
        return given, ours(matter, given)
    return about or (known.mint.id() if matter is Matter.ANYTHING else ""), given


def _must_be_free(community: Community, matter: Matter, about: str, known: Known) -> None:
    """Two proposals on the same thing would each be answered without the other."""
    for other in known.proposals(community):
        same = other.about == about if matter in MANY_STAND else True
        if other.matter is matter and same:
            raise Refused(Reason.PROPOSED_ALREADY, title=other.title)


def _must_be_able_to(community: Community, person: PersonId) -> None:
    community.must_include(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)


def _matter(word: str) -> Matter:
    if word not in OPEN_TO_ALL:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Matter(word)


CONVERSATION = Conversation(
    commands={"propose": command},
    presses={Act.PROPOSE: press},
    forms={Act.PROPOSE: submit},
)
