"""What people read while a community is being founded, and what is settled so far."""

from dataclasses import replace

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Facts, Text, Weight
from bot.conversations.permission.brief_cards import sponsor_card
from bot.conversations.saying import button, revised, texts
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.sponsorship import Brief
from bot.words import say
from bot.words.places import region_words

FACILITATOR, DEPUTY, SPONSOR = "facilitator", "deputy", "sponsor"
KEEPERS = "keepers"


def founding_card(community: Community) -> Card:
    """The convenor's own card: what is settled, and the next step."""
    facts = (
        (say("founding.part.sponsor"), _state_of(community, SPONSOR)),
        (say("founding.part.facilitator"), _state_of(community, FACILITATOR)),
        (say("founding.part.deputy"), _state_of(community, DEPUTY)),
        (say("charter.holidays"), region_words(community.rhythm.region)),
    )
    steps = next_steps(community) if community.stage is Stage.DRAFT else []
    return Card(
        say("founding.card.title", name=community.name),
        (*_how_it_stands(community), Facts(facts)),
        (*_steps(community, steps), *_promises(community)),
    )


def _how_it_stands(community: Community) -> tuple[Text, ...]:
    """Once it was permitted, somebody may be asked anew: then nothing says that all have said yes."""
    if community.stage is Stage.DRAFT:
        return texts("founding.card.waiting")
    if not community.permitted:
        return texts("founding.card.asked_anew")
    if community.has_begun:
        return texts("founding.card.all_have")
    return texts("founding.card.permitted")


def reminder_card(community: Community) -> Card:
    """The same card a week on, while an answer is missing."""
    card = founding_card(community)
    if community.stage is not Stage.DRAFT:
        return card
    return replace(card, body=(*texts("founding.card.still_waiting"), *card.body[1:]))


def convenors_cards(community: Community) -> tuple[Revise, ...]:
    """Wherever the convenor sees how things stand."""
    return (
        revised(community, draft_name(community), founding_card(community)),
        revised(community, reminder_name(community), reminder_card(community)),
    )


def asking_card(community: Community, part: str, brief: Brief | None = None) -> Card:
    """What the person reads who was asked; without buttons once it is settled. `brief`: the sponsor's."""
    asked = appointment(community, part)
    assert asked is not None
    if part == SPONSOR:
        return sponsor_card(community, asked, brief)
    about = Facts(
        ((say("charter.purpose"), community.purpose), (say("charter.roles"), community.roles))
    )
    who_asks = f"founding.{part}.{'asked_by_all' if asked.mark else 'asked'}"
    body = texts(who_asks, **({} if asked.mark else {"convenor": community.convenor_name}))
    title = say(f"founding.{part}.asked_title", name=community.name)
    if asked.answer in (Answer.YES, Answer.NO):
        answer = say(f"founding.{part}.said_{asked.answer}")
        return Card(title, (*body, about, Text(answer)), _hours(community, asked))
    return Card(title, (*body, about), _answers(community, part, asked))


def answer_card(community: Community, part: str, asked: Appointment) -> Card:
    """What the convenor reads when an answer needs them: a wish to talk, or a no."""
    title = say("founding.card.title", name=community.name)
    if asked.answer is Answer.TALK:
        return Card(title, texts("founding.told.talk", name=asked.name))
    step = ("name_sponsor", SPONSOR) if part == SPONSOR else ("name_keepers", KEEPERS)
    return Card(title, texts("founding.told.no", name=asked.name), _steps(community, [step]))


def followed_up(community: Community, part: str, asked: Appointment) -> Revise:
    """The convenor has named somebody again after a no: what told of it has nothing left to press."""
    title = say("founding.card.title", name=community.name)
    card = Card(title, texts("founding.told.followed_up", name=asked.name))
    return revised(community, answer_name(community, part, asked), card)


def replaced_card(community: Community, part: str) -> Card:
    """What stands in the place of an asking once somebody else is asked."""
    title = say(f"founding.{part}.asked_title", name=community.name)
    return Card(title, texts("founding.somebody_else"))


def gather_card(community: Community) -> Card:
    return Card(
        say("gather.title", name=community.name),
        texts("gather.ask_people", "gathering.size", "gathering.without_a_name"),
        (button("ask_people", Act.INVITE, community.id, asks=True, weight=Weight.MAIN),),
    )


def next_steps(community: Community) -> list[tuple[str, str]]:
    """What the convenor can still do: a button's key, and the part it is about.

    Until someone has said yes, somebody else can be named: a silence need not be the end.
    """
    steps = []
    permitted = community.self_authorised or (community.sponsor and community.sponsor.accepted)
    if not permitted:
        steps.append(("name_sponsor", SPONSOR))
    if len(community.keepers) < 2:
        steps.append(("name_keepers", KEEPERS))
    return steps


def not_named(community: Community) -> str:
    """The part for which nobody has been named yet, or empty."""
    if not (community.sponsor or community.self_authorised):
        return SPONSOR
    return "" if community.facilitator and community.deputy else KEEPERS


def appointment(community: Community, part: str) -> Appointment | None:
    """Who has been asked to take this part on, and their answer."""
    parts = {
        FACILITATOR: community.facilitator,
        DEPUTY: community.deputy,
        SPONSOR: community.sponsor,
    }
    return parts.get(part)


def parts_of(community: Community, person: PersonId) -> tuple[tuple[str, Appointment], ...]:
    """What they have been asked to look after, or do."""
    asked = ((part, appointment(community, part)) for part in (FACILITATOR, DEPUTY))
    return tuple(
        (part, who)
        for part, who in asked
        if who and who.person == person and who.answer is not Answer.NO
    )


def asking_name(community: Community, part: str, who: Appointment) -> str:
    """One message for each asking, changed in place. Who is named again before they answer is not asked twice."""
    return f"asked:{community.id}:{part}:{who.mark or who.asked_as}"


def draft_name(community: Community) -> str:
    """What the convenor's own card is called, for it to be changed in place."""
    return f"founding:{community.id}"


def reminder_name(community: Community) -> str:
    return f"waiting:{community.id}"


def answer_name(community: Community, part: str, asked: Appointment) -> str:
    """What tells the convenor of an answer: one message for each."""
    asking = asking_name(community, part, asked).removeprefix("asked:")
    return f"answered:{asking}:{asked.answer}"


def _steps(community: Community, steps: list[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple(button(key, Act.APPOINT, community.id, part, asks=True) for key, part in steps)


def _promises(community: Community) -> tuple[Button, ...]:
    """A group that permits itself may say what it promises itself."""
    if not community.self_authorised:
        return ()
    return (button("our_promises", Act.OUR_PROMISES, community.id, asks=True),)


def _state_of(community: Community, part: str) -> str:
    if part == SPONSOR and community.self_authorised:
        return say("charter.self_authorised")
    asked = appointment(community, part)
    if asked is None:
        return say("founding.state.not_named")
    return say(f"founding.state.{asked.answer}", name=asked.name)


def _answers(community: Community, part: str, asked: Appointment) -> tuple[Button, ...]:
    reads = not community.has_joined(asked.person)
    return (
        button("yes_i_will", Act.ACCEPT, community.id, part, asks=reads, weight=Weight.MAIN),
        button("no_thank_you", Act.DECLINE, community.id, part),
        button("what_is_kept", Act.LOOKING_AFTER, community.id, asks=True),
    )


def _hours(community: Community, asked: Appointment) -> tuple[Button, ...]:
    """Until they have said when they may be written to."""
    member = community.member(asked.person)
    if asked.answer is Answer.NO or asked.hours or (member and member.joined):
        return ()
    return (button("kept_and_hours", Act.LOOKING_AFTER, community.id, asks=True),)
