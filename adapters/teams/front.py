"""What somebody does in Teams, handed in at the desk, and what they see of it. Answers Teams only when it is kept."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from adapters.teams import answers, forms, inbound, pressing
from adapters.teams.actions import POINTS, SHORTCUTS
from adapters.teams.answer import KEPT, Answer
from adapters.teams.buttons import MEANT
from adapters.teams.carrying import unpacked
from adapters.teams.directory import Directory
from adapters.teams.patience import Patience
from adapters.teams.replying import Replying
from adapters.teams.sorry import said, sentence
from adapters.teams.taking import Taking
from adapters.teams.transport import Incoming, Payload
from adapters.teams.whispering import Aside, Whispers
from adapters.teams.whom import mistakes
from bot.boundary.arrivals import Arrival, ButtonPressed, Who
from bot.boundary.decision import FormErrors
from bot.boundary.tokens import without_a_trace
from bot.boundary.views import Form
from bot.domain.ids import Direct, Place, Room

AGAIN: Final = "This takes longer than usual. All you typed is still here: press again in a moment, and it counts once."
WAIT: Final = "This takes longer than usual. Press it again in a moment: it counts once."

CHANCE: Final = 16
"""Bytes. An opening goes into the mark of what is handed in, beside who it was and what they typed: whoever had all
keys could else try every one, until a mark fits."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Front:
    """One method for each kind of thing that Teams sends when somebody acts."""

    taking: Taking
    directory: Directory
    whispers: Whispers
    replying: Replying
    now: Callable[[], datetime]
    patience: Patience
    opening: Callable[[], str] = lambda: secrets.token_hex(CHANCE)

    async def press(self, incoming: Incoming) -> Answer:
        """A button that opens no dialog."""
        return await self.patience(self._pressed(incoming), lambda: answers.below(WAIT))

    async def press_plainly(self, incoming: Incoming) -> Answer:
        """The same, from a client that knows no better: it takes no answer but messages."""
        who, place = await self._acting(incoming)
        replies = await self.taking.once(self._press(incoming, who, place))
        told = answers.as_messages(replies, "")
        self.whispers.later(Aside(who.person, told, place, incoming))
        return KEPT

    async def fetch(self, incoming: Incoming) -> Answer:
        """A button that opens a dialog."""
        return await self.patience(self._fetched(incoming), lambda: said(incoming, WAIT))

    async def action(self, incoming: Incoming) -> Answer:
        """An action of the app's: in place of a command, or on a message."""
        return await self.patience(self._chosen(incoming), lambda: said(incoming, WAIT))

    async def submit(self, incoming: Incoming) -> Answer:
        """Something is pressed in a dialog. What was typed there is shown again, whatever goes wrong."""
        meant = forms.meant(_data(incoming))
        if meant.deed is forms.Deed.CLOSE:
            return KEPT
        try:
            return await self.patience(
                self._submitted(incoming, meant), lambda: self._once_more(incoming, meant, AGAIN)
            )
        except Exception as failure:
            log.error("A dialog could not be taken in: %s.", type(failure).__name__)
            return self._once_more(incoming, meant, sentence(failure))

    async def _pressed(self, incoming: Incoming) -> Answer:
        who, place = await self._acting(incoming)
        replies = await self.taking.answered(self._press(incoming, who, place))
        told = answers.pressed(replies, incoming)
        self.whispers.later(Aside(who.person, told.aside, place, incoming))
        return told.answer

    async def _fetched(self, incoming: Incoming) -> Answer:
        who, place = await self._acting(incoming)
        match _token(_data(incoming)):
            case pressing.REPLY:
                return await self.replying.form(incoming, who, place, self.opening())
            case pressing.SHOW:
                form = unpacked(str(_data(incoming)[pressing.FORM]))
                return answers.opens(form, place, self.opening())
            case _:
                return await self._dialog(self._press(incoming, who, place), place, incoming)

    async def _chosen(self, incoming: Incoming) -> Answer:
        who, place = await self._acting(incoming)
        chosen = str(incoming.value.get("commandId", ""))
        if chosen in POINTS:
            arrival: Arrival = inbound.pointed(incoming, who, place, self.now())
        else:
            words = SHORTCUTS.get(chosen, "")
            arrival = inbound.command(incoming, words, who, place, self.now())
        return await self._dialog(arrival, place, incoming)

    async def _submitted(self, incoming: Incoming, meant: forms.Meant) -> Answer:
        acting = self._acting_unseen if without_a_trace(meant.token) else self._acting
        who, place = await acting(incoming)
        data, opening = _data(incoming), _opening(incoming)
        match meant.deed, meant.form:
            case forms.Deed.HAND_IN, Form() as form:
                return await self._handed_in(incoming, form, who, place)
            case forms.Deed.TURN, Form() as form:
                return answers.opens(form, place, opening, data.get(forms.UNDER))
            case forms.Deed.BACK, Form() as form:
                return answers.once_more(FormErrors({}), form, place, opening, data)
            case _:
                arrival = self._press(incoming, who, place)
                return await self._dialog(arrival, place, incoming, closes=True, over=data)

    async def _handed_in(self, incoming: Incoming, form: Form, who: Who, place: Place) -> Answer:
        """What is wrong is said in the same dialog, with all that was typed."""
        data, opening = _data(incoming), _opening(incoming)
        chosen = forms.chosen_people(form, data)
        everyone = [user for some in chosen.values() for user in some]
        people = await self.directory.people(incoming, everyone)
        if wrong := {**mistakes(chosen, people), **forms.problems(form, data)}:
            return answers.once_more(FormErrors(wrong), form, place, opening, data)
        if form.token.partition(".")[0] == pressing.REPLY:
            fresh = self.opening()
            return await self.replying.handed_in(incoming, form, who, place, data, fresh)
        names = {user: one.name for user, one in people.items()}
        given = forms.given(form, data, incoming.reference.tenant, names)
        id = inbound.named(incoming, f"{who.person}/{opening}/{_digest(data)}")
        arrival = inbound.submitted(id, form.token, given, who, place, self.now())
        replies = await self.taking.answered(arrival)
        if errors := answers.errors_in(replies):
            return answers.once_more(errors, form, place, opening, data)
        return answers.in_dialog(replies, place, self.opening(), incoming, closes=True)

    def _once_more(self, incoming: Incoming, meant: forms.Meant, sentence: str) -> Answer:
        """As it was, with a sentence: pressed again, it is answered."""
        if meant.form is None:
            return said(incoming, sentence)
        errors, data = FormErrors({"": sentence}), _data(incoming)
        return answers.once_more(errors, meant.form, meant.place, _opening(incoming), data)

    async def _dialog(
        self,
        arrival: Arrival,
        place: Place,
        incoming: Incoming,
        *,
        closes: bool = False,
        over: Payload | None = None,
    ) -> Answer:
        replies = await self.taking.answered(arrival)
        opening = self.opening()
        return answers.in_dialog(replies, place, opening, incoming, closes=closes, over=over)

    def _press(self, incoming: Incoming, who: Who, place: Place) -> ButtonPressed:
        """Teams brings what was not answered a second time under another id: it is the same press."""
        token = _token(_data(incoming))
        what = f"{incoming.reply_to or incoming.reference.conversation}/{token}"
        id = self.taking.same(who.person, what, inbound.delivery(incoming))
        return inbound.press(id, token, who, place, self.now())

    async def _acting(self, incoming: Incoming) -> tuple[Who, Place]:
        await self.directory.met(incoming)
        return await self._acting_unseen(incoming)

    async def _acting_unseen(self, incoming: Incoming) -> tuple[Who, Place]:
        """How they are reached is not written down: it was when they opened the dialog."""
        who = await self.directory.who(incoming)
        return who, await self._place(_data(incoming), incoming, who)

    async def _place(self, data: Payload, incoming: Incoming, who: Who) -> Place:
        """Where a card says that it belongs: but nobody acts in a channel that they are not in."""
        here, there = inbound.place(incoming, who), inbound.named_place(data.get(pressing.AT))
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
    return str(_data(incoming).get(pressing.OPENING) or incoming.id)


def _token(data: Payload) -> str:
    return str(data.get(MEANT, ""))


def _digest(data: Payload) -> str:
    return inbound.digest(sorted((str(name), repr(value)) for name, value in data.items()))
