"""What Slack takes as an app's description: its structure and its lengths.

Source: docs.slack.dev/reference/app-manifest and the rules that Slack publishes for editors
(slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json), for the parts that a bot like ours has. Those rules
name no scopes and no events; here both must exist.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_slack.scopes import BOT_EVENTS, BOT_SCOPES

Rule = Callable[[Any], Iterator[str]]
"""Gives what is wrong with a value, each as `at: why`; nothing where Slack takes it."""

ADDRESS = r"https?://.+"


@dataclass(frozen=True)
class Shape:
    """An object with these keys and no others."""

    rules: Mapping[str, Rule]
    must: tuple[str, ...] = ()

    def __call__(self, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield ": must be an object"
            return
        yield from (f".{name}: is missing" for name in self.must if name not in value)
        yield from (f".{name}: is not known" for name in value if name not in self.rules)
        for name, rule in self.rules.items():
            if name in value:
                yield from (f".{name}{wrong}" for wrong in rule(value[name]))


def text(most: int, least: int = 0, pattern: str = r".*") -> Rule:
    def rule(value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield ": must be text"
        elif not least <= len(value) <= most:
            yield f": must have {least} to {most} characters"
        elif not re.fullmatch(pattern, value, re.DOTALL):
            yield f": must look like {pattern}"

    return rule


def many(most: int, each: Rule, least: int = 0) -> Rule:
    def rule(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield ": must be a list"
            return
        if not least <= len(value) <= most:
            yield f": must have {least} to {most} entries"
        if len({repr(one) for one in value}) < len(value):
            yield ": names something twice"
        for number, one in enumerate(value):
            yield from (f"[{number}]{wrong}" for wrong in each(one))

    return rule


def one_of(*values: str) -> Rule:
    return lambda value: iter(()) if value in values else iter((f": {value!r} is not known",))


def yes_or_no(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield ": must be true or false"


def number(value: Any) -> Iterator[str]:
    if type(value) is not int:
        yield ": must be a whole number"


SHORTCUT = Shape(
    {
        "name": text(24, 1),
        "type": one_of("message", "global"),
        "callback_id": text(255, 1),
        "description": text(150, 1),
    },
    must=("name", "type", "callback_id", "description"),
)
COMMAND = Shape(
    {
        "command": text(32, 2, r"/\S+"),
        "url": text(3000, 1, ADDRESS),
        "description": text(2000, 1),
        "usage_hint": text(1000, 1),
        "should_escape": yes_or_no,
    },
    must=("command", "description"),
)
MANIFEST = Shape(
    {
        "_metadata": Shape({"major_version": number, "minor_version": number}),
        "display_information": Shape(
            {
                "name": text(35, 1),
                "description": text(140, 1),
                "background_color": text(7, 4, r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"),
                "long_description": text(4000, 175),
            },
            must=("name",),
        ),
        "features": Shape(
            {
                "app_home": Shape(
                    {
                        "home_tab_enabled": yes_or_no,
                        "messages_tab_enabled": yes_or_no,
                        "messages_tab_read_only_enabled": yes_or_no,
                    }
                ),
                "bot_user": Shape(
                    {"display_name": text(80, 1), "always_online": yes_or_no},
                    must=("display_name",),
                ),
                "shortcuts": many(10, SHORTCUT, least=1),
                "slash_commands": many(50, COMMAND, least=1),
            }
        ),
        "oauth_config": Shape(
            {
                "redirect_urls": many(1000, text(2500)),
                "scopes": Shape(
                    {
                        "bot": many(255, one_of(*BOT_SCOPES)),
                        "bot_optional": many(255, one_of(*BOT_SCOPES)),
                    }
                ),
            }
        ),
        "settings": Shape(
            {
                "event_subscriptions": Shape(
                    {
                        "request_url": text(3500, 1, ADDRESS),
                        "bot_events": many(100, one_of(*sorted(BOT_EVENTS))),
                    }
                ),
                "interactivity": Shape(
                    {"is_enabled": yes_or_no, "request_url": text(3500, 1, ADDRESS)},
                    must=("is_enabled",),
                ),
                "org_deploy_enabled": yes_or_no,
                "socket_mode_enabled": yes_or_no,
                "token_rotation_enabled": yes_or_no,
            }
        ),
    },
    must=("display_information",),
)


def wrong_with(manifest: Any) -> list[str]:
    """As `.features.shortcuts[0].name: must have 1 to 24 characters`."""
    return [*MANIFEST(manifest), *_together(manifest)] if isinstance(manifest, dict) else [": none"]


def _together(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Without a socket Slack must know where to send things; the settings say which it is."""
    settings = manifest.get("settings", {})
    asks = {
        "event_subscriptions": settings.get("event_subscriptions", {}).get("bot_events"),
        "interactivity": settings.get("interactivity", {}).get("is_enabled"),
    }
    if settings.get("socket_mode_enabled"):
        return
    for name, asked in asks.items():
        if asked and not settings[name].get("request_url"):
            yield f".settings.{name}.request_url: is missing, and there is no socket"
    for one in manifest.get("features", {}).get("slash_commands", ()):
        if not one.get("url"):
            yield f".features.slash_commands: {one.get('command')} has no url, and there is no socket"
