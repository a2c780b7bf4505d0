"""The charter stands changed where it stood, under a new number, and everyone it binds is told."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.decision import Revise, Said
from bot.boundary.views import Card, Element, Text
from bot.conversations.known import Known
from bot.conversations.permission.charter_cards import charter_card, charter_name
from bot.conversations.saying import in_good_time, in_rooms, revised, texts
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.sponsorship import Brief


def renewed(community: Community) -> Community:
    """Under its next number, once permission has been given."""
    if community.stage is Stage.DRAFT:
        return community
    return replace(community, charter_version=community.charter_version + 1)


def charter_shown(community: Community, brief: Brief | None) -> Revise:
    """Where it stands in the room, changed in place."""
    return revised(community, charter_name(community), charter_card(community, brief))


def charter_told(
    community: Community,
    brief: Brief | None,
    line: Text,
    at: datetime,
    known: Known,
    *,
    by: PersonId | None = None,
    changes: tuple[Element, ...] = (),
) -> tuple[Said, ...]:
    """The room, and the sponsor, who permitted the words as they were; not whoever changed it.

    `changes`: what is more than other words, and has to be read where it is told."""
    if community.stage is Stage.DRAFT:
        return ()
    charter = charter_card(community, brief)
    name = f"{charter_name(community)}:{community.charter_version}"
    body = (line, *changes, *texts("charter.read_it"))
    told = in_rooms(community, name, Card(charter.title, body))
    sponsor = community.sponsor
    if sponsor is None or not sponsor.accepted or sponsor.person == by:
        return told
    card = replace(charter, body=(line, *charter.body))
    return (*told, in_good_time(community, sponsor.person, name, card, at, known))
