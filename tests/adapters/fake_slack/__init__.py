"""A Slack that is not ours to please: a real server over real sockets that keeps to the contract.

It knows nothing of the bot. What it enforces, and where each rule is from, stands at the head of
each module: `signing`, `mail` (deadlines, redelivery), `sockets` (Socket Mode), `triggers`,
`response_urls`, `tokens`, `scopes`, `tiers` and `limits`, `methods`, `modals`, `blocks`, `consent`
(OAuth), `telling` (which events are sent). `faults` is what a test may let go wrong.

    async with FakeSlack(App.from_manifest(manifest), clock=Clock(speed=0)) as slack:
        acme = slack.workspace("acme")
        alice = acme.person("alice", tz="Europe/Paris")
        room = acme.channel("learning", alice, acme.bot)
        ...  # start the app with slack.api_url, acme.token and slack.app_token
        await alice.types("/lc", "story", in_=room)
        await alice.submits(alice.modal, {"Your story": "It began with a leak."})
        assert "It began with a leak." in alice.sees(room)[-1].words
        assert slack.complaints == []
"""

from tests.adapters.fake_slack.actors import Person
from tests.adapters.fake_slack.app import App, Command, Shortcut
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.limits import Limits
from tests.adapters.fake_slack.mail import Attempt, Delivery
from tests.adapters.fake_slack.messages import Message
from tests.adapters.fake_slack.refused import CannotDo
from tests.adapters.fake_slack.seeing import Seen
from tests.adapters.fake_slack.server import FakeSlack
from tests.adapters.fake_slack.views import View
from tests.adapters.fake_slack.workspace import Workspace
from tests.adapters.held_clock import Clock

__all__ = [
    "App",
    "Attempt",
    "CannotDo",
    "Channel",
    "Clock",
    "Command",
    "Delivery",
    "FakeSlack",
    "Limits",
    "Message",
    "Person",
    "Seen",
    "Shortcut",
    "View",
    "Workspace",
]
