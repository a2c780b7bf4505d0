"""What Slack sends when a person acts: commands, buttons, shortcuts, forms.

Sources: docs.slack.dev/reference/interaction-payloads, /interactivity/implementing-slash-commands,
and slackapi/java-slack-sdk's json-logs for the shapes.
"""

from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_slack.answering import (
    command_answered,
    submission_answered,
    unanswered,
)
from tests.adapters.fake_slack.app import Command, Shortcut
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.mail import Delivery, Sort
from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.response_urls import ResponseUrl
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.triggers import Trigger
from tests.adapters.fake_slack.views import VALUES, View, elements, initially
from tests.adapters.fake_slack.wire import Json

Place = Message | Ephemeral | View

_NAMELESS = {"shortcut": ("name",), "message_action": ("username",)}


@dataclass(frozen=True)
class Act:
    """Somebody does something, in the workspace where the app is installed."""

    core: Core
    team: Team
    by: User

    def command(self, channel: Channel, command: Command, text: str) -> Delivery:
        payload = {
            "token": self.core.app.verification_token,
            "team_id": self.team.id,
            "team_domain": self.team.domain,
            "channel_id": channel.id,
            "channel_name": channel.payload_name,
            "user_id": self.by.id,
            "user_name": self.by.name,
            "command": command.name,
            "text": text,
            "api_app_id": self.core.app.id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel, None),
            "trigger_id": self._trigger(),
        }
        return self._send(
            Sort.COMMAND,
            payload,
            takes_answer=True,
            on_answer=lambda answer: command_answered(
                self.core, self.team, channel, self.by, answer
            ),
        )

    def press(self, place: Place, channel: Channel | None, action: Json) -> Delivery:
        """A button, or a choice from a menu: a `block_actions` payload."""
        payload = self._interaction("block_actions", place if isinstance(place, View) else None)
        acted = action | {"action_ts": self.core.stamp()}
        payload |= {"actions": [acted], "container": _container(place, channel)}
        if isinstance(place, View):
            payload |= {"view": place.to_json()}
        else:
            assert channel is not None
            payload |= self._at(place, channel)
            payload["state"] = {"values": _values(place, action)}
        return self._send(Sort.INTERACTION, payload, in_view=isinstance(place, View))

    def shortcut(self, shortcut: Shortcut) -> Delivery:
        payload = self._interaction("shortcut")
        payload |= {"callback_id": shortcut.callback_id, "action_ts": self.core.stamp()}
        return self._send(Sort.INTERACTION, payload)

    def message_shortcut(self, shortcut: Shortcut, message: Message, channel: Channel) -> Delivery:
        payload = self._interaction("message_action")
        payload |= {"callback_id": shortcut.callback_id, "action_ts": self.core.stamp()}
        payload |= {"message_ts": message.ts, **self._at(message, channel)}
        return self._send(Sort.INTERACTION, payload)

    def submit(self, view: View) -> Delivery:
        payload = self._interaction("view_submission", view)
        payload |= {"view": view.to_json(), "response_urls": []}
        return self._send(
            Sort.INTERACTION,
            payload,
            takes_answer=True,
            in_view=True,
            on_answer=lambda answer: submission_answered(self.core, self.team, view, answer),
        )

    def close(self, view: View, *, cleared: bool) -> Delivery:
        payload = self._interaction("view_closed")
        del payload["trigger_id"]
        return self._send(
            Sort.INTERACTION, payload | {"view": view.to_json(), "is_cleared": cleared}
        )

    def _send(
        self,
        sort: Sort,
        payload: Json,
        *,
        takes_answer: bool = False,
        in_view: bool = False,
        on_answer: Any = lambda _: None,
    ) -> Delivery:
        def silence(failed: str) -> None:
            unanswered(self.by, failed, in_view=in_view)

        return self.core.mail.send(
            Delivery(sort, payload, takes_answer, on_answer=on_answer, on_silence=silence)
        )

    def _interaction(self, kind: str, view: View | None = None) -> Json:
        return {
            "type": kind,
            "team": {"id": self.team.id, "domain": self.team.domain},
            "user": self._user(kind),
            "api_app_id": self.core.app.id,
            "token": self.core.app.verification_token,
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._trigger(view.id if view else None),
        }

    def _user(self, kind: str) -> Json:
        """Shortcuts tell less of the person than the rest."""
        told = {"id": self.by.id, "username": self.by.name, "name": self.by.name}
        for missing in _NAMELESS.get(kind, ()):
            del told[missing]
        return told | {"team_id": self.by.team_id}

    def _at(self, place: Message | Ephemeral, channel: Channel) -> Json:
        """Where a message stands; of an ephemeral one the message itself is not sent."""
        told: Json = {
            "channel": {"id": channel.id, "name": channel.payload_name},
            "response_url": self._response_url(channel, place),
        }
        return told | ({"message": place.to_json()} if isinstance(place, Message) else {})

    def _trigger(self, view: str | None = None) -> str:
        trigger = Trigger(self.core.mint.trigger(), self.by.id, self.team.id, self.core.now(), view)
        return self.core.world.triggers.give(trigger)

    def _response_url(self, channel: Channel, place: Message | Ephemeral | None) -> str:
        path = f"{self.team.id}/{self.core.mint.uuid()}"
        self.core.world.response_urls[path] = ResponseUrl(
            path,
            self.team.id,
            channel.id,
            self.by.id,
            self.core.now(),
            message=place.ts if place else None,
            ephemeral=isinstance(place, Ephemeral),
            thread_ts=place.thread_ts if place else None,
        )
        return f"{self.core.base_url}/actions/{path}"


def _container(place: Place, channel: Channel | None) -> Json:
    if isinstance(place, View):
        return {"type": "view", "view_id": place.id}
    assert channel is not None
    told: Json = {
        "type": "message",
        "message_ts": place.ts,
        "channel_id": channel.id,
        "is_ephemeral": isinstance(place, Ephemeral),
    }
    return told | ({"thread_ts": place.thread_ts} if place.thread_ts else {})


def _values(place: Message | Ephemeral, action: Json) -> Json:
    """What stands in the message's menus and fields, with what was just chosen."""
    values: dict[str, Json] = {}
    for block_id, element in elements(place.blocks):
        where = VALUES[element["type"]]
        value = initially(element)
        if (block_id, element["action_id"]) == (action["block_id"], action["action_id"]):
            value[where] = action.get(where)
        values.setdefault(block_id, {})[element["action_id"]] = value
    return values
