"""A round that appears all at once: what was written in private is shown together, when it closes."""

from bot.boundary.decision import Decision, Post
from bot.boundary.views import Card, Quote
from bot.conversations.hearing import hears_lightly
from bot.conversations.known import Known
from bot.conversations.saying import in_rooms, texts
from bot.conversations.sessions.round_words import title
from bot.domain.community import Community
from bot.domain.contribution import Contribution
from bot.domain.round import Round
from bot.domain.session import Session
from bot.domain.written import Written


def shown_together(community: Community, session: Session, one: Round, known: Known) -> Decision:
    """In mixed order, each under its writer's name. What nobody is to read now is not shown: of a story that
    is hidden, and of somebody who has left."""
    written = [each for each in known.records.all(Written, session.id) if each.part is one.part]
    shown = [each for each in written if community.takes_part(each.author) and not session.hidden]
    if not shown:
        return Decision(forget=tuple(written))
    mixed = known.mint.shuffled(shown)
    posts = (*_heading(community, session, one), *_all_of_them(community, session, mixed))
    said = () if hears_lightly(community, known) else tuple(_said(each) for each in mixed)
    return Decision(keep=said, forget=tuple(written), say=posts)


def together_name(id: str) -> str:
    """Each has a post of its own, so that its writer can take it back."""
    return f"wrote:{id}"


def _heading(community: Community, session: Session, one: Round) -> tuple[Post, ...]:
    name = f"together:{session.id}:{one.part}"
    card = Card("", texts("together.shown", title=title(session, one.part)))
    return in_rooms(community, name, card, under=session.thread)


def _all_of_them(
    community: Community, session: Session, mixed: tuple[Written, ...]
) -> tuple[Post, ...]:
    return tuple(
        post
        for each in mixed
        for post in in_rooms(
            community,
            together_name(each.id),
            Card("", (Quote(each.text, community.name_of(each.author)),)),
            under=session.thread,
        )
    )


def _said(each: Written) -> Contribution:
    return Contribution(
        id=each.id,
        community=each.community,
        session=each.session,
        author=each.author,
        part=each.part,
        text=each.text,
    )
