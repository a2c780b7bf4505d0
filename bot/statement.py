"""The data statement: what kinds of things are held of a community, and how many, without a word of anybody's.

It is for whoever answers a request (a subject access request, freedom of information, a court). How long each
kind is kept is in docs/what-is-kept.md.
"""

from collections.abc import Iterator, Mapping

from bot.boundary.ports import Records
from bot.domain.agreement import Agreement
from bot.domain.caught import Caught
from bot.domain.codesign import Codesign
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Reflection
from bot.domain.drafting import Gathered, RulesDraft, Suggested
from bot.domain.ending import Ending
from bot.domain.hearer import AskedToHear
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.message import Message, MessageDraft
from bot.domain.newcomer import Newcomer
from bot.domain.notes import NotesReading, NotesWindow
from bot.domain.own_prompt import OwnPrompt
from bot.domain.poll import Poll
from bot.domain.proposal import Proposal
from bot.domain.pulse import Pulses
from bot.domain.records import Record
from bot.domain.renewal import Renewal
from bot.domain.session import Session
from bot.domain.sponsorship import Brief
from bot.domain.standstill import Standstill
from bot.domain.story import Story
from bot.domain.walked_in import WalkedIn
from bot.domain.worry import Repair
from bot.domain.wrap import Wrap
from bot.domain.written import Written

HOLDS: Mapping[type[Record], str] = {
    Community: "the charter, with the names of its people and their hours",
    Brief: "what a sponsor answered and promised",
    Session: "sessions: their dates, who held them, who told a story",
    Story: "stories and drafts, with their teller",
    Contribution: "things said in sessions, with their author",
    Written: "things written for a round that appears all at once, with their author",
    OwnPrompt: "prompts of the group's own, with who added them",
    Wrap: "sessions in four lines, without names",
    Reflection: "a facilitator's own notes",
    Caught: "things caught in the moment, with their author",
    Agreement: "agreements",
    Proposal: "proposals, with who proposed and what each answered",
    Poll: "questions put to all, and who has answered, not how",
    Codesign: "where the group stands in agreeing how to work",
    Gathered: "needs, without names",
    Suggested: "suggestions where things go, without names",
    RulesDraft: "drafts of rules, with their writer",
    MemberCard: "member cards",
    Try: "tries, with whoever tries",
    Kept: "lines of learning",
    MessageDraft: "drafts of messages to the organisation, with their writer",
    Message: "messages to the organisation, and the answers",
    Renewal: "that it was asked lately whether it goes on",
    Ending: "that it is coming to its end",
    Newcomer: "newcomers, and who shows them around",
    WalkedIn: "people in the room who were not invited",
    Repair: "that something has left the group",
    AskedToHear: "who is asked whether they would hear worries, and who had the idea",
    Standstill: "that nothing is planned",
    NotesWindow: "when notes without a name can be written",
    NotesReading: "that notes without a name wait to be read",
    Pulses: "what came of the two pulses, in bands",
}
"""Every kind of record, in words for somebody who has never seen the bot."""
OF_A_SESSION = frozenset({Contribution, Written})
"""Kept with their session, not with the community."""
WITHOUT_NAMES = (
    "Answers without a name (checks, reviews, votes) lie in sealed boxes until they are shown or destroyed; "
    "so do notes without a name, and those that were told stay for some sessions. "
    "They carry no author, so they cannot be found by person."
)
ELSEWHERE = (
    "Of each post of the bot, its own copy of the words goes 30 days after it was carried, and the rest after 150 "
    "days; of what is pinned, such as the charter, the rest stays as long as the community lasts. "
    "Of what could not be carried, all goes after 150 days. "
    "The chat platform of your organisation may hold other copies."
)
WAYS = (
    "Where a chat does not let itself be asked, the bot also keeps by which way it reaches people who have a part in a "
    "community: ids of the chat's own, sealed and without a name. Those of messages may tell when they were posted."
)
FOREVER = (
    "Once a request is known, nothing may be deleted to keep it back: make a copy today with lcbot backup. "
    "What one person may see and download is in /lc mydata; how long each thing is kept is in docs/what-is-kept.md."
)


def statement(community: Community, records: Records) -> tuple[str, ...]:
    """A heading, and a line for each kind of which there is something."""
    return (f"“{community.name}”. We hold:", *_kinds(community, records))


def _kinds(community: Community, records: Records) -> Iterator[str]:
    yield f"- {len(community.people)} people in {HOLDS[Community]}"
    for kind, words in HOLDS.items():
        number = _how_many(kind, community, records)
        if number and kind is not Community:
            yield f"- {number} × {words}"


def _how_many(kind: type[Record], community: Community, records: Records) -> int:
    if kind not in OF_A_SESSION:
        return len(records.all(kind, RecordId(community.id)))
    sessions = records.all(Session, RecordId(community.id))
    return sum(len(records.all(kind, one.id)) for one in sessions)
