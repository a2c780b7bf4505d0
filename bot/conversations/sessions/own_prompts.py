"""The community's own prompts, beside the library's: those first that this group has not met."""

from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.ids import RecordId
from bot.domain.own_prompt import OwnPrompt, Use
from bot.words.prompts import CARRY_BACK, Prompt, ids, library, prompt

PHASE, LOOP = 3, 0
"""They are for sessions. Nobody sorts them by how deep they ask, so they lean on nothing."""


def own_set(community: Community, known: Known) -> tuple[OwnPrompt, ...]:
    """All of them, the oldest first."""
    return known.records.all(OwnPrompt, RecordId(community.id))


def own(community: Community, use: Use, known: Known) -> tuple[Prompt, ...]:
    """Those for this use; the ones that have been used come last."""
    met = _met(community, known)
    found = [one for one in own_set(community, known) if one.use is use]
    return tuple(_as_prompt(one) for one in sorted(found, key=lambda one: one.mark in met))


def not_met(community: Community, use: Use, known: Known) -> tuple[Prompt, ...]:
    met = _met(community, known)
    return tuple(one for one in own(community, use, known) if one.id not in met)


def found(community: Community, id: str, known: Known) -> Prompt | None:
    """The prompt of this id, of the library or of the community's own set."""
    if id in ids():
        return prompt(id)
    own_ones = (_as_prompt(one) for one in own_set(community, known))
    return next((one for one in own_ones if one.id == id), None)


def marks(community: Community, words: str, known: Known) -> tuple[str, ...]:
    """What is used when this is asked: a prompt's id, or words that are in the community's own set."""
    if words in ids():
        return (words,)
    return tuple(one.mark for one in own_set(community, known) if one.text == words)


def arrival(community: Community, number: int, known: Known) -> str:
    """What to arrive with: an own prompt that has not been used, in its words. Else by its id what came of the
    last session, where people were asked what they take with them; or the library's next."""
    for one in not_met(community, Use.ARRIVE, known):
        return one.text
    last = known.last_closed(community)
    if last is not None and last.looked_back:
        return CARRY_BACK
    turns = [one for one in library() if one.purpose == "Arrive"]
    return turns[(number - 1) % len(turns)].id


def _met(community: Community, known: Known) -> frozenset[str]:
    return frozenset(id for one in known.sessions(community) for id in one.prompts)


def _as_prompt(one: OwnPrompt) -> Prompt:
    return Prompt(id=one.mark, phase=PHASE, loop=LOOP, purpose=one.use, text=one.text)
