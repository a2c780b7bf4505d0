"""A permission that nobody confirms: the charter says so, and whoever looks after the group decides."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Facts, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.charter_cards import permission_words
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.domain.community import Community, Stage
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief
from bot.words import say


def not_confirmed(community: Community, brief: Brief, at: datetime, known: Known) -> Decision:
    """What was promised to the group is no longer sure; nothing stops by itself."""
    open_ = replace(brief, unconfirmed=True, wakes_at=None)
    card = _decide_card(community, open_)
    posts = (
        in_good_time(community, who.person, _name(open_), card, at, known)
        for who in community.keepers[:1]
    )
    return Decision(keep=(open_,), say=(charter_shown(community, open_), *posts))


def carry_on(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Without a permission that is sure; the charter goes on saying so."""
    community, brief = known.held(Brief, token[0])
    community.must_be_kept_by(press.who.person)
    if not brief.unconfirmed:
        raise Refused(Reason.ALREADY_ANSWERED)
    card = _decide_card(community, brief)
    carried = Card(card.title, texts("unconfirmed.carried_on"), card.buttons[1:])
    return Decision(say=(revised(community, _name(brief), carried),))


def settled_card(community: Community, brief: Brief) -> Decision:
    """Nobody has to decide any more."""
    if not brief.unconfirmed:
        return Decision()
    card = Card(say("unconfirmed.title"), texts("unconfirmed.settled"))
    return Decision(say=(revised(community, _name(brief), card),))


def _decide_card(community: Community, brief: Brief) -> Card:
    stands = Facts(((say("charter.permission"), permission_words(community, brief)),))
    body: tuple[Element, ...] = (stands, *texts("unconfirmed.what_now"))
    return Card(say("unconfirmed.title"), body, tuple(_ways(community, brief)))


def _ways(community: Community, brief: Brief) -> tuple[Button, ...]:
    pause = button("pause_at_once", Act.REST, community.id, asks=True)
    return (
        button("carry_on", Act.CARRY_ON_SO, brief.id, weight=Weight.MAIN),
        button("name_next_sponsor", Act.APPOINT, community.id, "sponsor", asks=True),
        *((pause,) if community.stage is Stage.ACTIVE else ()),
        button("propose_ending_well", Act.PROPOSE_ENDING, community.id, asks=True),
    )


def _name(brief: Brief) -> str:
    return f"unconfirmed:{brief.id}:{brief.looked_at}"


CONVERSATION = Conversation(presses={Act.CARRY_ON_SO: carry_on})
