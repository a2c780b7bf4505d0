"""A group that gives itself permission may promise itself something."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.brief_forms import own_promises_form
from bot.conversations.permission.charter_cards import OURS, promises_changed
from bot.conversations.permission.charter_news import charter_shown, charter_told, renewed
from bot.conversations.permission.permission_times import standing
from bot.conversations.saying import form, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief, expected


def press_promises(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _ours(press.who.person, token, known)
    return form(own_promises_form(community, _brief(community, press.at, known)))


def promise(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """They stand on the charter from then on, as the group's own."""
    community = _ours(submitted.who.person, token, known)
    brief = _brief(community, submitted.at, known)
    said = _said(brief, submitted.given)
    if said == brief:
        return whispered("charter.unchanged")
    stands = standing(community, said, submitted.at, known)
    changed = renewed(community)
    (line,) = texts("charter.promised_ourselves")
    changes = promises_changed(known.brief(community), stands)
    told = charter_told(changed, stands, line, submitted.at, known, changes=changes)
    kept = Decision(keep=(changed, stands), say=(charter_shown(changed, stands), *told))
    return kept + whispered("charter.changed")


def _said(brief: Brief, given: Given) -> Brief:
    said = replace(
        brief,
        why=given.text("why"),
        promises=tuple(one for one in OURS if one in given.many("promises")),
        promised=given.text("promised"),
        hopes=given.text("hopes"),
        worries=given.text("worries"),
    )
    return replace(said, expectations=expected(said))


def _brief(community: Community, at: datetime, known: Known) -> Brief:
    new = Brief(id=RecordId(known.mint.id()), community=community.id, asked_at=at)
    return known.brief(community) or new


def _ours(person: PersonId, token: Token, known: Known) -> Community:
    community = known.community(token[0])
    community.must_be_arranged_by(person)
    community.must_not_be_ending()
    if not community.self_authorised:
        raise Refused(Reason.ALREADY_ANSWERED)
    return community


CONVERSATION = Conversation(
    presses={Act.OUR_PROMISES: press_promises},
    forms={Act.OUR_PROMISES: promise},
)
