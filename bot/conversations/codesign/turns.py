"""What comes next while a group works out what it needs.

Two strands run side by side. The rules are drafted, talked over and agreed on; meanwhile the room is
asked its other questions, one at a time: what may leave, where things go, how we begin. What waits
for the room is looked at again each working day, and as soon as something is settled.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.boundary.decision import Decision, Post, Said
from bot.boundary.tokens import Act
from bot.boundary.views import Card, Points, Weight
from bot.conversations.codesign.cards import missing_posts, question_posts
from bot.conversations.codesign.here import Here
from bot.conversations.codesign.tasks import begun, finished
from bot.conversations.consent.proposing import proposed
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.domain.agreement import Matter
from bot.domain.codesign import BOXED, WORKING_DAYS, Codesign, Ready, Step, Task
from bot.domain.community import Community, Stage
from bot.domain.told import may_be_asked
from bot.words import say

ASKED_BY: Mapping[Step, Matter] = {Step.LEAVES: Matter.LEAVES, Step.ROUTES: Matter.ROUTES}


def asked(here: Here, codesign: Codesign) -> Decision:
    """The step's question is posted, and stands for its working days.

    In a crowd too small to show anything safely without names, it is asked openly: we say it to each other.
    """
    ends_at = here.ends(WORKING_DAYS[codesign.step])
    openly = codesign.step in BOXED and not may_be_asked(here.community.crowd)
    asking = replace(codesign, asked=True, openly=openly, ends_at=ends_at, looks_at=None)
    return Decision(keep=(asking,), say=question_posts(here.community, asking, here.gathered))


def next_step(here: Here, codesign: Codesign, *, past: frozenset[Step] = frozenset()) -> Decision:
    """The step is over. What was agreed by another way, or cannot be asked, is passed over."""
    settled = {step for step, matter in ASKED_BY.items() if here.is_under_way(matter)}
    further = codesign.onwards(past=past | settled)
    new = further.done - codesign.done
    said: tuple[Said, ...] = ()
    if Step.ALREADY in new and not here.is_under_way(Matter.RULES):
        further, said = begun(here, further, Task.DRAFT_RULES)
    if Step.ROUTES in new:
        further, more = _routes_asked(here, further)
        said = (*said, *more)
    return Decision(say=said) + go_on(here, further)


def go_on(here: Here, codesign: Codesign) -> Decision:
    """Ask what can be asked now; what has to wait is looked at again on the next working day, or
    when nothing is in the way any more."""
    codesign, told = _told(here, codesign)
    ready = [one for one in codesign.ready if here.is_free(one.matter)]
    asks = not codesign.asked and codesign.step is not Step.DONE
    if here.is_room_taken(codesign) or not (ready or asks):
        waits = asks or bool(codesign.ready) or here.waits
        kept = replace(codesign, looks_at=here.next_noon() if waits else None)
        return Decision(keep=(kept,), say=told)
    next_ = _put(here, codesign, ready[0]) if ready else asked(here, codesign)
    return Decision(say=told) + next_


def routes_drafted(here: Here, codesign: Codesign) -> tuple[Codesign, tuple[Said, ...]]:
    """One task at a time: the first format is asked for when the table has been drafted."""
    codesign, cards = finished(here, codesign, Task.DRAFT_ROUTES)
    if here.is_under_way(Matter.FORMAT) or codesign.waits_for(Task.CHOOSE_FORMAT):
        return codesign, cards
    codesign, posts = begun(here, codesign, Task.CHOOSE_FORMAT)
    return codesign, (*cards, *posts)


def ready_for(codesign: Codesign, *ready: Ready) -> Codesign:
    """With these to be put to everyone, in place of what waited on the same matter."""
    matters = {one.matter for one in ready}
    staying = tuple(one for one in codesign.ready if one.matter not in matters)
    return replace(codesign, ready=(*staying, *ready))


def _put(here: Here, codesign: Codesign, ready: Ready) -> Decision:
    left = tuple(one for one in codesign.ready if one is not ready)
    waits = left or (not codesign.asked and codesign.step is not Step.DONE)
    kept = replace(codesign, ready=left, looks_at=here.next_noon() if waits else None)
    return Decision(keep=(kept,)) + proposed(
        here.community,
        ready.matter,
        about=ready.about,
        title=say(f"codesign.title.{ready.matter}"),
        words=ready.words,
        why=ready.why,
        proposer=ready.by,
        ours=ready.ours,
        at=here.at,
        known=here.known,
    )


def _routes_asked(here: Here, codesign: Codesign) -> tuple[Codesign, tuple[Said, ...]]:
    """While the table is drafted, nothing is asked in the room but who is missing."""
    missing = missing_posts(here.community, codesign)
    if here.is_under_way(Matter.ROUTES):
        codesign, said = routes_drafted(here, codesign)
    else:
        codesign, said = begun(here, codesign, Task.DRAFT_ROUTES)
    return codesign, (*missing, *said)


def _told(here: Here, codesign: Codesign) -> tuple[Codesign, tuple[Post, ...]]:
    """Whoever looks after it hears when all is agreed, or when nothing is left to ask and some is not."""
    missing = here.missing
    if codesign.settled or here.waits:
        return codesign, ()
    if not missing:
        posts = _to_keeper(here, f"settled:{codesign.id}", _settled_card(here.community))
        return replace(codesign, settled=True), posts
    if codesign.told or not _is_over(here, codesign):
        return codesign, ()
    card = _some_open_card(here.community, missing)
    return replace(codesign, told=True), _to_keeper(here, f"open_ends:{codesign.id}", card)


def _is_over(here: Here, codesign: Codesign) -> bool:
    waits = codesign.ready or codesign.due or here.being_decided
    return codesign.step is Step.DONE and not waits


def begin_goes(here: Here) -> Decision:
    """The sessions have begun: the cards that offered it lose that button."""
    codesign = here.known.codesign(here.community)
    if codesign is None:
        return Decision()
    cards = (
        (f"settled:{codesign.id}", _settled_card(here.community)),
        (f"open_ends:{codesign.id}", _some_open_card(here.community, here.missing)),
    )
    return Decision(say=tuple(revised(here.community, name, card) for name, card in cards))


def _settled_card(community: Community) -> Card:
    title = say("codesign.settled.title")
    if community.stage is not Stage.CODESIGN:
        return Card(title, texts("codesign.settled.meeting"))
    begin = button("begin", Act.BEGIN, community.id, asks=True, weight=Weight.MAIN)
    return Card(title, texts("codesign.settled.asks"), (begin,))


def _some_open_card(community: Community, missing: tuple[Matter, ...]) -> Card:
    lines = Points(tuple(say(f"matter.{one}") for one in missing))
    begins = community.stage is Stage.CODESIGN
    begin = (button("begin", Act.BEGIN, community.id, asks=True),) if begins else ()
    propose = button("propose_something", Act.PROPOSE, community.id, asks=True)
    asks, ways = texts("codesign.some_open.asks"), texts("codesign.some_open.ways")
    title = say("codesign.some_open.title")
    return Card(title, (*asks, lines, *ways), (propose, *begin))


def _to_keeper(here: Here, name: str, card: Card) -> tuple[Post, ...]:
    return tuple(
        in_good_time(here.community, who.person, name, card, here.at, here.known)
        for who in here.community.keepers[:1]
    )
