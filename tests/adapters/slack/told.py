"""What the bot has said in the end, place by place: in the practice room, and in Slack, in the same terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.practice.cast import Cast, place_id
from adapters.practice.player import Player
from adapters.practice.render import card_text
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.seeing import pressable
from tests.adapters.slack.gate import heard, read_aloud
from tests.adapters.slack.playing import Stage


@dataclass(frozen=True, order=True)
class Told:
    """One post: its words, whatever stands around them, and what can be pressed under it.

    What came without names is mixed by chance, so that the words are the same and their order is not.
    """

    words: tuple[str, ...]
    buttons: tuple[str, ...] = ()


Places = Mapping[str, Sequence[Told]]


def differences(one: Places, other: Places) -> Iterator[str]:
    """Nothing where both have told everybody the same."""
    for place in sorted({*one, *other}):
        said, heard_ = sorted(one.get(place, ())), sorted(other.get(place, ()))
        if said != heard_:
            here = [post for post in said if post not in heard_]
            there = [post for post in heard_ if post not in said]
            yield f"{place}: {len(said)} and {len(heard_)} posts; {here[:3]} and {there[:3]}"


async def in_practice(cast: Cast, player: Player) -> Places:
    told: dict[str, list[Told]] = {}
    for person in cast.people:
        for place in person.places:
            name = place_id(place)
            shown = await player.room.ask(lambda shelf, name=name: shelf.messages([name]))  # type: ignore[misc]
            cards = [one.card for one in shown if one.card]
            told[name] = [_told(card_text(card), [b.label for b in card.buttons]) for card in cards]
    return told


def in_slack(stage: Stage, cast: Cast) -> Places:
    told = {id: _posts(list(one.messages.values())) for id, one in stage.channels.items()}
    for person in cast.people:
        direct = [one.source for one in stage.people[person.id].direct]
        told[f"dm:{person.id}"] = _posts(direct)
    return told


def _posts(shown: Sequence[object]) -> list[Told]:
    """A post that took several messages is one. Whispers do not last, there or here."""
    messages = [one for one in shown if isinstance(one, Message)]
    posts: list[Told] = []
    for one in messages:
        mark = (one.metadata or {}).get("event_payload")
        if mark is None:
            continue
        told = _in_message(one)
        if mark["part"]:
            words = tuple(sorted((*posts[-1].words, *told.words)))
            posts[-1] = replace(posts[-1], words=words, buttons=posts[-1].buttons + told.buttons)
        else:
            posts.append(told)
    return posts


def _in_message(one: Message) -> Told:
    labels = [each["text"]["text"] for block in one.blocks for each in pressable(block)]
    return _told(read_aloud(one.text), labels)


def _told(text: str, labels: Sequence[str]) -> Told:
    return Told(tuple(sorted(heard(text).elements())), tuple(sorted(labels)))
