"""How the talk is shared, in one of three bands, for whoever holds a session. Never a count, never a name."""

from collections import Counter
from collections.abc import Sequence

from bot.boundary.views import Text
from bot.conversations.hearing import hears_lightly
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.session import Session

FEWEST = 6
"""With fewer replies nobody can have said too much."""
MOST_OF_IT = 0.7
"""Of all replies: so many from one or two, or from three, is not shared out any more."""
NOT_TALK = frozenset({Part.ARRIVING, Part.LAST_WORD, Part.TAKE_AWAY, Part.WRAP})


def voices(community: Community, session: Session, known: Known) -> tuple[Text, ...]:
    """The band, and what could be done when one or two have said most of it. A community that is not
    heard, or has hardly spoken, has none."""
    if hears_lightly(community, known):
        return ()
    band = _band(session, known.records.all(Contribution, session.id))
    if band is None:
        return ()
    if band == "one_or_two":
        return texts("voices.one_or_two", "voices.what_may_help", "voices.in_your_words")
    return texts(f"voices.{band}")


def _band(session: Session, said: Sequence[Contribution]) -> str | None:
    """The teller is asked things, and so answers often: that is not counted."""
    talk = [one for one in said if one.part not in NOT_TALK and one.author != session.teller]
    if len(talk) < FEWEST:
        return None
    most = [often for _, often in Counter(one.author for one in talk).most_common(3)]
    if sum(most[:2]) >= MOST_OF_IT * len(talk):
        return "one_or_two"
    return "few" if sum(most) >= MOST_OF_IT * len(talk) else "shared_out"
