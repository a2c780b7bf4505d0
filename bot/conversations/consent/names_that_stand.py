"""Somebody has taken it on to look after the group: does what was agreed still name who did before them?"""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Decision
from bot.conversations.consent.still_fits import again_card, with_keeper_name
from bot.conversations.known import Known
from bot.conversations.saying import in_good_time
from bot.domain.community import Community
from bot.domain.former import still_named_in
from bot.domain.people import Appointment


def asked_about_names(
    community: Community, asked: Appointment, at: datetime, known: Known
) -> Decision:
    """In private, once, about each; a proposal can change it. Who comes back finds their own name, and that fits."""
    if not asked.accepted:
        return Decision()
    named = [one for one in known.agreements(community) if one.names_nobody]
    about = [one for one in named if not still_named_in(one.words, asked.name)]
    posts = tuple(
        in_good_time(
            community,
            asked.person,
            with_keeper_name(one),
            again_card(community, one, "agreements.names_nobody"),
            at,
            known,
        )
        for one in about
    )
    return Decision(keep=tuple(replace(one, names_nobody=False) for one in named), say=posts)
