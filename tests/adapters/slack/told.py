"""What the bot has said in Slack in the end, in the terms of every chat."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.practice.cast import Cast
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.seeing import pressable
from tests.adapters.slack.gate import read_aloud
from tests.adapters.slack.playing import Stage
from tests.adapters.told import Places, Told, told


def in_slack(stage: Stage, cast: Cast) -> Places:
    found = {id: _posts(list(one.messages.values())) for id, one in stage.channels.items()}
    for person in cast.people:
        direct = [one.source for one in stage.people[person.id].direct]
        found[f"dm:{person.id}"] = _posts(direct)
    return found


def _posts(shown: Sequence[object]) -> list[Told]:
    """A post that took several messages is one. Whispers do not last, there or here."""
    messages = [one for one in shown if isinstance(one, Message)]
    posts: list[Told] = []
    for one in messages:
        mark = (one.metadata or {}).get("event_payload")
        if mark is None:
            continue
        said = _in_message(one)
        if mark["part"]:
            words = tuple(sorted((*posts[-1].words, *said.words)))
            posts[-1] = replace(posts[-1], words=words, buttons=posts[-1].buttons + said.buttons)
        else:
            posts.append(said)
    return posts


def _in_message(one: Message) -> Told:
    labels = [each["text"]["text"] for block in one.blocks for each in pressable(block)]
    return told(read_aloud(one.text), labels)
