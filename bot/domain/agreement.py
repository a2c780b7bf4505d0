"""What a group has agreed on: its rules, what may leave it, how it explores its work, and the like."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.lines import lines_of
from bot.domain.records import Belonging


class Matter(StrEnum):
    """What an agreement is about. Of most matters one agreement stands at a time, newer over older."""

    RULES = "rules"
    LEAVES = "leaves"
    """What may leave the group."""
    ROUTES = "routes"
    """Where things go that should not stay here."""
    FORMAT = "format"
    """How the next sessions explore the work."""
    RHYTHM = "rhythm"
    HEARING = "hearing"
    """Whether the bot hears replies (full) or only keeps the time (light)."""
    NOTES = "notes"
    """Whether notes without a name can be written, when, and whether somebody reads them first."""
    CHARTER = "charter"
    """What the community is for, and for which kinds of role."""
    MEMBER = "member"
    KEEPER = "keeper"
    """Who looks after the sessions, or steps in."""
    TRUSTED = "trusted"
    """Who, beside the deputy, hears a worry about those who look after it. `about` is the person."""
    MESSAGE = "message"
    """Words for the organisation."""
    HEALTH_CARD = "health_card"
    """What a sponsor reads each quarter of how the community is."""
    GOOD_WORK = "good_work"
    """A line of what good looks like here."""
    PAUSE = "pause"
    ENDING = "ending"
    HARVEST = "harvest"
    """What may be kept when the community ends, by whom, and where."""
    ANYTHING = "anything"

    @property
    def done_once(self) -> bool:
        """It is carried out and then over: nothing is left to look at again."""
        return self in _DONE_ONCE

    @property
    def can_be_tried(self) -> bool:
        """It may stand for some sessions first, and be as before after them. What is done is done, and
        nobody is tried out."""
        return not self.done_once and self not in _OF_ONE_PERSON

    @property
    def has_words(self) -> bool:
        """They may be put differently. A person who said yes is not exchanged for another."""
        return self is not Matter.TRUSTED

    @property
    def gives_way(self) -> bool:
        """What stands is replaced, word for word, by what is agreed next on the same thing."""
        return self.can_be_tried or self is Matter.TRUSTED


_DONE_ONCE = frozenset(
    {
        Matter.MEMBER,
        Matter.MESSAGE,
        Matter.HEALTH_CARD,
        Matter.PAUSE,
        Matter.ENDING,
        Matter.HARVEST,
    }
)
_OF_ONE_PERSON = frozenset({Matter.KEEPER, Matter.TRUSTED})

CHOSEN = frozenset({Matter.LEAVES, Matter.FORMAT, Matter.HEARING, Matter.NOTES, Matter.TRUSTED})
"""Matters whose `about` may name one of ours (or of us) to choose from. Without it, the words are the group's own."""
MANY_STAND = frozenset(
    {
        Matter.MEMBER,
        Matter.MESSAGE,
        Matter.HEALTH_CARD,
        Matter.GOOD_WORK,
        Matter.HARVEST,
        Matter.ANYTHING,
    }
)
"""Matters of which several agreements stand side by side, told apart by what they are `about`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Belonging):
    """`words` is the text that was agreed; `about` is what it concerns (a record's id, or a short word).

    `concerns` are what people said who could live with it, where they said it to everyone.
    It is looked at again when session `look_again_after` has closed, or on `look_again_at` if that comes first.
    `trial`: it stands until then only, and is asked about anew.
    """

    matter: Matter
    about: str = ""
    version: int = 1
    words: str
    concerns: tuple[str, ...] = ()
    agreed_at: datetime
    look_again_after: int | None = None
    look_again_at: datetime | None = None
    trial: bool = False
    ended: bool = False
    """A newer one stands in its place, or the group let it go."""
    names_nobody: bool = False
    """It names somebody who looked after the group and does no more: whoever takes that on is asked about it, once."""

    @property
    def lines(self) -> tuple[str, ...]:
        return lines_of(self.words)

    def alarms(self) -> tuple[Alarm, ...]:
        looks = None if self.ended else self.look_again_at
        return self.wakes(looks, AlarmKind.AGREEMENT_LOOK_AGAIN)
