"""Whoever is new still sees what the others no longer do: after two sessions they are asked what seems odd."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Quote
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.newcomer_cards import odd_card, odd_form, odd_name
from bot.conversations.membership.newcomers import mine
from bot.conversations.saying import form, in_good_time, in_rooms, revised, texts, whispered
from bot.domain.community import Community, Stage
from bot.domain.newcomer import SESSIONS_BEFORE_ASKED, Newcomer
from bot.domain.session import Session
from bot.words import say


def asked_what_is_odd(
    community: Community, closed: Session, at: datetime, known: Known
) -> Decision:
    """After two sessions, in private. A session that ran when they came does not count."""
    asked = Decision()
    if community.stage is not Stage.ACTIVE:
        return asked
    for newcomer in known.newcomers(community):
        if _has_seen_enough(community, newcomer, closed, known):
            card, name = odd_card(newcomer), odd_name(newcomer)
            post = in_good_time(community, newcomer.person, name, card, at, known)
            asked += Decision(keep=(replace(newcomer, odd_asked=True),), say=(post,))
    return asked


def press_odd(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, newcomer = mine(press, token, known)
    return form(odd_form(newcomer))


def say_odd(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Said in the room by name, or kept to themselves and nowhere else."""
    community, newcomer = mine(submitted, token, known)
    words, where = submitted.given.text("odd"), submitted.given.text("where")
    if not where:
        return Decision(reply=(FormErrors({"where": say("choice.needed")}),))
    if where != "say":
        return _asked_no_more(community, newcomer) + whispered("odd.kept")
    if not words:
        return Decision(reply=(FormErrors({"odd": say("propose.empty")}),))
    name = community.name_of(newcomer.person)
    card = Card(say("odd.says_title", name=name), (Quote(words, name), *texts("odd.thank_them")))
    posted = Decision(say=in_rooms(community, f"odd_says:{newcomer.id}", card))
    return posted + _asked_no_more(community, newcomer) + whispered("odd.posted")


def _has_seen_enough(
    community: Community, newcomer: Newcomer, closed: Session, known: Known
) -> bool:
    closed_since = [
        one
        for one in known.sessions(community)
        if one.id == closed.id or (one.closed_at and one.closed_at > newcomer.joined_at)
    ]
    member = community.member(newcomer.person)
    first = member.from_session if member else 0
    seen = [one for one in closed_since if one.number >= first]
    enough = len(seen) >= SESSIONS_BEFORE_ASKED and not newcomer.odd_asked
    return enough and community.takes_part(newcomer.person)


def _asked_no_more(community: Community, newcomer: Newcomer) -> Decision:
    """They have found their way."""
    card = Card(say("odd.title"), texts("odd.over"))
    return Decision(forget=(newcomer,), say=(revised(community, odd_name(newcomer), card),))


CONVERSATION = Conversation(presses={Act.WHAT_IS_ODD: press_odd}, forms={Act.WHAT_IS_ODD: say_odd})
