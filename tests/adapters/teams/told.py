"""What the bot has said in Teams in the end, in the terms of every chat."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po

from adapters.practice.cast import Cast
from adapters.teams.calling import HOW, HOW_IN_PRIVATE, KEEP, NO_MESSAGE
from adapters.teams.inbound import PLATFORM, of
from adapters.teams.literal import plain
from adapters.teams.pressing import REPLY_LABEL
from bot.domain.ids import Direct, Place, Room
from tests.adapters.fake_teams import Seen
from tests.adapters.teams.playing import Stage
from tests.adapters.told import Places, Told, told

ENDING = f".{PLATFORM}"
"""Of the keys of sentences that are said in Teams alone."""
CALLED = re.compile(
    f"({re.escape(HOW)}|{re.escape(HOW_IN_PRIVATE)})"
    + "".join(f"( {re.sub(r'{[a-z]+}', '.+?', one)})?" for one in (KEEP, NO_MESSAGE))
)
"""How a command is given there."""


async def in_teams(stage: Stage, cast: Cast) -> Places:
    tenant, found = stage.teams.app.tenant, dict[str, list[Told]]()
    for id, channel in stage.channels.items():
        seen = await channel.sees()
        found[id] = await _posts(stage, Room(PLATFORM, tenant, channel.id), seen)
    for person in cast.people:
        here = stage.people[person.id]
        place = Direct(of(tenant, here.aad))
        found[f"dm:{person.id}"] = await _posts(stage, place, await here.sees())
    return found


async def _posts(stage: Stage, place: Place, seen: Sequence[Seen]) -> list[Told]:
    """A post that took several messages is one. Whispers and pages are none of the bot's posts."""
    by_id = {one.id: one for one in seen}
    posts = []
    for address in stage.noted.posts.get(place, ()):
        rest = await stage.bot.references.rest_of(place, address)
        messages = [by_id[one] for one in (address, *rest) if one in by_id]
        posts.append(_told(messages))
    return posts


def _told(messages: Sequence[Seen]) -> Told:
    cards: list[Any] = [one.card for one in messages]
    labels = [label for card in cards for label in _labels(card) if label != REPLY_LABEL]
    words = plain("\n\n".join(str(card["fallbackText"]) for card in cards))
    return told(_as_elsewhere(CALLED.sub("", words)), labels)


def _as_elsewhere(text: str) -> str:
    """What is done otherwise in Teams has a sentence of its own in the catalogue. It says the same."""
    for here, elsewhere in _own_sentences():
        text = here.sub(lambda found, same=elsewhere: same.format_map(found.groupdict()), text)  # type: ignore[misc]
    return text


@cache
def _own_sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each as it is found, with its places, and as it reads in every other chat."""
    with files("bot.words").joinpath("locale/en/LC_MESSAGES/lcbot.po").open("rb") as file:
        said = {str(one.id): str(one.string) for one in read_po(file) if one.id}
    own = [(said[key], said.get(key.removesuffix(ENDING))) for key in said if key.endswith(ENDING)]
    return tuple((re.compile(_pattern(here)), same) for here, same in own if same)


def _pattern(sentence: str) -> str:
    parts = ((re.escape(words), name) for words, name, *_ in Formatter().parse(sentence))
    return "".join(f"{words}(?P<{name}>.+?)" if name else words for words, name in parts)


def _labels(card: Mapping[str, Any]) -> Iterator[str]:
    """What can be pressed; that somebody is asked once more whether they are sure is no button of its own."""
    rows = [card, *(one for one in card["body"] if one["type"] == "ActionSet")]
    return (str(one["title"]) for row in rows for one in row.get("actions", ()))
