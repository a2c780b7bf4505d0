"""Small ways of saying things that every conversation uses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.boundary.decision import Care, Decision, OpenForm, Pin, Post, Reply, Revise, Whisper
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Form, Points, Text, Weight
from bot.conversations.known import Known
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId, Platform, PostName, platform_of
from bot.words import has, say


def texts(*keys: str, **fills: object) -> tuple[Text, ...]:
    """Paragraphs from the catalogue, all with the same fills."""
    return tuple(Text(say(key, **fills)) for key in keys)


def met_in(community: Community) -> Platform:
    """The chat in which it meets."""
    return platform_of(community.rooms[0])


def texts_in(chat: str, *keys: str, **fills: object) -> tuple[Text, ...]:
    """The same as they are said in this chat: its own sentence, where people do something else there."""
    here = (f"{key}.{chat}" if has(f"{key}.{chat}") else key for key in keys)
    return texts(*here, **fills)


def listed(key: str, lines: tuple[str, ...]) -> tuple[Element, ...]:
    """Lines under their heading; nothing where there are none."""
    return (*texts(key), Points(lines)) if lines else ()


def in_sections(lines: Sequence[str]) -> tuple[Element, ...]:
    """As a list; a line that ends in a colon is no point of it, and stands above those that it announces."""
    shown: list[Element] = []
    for announces, some in groupby(lines, key=lambda line: line.endswith(":")):
        part = tuple(some)
        shown += map(Text, part) if announces else (Points(part),)
    return tuple(shown)


def button(
    key: str,
    act: Act,
    *about: str,
    asks: bool = False,
    weight: Weight = Weight.PLAIN,
    **fills: object,
) -> Button:
    """A button whose label is `button.<key>` in the catalogue."""
    return Button(say(f"button.{key}", **fills), Token(act, about).pack(), asks, weight)


def in_rooms(
    community: Community,
    name: str,
    card: Card,
    *,
    under: str | None = None,
    care: Care = Care.LEAVE,
) -> tuple[Post, ...]:
    """One post to the community: it goes to each of its rooms."""
    return tuple(
        Post(
            community=community.id,
            to=room,
            name=PostName(name),
            card=card,
            under=PostName(under) if under else None,
            care=care,
        )
        for room in community.rooms
    )


def pinned(community: Community, name: str) -> tuple[Pin, ...]:
    """The post of this name is pinned in each of the community's rooms."""
    return tuple(
        Pin(community=community.id, to=room, name=PostName(name)) for room in community.rooms
    )


def privately(
    community: Community,
    person: PersonId,
    name: str,
    card: Card,
    *,
    not_before: datetime | None = None,
    care: Care = Care.LEAVE,
) -> Post:
    """A private post. Give `not_before=known.humane_hour(...)` when nobody has just asked for it, and `Care.REPEAT`
    for what one person tells another: it stands nowhere else, and they have been told that it is there."""
    return Post(
        community=community.id,
        to=Direct(person),
        name=PostName(name),
        card=card,
        not_before=not_before,
        care=care,
    )


def in_good_time(
    community: Community,
    person: PersonId,
    name: str,
    card: Card,
    at: datetime,
    known: Known,
    *,
    care: Care = Care.LEAVE,
) -> Post:
    """A private post of the bot's own accord: it waits for this person's working hours."""
    hour = known.humane_hour(community, person, at)
    return privately(community, person, name, card, not_before=hour, care=care)


def revised(community: Community, name: str, card: Card, *, to: PersonId | None = None) -> Revise:
    """Wherever it stands; or, of several with this name, the one to this person alone."""
    place = Direct(to) if to else None
    return Revise(community=community.id, name=PostName(name), card=card, to=place)


def named(community: Community, person: PersonId | None, *, at_first: bool = False) -> str:
    """Their name, or that it is one of us: who chose that, and who has left. `at_first`: nothing stands before it."""
    if person is None or not community.takes_part(person):
        return say("one_of_us.at_first" if at_first else "one_of_us")
    return community.name_of(person)


def whisper(*body: Element, title: str = "", buttons: tuple[Button, ...] = ()) -> Decision:
    """Answer only the person who acted, and keep nothing."""
    return Decision(reply=(Whisper(Card(title, body, buttons)),))


def whispered(key: str, **fills: object) -> Decision:
    return whisper(Text(say(key, **fills)))


def whispered_card(card: Card) -> Decision:
    return Decision(reply=(Whisper(card),))


def form(form: Form) -> Decision:
    return Decision(reply=(OpenForm(form),))


def thrown_away(decision: Decision, chat: str) -> Decision:
    """Words after a command were not read, and it is said where the person looks: on the form, or the whisper. Where
    a command is a message like any other, the words still stand there."""
    told = texts_in(chat, "typed.thrown_away")
    return replace(decision, reply=tuple(_told_first(one, told) for one in decision.reply))


def _told_first(reply: Reply, told: tuple[Text, ...]) -> Reply:
    match reply:
        case OpenForm(form=opened):
            return OpenForm(replace(opened, intro=(*told, *opened.intro)))
        case Whisper(card=card):
            return Whisper(replace(card, body=(*told, *card.body)))
        case _:
            return reply
