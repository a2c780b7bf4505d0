"""Being there: in which conversation, before which message or view."""

import re

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.messages import Ephemeral, Message
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import Seen
from tests.adapters.fake_slack.sight import Sight
from tests.adapters.fake_slack.views import View

Place = Message | Ephemeral | View
Target = Place | Seen

_AT = re.compile(r"@([\w.-]+)")
_ALL = {"here", "channel", "everyone"}


class Presence(Sight):
    """What every act needs first."""

    @property
    def id(self) -> str:
        return self.user.id

    def direct_channel(self) -> Channel:
        return self.core.world.open_direct(self.team, self.user, now=self.core.now())

    def must_be_in(self, channel: Channel) -> None:
        self.must_be_here()
        if self.id not in channel.members:
            raise CannotDo(f"{self.user.name} is not in #{channel.name}.")

    def must_be_here(self) -> None:
        if self.user.deleted:
            raise CannotDo(f"{self.user.name} has no account any more.")

    def still(self, place: Place) -> Place:
        """What stands there now. Raises `CannotDo` when it has gone."""
        if isinstance(place, View):
            self._must_be_on_top(place)
            return place
        channel = self.core.world.channels[place.channel]
        if isinstance(place, Message):
            if place.ts not in channel.messages:
                raise CannotDo("That message has gone.")
            return channel.messages[place.ts]
        if place not in channel.ephemerals:
            raise CannotDo("That message has gone.")
        return place

    def _must_be_on_top(self, view: View) -> None:
        if not view.is_open or view.user != self.id:
            raise CannotDo("That view has closed.")
        if view.kind == "modal" and view is not self.modal:
            raise CannotDo("Another view stands on top of that.")

    def escaped(self, text: str) -> str:
        """`@bob` becomes bob's id as people's clients write it; the rest is made literal."""
        literal = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return _AT.sub(lambda at: self._mention(at.group(1)) or at.group(0), literal)

    def named(self, text: str) -> str:
        """The same in a command whose app wants ids: `<@U…|bob>`, and nothing else is changed."""
        return _AT.sub(lambda at: self._named(at.group(1)) or at.group(0), text)

    def _mention(self, name: str) -> str:
        if name in _ALL:
            return f"<!{name}>"
        return f"<@{user.id}>" if (user := self._called(name)) else ""

    def _named(self, name: str) -> str:
        return f"<@{user.id}|{user.name}>" if (user := self._called(name)) else ""

    def _called(self, name: str) -> User | None:
        for user in self.core.world.users.values():
            if user.name == name and self.core.world.knows(self.team, user):
                return user
        return None


def place_of(target: Target) -> Place:
    return target.source if isinstance(target, Seen) else target
