"""Who is in a conversation, and which channels a team has.

Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context (pages of 50 to 500;
a member by id, sign-in name or directory id; the General channel has no name).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.adapters.fake_teams.behind import errors
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.world import Conversation, Scope, Team, User
from tests.adapters.fake_teams.shapes import Json

LEAST, MOST = 50, 500


@dataclass
class Rosters:
    core: Core

    def page(self, address: str, query: Mapping[str, str]) -> Json:
        """Raises `Refused`."""
        members = self._open(address).members
        size = min(max(int(query.get("pageSize", MOST)), LEAST), MOST)
        begin = int(query.get("continuationToken", "0").removeprefix("page-"))
        told: Json = {"members": [_told(one) for one in members[begin : begin + size]]}
        after = begin + size
        return told | ({"continuationToken": f"page-{after}"} if after < len(members) else {})

    def all(self, address: str) -> list[Json]:
        return [_told(one) for one in self._open(address).members]

    def one(self, address: str, who: str) -> Json:
        conversation, user = self._open(address), self.core.world.known_as(who)
        if user is None or not conversation.has(user):
            raise errors.no_member()
        return _told(user)

    def team(self, id_: str) -> Json:
        team = self._team(id_)
        return {"id": team.id, "name": team.name, "aadGroupId": team.group}

    def channels(self, id_: str) -> Json:
        """Private and shared ones are not told of."""
        team, named = self._team(id_), self.core.world.channels(self._team(id_))
        listed = [one for one in named if one.kind == "standard" and not one.deleted]
        return {
            "conversations": [
                {"id": one.id, "name": None if one.id == team.id else one.name} for one in listed
            ]
        }

    def _team(self, id_: str) -> Team:
        team = self.core.world.teams.get(id_)
        if team is None or team.deleted:
            raise errors.no_conversation()
        if not team.installed:
            raise errors.not_in_roster()
        return team

    def _open(self, address: str) -> Conversation:
        conversation = self.core.world.conversation(address)
        if conversation is None or conversation.deleted:
            raise errors.no_conversation()
        if not self._is_in(conversation):
            raise errors.not_in_roster()
        return conversation

    def _is_in(self, conversation: Conversation) -> bool:
        if conversation.scope is Scope.PERSONAL:
            return self.core.world.may_be_met(self.core.world.of_one(conversation))
        if conversation.scope is Scope.GROUP:
            return conversation.installed
        return bool(conversation.team and conversation.team.installed) and (
            conversation.kind == "standard"
        )


def _told(user: User) -> Json:
    """Never a time zone. Who is not in the directory has neither an object's id nor an address."""
    told: Json = {"id": user.id, "name": user.name, "tenantId": user.tenant}
    if not user.aad:
        return told | {"userRole": "anonymous"}
    given, _, surname = user.name.partition(" ")
    return told | {
        "objectId": user.aad,
        "aadObjectId": user.aad,
        "givenName": given,
        "surname": surname,
        "email": user.email,
        "userPrincipalName": f"{user.key}#EXT#@example.org" if user.guest else user.email,
        "userRole": "guest" if user.guest else "user",
    }
