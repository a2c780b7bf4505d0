"""People in Slack: what they do, and what they see. Nobody can do what no client would let them."""

from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_slack import choosing, modals
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.interactions import Act
from tests.adapters.fake_slack.mail import Delivery
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.moving import Moving
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.presence import Place, Target, place_of
from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import Seen
from tests.adapters.fake_slack.speaking import Speaking
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.telling import tell
from tests.adapters.fake_slack.views import VALUES, View
from tests.adapters.fake_slack.wire import Json


@dataclass(eq=False)
class Person(Speaking, Moving):
    """Somebody at their client. `team` is the workspace whose app they meet.

    What they do is awaited until the app has acknowledged it once, or has failed to.
    """

    core: Core
    team: Team
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def _act(self) -> Act:
        self.must_be_here()
        return Act(self.core, self.team, self.user)

    async def types(self, command: str, text: str = "", *, in_: Channel | None = None) -> Delivery:
        """A slash command; without a channel, in the direct messages with the bot."""
        declared = self.core.app.command(command)
        if declared is None or self.user.team_id != self.team.id:
            raise CannotDo(f"{command} is not a valid command for {self.user.name}.")
        channel = in_ or self.direct_channel()
        self.must_be_in(channel)
        said = self.named(text) if declared.should_escape else text
        return await _tried(self._act.command(channel, declared, said))

    async def presses(
        self, on: Target, what: str, *, confirming: bool = True, as_seen: bool = False
    ) -> Delivery | None:
        """A button or a choice of a menu, by its label, action id or value.

        It is looked up in what stands there now, or, `as_seen`, in what stood there when the
        person looked. None when they draw back from the confirmation.
        """
        place = place_of(on)
        blocks = on.blocks if as_seen else self.still(place).blocks
        block_id, element = choosing.button(blocks, what)
        if element.get("confirm") and not confirming:
            return None
        return await self._does(place, choosing.pressed(block_id, element, what))

    async def fills(self, view: View, entries: dict[str, Any]) -> View:
        """Fields by label or id. Where the field tells the app of each change, it is told."""
        self.still(view)
        for what, value in entries.items():
            block_id, element = choosing.field(view.blocks, what)
            view.values[block_id][element["action_id"]] = _value(element, value)
            if _tells(view, block_id):
                await self._does(view, choosing.chosen(block_id, element, value))
        return view

    async def submits(self, view: View, entries: dict[str, Any] | None = None) -> Delivery:
        """Raises `CannotDo` when a field that must be filled is empty: the client holds it back."""
        await self.fills(view, entries or {})
        if not view.submit:
            raise CannotDo("This view has nothing to submit.")
        if missing := _missing(view):
            raise CannotDo(f"Please complete this required field: {missing}")
        view.errors = {}
        return await _tried(self._act.submit(view))

    async def closes(self, view: View, *, all_of_them: bool = False) -> Delivery | None:
        """With Cancel, or `all_of_them` with the cross. The app is told if it asked to be."""
        self.still(view)
        cleared = all_of_them or bool(view.definition.get("clear_on_close"))
        if cleared:
            modals.clear(self.team, self.id)
        else:
            modals.close(self.team, view)
        if not view.tells_when_closed:
            return None
        return await _tried(self._act.close(view, cleared=cleared))

    async def uses_shortcut(self, called: str, on: Message | Seen | None = None) -> Delivery:
        """A global shortcut, or one on a message; by the name people see, or its callback id."""
        shortcut = self.core.app.shortcut(called, on_message=on is not None)
        if shortcut is None:
            raise CannotDo(f"There is no shortcut {called!r} there.")
        if on is None:
            return await _tried(self._act.shortcut(shortcut))
        message = self.still(place_of(on))
        if not isinstance(message, Message):
            raise CannotDo("Shortcuts are for messages that all can see.")
        channel = self.core.world.channels[message.channel]
        return await _tried(self._act.message_shortcut(shortcut, message, channel))

    async def opens_home(self, tab: str = "home") -> Delivery | None:
        """The app's Home, or its `messages` tab; the app is told each time."""
        self.must_be_here()
        channel = self.direct_channel()
        home = self.team.homes.get(self.id)
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self.core.stamp(),
        }
        told = tell(self.core, self.team, event | ({"view": home.to_json()} if home else {}))
        return await _tried(told) if told else None

    def reloads(self) -> None:
        """Ephemeral messages are gone."""
        for channel in self.core.world.channels.values():
            channel.ephemerals = [each for each in channel.ephemerals if each.user != self.id]

    async def _does(self, place: Place, action: Json) -> Delivery:
        channel = None if isinstance(place, View) else self.core.world.channels[place.channel]
        if channel is not None:
            self.must_be_in(channel)
        return await _tried(self._act.press(place, channel, action))


async def _tried(delivery: Delivery) -> Delivery:
    await delivery.first_try()
    return delivery


def _value(element: Json, value: Any) -> Json:
    kind = element["type"]
    return {"type": kind, VALUES[kind]: choosing.content(element, value)}


def _tells(view: View, block_id: str) -> bool:
    block = next(block for block in view.blocks if block["block_id"] == block_id)
    return bool(block.get("dispatch_action")) or block["type"] != "input"


def _missing(view: View) -> str:
    """The label of the first field that must be filled and is not."""
    for block in view.blocks:
        if block["type"] == "input" and not block.get("optional"):
            element = block["element"]
            value = view.values[block["block_id"]][element["action_id"]]
            held = value.get(VALUES[element["type"]])
            if not held or len(str(held)) < element.get("min_length", 0):
                return str(block["label"]["text"])
    return ""
