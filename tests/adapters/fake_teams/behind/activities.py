"""What is told to the bot, in the shapes that Teams sends.

Sources: the samples in learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability,
/bots/how-to/conversations/subscribe-to-conversation-events, /channel-and-group-conversations,
/messaging-extensions/how-to/action-commands/create-task-module, /agents-in-teams/agent-slash-commands.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.adapters.fake_teams import ids
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.world import Conversation, Scope, Team, User
from tests.adapters.fake_teams.shapes import Json

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Writer:
    """Writes what somebody does in a conversation. `thread` is the post at the head of a thread."""

    core: Core
    by: User
    where: Conversation
    thread: str = ""

    def message(self, text: str, *, id_: str, mentions: bool, private: bool = False) -> Json:
        """What was typed. The mention of the bot stands in front, as people write it; `@Ann` in the text
        mentions her. A telephone puts a hard space after the bot's name, and ends with a new line."""
        app = self.core.app
        said, others = self._mentioning(text)
        if mentions:
            said = f"<at>{app.name}</at>{NBSP if self.by.phone else ' '}{said}"
        said += "\n" if self.by.phone else ""
        told = self._frame("message", id_) | self._clientinfo()
        told |= {"text": said, "textFormat": "plain", "attachments": [_html(said)]}
        bot = [_mention(app.name, ids.bot_id(app.id))] if mentions else []
        people = [_mention(one.name, one.id) for one in others]
        told["entities"] = [*bot, *people, *told["entities"]]
        if private:
            told["recipient"] = told["recipient"] | {"isTargeted": True}
        return told

    def _mentioning(self, text: str) -> tuple[str, list[User]]:
        """Whoever is in the conversation can be mentioned in it."""
        found = []
        for user in sorted(self.where.members, key=lambda one: -len(one.name)):
            if f"@{user.name}" in text:
                text = text.replace(f"@{user.name}", f"<at>{user.name}</at>")
                found.append(user)
        return text, found

    def submitted(self, value: Json, reply_to: str) -> Json:
        """`Action.Submit`: a message without words."""
        told = self._frame("message", self.core.mint.message(self.core.now())) | self._clientinfo()
        told["channelData"] |= {"source": {"name": "message"}}
        told["channelData"] |= {"legacy": {"replyToId": f"1:{reply_to}"}}
        return told | {"value": value, "replyToId": reply_to}

    def invoke(self, name: str, value: Json, reply_to: str = "", source: str = "message") -> Json:
        told = self._frame("invoke", self.core.mint.event()) | self._clientinfo()
        told["channelData"] |= {"source": {"name": source}}
        told |= {"name": name, "value": value}
        return told | ({"replyToId": reply_to} if reply_to else {})

    def reaction(self, kind: str, message: str, *, added: bool) -> Json:
        told = self._frame("messageReaction", self.core.mint.event())
        told["from"].pop("name", None)
        name = "reactionsAdded" if added else "reactionsRemoved"
        told |= {name: [{"type": kind}], "replyToId": message}
        return told | {"legacy": {"replyToId": f"1:{message}"}}

    def changed(self, kind: str, event: str, id_: str, text: str = "") -> Json:
        """`messageUpdate` and `messageDelete`: under the id of the message itself."""
        told = self._frame(kind, id_) | self._clientinfo()
        told["channelData"] |= {"eventType": event}
        return told | ({"text": text, "textFormat": "plain"} if text else {})

    def installation(self, action: str) -> Json:
        told = self._frame("installationUpdate", self.core.mint.event()) | {"action": action}
        told["from"].pop("name", None)
        told["channelData"] |= self._selected() | {"source": {"name": "message"}}
        locale = self.by.locale
        return told | {"locale": locale, "entities": [{"type": "clientInfo", "locale": locale}]}

    def members(self, event: str, *who: Json) -> Json:
        """`event`: `teamMemberAdded` or `teamMemberRemoved`."""
        name = "membersAdded" if event.endswith("Added") else "membersRemoved"
        told = self._frame("conversationUpdate", self.core.mint.event()) | {name: list(who)}
        told["from"].pop("name", None)
        if self.where.scope is Scope.CHANNEL:
            told["channelData"] |= {"eventType": event}
        return told

    def chosen(self, activity: Json) -> Json:
        """Where the bot comes in, the channel that was chosen for it is named."""
        activity["channelData"] |= self._selected()
        return activity

    def about_team(self, event: str, channel: Conversation | None = None) -> Json:
        """Of a channel or its team; such things are told as happening in the General channel."""
        told = self._frame("conversationUpdate", self.core.mint.event())
        told["from"] = {"id": self.by.id, "aadObjectId": self.by.aad}
        team = self.where.team
        assert team is not None
        told["channelData"] = {
            "team": {"aadGroupId": team.group, "name": team.name, "id": team.id},
            "eventType": event,
            "tenant": {"id": self.where.tenant},
        }
        if channel is not None:
            told["channelData"]["channel"] = {"id": channel.id, "name": channel.name}
        return told

    def _frame(self, kind: str, id_: str) -> Json:
        at = datetime.fromtimestamp(self.core.now(), UTC)
        return {
            "type": kind,
            "id": id_,
            "timestamp": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
            "channelId": "msteams",
            "serviceUrl": self.core.service_url,
            "from": self.by.account(),
            "conversation": self._conversation(),
            "recipient": {"id": ids.bot_id(self.core.app.id), "name": self.core.app.name},
            "channelData": self._channel_data(),
        }

    def _clientinfo(self) -> Json:
        by, zone = self.by, ZoneInfo(self.by.zone)
        here = datetime.fromtimestamp(self.core.now(), UTC).astimezone(zone)
        info = {
            "locale": by.locale,
            "country": by.locale[-2:],
            "platform": "iOS" if by.phone else "Windows",
            "timezone": by.zone,
            "type": "clientInfo",
        }
        return {
            "localTimestamp": here.isoformat(timespec="milliseconds"),
            "localTimezone": by.zone,
            "locale": by.locale,
            "entities": [info],
        }

    def _conversation(self) -> Json:
        where = self.where
        id_ = f"{where.id};messageid={self.thread}" if self.thread else where.id
        told: Json = {"conversationType": str(where.scope), "tenantId": where.tenant, "id": id_}
        return told if where.scope is Scope.PERSONAL else {"isGroup": True} | told

    def _channel_data(self) -> Json:
        told: Json = {"tenant": {"id": self.where.tenant}}
        if self.where.team is None:
            return told
        ours = {"teamsChannelId": self.where.id, "teamsTeamId": self.where.team.id}
        named = {"channel": {"id": self.where.id}, "team": {"id": self.where.team.id}}
        return ours | named | told

    def _selected(self) -> Json:
        """At an installation in a team."""
        team = self.where.team
        if team is None:
            return {}
        named = {"aadGroupId": team.group, "name": team.name, "id": team.id}
        return {"settings": {"selectedChannel": {"id": self.where.id}}, "team": named}


def _mention(name: str, id_: str) -> Json:
    named = {"id": id_, "name": name}
    return {"mentioned": named, "text": f"<at>{name}</at>", "type": "mention"}


def bot_account(core: Core) -> Json:
    return {"id": ids.bot_id(core.app.id)}


def member_account(user: User) -> Json:
    return {"id": user.id} | ({"aadObjectId": user.aad} if user.aad else {})


def general(core: Core, team: Team) -> Conversation:
    return core.world.conversations[team.id]


def _html(text: str) -> Json:
    marked = escape(text, quote=False).replace("&lt;at&gt;", "<at>").replace("&lt;/at&gt;", "</at>")
    return {"contentType": "text/html", "content": f"<div><div>{marked}</div>\n</div>"}


def as_html(text: Any) -> str:
    return str(_html(str(text))["content"])
