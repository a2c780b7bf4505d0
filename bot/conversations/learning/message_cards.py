"""How a message to the organisation is shown: to the group, and to whoever answers it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Points, Quote, Text, Weight
from bot.conversations.learning.message_forms import words_of
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.message import Came, Message, MessageDraft, Response, ResponseKind
from bot.words import say
from bot.words.times import day_words, moment_words


def recognise_name(draft: MessageDraft) -> str:
    return f"recognise:{draft.id}"


def room_name(message: Message) -> str:
    return f"message:{message.id}"


def sponsor_name(message: Message) -> str:
    return f"to_sponsor:{message.id}"


def silence_name(message: Message) -> str:
    """One for each sponsor who had it: each got it at a time of its own."""
    since = f"{message.sent_at:%Y%m%d%H%M}" if message.sent_at else ""
    return f"silence:{message.id}:{since}"


def reminder_names(message: Message) -> tuple[str, str]:
    return f"remind_message:{message.id}:1", f"remind_message:{message.id}:2"


def came_name(message: Message, asked: int) -> str:
    return f"came_asks:{message.id}:{asked}"


def recognise_card(community: Community, draft: MessageDraft) -> Card:
    """Everyone is asked, without names, before the group decides. Nobody learns who wrote it."""
    assert draft.until is not None
    when = moment_words(draft.until, community.rhythm.hours.zone)
    return Card(
        say("message.recognise.title"),
        (_words(words_of(draft.boxes)), *texts("message.recognise.asks", when=when)),
        (button("do_you_recognise", Act.RECOGNISE, draft.id, asks=True, weight=Weight.MAIN),),
    )


def recognised_card(draft: MessageDraft, *, enough: bool) -> Card:
    """Never how many, and nothing about who."""
    key = "message.recognise.enough" if enough else "message.recognise.not_enough"
    return Card(say("message.recognise.title"), (_words(words_of(draft.boxes)), *texts(key)))


def room_card(community: Community, message: Message, until: datetime) -> Card:
    """Where it is now. `until`: when an answer is due."""
    buttons = (told_button(message),) if message.by_hand else ()
    return Card(say("message.room.title"), _where(community, message, until), buttons)


def closed_room_card() -> Card:
    return Card(say("message.room.title"), texts("message.room.answered"))


def sponsor_card(community: Community, message: Message, until: datetime) -> Card:
    """All that a sponsor ever sees of it: the words that were agreed, and what they can answer."""
    return Card(
        say("message.sponsor.title", name=community.name),
        (
            *texts("message.sponsor.asks", when=_day(community, until)),
            Points(message.lines),
            *texts("message.sponsor.not_who"),
        ),
        answer_buttons(message),
    )


def reminder_card(community: Community, message: Message) -> Card:
    less = button("less_of", Act.LESS_OF, community.id, "message")
    return Card(
        say("message.sponsor.title", name=community.name),
        (*texts("message.sponsor.reminder"), Points(message.lines), *texts("message.sponsor.seen")),
        (*answer_buttons(message), less),
    )


def silence_card(community: Community, message: Message, within: int) -> Card:
    """No answer has come in `within` working days. It says so as long as none has."""
    silence = texts("message.silence.by_hand", days=within)
    if message.to is not None:
        name = community.name_of(message.to)
        silence = texts("message.silence", name=name, days=within)
    body: tuple[Element, ...] = (Quote(message.lines[0]), *silence)
    return Card(say("message.room.title"), body, (told_button(message),))


def answered_card(community: Community, message: Message) -> Card:
    """The sponsor's own card, once they have answered. After a wish to talk a yes or a no is still open."""
    body: tuple[Element, ...] = (Points(message.lines), *texts("message.sponsor.thanks"))
    buttons = () if message.settled else answer_buttons(message)
    return Card(say("message.sponsor.title", name=community.name), body, buttons)


def gone_on_card(community: Community) -> Card:
    """What stands in the place of a message with whoever no longer sponsors the group."""
    title = say("message.sponsor.title", name=community.name)
    return Card(title, texts("message.sponsor.gone_on"))


def answer_card(message: Message, given: Response) -> Card:
    """What the room hears, word for word."""
    body: tuple[Element, ...] = (Quote(message.lines[0]), Text(answer_words(given)))
    if given.words:
        body += (Quote(given.words, given.name),)
    if given.carried_by:
        body += texts("message.answer.carried", name=given.carried_by)
    open_ = () if message.settled else (told_button(message),)
    return Card(say("message.answer.room"), body, open_)


def answer_words(given: Response) -> str:
    if given.by is not None:
        return say("message.yes_by", name=given.name, day=day_words(given.by))
    return say(f"message.says.{given.kind}", name=given.name)


def came_asks_card(message: Message) -> Card:
    """On the day of a yes, for whoever looks after the community."""
    given = message.answer
    assert given is not None
    body: tuple[Element, ...] = (Quote(message.lines[0]), Text(answer_words(given)))
    if given.words:
        body += (Quote(given.words, given.name),)
    buttons = tuple(
        button(f"came_{came}", Act.CAME_OF_IT, message.id, came, asks=True) for came in Came
    )
    return Card(say("message.came.title"), (*body, *texts("message.came.asks")), buttons)


def came_card(message: Message) -> Card:
    given = message.answer
    assert given is not None
    assert message.came is not None
    body: tuple[Element, ...] = (
        Quote(message.lines[0]),
        Text(answer_words(given)),
        Text(say(f"message.came.{message.came}")),
    )
    line = (Quote(message.came_words),) if message.came_words else ()
    return Card(say("message.came.title"), (*body, *line))


def record(message: Message) -> tuple[Element, ...]:
    """One message on the page of all of them: what was said, what was answered, what came of it."""
    shown: tuple[Element, ...] = (Points(message.lines),)
    for given in message.answers:
        shown += (Text(answer_words(given)),)
        shown += (Quote(given.words, given.name),) if given.words else ()
    if not message.answers:
        shown += texts(f"message.state.{_state(message)}")
    if message.came:
        shown += (Text(say(f"message.came.{message.came}")),)
        shown += (Quote(message.came_words),) if message.came_words else ()
    return shown


def answer_buttons(message: Message) -> tuple[Button, ...]:
    return tuple(
        button(f"answer_{kind}", Act.ORGANISATION_ANSWERS, message.id, kind, asks=True)
        for kind in ResponseKind
    )


def told_button(message: Message) -> Button:
    return button("write_answer_down", Act.ANSWER_TOLD, message.id, asks=True)


def _where(community: Community, message: Message, until: datetime) -> tuple[Text, ...]:
    if message.by_hand:
        return texts("message.room.by_hand", "message.room.by_hand_how")
    if message.to is None:
        return texts("message.room.waits")
    name = community.name_of(message.to)
    return texts("message.room.sent", sponsor=name, when=_day(community, until))


def _state(message: Message) -> str:
    if message.silent:
        return "silent"
    if message.to is None and not message.by_hand:
        return "waits"
    return "open"


def _words(words: str) -> Points:
    return Points(tuple(words.splitlines()))


def _day(community: Community, at: datetime) -> str:
    return day_words(at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date())
