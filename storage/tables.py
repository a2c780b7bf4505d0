"""Every table; those of the keys, of the outbox and of what is without a name are in the files beside.
Members' words are in `sealed`, `whither` and `card` columns only, never in the clear.

A column of the type bytes that is called a mark holds a keyed HMAC (storage/seal.py): it can be
compared, and not read back.
"""

from collections.abc import Mapping

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    and_,
)

from bot.domain.agreement import Agreement
from bot.domain.caught import Caught
from bot.domain.codesign import Codesign
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Reflection
from bot.domain.drafting import Gathered, RulesDraft, Suggested
from bot.domain.ending import Ending
from bot.domain.hearer import AskedToHear
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
from storage.key_tables import community_column
from storage.key_tables import metadata as metadata
from storage.outbox_tables import outbox as outbox
from storage.reach_tables import reach as reach
from storage.slack_tables import bots as bots
from storage.types import Bytes, Count, Instant, Word
from storage.unsigned import UNSIGNED as UNSIGNED

KINDS: Mapping[type[Record], str] = {
    Community: "community",
    Brief: "brief",
    Session: "session",
    Story: "story",
    Contribution: "contribution",
    Written: "written",
    OwnPrompt: "own_prompt",
    Wrap: "wrap",
    Reflection: "reflection",
    Agreement: "agreement",
    Proposal: "proposal",
    Poll: "poll",
    Codesign: "codesign",
    Gathered: "gathered",
    Suggested: "suggested",
    RulesDraft: "rules_draft",
    MemberCard: "member_card",
    Try: "try",
    Kept: "kept_line",
    MessageDraft: "message_draft",
    Message: "message",
    Renewal: "renewal",
    Ending: "ending",
    Caught: "caught",
    Newcomer: "newcomer",
    WalkedIn: "walked_in",
    Repair: "repair",
    AskedToHear: "asked_to_hear",
    Standstill: "standstill",
    NotesWindow: "notes_window",
    NotesReading: "notes_reading",
    Pulses: "pulses",
}
"""Every kind of record and its table. A new kind is one line here: its table is made at the next start."""


def record_table(name: str, into: MetaData) -> Table:
    """The one shape of all records. `kept` tells the order in which they were first kept."""
    table = Table(
        name,
        into,
        Column("kept", Count, primary_key=True),
        Column("id", Word, nullable=False, unique=True),
        community_column(),
        Column("of", Word, nullable=False),
        Column("sealed", Bytes, nullable=False),
        Column("expires", Instant),
    )
    Index(f"ix_{name}_of", table.c.of, table.c.kept)
    Index(f"ix_{name}_community", table.c.community)
    expiring = table.c.expires.is_not(None)
    Index(
        f"ix_{name}_expires",
        table.c.expires,
        sqlite_where=expiring,
        postgresql_where=expiring,
    )
    return table


records: Mapping[type[Record], Table] = {
    kind: record_table(name, metadata) for kind, name in KINDS.items()
}

community_room = Table(
    "community_room",
    metadata,
    Column("platform", Word, primary_key=True),
    Column("workspace", Word, primary_key=True),
    Column("channel", Word, primary_key=True),
    community_column(),
    Index("ix_community_room_community", "community"),
)

community_person = Table(
    "community_person",
    metadata,
    Column("mark", Bytes, primary_key=True),
    community_column(primary_key=True),
    Index("ix_community_person_community", "community"),
)

alarm = Table(
    "alarm",
    metadata,
    Column("kind", Word, primary_key=True),
    Column("about", Word, primary_key=True),
    Column("at", Instant, primary_key=True),
    community_column(),
    Column("until", Instant),
    Column("rung", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Instant),
)
"""Those that have rung stay for thirty days, so that they never ring again."""

waiting: ColumnElement[bool] = alarm.c.rung.is_(False)
_alarm_order = (alarm.c.at, alarm.c.kind, alarm.c.about)
Index("ix_alarm_waiting", *_alarm_order, sqlite_where=waiting, postgresql_where=waiting)
Index(
    "ix_alarm_community",
    alarm.c.community,
    *_alarm_order,
    sqlite_where=waiting,
    postgresql_where=waiting,
)
postponed = and_(waiting, alarm.c.next_try.is_not(None))
Index(
    "ix_alarm_postponed",
    alarm.c.next_try,
    sqlite_where=postponed,
    postgresql_where=postponed,
)
Index("ix_alarm_about", alarm.c.about, alarm.c.rung, alarm.c.at)

inbox = Table(
    "inbox",
    metadata,
    Column("mark", Bytes, primary_key=True),
    Column("day", Date, nullable=False),
    Index("ix_inbox_day", "day"),
    sqlite_with_rowid=False,
)
"""Deliveries seen before: a mark and a day, so that nothing tells who came when."""
