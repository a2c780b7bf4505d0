"""What a round is called and asks: in the draft's words, or in those of whoever looks after the session."""

from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.session import Session
from bot.words import say
from bot.words.prompts import Prompt, ids, library, prompt


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


def arrival(session: Session) -> str:
    """The id of the question to arrive with: the one that was chosen, or the next in turn."""
    return session.arrival or _in_turn(session).id


def arrival_words(session: Session) -> str:
    id = arrival(session)
    return prompt(id).text if id in ids() else id


def _in_turn(session: Session) -> Prompt:
    """One a session; AR-04 is the carry-back's own."""
    turns = [one for one in library() if one.purpose == "Arrive"]
    return turns[(session.number - 1) % len(turns)]
