"""Every table. Members' words are in `sealed`, `whither` and `card` columns only, never in the clear.

A column of the type bytes that is called a mark holds a keyed HMAC (storage/seal.py): it can be
compared, and not read back.
"""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    and_,
    literal_column,
)

from bot.domain.agreement import Agreement
from bot.domain.caught import Caught
from bot.domain.codesign import Codesign
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Reflection
from bot.domain.drafting import Gathered, RulesDraft, Suggested
from bot.domain.ending import Ending
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.message import Message, MessageDraft
from bot.domain.newcomer import Newcomer
from bot.domain.poll import Poll
from bot.domain.proposal import Proposal
from bot.domain.records import Record
from bot.domain.renewal import Renewal
from bot.domain.session import Session
from bot.domain.sponsorship import Brief
from bot.domain.story import Story
from bot.domain.walked_in import WalkedIn
from bot.domain.worry import Repair
from storage.types import Bytes, Count, Instant, Word

KINDS: Mapping[type[Record], str] = {
    Community: "community",
    Brief: "brief",
    Session: "session",
    Story: "story",
    Contribution: "contribution",
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
}
"""Every kind of record and its table. A new kind is one line here: its table is made at the next start."""

metadata = MetaData()

house_key = Table(
    "house_key",
    metadata,
    Column("name", Word, primary_key=True),
    Column("wrapped", Bytes, nullable=False),
)
"""Keys of the whole house, wrapped by a master key."""

community_key = Table(
    "community_key",
    metadata,
    Column("community", Word, primary_key=True),
    Column("wrapped", Bytes, nullable=False),
)
"""A community's own key, wrapped by a master key. Everything sealed hangs on this row: deleting it
takes all that is known of the community with it. It is also the community's lock."""


def _community(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "community",
        Word,
        ForeignKey(community_key.c.community, ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def record_table(name: str, into: MetaData) -> Table:
    """The one shape of all records. `kept` tells the order in which they were first kept."""
    table = Table(
        name,
        into,
        Column("kept", Count, primary_key=True),
        Column("id", Word, nullable=False, unique=True),
        _community(),
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
    _community(),
    Index("ix_community_room_community", "community"),
)

community_person = Table(
    "community_person",
    metadata,
    Column("mark", Bytes, primary_key=True),
    _community(primary_key=True),
    Index("ix_community_person_community", "community"),
)

alarm = Table(
    "alarm",
    metadata,
    Column("kind", Word, primary_key=True),
    Column("about", Word, primary_key=True),
    Column("at", Instant, primary_key=True),
    _community(),
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
Index("ix_alarm_about", alarm.c.about)

inbox = Table(
    "inbox",
    metadata,
    Column("mark", Bytes, primary_key=True),
    Column("day", Date, nullable=False),
    Index("ix_inbox_day", "day"),
    sqlite_with_rowid=False,
)
"""Deliveries seen before: a mark and a day, so that nothing tells who came when."""

lane = Table(
    "lane",
    metadata,
    Column("mark", Bytes, primary_key=True),
    Column("emission", BigInteger, nullable=False),
    Column("burst", Integer, nullable=False),
    Column("tat", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""A rate, shared by all processes (GCRA). `emission` is the microseconds between two posts, `tat` the
"theoretical arrival time" of the next one in epoch microseconds; up to `burst` posts may be early."""

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Count, primary_key=True),
    Column("id", Word, nullable=False, unique=True),
    _community(),
    Column("name", Word, nullable=False),
    Column("place", Bytes, nullable=False),
    Column("whither", Bytes, nullable=False),
    Column("card", Bytes),
    Column("under", Word),
    Column("care", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("tried_revision", Integer, nullable=False),
    Column("carried_revision", Integer, nullable=False),
    Column("state", Word, nullable=False),
    Column("cause", Word),
    Column("address", Word),
    Column("lane", Bytes),
    Column("second_lane", Bytes),
    Column("said_at", Instant, nullable=False),
    Column("not_before", Instant),
    Column("due", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("lease", Word),
    Column("claimed_at", Instant),
    Column("settled_at", Instant),
)
"""One row for each post and place. `place` is the mark of what `whither` holds sealed.

`due` is when something must happen to it next: a ready row may go, a lease (sending) ends, a row in
doubt is asked about. `carried_revision` 0 means that it has never stood anywhere.
"""

Index("ix_outbox_name", outbox.c.name, outbox.c.place, unique=True)
Index("ix_outbox_community", outbox.c.community)
OPEN_STATES = ("ready", "sending", "unsure", "needs_person")


def still_open(rows: FromClause) -> ColumnElement[bool]:
    """As the partial indexes say it, letter by letter: SQLite uses them for nothing else."""
    return rows.c.state.in_([literal_column(f"'{state}'") for state in OPEN_STATES])


_open = still_open(outbox)
Index(
    "ix_outbox_open",
    outbox.c.state,
    outbox.c.due,
    outbox.c.seq,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_outbox_place",
    outbox.c.place,
    outbox.c.seq,
    sqlite_where=_open,
    postgresql_where=_open,
)
_standing = outbox.c.address.is_not(None)
Index(
    "ix_outbox_address",
    outbox.c.address,
    outbox.c.place,
    sqlite_where=_standing,
    postgresql_where=_standing,
)
_settled = outbox.c.settled_at.is_not(None)
Index(
    "ix_outbox_settled",
    outbox.c.settled_at,
    sqlite_where=_settled,
    postgresql_where=_settled,
)

box = Table(
    "box",
    metadata,
    Column("box", Word, primary_key=True),
    _community(),
    Column("wrapped", Bytes, nullable=False),
    Index("ix_box_community", "community"),
    sqlite_with_rowid=False,
)

box_slip = Table(
    "box_slip",
    metadata,
    Column("box", Word, ForeignKey(box.c.box, ondelete="CASCADE"), primary_key=True),
    Column("tag", Bytes, primary_key=True),
    Column("sealed", Bytes, nullable=False),
    sqlite_with_rowid=False,
)
"""What was dropped without a name. No person, no time, no order (storage/box.py)."""

BOXES = frozenset({box.name, box_slip.name})
"""Left out of every backup."""
