"""Who answers what: one line for each conversation that the bot can hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from bot.boundary.arrivals import (
    AlarmRang,
    Arrival,
    BotCame,
    ButtonPressed,
    CommandGiven,
    DirectMessage,
    FormSubmitted,
    MemberCame,
    MemberWent,
    PointedAt,
    PostInDoubt,
    Replied,
    RoomChanged,
)
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token, unpack
from bot.conversations import doubting, hearing, helping, pointing
from bot.conversations.care import (
    agreeing_to_hear,
    belonging_elsewhere,
    guessing,
    repairing,
    worrying,
)
from bot.conversations.codesign import closing as codesign_closing
from bot.conversations.codesign import drafting_routes, drafting_rules, first_format, member_cards
from bot.conversations.codesign import questions as codesigning
from bot.conversations.consent import (
    agreements,
    consenting,
    moving_on,
    proposing,
    still_fits,
    unblocking,
)
from bot.conversations.endings import (
    ending,
    harvesting,
    in_turn,
    last_day,
    pausing,
    renewing,
    stopping,
)
from bot.conversations.home import page as home
from bot.conversations.known import Known
from bot.conversations.learning import (
    good_work,
    keeping_lines,
    organisation_answers,
    sending,
    trying,
    writing_out,
)
from bot.conversations.membership import (
    correcting,
    gone_quiet,
    hours,
    joining,
    leaving,
    letting_in,
    my_data,
    newcomers,
    nominating,
    rooms,
    seasons,
    stepping_back,
    suggesting,
    walking_in,
)
from bot.conversations.notes import checking_in, health_card, heavy, hiding, staying
from bot.conversations.notes import reading as notes_reading
from bot.conversations.notes import receipts as notes_receipts
from bot.conversations.notes import turning as notes_turning
from bot.conversations.notes.following import following
from bot.conversations.permission import (
    answering,
    appointing,
    briefing,
    chartering,
    expecting,
    founding,
    looking_after,
    looking_again,
    naming_sponsors,
    own_promises,
    promising,
    sponsor_asks,
    telling_people,
    unconfirmed,
)
from bot.conversations.polls import closing as poll_closing
from bot.conversations.polls import looks as poll_looks
from bot.conversations.polls import polling
from bot.conversations.polls import rules as poll_rules
from bot.conversations.rhythm import (
    confirming,
    keeping_rhythm,
    looking_beyond,
    resting,
    standing_still,
)
from bot.conversations.saying import thrown_away
from bot.conversations.sessions import (
    adding_prompts,
    beginning,
    bringing_back,
    catching,
    checking,
    closing,
    last_words,
    nudging,
    opening,
    otherwise,
    quiet_rounds,
    reviewing,
    rounds,
    shaping_rounds,
    stepping_in,
    storytelling,
    taking_roles,
    telling,
    tending,
    wrapping_up,
    writing_together,
)
from bot.conversations.sessions.signs import signs
from bot.domain.refusal import Reason, Refused

CONVERSATIONS = (
    helping.CONVERSATION,
    home.CONVERSATION,
    my_data.CONVERSATION,
    correcting.CONVERSATION,
    founding.CONVERSATION,
    appointing.CONVERSATION,
    naming_sponsors.CONVERSATION,
    answering.CONVERSATION,
    briefing.CONVERSATION,
    expecting.CONVERSATION,
    own_promises.CONVERSATION,
    telling_people.CONVERSATION,
    looking_after.CONVERSATION,
    looking_again.CONVERSATION,
    unconfirmed.CONVERSATION,
    sponsor_asks.CONVERSATION,
    chartering.CONVERSATION,
    joining.CONVERSATION,
    suggesting.CONVERSATION,
    newcomers.CONVERSATION,
    letting_in.CONVERSATION,
    nominating.CONVERSATION,
    stepping_back.CONVERSATION,
    leaving.CONVERSATION,
    seasons.CONVERSATION,
    walking_in.CONVERSATION,
    hours.CONVERSATION,
    keeping_rhythm.CONVERSATION,
    resting.CONVERSATION,
    standing_still.CONVERSATION,
    confirming.CONVERSATION,
    looking_beyond.CONVERSATION,
    otherwise.CONVERSATION,
    storytelling.CONVERSATION,
    catching.CONVERSATION,
    opening.CONVERSATION,
    beginning.CONVERSATION,
    rounds.CONVERSATION,
    telling.CONVERSATION,
    last_words.CONVERSATION,
    shaping_rounds.CONVERSATION,
    writing_together.CONVERSATION,
    adding_prompts.CONVERSATION,
    tending.CONVERSATION,
    quiet_rounds.CONVERSATION,
    nudging.CONVERSATION,
    doubting.CONVERSATION,
    stepping_in.CONVERSATION,
    bringing_back.CONVERSATION,
    taking_roles.CONVERSATION,
    checking.CONVERSATION,
    reviewing.CONVERSATION,
    wrapping_up.CONVERSATION,
    closing.CONVERSATION,
    proposing.CONVERSATION,
    consenting.CONVERSATION,
    moving_on.CONVERSATION,
    unblocking.CONVERSATION,
    agreements.CONVERSATION,
    still_fits.CONVERSATION,
    codesigning.CONVERSATION,
    codesign_closing.CONVERSATION,
    drafting_rules.CONVERSATION,
    drafting_routes.CONVERSATION,
    first_format.CONVERSATION,
    member_cards.CONVERSATION,
    trying.CONVERSATION,
    keeping_lines.CONVERSATION,
    good_work.CONVERSATION,
    writing_out.CONVERSATION,
    sending.CONVERSATION,
    organisation_answers.CONVERSATION,
    polling.CONVERSATION,
    poll_closing.CONVERSATION,
    poll_looks.CONVERSATION,
    poll_rules.CONVERSATION,
    renewing.CONVERSATION,
    in_turn.CONVERSATION,
    pausing.CONVERSATION,
    ending.CONVERSATION,
    last_day.CONVERSATION,
    harvesting.CONVERSATION,
    stopping.CONVERSATION,
    worrying.CONVERSATION,
    promising.CONVERSATION,
    repairing.CONVERSATION,
    belonging_elsewhere.CONVERSATION,
    guessing.CONVERSATION,
    agreeing_to_hear.CONVERSATION,
    gone_quiet.CONVERSATION,
    checking_in.CONVERSATION,
    notes_turning.CONVERSATION,
    health_card.CONVERSATION,
    notes_reading.CONVERSATION,
    notes_receipts.CONVERSATION,
    hiding.CONVERSATION,
    staying.CONVERSATION,
    heavy.CONVERSATION,
)

K = TypeVar("K")
V = TypeVar("V")


def _all(parts: tuple[Mapping[K, V], ...]) -> dict[K, V]:
    return {key: answer for part in parts for key, answer in part.items()}


PRIVATE = frozenset({"story", "moment", "worry", "note", "receipt"})
"""Commands after which somebody may type what is for few. Their forms open empty all the same."""
COMMANDS = _all(tuple(one.commands for one in CONVERSATIONS))
PRESSES = _all(tuple(one.presses for one in CONVERSATIONS))
FORMS = _all(tuple(one.forms for one in CONVERSATIONS))
ALARMS = _all(tuple(one.alarms for one in CONVERSATIONS))


def decide(arrival: Arrival, known: Known) -> Decision:
    """Hand what arrived to the one conversation that answers it. Notes without a name follow what it decides."""
    decided = signs(_decided(arrival, known), arrival, known)
    return following(decided, arrival, known)


def _decided(arrival: Arrival, known: Known) -> Decision:
    match arrival:
        case CommandGiven():
            return _command(arrival, known)
        case ButtonPressed():
            return _press(arrival, known)
        case FormSubmitted():
            return _form(arrival, known)
        case Replied():
            return hearing.heard(arrival, known)
        case DirectMessage():
            return replace(sponsor_asks.typed(arrival, known), once=True)
        case AlarmRang():
            return ALARMS[arrival.kind](arrival, known)
        case PostInDoubt():
            return doubting.in_doubt(arrival, known)
        case MemberCame():
            return walking_in.came(arrival, known)
        case MemberWent():
            return leaving.went(arrival, known)
        case PointedAt():
            return pointing.pointed(arrival, known)
        case BotCame():
            return rooms.brought(arrival, known)
        case RoomChanged():
            return rooms.changed(arrival, known)
        case _:
            assert_never(arrival)


def _command(command: CommandGiven, known: Known) -> Decision:
    """Only the first word counts; words after it are thrown away unread."""
    word = next(iter(command.words.split()), "").lower()
    if word not in COMMANDS:
        raise Refused(Reason.UNKNOWN_COMMAND, word=word[:30])
    decision = COMMANDS[word](command, known)
    return thrown_away(decision) if _may_be_private(word, command.words) else decision


def _may_be_private(word: str, typed: str) -> bool:
    """Something was typed after a command that is about what people would say to few."""
    return word in PRIVATE and len(typed.split()) > 1


def _press(press: ButtonPressed, known: Known) -> Decision:
    token = unpack(press.token)
    if token.act is Act.COMMAND:
        return _command(_as_command(press, token, known), known)
    if token.act not in PRESSES:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return PRESSES[token.act](press, token, known)


def _form(submitted: FormSubmitted, known: Known) -> Decision:
    token = unpack(submitted.token)
    if token.act is Act.CLOSE_PAGE:
        return Decision()
    if token.act not in FORMS:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return FORMS[token.act](submitted, token, known)


def _as_command(press: ButtonPressed, token: Token, known: Known) -> CommandGiven:
    """A button that names a community means what would be typed in its room, wherever it is pressed."""
    meant = known.community(token[1]).rooms[0] if len(token.about) > 1 else press.place
    return CommandGiven(id=press.id, at=press.at, who=press.who, place=meant, words=token[0])
