"""What somebody does in Teams, handed in at the desk, and what they see of it. Answers Teams only when it is kept."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from adapters.teams import answers, forms, inbound
from adapters.teams.actions import POINTS, SHORTCUTS
from adapters.teams.answer import KEPT, Answer
from adapters.teams.buttons import MEANT
from adapters.teams.carrying import unpacked
from adapters.teams.directory import Directory
from adapters.teams.pressing import AT, FORM, OPENING, REPLY, SHOW
from adapters.teams.replying import Replying
from adapters.teams.sorry import said
from adapters.teams.taking import Taking
from adapters.teams.transport import Incoming, Payload
from adapters.teams.whispering import Aside, Whispers
from adapters.teams.whom import mistakes
from bot.boundary.arrivals import Arrival, Who
from bot.boundary.decision import FormErrors
from bot.boundary.views import Form
from bot.domain.ids import Direct, Place, Room

AGAIN: Final = "This takes longer than usual. All you typed is still here: press again in a moment, and it counts once."
SLOW: Final = FormErrors({"": AGAIN})
WAIT: Final = "This takes longer than usual. Press it again in a moment: it counts once."


@dataclass(frozen=True, slots=True)
class Front:
    """One method for each kind of thing that Teams sends when somebody acts."""

    taking: Taking
    directory: Directory
    whispers: Whispers
    replying: Replying
    now: Callable[[], datetime]
    opening: Callable[[], str] = lambda: secrets.token_hex(6)

    async def press(self, incoming: Incoming) -> Answer:
        """A button that opens no dialog."""
        token = _token(_data(incoming))
        who = await self.directory.who(incoming)
        place = await self._place(_data(incoming), incoming, who)
        id = self.taking.same(who.person, _what(incoming, token), inbound.delivery(incoming))
        replies = await self.taking.in_time(inbound.press(id, token, who, place, self.now()))
        if replies is None:
            return answers.below(WAIT)
        told = answers.pressed(replies, incoming)
        self.whispers.later(Aside(who.person, told.aside, place, incoming))
        return told.answer

    async def press_plainly(self, incoming: Incoming) -> Answer:
        """The same, from a client that knows no better: it takes no answer but messages."""
        token = _token(_data(incoming))
        who = await self.directory.who(incoming)
        place = await self._place(_data(incoming), incoming, who)
        id = self.taking.same(who.person, _what(incoming, token), inbound.delivery(incoming))
        replies = await self.taking.once(inbound.press(id, token, who, place, self.now()))
        told = answers.as_messages(replies, "")
        self.whispers.later(Aside(who.person, told, place, incoming))
        return KEPT

    async def fetch(self, incoming: Incoming) -> Answer:
        """A button that opens a dialog."""
        token = _token(_data(incoming))
        who = await self.directory.who(incoming)
        place = await self._place(_data(incoming), incoming, who)
        if token == REPLY:
            return self.replying.form(incoming, place, self.opening())
        if token == SHOW:
            return answers.opens(unpacked(str(_data(incoming)[FORM])), place, self.opening())
        id = self.taking.same(who.person, _what(incoming, token), inbound.delivery(incoming))
        arrival = inbound.press(id, token, who, place, self.now())
        return await self._dialog(arrival, place, incoming)

    async def action(self, incoming: Incoming) -> Answer:
        """An action of the app's: in place of a command, or on a message."""
        who = await self.directory.who(incoming)
        place = inbound.place(incoming, who)
        chosen = str(incoming.value.get("commandId", ""))
        if chosen in POINTS:
            arrival: Arrival = inbound.pointed(incoming, who, place, self.now())
        else:
            words = SHORTCUTS.get(chosen, "")
            arrival = inbound.command(incoming, words, who, place, self.now())
        return await self._dialog(arrival, place, incoming)

    async def submit(self, incoming: Incoming) -> Answer:
        """Something is pressed in a dialog."""
        data = _data(incoming)
        meant = forms.meant(data)
        who = await self.directory.who(incoming)
        place = await self._place(data, incoming, who)
        match meant.deed:
            case forms.Deed.CLOSE:
                return KEPT
            case forms.Deed.TURN:
                assert meant.form is not None, "there is more"
                return answers.opens(meant.form, place, _opening(incoming))
            case forms.Deed.BACK:
                assert meant.form is not None, "it was left there"
                return answers.once_more(
                    FormErrors({}), meant.form, place, _opening(incoming), data
                )
            case forms.Deed.PRESS:
                id = self.taking.same(
                    who.person, _what(incoming, meant.token), inbound.delivery(incoming)
                )
                arrival = inbound.press(id, meant.token, who, place, self.now())
                return await self._dialog(arrival, place, incoming, closes=True, over=data)
            case _:
                assert meant.form is not None, "it was handed in"
                return await self._handed_in(incoming, meant.form, who, place)

    async def _handed_in(self, incoming: Incoming, form: Form, who: Who, place: Place) -> Answer:
        """What is wrong is said in the same dialog, with all that was typed."""
        data = _data(incoming)
        opening = _opening(incoming)
        chosen = forms.chosen_people(data)
        everyone = [user for some in chosen.values() for user in some]
        people = await self.directory.people(incoming, everyone)
        if wrong := {**mistakes(chosen, people), **forms.problems(data)}:
            return answers.once_more(FormErrors(wrong), form, place, opening, data)
        if form.token.partition(".")[0] == REPLY:
            return await self.replying.handed_in(incoming, form, who, place, data)
        names = {user: one.name for user, one in people.items()}
        given = forms.given(data, incoming.reference.tenant, names)
        id = inbound.named(incoming, f"{who.person}/{opening}/{_digest(data)}")
        arrival = inbound.submitted(id, form.token, given, who, place, self.now())
        replies = await self.taking.in_time(arrival)
        errors = SLOW if replies is None else answers.errors_in(replies)
        if errors or replies is None:
            return answers.once_more(errors or SLOW, form, place, opening, data)
        return answers.in_dialog(replies, place, self.opening(), incoming, closes=True)

    async def _dialog(
        self,
        arrival: Arrival,
        place: Place,
        incoming: Incoming,
        *,
        closes: bool = False,
        over: Payload | None = None,
    ) -> Answer:
        replies = await self.taking.in_time(arrival)
        if replies is None:
            return said(incoming, WAIT)
        opening = self.opening()
        return answers.in_dialog(replies, place, opening, incoming, closes=closes, over=over)

    async def _place(self, data: Payload, incoming: Incoming, who: Who) -> Place:
        """Where a card says that it belongs: but nobody acts in a channel that they are not in."""
        here, there = inbound.place(incoming, who), inbound.named_place(data.get(AT))
        if there is None or there == here:
            return here
        match there:
            case Room(platform=inbound.PLATFORM) if there.workspace == incoming.reference.tenant:
                return there if await self.directory.is_in(there, who.person) else here
            case Direct(person=person) if person == who.person:
                return there
            case _:
                return here


def _data(incoming: Incoming) -> Payload:
    """What a button carries: it lies elsewhere in each kind of `invoke`, and in a plain submit."""
    value: Any = incoming.value
    action = value.get("action")
    found = action.get("data") if isinstance(action, dict) else value.get("data", value)
    return found if isinstance(found, dict) else {}


def _opening(incoming: Incoming) -> str:
    """As long as the same dialog lies before somebody, whatever page of it."""
    return str(_data(incoming).get(OPENING) or incoming.id)


def _token(data: Payload) -> str:
    return str(data.get(MEANT, ""))


def _what(incoming: Incoming, token: str) -> str:
    return f"{incoming.reply_to or incoming.reference.conversation}/{token}"


def _digest(data: Payload) -> str:
    return inbound.digest(sorted((str(name), repr(value)) for name, value in data.items()))
