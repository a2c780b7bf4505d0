"""One record of each kind that has no sample of its own, with something in every kind of field."""

from datetime import date, timedelta

from bot.domain.agreement import Agreement, Matter
from bot.domain.caught import Caught
from bot.domain.codesign import Codesign, Due, Ready, Step, Task
from bot.domain.community import Stage
from bot.domain.contribution import Part
from bot.domain.drafting import Gathered, Route, RulesDraft, Suggested
from bot.domain.ending import Ending
from bot.domain.hearer import AskedToHear
from bot.domain.ids import RecordId
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.message import Came, Message, MessageDraft, Response, ResponseKind
from bot.domain.newcomer import Newcomer
from bot.domain.notes import Door, NotesReading, NotesWindow, WindowTimes
from bot.domain.own_prompt import OwnPrompt, Use
from bot.domain.proposal import Proposal, ProposalState, Stance, Stood
from bot.domain.pulse import Pulse, Pulses, PulseTold
from bot.domain.renewal import Occasion, Renewal
from bot.domain.sponsorship import Brief, Expectation, Mark, Permission, Promise, Screen, Wish
from bot.domain.standstill import Standstill
from bot.domain.walked_in import WalkedIn
from bot.domain.worry import Repair
from bot.domain.wrap import Wrap
from bot.domain.written import Written
from tests.contracts.given import ANN, BEN, HOME, NOW, ROOM

DAY = timedelta(days=1)

AGREEMENT = Agreement(
    id=RecordId("agreement1"),
    community=HOME,
    matter=Matter.RULES,
    words="We thank first.\n\x00 ﷽",
    concerns=("It is long",),
    agreed_at=NOW,
    look_again_at=NOW + DAY * 180,
)
PROPOSAL = Proposal(
    id=RecordId("proposal1"),
    community=HOME,
    matter=Matter.ANYTHING,
    title="Longer rounds",
    words="Two days each",
    proposer=BEN,
    asked=frozenset({ANN, BEN}),
    state=ProposalState.AGREED,
    answers={ANN: Stood(stance=Stance.CONCERN, words="🙂", aloud=False)},
    decided_at=NOW,
)
WRITTEN = Written(
    id=RecordId("written1"),
    community=HOME,
    session=RecordId("s1"),
    part=Part.STRUCK,
    author=BEN,
    text="What stays: é 🙂",
)
OWN_PROMPT = OwnPrompt(
    id=RecordId("own1"), community=HOME, use=Use.EVERYONE, text="Was {it} so? 🙂", author=BEN
)
CODESIGN = Codesign(
    id=RecordId("codesign1"),
    community=HOME,
    step=Step.NEEDS,
    asked=True,
    ends_at=NOW + DAY,
    due=(Due(task=Task.DRAFT_RULES, mark="m", asks_at=None),),
    ready=(Ready(matter=Matter.RULES, words="We thank first.", by=BEN),),
)
GATHERED = Gathered(
    id=RecordId("gathered1"),
    community=HOME,
    needs=("Quiet", "é 🙂"),
    forget_at=NOW + DAY * 30,
)
SUGGESTED = Suggested(
    id=RecordId("suggested1"),
    community=HOME,
    rows={next(iter(Route)): ("The line manager",)},
    forget_at=NOW + DAY * 30,
)
RULES_DRAFT = RulesDraft(
    id=RecordId("rules1"),
    community=HOME,
    author=BEN,
    lines=("We thank first.",),
    answers={0: 0},
    forget_at=NOW + DAY * 30,
)
MEMBER_CARD = MemberCard(
    id=RecordId("card1"), community=HOME, person=BEN, count_on="An honest word", if_quiet="Call me"
)
TRY = Try(
    id=RecordId("try1"),
    community=HOME,
    author=BEN,
    named=True,
    idea="Ask before noon",
    limits="No delays",
    notice="Fewer late beds",
    asks_at=NOW + DAY * 14,
)
KEPT_LINE = Kept(
    id=RecordId("line1"),
    community=HOME,
    line="A cold house is a risk.",
    author=BEN,
    waits_until=NOW + DAY * 14,
)
WRAP = Wrap(
    id=RecordId("wrap1"),
    community=HOME,
    session=RecordId("session1"),
    looked_at="Late beds",
    open="How early is early",
)
MESSAGE_DRAFT = MessageDraft(
    id=RecordId("draft1"),
    community=HOME,
    writer=BEN,
    boxes={"meeting": "Late beds"},
    touched_at=NOW,
)
MESSAGE = Message(
    id=RecordId("message1"),
    community=HOME,
    words="Beds come late.",
    agreed_at=NOW,
    to=ANN,
    sent_at=NOW,
    answers=(Response(kind=ResponseKind.YES, words="By June", name="Ann", by=date(2027, 6, 1)),),
    came=Came.PARTLY,
)
RENEWAL = Renewal(
    id=RecordId("renewal1"), community=HOME, occasion=Occasion.QUIET, closes_at=NOW + DAY * 7
)
ENDING = Ending(
    id=RecordId("ending1"),
    community=HOME,
    proposer=BEN,
    words="We end.",
    before=Stage.RESTING,
    reminds_at=NOW + DAY * 7,
    gone_at=NOW + DAY * 14,
)
CAUGHT = Caught(
    id=RecordId("caught1"),
    community=HOME,
    author=BEN,
    happened="She looked at her son first.",
    unsure="",
    forget_at=NOW + DAY * 30,
)
NEWCOMER = Newcomer(
    id=RecordId("newcomer1"),
    community=HOME,
    person=BEN,
    joined_at=NOW,
    reads_until=NOW + DAY * 7,
    buddy=ANN,
)
WALKED_IN = WalkedIn(id=RecordId("walked1"), community=HOME, person=BEN, name="Ben é 🙂", room=ROOM)
STANDSTILL = Standstill(
    id=RecordId("standstill1"), community=HOME, asks_at=NOW + DAY * 91, asked=1, everyone=True
)
REPAIR = Repair(
    id=RecordId("repair1"),
    community=HOME,
    said_at=NOW,
    stopped=RecordId("session1"),
    asks_at=NOW + DAY * 7,
)
ASKED_TO_HEAR = AskedToHear(
    id=RecordId("hears1"),
    community=HOME,
    person=BEN,
    proposer=ANN,
    title="Ben hears it",
    waits_until=NOW + DAY * 14,
)
NOTES_WINDOW = NotesWindow(
    id=RecordId("window1"),
    community=HOME,
    after=NOW - DAY * 14,
    door=Door.OPEN,
    times=WindowTimes(
        checks_in_at=NOW, reminds_at=NOW + DAY, closes_at=NOW + DAY * 2, releases_at=NOW + DAY * 5
    ),
    checked_in=True,
    few_before=True,
)
NOTES_READING = NotesReading(
    id=RecordId("reading1"),
    community=HOME,
    session=3,
    deputy_at=NOW + DAY,
    releases_at=NOW + DAY * 3,
)
PULSES = Pulses(
    id=RecordId("pulses1"),
    community=HOME,
    next={Pulse.SAFETY: NOW + DAY, Pulse.NORMAL: NOW + DAY * 90},
    told=(
        PulseTold(
            pulse=Pulse.SAFETY,
            at=NOW - DAY * 90,
            lines=("most", "half", "few", "same", "too_few"),
            outside=("too_few",) * 5,
            changed=True,
        ),
    ),
    changed=frozenset({Pulse.NORMAL}),
)
BRIEF = Brief(
    id=RecordId("brief1"),
    community=HOME,
    sponsor=BEN,
    state=Permission.LOOKED_AT,
    done=tuple(Screen),
    why="It matters.\n\x00 ﷽",
    roles="Nurses",
    promises=(Promise.TIME, Promise.REPLY),
    promised="I ring back",
    reply_within=5,
    hopes="Fewer",
    worries="More",
    names="Danger",
    expectations=(
        Expectation(wish=Wish.HOPE, words="Fewer", mark=Mark.CHANGE, said="A few", agreed=True),
        Expectation(wish=Wish.WORRY, words="More"),
    ),
    answered=True,
    asked_at=NOW,
    wakes_at=NOW + DAY,
    reminded=True,
    unconfirmed=True,
    looked_at=2,
    sign="I was wrong",
    sign_until=NOW + DAY * 2,
    signed_on=date(2027, 1, 5),
)
SAMPLES = (
    BRIEF,
    REPAIR,
    ASKED_TO_HEAR,
    STANDSTILL,
    NOTES_WINDOW,
    NOTES_READING,
    PULSES,
    NEWCOMER,
    WALKED_IN,
    AGREEMENT,
    PROPOSAL,
    CODESIGN,
    GATHERED,
    SUGGESTED,
    RULES_DRAFT,
    MEMBER_CARD,
    TRY,
    KEPT_LINE,
    MESSAGE_DRAFT,
    MESSAGE,
    RENEWAL,
    ENDING,
    WRITTEN,
    OWN_PROMPT,
    WRAP,
    CAUGHT,
)
