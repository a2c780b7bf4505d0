"""What the bot has said in the end, place by place: in the practice room and in any other chat, in the same terms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from adapters.in_words import card_text
from adapters.practice.cast import Cast, place_id
from adapters.practice.player import Player
from adapters.site import Meters
from bot.bootstrap.practice import open_practice
from bot.bootstrap.records import open_records
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.settings import Settings

UNSEEN: Final = re.compile("\u200a")
"""Keeps marks from being read, and is no letter."""
WHOSE_TIME: Final = re.compile(r" \([^()]* time\)")
"""Behind a moment, where a chat says by whose clock it is."""
A_WORD: Final = re.compile(r"[^\s“”()–•:]+")


@dataclass(frozen=True, order=True)
class Told:
    """One post: its words, whatever stands around them, and what can be pressed under it.

    What came without names is mixed by chance, so that the words are the same and their order is not.
    """

    words: tuple[str, ...]
    buttons: tuple[str, ...] = ()


Places = Mapping[str, Sequence[Told]]


def told(text: str, labels: Sequence[str]) -> Told:
    plain = WHOSE_TIME.sub("", UNSEEN.sub("", text).replace("\u02cb", "`"))
    return Told(tuple(sorted(A_WORD.findall(plain))), tuple(sorted(labels)))


def differences(one: Places, other: Places) -> Iterator[str]:
    """Nothing where both have told everybody the same."""
    for place in sorted({*one, *other}):
        said, heard = sorted(one.get(place, ())), sorted(other.get(place, ()))
        if said != heard:
            here = [post for post in said if post not in heard]
            there = [post for post in heard if post not in said]
            yield f"{place}: {len(said)} and {len(heard)} posts; {here[:3]} and {there[:3]}"


async def in_practice(script: Path) -> Places:
    """What everybody has been told when all of it has been played there."""
    with TemporaryDirectory() as folder:
        settings = Settings.model_validate({"LCBOT_DATA": Path(folder)})
        with open_records(settings, warn=lambda _: None) as database:
            practice = open_practice(
                Path(folder), database, Meters(), script=script, begins=BEGINS, speed=STANDS_STILL
            )
            async with practice as here:
                player = Player(here.script, here.stage, here.keeper)
                async for _ in player.play_all():
                    pass
                return await _in_every_place(here.stage.room.cast, player)


async def _in_every_place(cast: Cast, player: Player) -> Places:
    found: dict[str, list[Told]] = {}
    for person in cast.people:
        for place in person.places:
            name = place_id(place)
            shown = await player.room.ask(lambda shelf, name=name: shelf.messages([name]))  # type: ignore[misc]
            cards = [one.card for one in shown if one.card]
            found[name] = [told(card_text(card), [b.label for b in card.buttons]) for card in cards]
    return found
