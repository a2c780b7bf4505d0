"""How the talk is shared, in one of three bands, for whoever holds a session. Never a count, never a name."""

from collections import Counter
from collections.abc import Sequence

from bot.boundary.views import Text
from bot.conversations.hearing import hears_lightly
from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.session import Session
from bot.domain.told import talk
from bot.words import tell_of

NOT_TALK = frozenset({Part.ARRIVING, Part.LAST_WORD, Part.TAKE_AWAY, Part.WRAP})


def voices(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    """The band. A community that is not heard, has hardly spoken, or is small, has none."""
    if hears_lightly(community, known):
        return ()
    told = talk(_often(session, known.records.all(Contribution, session.id)), community.crowd)
    return (Text(tell_of("voices", told)),) if told else ()


def _often(session: Session, said: Sequence[Contribution]) -> Sequence[int]:
    """How often each has spoken. The teller is asked things, and so answers often: that is not counted."""
    counted = (one for one in said if one.part not in NOT_TALK and one.author != session.teller)
    return tuple(Counter(one.author for one in counted).values())
