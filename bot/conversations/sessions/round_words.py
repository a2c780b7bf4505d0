"""What a round is called and asks: in the draft's words, or in those of whoever looks after the session."""

from dataclasses import replace

from bot.conversations.known import Known
from bot.conversations.sessions.own_prompts import arrival
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.session import Session
from bot.words import say
from bot.words.prompts import ids, prompt


def asks(community: Community, session: Session, part: Part) -> str:
    return session.wording.get(part) or draft(community, session, part)


def draft(community: Community, session: Session, part: Part) -> str:
    """The words that stand there unless somebody changes them."""
    if part is Part.ARRIVING:
        return arrival_words(session)
    teller = community.name_of(session.teller) if session.teller else ""
    return say(f"round.{session.format}.{part}.asks", teller=teller)


def title(session: Session, part: Part) -> str:
    if part is Part.ARRIVING:
        return say("wording.arriving")
    return say(f"round.{session.format}.{part}.title")


def arrival_words(session: Session) -> str:
    return prompt(session.arrival).text if session.arrival in ids() else session.arrival


def with_arrival(community: Community, session: Session, known: Known) -> Session:
    """The session with its question to arrive with: the one that was chosen, or the next in turn."""
    return replace(session, arrival=session.arrival or arrival(community, session.number, known))
