"""Words for the organisation: one member writes them, and everyone is asked, without names, whether they
recognise them. Only then does the group decide."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Said, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Weight
from bot.conversations.consent.proposing import ends, proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.message_cards import (
    recognise_card,
    recognise_name,
    recognised_card,
    record,
    told_button,
)
from bot.conversations.learning.message_forms import (
    BOXES,
    KNOWN,
    hints_page,
    recognise_form,
    words_of,
    write_form,
)
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.domain.agreement import Matter
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community
from bot.domain.hints import hints
from bot.domain.ids import PersonId, RecordId
from bot.domain.message import DraftState, MessageDraft
from bot.domain.poll import must_be_able_to_ask
from bot.domain.refusal import Reason, Refused
from bot.domain.told import known_by_enough
from bot.words import say

RECOGNISE_DAYS = 3
CONSENT_DAYS = 5
"""Working days."""
MOST_SHOWN = 4


def send(command: CommandGiven, known: Known) -> Decision:
    """`/lc send`: what was sent and what came of it; the form at once where nothing was."""
    community, person = known.community_at(command.place, command.who), command.who.person
    community.must_include(person)
    sent = known.messages(community)[-MOST_SHOWN:]
    if not sent:
        _must_be_able_to_write(community, person)
        return form(write_form(community, draft_of(community, person, known)))
    write = button("write_a_message", Act.WRITE_OUT, community.id, asks=True, weight=Weight.MAIN)
    told = (told_button(one) for one in sent if one.can_be_told)
    return whisper(
        *(part for one in sent for part in record(one)),
        title=say("message.page.title"),
        buttons=(write, *tuple(told)[:1]),
    )


def press_write(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to_write(community, press.who.person)
    return form(write_form(community, draft_of(community, press.who.person, known)))


def write(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Kept for its writer alone, who sees first what in it might point to a person."""
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to_write(community, submitted.who.person)
    boxes = {box: given.text(box) for box in BOXES}
    if missing := [box for box, needed in BOXES.items() if needed and not boxes[box]]:
        return Decision(reply=(FormErrors({box: say("stance.empty") for box in missing}),))
    before = draft_of(community, submitted.who.person, known)
    draft = MessageDraft(
        id=before.id if before else RecordId(known.mint.id()),
        community=community.id,
        writer=submitted.who.person,
        boxes=boxes,
        touched_at=submitted.at,
    )
    if found := _pointing(community, draft):
        return Decision(keep=(draft,)) + form(hints_page(draft, found))
    return _ask_everyone(community, draft, submitted.at, known)


def goes_as_it_is(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "It is all right": its writer has seen what might point to a person."""
    community, draft = known.held(MessageDraft, token[0])
    _must_be_able_to_write(community, press.who.person)
    if draft.writer != press.who.person:
        raise Refused(Reason.NOT_YOURS)
    if draft.state is not DraftState.WRITTEN:
        raise Refused(Reason.ALREADY_ANSWERED)
    return _ask_everyone(community, draft, press.at, known)


def press_recognise(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return form(recognise_form(_asked_about(press, token, known)))


def recognise(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Into the box, without a name; sent again, it takes the place of the one before."""
    draft = _asked_about(submitted, token, known)
    slip = Slip(
        community=draft.community,
        box=draft.box,
        person=submitted.who.person,
        answers={"known": submitted.given.text("known")},
    )
    return Decision(drop=(slip,)) + whispered("message.recognise.thanks")


def recognised(alarm: AlarmRang, known: Known) -> Decision:
    """The box is opened and destroyed. Said is only whether enough of us recognise it."""
    community, draft = known.held(MessageDraft, alarm.about)
    if draft.until is None or draft.until > alarm.at:
        return Decision()
    if later := community.paused_until(alarm.at):
        waits = replace(draft, until=later)
        card = revised(community, recognise_name(waits), recognise_card(community, waits))
        return Decision(keep=(waits,), say=(card,))
    slips = known.records.opened(draft.box)
    opened = Decision(empty=(draft.box,))
    if not known_by_enough([slip.answers.get("known", "") for slip in slips], KNOWN):
        return opened + _not_enough(community, draft, alarm.at, known)
    return opened + _enough(community, draft, alarm.at, known)


def draft_of(community: Community, person: PersonId, known: Known) -> MessageDraft | None:
    """What this person is writing, and has not shown to anyone."""
    drafts = known.records.all(MessageDraft, RecordId(community.id))
    mine = [one for one in drafts if one.writer == person and one.state is DraftState.WRITTEN]
    return mine[-1] if mine else None


def _ask_everyone(
    community: Community, draft: MessageDraft, at: datetime, known: Known
) -> Decision:
    until = ends(community, RECOGNISE_DAYS, at, known)
    asked = replace(draft, state=DraftState.ASKED, until=until, touched_at=at)
    return Decision(keep=(asked,), say=_asking(community, asked)) + whispered("message.asked")


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """What everyone is asked to recognise, while they are."""
    drafts = known.records.all(MessageDraft, RecordId(community.id))
    asked = (one for one in drafts if one.state is DraftState.ASKED)
    return tuple(post for one in asked for post in _asking(community, one))


def _asking(community: Community, draft: MessageDraft) -> tuple[Post, ...]:
    return in_rooms(community, recognise_name(draft), recognise_card(community, draft))


def _enough(community: Community, draft: MessageDraft, at: datetime, known: Known) -> Decision:
    """The group decides, over five working days. From here on nothing but the proposal knows its writer."""
    card = revised(community, recognise_name(draft), recognised_card(draft, enough=True))
    put = proposed(
        community,
        Matter.MESSAGE,
        about=known.mint.id(),
        title=say("matter.message"),
        words=words_of(draft.boxes),
        proposer=draft.writer,
        at=at,
        known=known,
        days=CONSENT_DAYS,
    )
    return Decision(forget=(draft,), say=(card,)) + put


def _not_enough(community: Community, draft: MessageDraft, at: datetime, known: Known) -> Decision:
    """It goes back to its writer, who may change it and ask anew: under another id, since posts are named
    after it."""
    back = replace(
        draft,
        id=RecordId(known.mint.id()),
        state=DraftState.WRITTEN,
        until=None,
        touched_at=at,
    )
    name = f"recognised:{draft.id}"
    told = in_rooms(community, name, Card("", texts("message.recognise.not_enough_now")))
    card = revised(community, recognise_name(draft), recognised_card(draft, enough=False))
    said: tuple[Said, ...] = (card, *told)
    if community.takes_part(draft.writer):
        note = Card(say("message.recognise.title"), texts("message.recognise.back_to_you"))
        said += (in_good_time(community, draft.writer, f"back:{back.id}", note, at, known),)
        return Decision(keep=(back,), forget=(draft,), say=said)
    return Decision(forget=(draft,), say=said)


def _pointing(community: Community, draft: MessageDraft) -> tuple[str, ...]:
    names = {community.name_of(person) for person in community.people} - {""}
    words = "\n".join(draft.boxes.values())
    return tuple(hint.found for hint in hints(words, sorted(names)))


def _asked_about(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> MessageDraft:
    found = known.records.one(MessageDraft, RecordId(token[0]))
    if found is None:
        raise Refused(Reason.RECOGNISE_CLOSED)
    community = known.community(found.community)
    community.must_include(arrival.who.person)
    if found.until is None or found.until <= arrival.at:
        raise Refused(Reason.RECOGNISE_CLOSED)
    return found


def _must_be_able_to_write(community: Community, person: PersonId) -> None:
    must_be_able_to_ask(community, person)
    community.must_have_begun()


CONVERSATION = Conversation(
    commands={"send": send},
    presses={
        Act.WRITE_OUT: press_write,
        Act.OUT_AGREED: goes_as_it_is,
        Act.RECOGNISE: press_recognise,
    },
    forms={Act.WRITE_OUT: write, Act.RECOGNISE: recognise},
    alarms={AlarmKind.RECOGNISED: recognised},
)
