"""Sending, changing, deleting, and opening conversations: what the connector does once a request was let in.

Sources: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference;
/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages (who can be reached);
/bots/how-to/conversations/conversation-messages (a text beside an attachment is split, and no id is told);
/agents-in-teams/targeted-messages.
"""

from dataclasses import dataclass, replace
from typing import Any

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.behind import checking, errors
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.world import Conversation, Message, Scope, User
from tests.adapters.fake_teams.shapes import Json

TARGETED_LIVES = 24 * 3600


@dataclass(frozen=True)
class Place:
    """A conversation, and the thread in it that an address names."""

    conversation: Conversation
    thread: str = ""


@dataclass
class Posting:
    core: Core

    def place(self, address: str, *, targeted: bool = False) -> Place:
        """Raises `Refused` where nothing can be written. That the bot is not there has another status for what
        only one person would see."""
        id_, _, thread = address.partition(";messageid=")
        conversation = self.core.world.conversation(id_)
        if conversation is None or conversation.deleted:
            raise errors.no_conversation()
        self._must_be_open(conversation, 404 if targeted else 403)
        if thread and thread not in conversation.messages:
            raise errors.no_conversation()
        return Place(conversation, thread)

    def _must_be_open(self, where: Conversation, status: int) -> None:
        if where.scope is Scope.PERSONAL:
            self._must_be_met(self.core.world.of_one(where))
        elif where.scope is Scope.GROUP:
            if not where.installed:
                raise errors.not_in_roster(status)
        elif where.team is None or not where.team.installed or where.kind != "standard":
            raise errors.not_in_roster(status)
        elif where.team.deleted or where.team.archived:
            raise errors.blocked()

    def _must_be_met(self, user: User) -> None:
        if user.blocked:
            raise errors.blocked_by_user()
        if user.removed:
            raise errors.blocked()
        if not self.core.world.may_be_met(user):
            raise errors.not_in_roster()

    def send(self, place: Place, activity: Json, *, targeted: bool, reply_to: str = "") -> Json:
        """Raises `Refused`."""
        self._must_be_right(activity)
        only_to = self._target(place, activity) if targeted else ""
        if activity["type"] == "typing":
            return {}
        root = place.thread or self._thread_of(place, reply_to)
        parts = _split(activity)
        put_up = [self._put_up(place.conversation, root, each, only_to) for each in parts]
        if len(put_up) > 1:
            self.core.complaints.append("A text beside an attachment was split; no id was told.")
            return {}
        return {"id": put_up[0].id}

    def _thread_of(self, place: Place, reply_to: str) -> str:
        if not reply_to or place.conversation.scope is not Scope.CHANNEL:
            return ""
        if reply_to not in place.conversation.messages:
            raise errors.no_activity()
        return place.conversation.messages[reply_to].root

    def _must_be_right(self, activity: Any) -> None:
        if checking.size(activity) > checking.MOST_BYTES:
            raise errors.too_big()
        if wrong := list(checking.wrong_with(self.core, activity)):
            self.core.complaints += wrong
            raise errors.bad(" ".join(wrong))

    def _target(self, place: Place, activity: Json) -> str:
        if not self.core.app.targeted or place.conversation.scope is Scope.PERSONAL:
            raise errors.bad("Targeted messages are not supported here.")
        user = self.core.world.known_as((activity.get("recipient") or {}).get("id", ""))
        if user is None:
            raise errors.bad("A targeted message needs a recipient.")
        if not place.conversation.has(user):
            raise errors.no_member()
        return user.id

    def _put_up(self, where: Conversation, root: str, activity: Json, only_to: str) -> Message:
        now = self.core.now()
        id_, bot = self.core.mint.message(now), ids.bot_id(self.core.app.id)
        made = Message(id_, where.id, root or id_, bot, now, activity, only_to)
        return self.core.put_up(made)

    def update(self, address: str, id_: str, activity: Json, *, targeted: bool) -> Json:
        """Raises `Refused`."""
        place = self.place(address, targeted=targeted)
        self._must_be_right(activity)
        message = self._own(place, id_, targeted=targeted)
        if targeted and (activity.get("recipient") or {}).get("isTargeted"):
            raise errors.bad("The recipient can't be said again.")
        message.activity, message.views = activity, {}
        message.edited += 1
        return {"id": id_}

    def delete(self, address: str, id_: str, *, targeted: bool) -> None:
        """Raises `Refused`."""
        place = self.place(address, targeted=targeted)
        message = self._own(place, id_, targeted=targeted)
        del place.conversation.messages[message.id]

    def _own(self, place: Place, id_: str, *, targeted: bool) -> Message:
        message = place.conversation.messages.get(id_)
        if message is None or bool(message.only_to) != targeted:
            raise errors.no_activity()
        if message.by != ids.bot_id(self.core.app.id):
            raise errors.bad("Only the bot's own messages can be changed.")
        if message.only_to and self.core.now() - message.at > TARGETED_LIVES:
            raise errors.no_activity()
        return message

    def create(self, asked: Json) -> Json:
        """A private chat, always the same with one person; or a new post in a channel. Raises `Refused`."""
        if asked.get("isGroup"):
            return self._new_post(asked)
        user = self._whom(asked)
        chat = self.core.world.private(user)
        told = {"id": chat.id}
        if activity := asked.get("activity"):
            told |= {"activityId": self.send(Place(chat), activity, targeted=False).get("id", "")}
        return told

    def _whom(self, asked: Json) -> User:
        members = asked.get("members") or []
        if len(members) != 1:
            raise errors.bad("A private chat is with one person.")
        user = self.core.world.known_as(members[0].get("id", ""))
        if user is None or "@" in members[0]["id"]:
            raise errors.bad("Failed to decrypt pairwise id.")
        tenant = asked.get("tenantId") or (asked.get("channelData") or {}).get("tenant", {}).get(
            "id"
        )
        if tenant != user.tenant:
            raise errors.bad("The tenant is missing, or another.")
        self._must_be_met(user)
        return user

    def _new_post(self, asked: Json) -> Json:
        channel = ((asked.get("channelData") or {}).get("channel") or {}).get("id", "")
        if not asked.get("activity"):
            raise errors.bad("A new thread begins with an activity.")
        place = self.place(channel)
        if place.conversation.scope is not Scope.CHANNEL:
            raise errors.bad("Only a channel has threads.")
        told = self.send(replace(place, thread=""), asked["activity"], targeted=False)
        id_ = told.get("id", "")
        return {"id": f"{channel};messageid={id_}", "activityId": id_}


def _split(activity: Json) -> list[Json]:
    if not (activity.get("text") and activity.get("attachments")):
        return [activity]
    without = {name: value for name, value in activity.items() if name != "attachments"}
    return [without, {name: value for name, value in activity.items() if name != "text"}]


def weight(activity: Any) -> int:
    """How many messages it counts for."""
    return len(_split(activity)) if isinstance(activity, dict) else 1
