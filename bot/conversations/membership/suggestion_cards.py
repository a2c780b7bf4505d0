"""How a suggestion of somebody new is shown. A reservation about a person is never said to the room."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Element,
    Form,
    Line,
    Lines,
    OneOf,
    People,
    Quote,
    Text,
)
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.proposal import Proposal, ProposalState, Stance
from bot.words import say
from bot.words.times import moment_words

MOST_BRING = 200
GOOD_SIZE = 5
"""The method's size guide is 5 to 15 (requirements F-7)."""


def suggest_form(community: Community, *, who: PersonId | None = None) -> Form:
    """`who` is chosen already where somebody is to be invited who walked in."""
    small = len(community.joined) < GOOD_SIZE
    size = texts("suggest.small", n=len(community.joined)) if small else ()
    return Form(
        token=Token(Act.SUGGEST, (community.id,)).pack(),
        title=say("suggest.title"),
        intro=(*texts("suggest.who_is_missing", roles=community.roles), *size),
        fields=(
            People(
                "who",
                say("suggest.who"),
                values=(who,) if who else (),
                required=True,
                missing=say("suggest.nobody"),
            ),
            Line(
                "bring",
                say("suggest.bring"),
                hint=say("suggest.bring_hint"),
                required=True,
                most=MOST_BRING,
            ),
            OneOf("asked", say("suggest.asked"), _asked_choices(), value="no", required=True),
        ),
        submit=say("button.suggest_them"),
        cancel=say("button.not_now"),
    )


def reservation_form(community: Community, proposal: Proposal, act: Act) -> Form:
    """One reader; there is no way to say it to everyone."""
    return Form(
        token=Token(act, (proposal.id,)).pack(),
        title=say("suggest.reservation.title"),
        intro=(Text(_who_reads(community)), *texts("suggest.reservation.intro")),
        fields=(Lines("words", say("suggest.reservation.words"), required=True, most=500),),
        submit=say("button.tell_them_alone"),
        cancel=say("button.not_now"),
    )


def suggestion_card(community: Community, proposal: Proposal) -> Card:
    """The same whether somebody has a reservation or not. Nor does it say who suggested it."""
    about = texts("suggest.would_bring", name=proposal.words, bring=proposal.why)
    asking = _asking(community, proposal)
    return Card(say("suggest.card_title"), (*about, *asking), _answers(proposal))


def settled_suggestion(proposal: Proposal) -> Card:
    """Nothing of somebody who was not agreed on stays."""
    if proposal.state is ProposalState.AGREED:
        return Card(say("suggest.card_title"), texts("suggest.agreed", name=proposal.words))
    return Card(say("suggest.card_title"), texts("suggest.over"))


def reserved_card(community: Community, proposal: Proposal) -> Card:
    """For whoever looks after the community, alone: a reservation, or too few answers."""
    title = say("suggest.card_title")
    rest = button("let_it_rest", Act.LET_IT_REST, proposal.id)
    about = texts("suggest.would_bring", name=proposal.words, bring=proposal.why)
    if proposal.state is ProposalState.CALL:
        all_can = button("all_say_yes", Act.ALL_CAN_LIVE, proposal.id)
        return Card(title, (*about, *texts("suggest.too_few")), (all_can, rest))
    talk = (*texts("suggest.talk_it_over"), *_whose(community, proposal))
    return Card(title, (*about, *talk), (rest,))


def reservation_card(community: Community, proposal: Proposal, person: PersonId) -> Card:
    stood, name = proposal.answers[person], community.name_of(person)
    objects = stood.stance is Stance.OBJECT
    key = "suggest.reserved.object" if objects else "suggest.reserved.concern"
    quote = Quote(stood.words, name)
    told: tuple[Element, ...] = (*texts(key, name=name, who=proposal.words), quote)
    return Card(say("suggest.card_title"), (*told, *_whose(community, proposal)))


def taken_back_card(community: Community, person: PersonId) -> Card:
    name = community.name_of(person)
    return Card(say("suggest.card_title"), texts("suggest.reserved.no_more", name=name))


def reader_of(community: Community, proposal: Proposal) -> PersonId:
    """Who alone reads a reservation: whoever looks after it, and did not suggest it themselves."""
    keepers = [who.person for who in community.keepers]
    others = [person for person in keepers if person != proposal.proposer]
    return (others or keepers or [proposal.proposer])[0]


def reservation_names(proposal: Proposal) -> tuple[str, ...]:
    """Of all that has been told."""
    return tuple(reservation_name(proposal, person) for person in proposal.told_as)


def reservation_name(proposal: Proposal, person: PersonId) -> str:
    """Only for whom something has been told (`Proposal.with_telling`)."""
    return f"reservation:{proposal.told_as[person]}"


def _asking(community: Community, proposal: Proposal) -> tuple[Text, ...]:
    """The same words and the same day, whatever it waits for."""
    assert proposal.until is not None
    when = moment_words(proposal.until, community.rhythm.hours.zone)
    longer = texts("suggest.takes_longer") if proposal.extended else ()
    return (*longer, *texts("suggest.asks", when=when), Text(_who_reads(community)))


def _who_reads(community: Community) -> str:
    """Both who could: the name of one alone would tell who suggested it."""
    names = [who.name for who in community.keepers]
    if len(names) < 2:
        return say("suggest.only_one_reads", name="".join(names))
    return say("suggest.one_of_two_reads", first=names[0], second=names[1])


def _whose(community: Community, proposal: Proposal) -> tuple[Text, ...]:
    """Whoever reads a reservation, and nobody else, learns who suggested it: to talk with them."""
    if reader_of(community, proposal) == proposal.proposer:
        return texts("suggest.it_was_you")
    if not (community.takes_part(proposal.proposer) or community.is_arranged_by(proposal.proposer)):
        return texts("suggest.they_have_gone")
    return texts("suggest.it_was", suggester=community.name_of(proposal.proposer))


def _answers(proposal: Proposal) -> tuple[Button, ...]:
    return (
        button("yes_ask_them", Act.LIVE_WITH_IT, proposal.id),
        button("a_reservation", Act.CONCERN, proposal.id, asks=True),
        button("not_just_now", Act.OBJECT, proposal.id, asks=True),
    )


def _asked_choices() -> tuple[Choice, ...]:
    return (
        Choice("no", say("suggest.asked.no")),
        Choice("yes", say("suggest.asked.yes")),
    )
