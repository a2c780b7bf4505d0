"""The app as it is registered with Slack: what its manifest declares, and its secrets.

Source: docs.slack.dev/reference/app-manifest. Slack delivers only what is declared here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from tests.adapters.fake_slack.scopes import BOT_EVENTS, BOT_SCOPES


@dataclass(frozen=True)
class Command:
    """A slash command; `should_escape` turns @names into ids before the app is told."""

    name: str
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    name: str
    callback_id: str
    on_messages: bool = False


@dataclass
class App:
    """Everything is allowed unless said otherwise, so that a test says only what it is about."""

    id: str = "A0LEARNING1"
    name: str = "Learning Communities"
    client_id: str = "111.222"
    client_secret: str = "a client secret for nothing but tests"
    signing_secret: str = "a signing secret for nothing but tests"
    verification_token: str = "an old token that nobody should trust"
    commands: tuple[Command, ...] = (Command("/lc"),)
    shortcuts: tuple[Shortcut, ...] = ()
    bot_events: frozenset[str] = BOT_EVENTS
    scopes: tuple[str, ...] = BOT_SCOPES
    home_tab: bool = True
    messages_tab: bool = True
    socket_mode: bool = True
    redirect_urls: tuple[str, ...] = ()
    request_url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any], **more: Any) -> Self:
        """The app that a manifest describes, optional scopes granted."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        home, oauth = features.get("app_home", {}), manifest.get("oauth_config", {})
        scopes = oauth.get("scopes", {})
        events = settings.get("event_subscriptions", {})
        declared = {
            "name": manifest["display_information"]["name"],
            "commands": tuple(_command(each) for each in features.get("slash_commands", ())),
            "shortcuts": tuple(_shortcut(each) for each in features.get("shortcuts", ())),
            "bot_events": frozenset(events.get("bot_events", ())),
            "scopes": (*scopes.get("bot", ()), *scopes.get("bot_optional", ())),
            "home_tab": home.get("home_tab_enabled", False),
            "messages_tab": home.get("messages_tab_enabled", False),
            "socket_mode": settings.get("socket_mode_enabled", False),
            "redirect_urls": tuple(oauth.get("redirect_urls", ())),
            "request_url": events.get("request_url"),
            "extra": manifest,
        }
        return cls(**declared | more)

    def command(self, name: str) -> Command | None:
        return next((each for each in self.commands if each.name == name), None)

    def shortcut(self, called: str, *, on_message: bool) -> Shortcut | None:
        """By the name that people see, or by its callback id."""
        for each in self.shortcuts:
            if called in {each.name, each.callback_id} and each.on_messages is on_message:
                return each
        return None


def _command(declared: Mapping[str, Any]) -> Command:
    return Command(declared["command"], bool(declared.get("should_escape")))


def _shortcut(declared: Mapping[str, Any]) -> Shortcut:
    return Shortcut(declared["name"], declared["callback_id"], declared["type"] == "message")
