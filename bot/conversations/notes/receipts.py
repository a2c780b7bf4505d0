"""`/lc receipt`: the way to take a note back in a hurry. All else that a receipt opens is in the check-in's form."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.notes.here import Here, here_now
from bot.conversations.notes.keeping import kept, read_notes
from bot.conversations.notes.releasing import all_revised
from bot.conversations.notes.taking_back import receipt_form, take_back
from bot.conversations.saying import button, form, texts, whisper
from bot.domain.community import Community
from bot.domain.notes_sheets import Deed
from bot.domain.notes_words import can_be_done
from bot.domain.receipts import marks
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.unsigned import Unsigned, Voice
from bot.words import say
from bot.words.times import moment_words


def receipt(command: CommandGiven, known: Known) -> Decision:
    """In private, somebody in several says whose note it is: in a channel others might see that they ask."""
    found = known.communities_at(command.place, command.who)
    mine = [one for one in found if one.takes_part(command.who.person)]
    if len(mine) > 1:
        return whisper(*texts("note.receipt.which"), buttons=tuple(map(_of_one, mine)))
    community = mine[0] if mine else known.community_at(command.place, command.who)
    return _opened(community, command, known)


def _of_one(community: Community) -> Button:
    return button("receipt_of", Act.RECEIPT, community.id, asks=True, name=community.name)


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _opened(known.community(token[0]), press, known)


def submit(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    return take_back(submitted, token, known.records)


def sign(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whoever has the receipt puts their name to it. From now on everyone knows; so it is done by name, too."""
    community = known.community(token[0])
    community.must_include(press.who.person)
    notes = read_notes(known.records.notes(community.id))
    signed = _signed(community, press, token, notes)
    now = tuple(signed if one.key == signed.key else one for one in notes)
    changed = Decision(
        keep=_heard(community, known),
        notes=kept(community.id, (signed,)),
        say=_shown(community, signed, now, known),
    )
    return changed + whisper(*texts("note.signed"))


def _heard(community: Community, known: Known) -> tuple[Session, ...]:
    """Everyone sees the name: the session that runs, or comes next, is not a quiet one."""
    now = known.current(community)
    return (replace(now, heard=True),) if now else ()


def _signed(
    community: Community, press: ButtonPressed, token: Token, notes: tuple[Unsigned, ...]
) -> Unsigned:
    try:
        mark = marks(token[1])[int(token[2]) - 1]
    except (ValueError, IndexError):
        raise Refused(Reason.UNKNOWN_BUTTON) from None
    found = [one for one in notes if one.mark == mark and one.voice is Voice.NOTE]
    if not found or Deed.NAME not in can_be_done(found[0]):
        raise Refused(Reason.NOTE_GONE)
    return replace(found[0], name=community.name_of(press.who.person))


def _shown(
    community: Community, signed: Unsigned, notes: tuple[Unsigned, ...], known: Known
) -> tuple[Revise, ...]:
    told_in = [one for one in known.sessions(community) if one.id == signed.post]
    return tuple(post for one in told_in for post in all_revised(community, one, notes))


def _opened(community: Community, came: CommandGiven | ButtonPressed, known: Known) -> Decision:
    community.must_include(came.who.person)
    here = here_now(community, came.at, known)
    window = here.window.id if here.window else ""
    return form(receipt_form(community.id, window, _next_check_in(here)))


def _next_check_in(here: Here) -> str:
    """When everyone is there anyway, so that this step would say nothing."""
    times = here.window.times if here.window else None
    if times is None or here.window is None or here.window.checked_in:
        return say("note.receipt.next_time")
    return moment_words(times.checks_in_at, here.community.rhythm.hours.zone)


CONVERSATION = Conversation(
    commands={"receipt": receipt},
    presses={Act.RECEIPT: press, Act.SIGN_NOTE: sign},
    forms={Act.RECEIPT: submit},
)
