"""What people read who are asked to join, and what shows who is here."""

from collections.abc import Sequence
from dataclasses import replace

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Facts, Points, Text, Weight
from bot.conversations.saying import button, texts
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.words import say

BEFORE_DECIDING = (Matter.RULES, Matter.LEAVES, Matter.ROUTES)
"""What the group has agreed on that someone reads before they decide. Nothing of past sessions."""

GOOD_SIZE = ("gathering.size", "gathering.without_a_name")
"""What is said about it wherever people are asked to join."""


def invitation_name(about: str) -> str:
    """One for each time that someone is asked."""
    return f"invitation:{about}"


def invitation(
    community: Community,
    person: PersonId,
    about: str,
    bring: str = "",
    *,
    answered: str = "",
    agreed: Sequence[Agreement] = (),
    begun: bool = False,
) -> Card:
    """What someone reads who is asked to join; without buttons once they have answered. Once the group
    has `begun`, it is the group that asks."""
    asked = _asked(community, person, begun=begun)
    permission = say("charter.self_authorised")
    facts = Facts(
        (
            (say("charter.purpose"), community.purpose),
            (say("charter.roles"), community.roles),
            *(((say("charter.permission"), permission),) if community.self_authorised else ()),
            (say("joining.time"), say("joining.time_words")),
        )
    )
    why = (Text(say("joining.bring", bring=bring)),) if bring else ()
    title = say("joining.title", name=community.name)
    join = button("join", Act.JOIN, community.id, about, asks=True, weight=Weight.MAIN)
    if answered:
        think_again = (replace(join, weight=Weight.PLAIN),) if answered == "not_now" else ()
        return Card(title, (*asked, facts, *texts(f"joining.answered_{answered}")), think_again)
    return Card(
        title,
        (*asked, *why, facts, *agreed_here(agreed), *texts("joining.before_you_decide")),
        (
            join,
            button("ask_a_question", Act.ASK_QUESTION, community.id, about, asks=True),
            button("not_now", Act.NOT_NOW, community.id, about),
        ),
    )


def _asked(community: Community, person: PersonId, *, begun: bool) -> tuple[Text, ...]:
    if begun:
        return texts("joining.asked_by_all")
    if person == community.convenor:
        return texts("joining.asked_yourself")
    return texts("joining.asked", convenor=community.convenor_name)


def agreed_here(agreed: Sequence[Agreement]) -> tuple[Element, ...]:
    """The rules, what may leave and where things go, as far as the group has agreed on them."""
    found = [one for one in agreed if one.matter in BEFORE_DECIDING]
    return tuple(
        part
        for one in found
        for part in (Text(say(f"joining.agreed.{one.matter}")), Points(one.lines))
    )


def people_name(community: Community) -> str:
    """What the list of who is here is called, for it to be changed in place."""
    return f"people:{community.id}"


def people_card(community: Community) -> Card:
    """Who is here: always visible to everyone in the room. There are no hidden observers."""
    names = [member.name for member in community.joined]
    keepers = [who.name for who in community.keepers]
    facts = (
        (say("people.members"), ", ".join(names) or say("people.nobody_yet")),
        (say("people.keepers"), ", ".join(keepers) or say("charter.not_settled")),
    )
    return Card(say("people.title", name=community.name), (Facts(facts),))


def gathering_card(community: Community) -> Card:
    """For the facilitator, while people are being asked: how many have joined, and the way to begin. Never
    how many have not answered: from that it would be seen when somebody says no."""
    facts = ((say("gathering.joined"), str(len(community.joined))),)
    title = say("gathering.title", name=community.name)
    if community.stage not in (Stage.GATHERING, Stage.CODESIGN):
        return Card(title, (Facts(facts),))
    apart = texts("gathering.keepers_apart")
    return Card(title, (Facts(facts), *apart, *texts(*GOOD_SIZE)), _begin(community))


def _begin(community: Community) -> tuple[Button, ...]:
    more = "suggest_somebody" if community.has_begun else "ask_people"
    ask_more = button(more, Act.INVITE, community.id, asks=True)
    if len(community.joined) < FEWEST_TO_BEGIN:
        return (ask_more,)
    begin = button("begin", Act.BEGIN, community.id, asks=True)
    if community.stage is Stage.CODESIGN:
        return (begin, ask_more)
    first = button("first_question", Act.FIRST_QUESTION, community.id, weight=Weight.MAIN)
    return (first, begin, ask_more)
