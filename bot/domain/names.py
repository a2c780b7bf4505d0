"""The name that somebody goes by here."""

from dataclasses import replace

from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.people import Appointment


def known_as(community: Community, person: PersonId, name: str) -> Community:
    """They go by this name from now on, in every part that they have here."""
    member = community.member(person)
    renamed = community.with_member(replace(member, name=name)) if member else community
    return replace(
        renamed,
        convenor_name=name if person == community.convenor else community.convenor_name,
        facilitator=_named(community.facilitator, person, name),
        deputy=_named(community.deputy, person, name),
    )


def _named(asked: Appointment | None, person: PersonId, name: str) -> Appointment | None:
    return replace(asked, name=name) if asked and asked.person == person else asked
