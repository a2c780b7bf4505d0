"""What is still open when a community moves to another room: it stands there too, under the same name.

An answer given in either place is the same answer; what becomes of it is shown in both, and what
comes next stands in the new one alone.
"""

from datetime import datetime

from bot.boundary.decision import Said
from bot.conversations.care import repairing
from bot.conversations.codesign import member_cards
from bot.conversations.codesign import standing as codesigning
from bot.conversations.consent import proposing, still_fits
from bot.conversations.endings import ending, renewing
from bot.conversations.known import Known
from bot.conversations.learning import trying, writing_out
from bot.conversations.membership import newcomers
from bot.conversations.membership.invitation_cards import people_card, people_name
from bot.conversations.membership.nominating import vacant
from bot.conversations.membership.stepping_back import still_looking
from bot.conversations.permission.charter_cards import charter_card, charter_name
from bot.conversations.polls import cards as polling
from bot.conversations.polls import looks as poll_looks
from bot.conversations.rhythm import resting, standing_still
from bot.conversations.saying import in_rooms, pinned
from bot.domain.agreement import Matter
from bot.domain.community import Community


def brought_along(community: Community, at: datetime, known: Known) -> tuple[Said, ...]:
    """First who and what we are, then what is asked."""
    charter = charter_card(community, known.brief(community))
    return (
        *in_rooms(community, charter_name(community), charter),
        *pinned(community, charter_name(community)),
        *in_rooms(community, people_name(community), people_card(community)),
        *(member_cards.card_question(community) if known.agreed(community, Matter.RULES) else ()),
        *newcomers.stands(community, known),
        *(still_looking(community, known) if vacant(community) else ()),
        *codesigning.stands(community, at, known),
        *(post for one in known.proposals(community) for post in proposing.opened(community, one)),
        *(post for one in known.polls(community) for post in polling.opened(community, one)),
        *still_fits.stands(community, at, known),
        *poll_looks.stands(community, at, known),
        *trying.stands(community, known),
        *writing_out.stands(community, known),
        *renewing.stands(community, known),
        *repairing.stands(community, known),
        *resting.stands(community, known),
        *standing_still.stands(community, known),
        *ending.stands(community, at, known),
    )
