"""What somebody does in Slack, handed in at the desk, and what they see of it. Answers Slack only when it is kept."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import behind, forms, inbound
from adapters.slack.at_once import AtOnce, Together
from adapters.slack.blocks import Block
from adapters.slack.cards import Message
from adapters.slack.directory import Directory, Person
from adapters.slack.inbound import Payload
from adapters.slack.reading import as_meant, emoji, mentioned
from adapters.slack.showing import as_page, at_fields, shown, with_sorry
from adapters.slack.taking import Desk, Taking
from adapters.slack.whispering import Aside, Whispers
from adapters.slack.whom import mistakes
from adapters.slack.windows import Window, once_more, way_back
from bot.boundary.arrivals import Arrival, FormSubmitted, Want, Who
from bot.boundary.decision import FormErrors, Reply
from bot.domain.ids import Room

SHOWN: Final = 0.8
"""Seconds after which a view that opens slowly no longer keeps Slack waiting for its answer."""
HEARD: Final = 0.4
"""Seconds that the answer to a form waits for a whisper: so long it is worth knowing whether it arrives."""
AGAIN: Final = "This takes longer than usual. All you typed is still here: press again in a moment, and it counts once."


class Front:
    """One method for each kind of thing that Slack sends when somebody acts."""

    def __init__(
        self, desk: Desk, directory: Directory, whispers: Whispers, now: Callable[[], datetime]
    ) -> None:
        self._taking = Taking(desk)
        self._at_once = AtOnce()
        self._together = Together()
        self._directory = directory
        self._whispers = whispers
        self._now = now

    async def command(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        """Its words come as Slack's own answer to the command."""
        team, user = body["team_id"], body["user_id"]
        who = await self._directory.who(team, user, body.get("user_name", ""))
        arrival = inbound.command(body, who, self._now())
        window = Window.of(client, body)
        replies = await self._taking.answered(arrival, window.ask_to_wait)
        aside = Aside(client, body["channel_id"], who, way_back(arrival, replies))
        seen = window.opens(replies) and await self._soon(
            window.show(replies, arrival.place, as_words=False), aside
        )
        if seen or not aside.words:
            await ack()
            return
        first, *more = aside.words
        await ack(text=first.text, blocks=list(first.blocks), response_type="ephemeral")
        self._whispers.later(replace(aside, words=more))

    async def shortcut(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, words: str
    ) -> None:
        who = await self._acting(body)
        arrival = inbound.shortcut(body, words, who, self._now())
        await self._in_a_view(client, body, arrival, who)
        await ack()

    async def point(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, want: Want) -> None:
        """At a message. What it says is read for a line to be kept, and for nothing else."""
        text = ""
        if want is Want.KEEP:
            text = body["message"].get("text", "")
            names = await self._directory.names(body["team"]["id"], mentioned(text))
            text = as_meant(text, names, emoji(body["message"]))
        who = await self._acting(body)
        arrival = inbound.pointed(body, want, who, self._now(), text)
        await self._in_a_view(client, body, arrival, who)
        await ack()

    async def press(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        who = await self._acting(body)
        arrival = inbound.press(body, who, self._now())
        with self._at_once.first(body) as first:
            if first:
                await self._in_a_view(client, body, arrival, who, as_words=bool(body.get("view")))
            else:
                await self._taking.answered(arrival, lambda: None)
        await ack()

    async def more(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        """The buttons that stand behind one are laid before them. Nothing has happened, and nothing is kept."""
        team, user = body["team"]["id"], body["user"]["id"]
        who, form = inbound.whose(team, user, ""), behind.form(body["actions"][0]["value"])
        channel = (body.get("channel") or {}).get("id", "")
        view = forms.modal(form, inbound.pressed_in(body, who))
        showing = Window.of(client, body).lays(view)
        aside = Aside(client, channel, who, once_more(form))
        with self._at_once.first(body) as first:
            if not first:
                showing.close()
            elif not await self._soon(showing, aside):
                self._whispers.later(aside)
        await ack()

    async def submit(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        """A form that takes long stays open with all that was typed; pressed again, it is answered."""
        view = body["view"]
        chosen = forms.chosen_people(view)
        everyone = [user for some in chosen.values() for user in some]
        who, people = await self._acting_on(body, everyone)
        if wrong := mistakes(chosen, people):
            await _mistakes(ack, FormErrors(wrong), view)
            return
        names = {user: one.name for user, one in people.items()}
        arrival = inbound.submitted(body, who, self._now(), names)
        replies = await self._taking.in_time(arrival)
        if replies is None:
            await _mistakes(ack, FormErrors({_first_field(view): AGAIN}), view)
        else:
            await self._answered(ack, client, arrival, replies, view)

    async def close(self) -> None:
        await self._whispers.close()

    async def _answered(
        self,
        ack: AsyncAck,
        client: AsyncWebClient,
        arrival: FormSubmitted,
        replies: tuple[Reply, ...],
        view: Payload,
    ) -> None:
        seen = shown(replies, arrival.place)
        if seen.errors:
            await _mistakes(ack, seen.errors, view)
            return
        if next_ := seen.view or await self._page(client, arrival, replies, seen.whispers):
            await ack(response_action="update", view=next_)
        else:
            await ack()

    async def _page(
        self,
        client: AsyncWebClient,
        arrival: FormSubmitted,
        replies: tuple[Reply, ...],
        words: tuple[Message, ...],
    ) -> Block | None:
        """What is to be read where the form was: in a channel it is whispered, where the bot is in it; once, however
        often the form was handed in meanwhile."""
        if isinstance(arrival.place, Room):
            aside = Aside(client, arrival.place.channel, arrival.who, words)
            whisper = partial(self._whispers.soon, aside, HEARD)
            if await self._together.once(arrival.id, whisper):
                return None
        return as_page(replies, arrival.place)

    async def _in_a_view(
        self,
        client: AsyncWebClient,
        body: Payload,
        arrival: Arrival,
        who: Who,
        *,
        as_words: bool = True,
    ) -> None:
        """What follows lies before them, or is whispered where they are."""
        window = Window.of(client, body)
        replies = await self._taking.answered(arrival, window.ask_to_wait)
        place = inbound.pressed_in(body, who)
        channel = (body.get("channel") or {}).get("id", "")
        aside = Aside(client, channel, who, way_back(arrival, replies))
        seen = window.opens(replies, as_words=as_words) and await self._soon(
            window.show(replies, place, as_words=as_words), aside
        )
        if not seen:
            self._whispers.later(aside)

    async def _soon(self, showing: Coroutine[None, None, bool], aside: Aside) -> bool:
        """Whether they have it before them, or it is on its way there: what is kept is acknowledged, however slowly
        Slack opens a view. Where that fails in the end, they hear of it then."""
        task = asyncio.create_task(showing)
        done, _ = await asyncio.wait({task}, timeout=SHOWN)
        if done:
            return task.result()
        self._whispers.unless(task, aside)
        return True

    async def _acting(self, body: Payload) -> Who:
        user = body["user"]
        name = user.get("username") or user.get("name", "")
        return await self._directory.who(body["team"]["id"], user["id"], name)

    async def _acting_on(
        self, body: Payload, chosen: list[str]
    ) -> tuple[Who, Mapping[str, Person]]:
        """Who acts, and those they have chosen: asked about at once, since Slack waits."""
        if not chosen:
            return await self._acting(body), {}
        people = self._directory.people(body["team"]["id"], chosen)
        return await asyncio.gather(self._acting(body), people)


async def _mistakes(ack: AsyncAck, errors: FormErrors, view: Payload) -> None:
    """The form stays open, as it was filled in."""
    if sentences := at_fields(errors, view):
        await ack(response_action="errors", errors=sentences)
    else:
        await ack(response_action="update", view=with_sorry(errors, view))


def _first_field(view: Payload) -> str:
    """Where a sentence about the whole form can stand with nothing typed lost."""
    inputs = (one["block_id"] for one in view["blocks"] if one["type"] == "input")
    return next((forms.name_of(one) for one in inputs), "")
