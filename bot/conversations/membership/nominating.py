"""Nobody looks after it, or nobody steps in: the group nominates somebody, agrees, and then asks them."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Choice, Form, Lines, OneOf, People, Weight
from bot.conversations.consent.proposal_forms import MOST_WHY
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.invitation_cards import people_card, people_name
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.permission.founding_cards import (
    DEPUTY,
    FACILITATOR,
    appointment,
    asking_card,
    asking_name,
    replaced_card,
)
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    privately,
    revised,
    texts,
    whispered,
)
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Appointment
from bot.domain.proposal import Proposal
from bot.domain.refusal import Reason, Refused
from bot.words import say

PARTS = (FACILITATOR, DEPUTY)


def looking(community: Community, key: str, known: Known, **fills: object) -> tuple[Post, ...]:
    """The room is asked who could. `key` says how it came to that."""
    card = Card(say("nominate.looking"), texts(key, **fills), (_nominate(community),))
    return in_rooms(community, f"looking:{known.mint.id()}", card)


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    return form(_form(community, _must_be_able_to(community, press.who.person)))


def nominate(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Put to everyone like any other proposal; the person is asked once the group agrees."""
    community, given = known.community(token[0]), submitted.given
    free = _must_be_able_to(community, submitted.who.person)
    part = given.text("part") if given.text("part") in free else free[0]
    person = next((PersonId(one) for one in given.many("who")), None)
    if person is None:
        return _wrong("who", "founding.nobody_chosen")
    if community.is_sponsor(person):
        return _wrong("who", "founding.keepers.not_the_sponsor")
    if part == DEPUTY and community.is_kept_by(person):
        return _wrong("who", "nominate.does_already")
    name = community.name_of(person) or given.names.get(person, "")
    put = proposed(
        community,
        Matter.KEEPER,
        about=f"{part}:{person}",
        title=name,
        words=say(f"nominate.words.{part}", name=name),
        why=given.text("why"),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
    )
    return put + whispered("nominate.sent")


def asked_to_look_after(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> Decision:
    """The group has agreed; now the person answers. Whoever was asked before them need not any more."""
    part, person = proposal.about.split(":", 1)
    if part not in vacant(community):
        return Decision()
    asked = Appointment(person=PersonId(person), name=proposal.title, mark=proposal.id)
    changed = with_keeper(community, part, asked)
    name, card = asking_name(changed, part, asked), asking_card(changed, part)
    post = in_good_time(changed, asked.person, name, card, at, known)
    return Decision(keep=(changed,), say=(*_no_longer(community, part), post))


def took_it_on(community: Community, part: str, asked: Appointment, known: Known) -> Decision:
    """They have said yes: the room and the charter say so, and what rested for it can go on."""
    changed = with_keeper(community, part, asked)
    if part == FACILITATOR:
        steps_up = community.deputy and community.deputy.person == asked.person
        deputy = None if steps_up else community.deputy
        changed = replace(changed, vacant_since=None, deputy=deputy)
    card = Card(say("nominate.looking"), texts(f"nominate.took_on.{part}", name=asked.name))
    said: tuple[Said, ...] = (
        revised(changed, asking_name(changed, part, asked), asking_card(changed, part)),
        *in_rooms(changed, f"took_on:{asked.mark}", card),
        *shown_who_keeps_it(changed, known),
        *_may_carry_on(changed, asked),
    )
    more = looking(changed, "nominate.who_steps_in", known) if vacant(changed) else ()
    return Decision(keep=(changed,), say=(*said, *more))


def cannot(community: Community, part: str, asked: Appointment, known: Known) -> Decision:
    """They have said no, without a reason: the group looks again."""
    changed = with_keeper(community, part, None)
    answered = revised(
        community,
        asking_name(community, part, asked),
        asking_card(_answered(community, part, asked), part),
    )
    return Decision(
        keep=(changed,),
        say=(answered, *looking(changed, "nominate.cannot", known, name=asked.name)),
    )


def vacant(community: Community) -> tuple[str, ...]:
    """The parts that nobody has taken on."""
    taken = {FACILITATOR: community.facilitator, DEPUTY: community.deputy}
    return tuple(part for part in PARTS if not ((who := taken[part]) and who.accepted))


def with_keeper(community: Community, part: str, who: Appointment | None) -> Community:
    if part == FACILITATOR:
        return replace(community, facilitator=who)
    return replace(community, deputy=who)


def shown_who_keeps_it(community: Community, known: Known) -> tuple[Revise, ...]:
    """Wherever it is written who looks after the community."""
    return (
        charter_shown(community, known.brief(community)),
        revised(community, people_name(community), people_card(community)),
    )


def _answered(community: Community, part: str, asked: Appointment) -> Community:
    return with_keeper(community, part, asked)


def _no_longer(community: Community, part: str) -> tuple[Revise, ...]:
    before = appointment(community, part)
    if before is None or not before.mark:
        return ()
    card = replaced_card(community, part)
    return (revised(community, asking_name(community, part, before), card),)


def _may_carry_on(community: Community, asked: Appointment) -> tuple[Post, ...]:
    """It rests because nobody looked after it; now somebody does."""
    if community.stage is not Stage.RESTING or community.resumes_at:
        return ()
    carry_on = button("carry_on", Act.CARRY_ON, community.id, weight=Weight.MAIN)
    card = Card(say("nominate.looking"), texts("nominate.it_rests"), (carry_on,))
    return (privately(community, asked.person, f"rests_for:{asked.mark}", card),)


def _nominate(community: Community) -> Button:
    return button("who_could", Act.NOMINATE, community.id, asks=True, weight=Weight.MAIN)


def _form(community: Community, free: tuple[str, ...]) -> Form:
    choices = tuple(Choice(part, say(f"nominate.part.{part}")) for part in free)
    which = OneOf("part", say("nominate.part"), choices, value=free[0], required=True)
    return Form(
        token=Token(Act.NOMINATE, (community.id,)).pack(),
        title=say("nominate.title"),
        intro=texts("nominate.intro"),
        fields=(
            People(
                "who", say("nominate.who"), required=True, missing=say("founding.nobody_chosen")
            ),
            *((which,) if len(free) > 1 else ()),
            Lines("why", say("propose.why"), most=MOST_WHY),
        ),
        submit=say("button.put_to_everyone"),
        cancel=say("button.not_now"),
    )


def _wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def _must_be_able_to(community: Community, person: PersonId) -> tuple[str, ...]:
    """The parts that are free, if this person may say who could take them on."""
    community.must_include(person)
    community.must_not_be_ending()
    free = vacant(community)
    if not free:
        raise Refused(Reason.LOOKED_AFTER, facilitator=community.facilitator_name)
    return free


CONVERSATION = Conversation(presses={Act.NOMINATE: press}, forms={Act.NOMINATE: nominate})
