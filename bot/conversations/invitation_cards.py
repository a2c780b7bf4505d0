"""What people read who are asked to join, and what shows who is here."""

from dataclasses import replace

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Facts, Text, Weight
from bot.conversations.saying import button, texts
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Standing
from bot.words import say

GOOD_SIZE = ("gathering.size", "gathering.without_a_name")
"""What is said about it wherever people are asked to join."""


def invitation(
    community: Community, person: PersonId, about: str, bring: str = "", *, answered: str = ""
) -> Card:
    """What someone reads who is asked to join; without buttons once they have answered."""
    asked = (
        texts("joining.asked_yourself")
        if person == community.convenor
        else texts("joining.asked", convenor=community.convenor_name)
    )
    facts = Facts(
        (
            (say("charter.purpose"), community.purpose),
            (say("charter.roles"), community.roles),
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
        (*asked, *why, facts, *texts("joining.before_you_decide")),
        (
            join,
            button("ask_a_question", Act.ASK_QUESTION, community.id, about, asks=True),
            button("not_now", Act.NOT_NOW, community.id, about),
        ),
    )


def people_card(community: Community) -> Card:
    """Who is here: always visible to everyone in the room. There are no hidden observers."""
    names = [member.name for member in community.joined]
    keepers = [who.name for who in community.keepers]
    facts = (
        (say("people.members"), ", ".join(names) or say("people.nobody_yet")),
        (say("people.keepers"), ", ".join(keepers)),
    )
    return Card(say("people.title", name=community.name), (Facts(facts),))


def gathering_card(community: Community) -> Card:
    """For the facilitator, while people are being asked: how many have joined, and the way to begin."""
    waiting = sum(member.standing is Standing.ASKED for member in community.members)
    facts = (
        (say("gathering.joined"), str(len(community.joined))),
        (say("gathering.waiting"), str(waiting)),
    )
    title = say("gathering.title", name=community.name)
    if community.stage is not Stage.GATHERING:
        return Card(title, (Facts(facts),))
    return Card(title, (Facts(facts), *texts(*GOOD_SIZE)), _begin(community))


def _begin(community: Community) -> tuple[Button, ...]:
    ask_more = button("ask_people", Act.INVITE, community.id, asks=True)
    if len(community.joined) < FEWEST_TO_BEGIN:
        return (ask_more,)
    return (button("begin", Act.BEGIN, community.id, asks=True, weight=Weight.MAIN), ask_more)
