"""A person's own page, put together: what waits for them, their desk and drafts, and their communities.

On it is only what stands in their rooms or in messages to them already. Who has looked at it is kept nowhere.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.boundary.arrivals import CommandGiven
from bot.boundary.decision import Decision, Whisper
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Page
from bot.conversations.conversation import Conversation
from bot.conversations.home import asked, desks, drafts, for_me, in_sessions
from bot.conversations.home.belonging import community_card
from bot.conversations.home.looking import Finds, Look
from bot.conversations.home.sponsors import sponsored, waits_for_sponsor
from bot.conversations.known import Known
from bot.conversations.saying import button, texts, texts_in
from bot.domain.ids import Direct, PersonId, platform_of
from bot.words import say

FOR_ME: Sequence[Finds] = (
    waits_for_sponsor,
    for_me.invitations,
    for_me.askings,
    for_me.lines,
    for_me.tries,
    for_me.own_proposals,
    for_me.worries,
    for_me.oddities,
    for_me.own_story,
    for_me.after_a_session,
    for_me.standstill,
)
FOR_US: Sequence[Finds] = (
    in_sessions.rounds,
    in_sessions.last_words,
    in_sessions.checks,
    in_sessions.reviews,
    in_sessions.check_ins,
    asked.proposals,
    asked.polls,
    asked.codesign,
    asked.messages,
    asked.renewals,
)
"""For who takes part."""
DESK: Sequence[Finds] = (
    desks.walked_in,
    desks.outside,
    desks.founding,
    desks.expectations,
    desks.sessions,
    desks.notes,
    desks.tasks,
    desks.answers,
    desks.ending,
    desks.out_of_reach,
)
DRAFTS: Sequence[Finds] = (drafts.stories, drafts.rules, drafts.messages)


def page(person: PersonId, at: datetime, known: Known) -> Page:
    """As it stands now; for somebody without any part, what this is and how to begin."""
    looks = [Look(one, person, at, known) for one in known.records.communities_of(person)]
    communities = frozenset(look.community.id for look in looks)
    return Page(_cards(looks) or (_welcome(person),), communities)


def home(command: CommandGiven, known: Known) -> Decision:
    """`/lc home`: the same page, where a chat has no place of its own for it."""
    shown = page(command.who.person, command.at, known)
    return Decision(reply=tuple(Whisper(card) for card in shown.cards))


def _cards(looks: Sequence[Look]) -> tuple[Card, ...]:
    """What waits comes first, community by community; each community itself comes last. That nothing waits is
    said where no desk asks for anything either."""
    if not looks:
        return ()
    waiting = [card for look in looks for card in _waiting(look)]
    desk = [card for look in looks for card in _found(look, DESK)]
    begun = [card for look in looks for card in _found(look, DRAFTS) if look.takes_part]
    theirs = [card for look in looks for card in _of_community(look)]
    nothing = () if desk else (Card("", texts("home.nothing")),)
    return (
        *_headed("home.title", waiting or nothing),
        *_headed("home.desk", desk),
        *_headed("home.drafts", begun),
        *_headed("home.communities", theirs),
    )


def _waiting(look: Look) -> tuple[Card, ...]:
    """Each says of which community it is, where there could be a doubt: in its title, or before everything else."""
    found = _found(look, FOR_ME)
    return (*found, *_found(look, FOR_US)) if look.takes_part else found


def _found(look: Look, finds: Sequence[Finds]) -> tuple[Card, ...]:
    return tuple(card for find in finds for card in find(look))


def _of_community(look: Look) -> tuple[Card, ...]:
    """A sponsor has a card of their own; who has another part besides has both."""
    if not look.community.is_sponsor(look.person):
        return (community_card(look),)
    arranges = look.community.is_arranged_by(look.person)
    return (*sponsored(look), *((community_card(look),) if arranges else ()))


def _headed(key: str, cards: Sequence[Card]) -> tuple[Card, ...]:
    return (Card(say(key)), *cards) if cards else ()


def _welcome(person: PersonId) -> Card:
    chat = platform_of(Direct(person))
    lines = texts_in(chat, "home.what_it_is", "home.what_i_do", "home.how_to_begin")
    return Card(say("home.welcome"), lines, (button("command_help", Act.COMMAND, "help"),))


CONVERSATION = Conversation(commands={"home": home})
