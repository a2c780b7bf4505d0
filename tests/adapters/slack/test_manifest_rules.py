"""The description of the app is one that Slack takes; and the rules notice one that it would not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack.manifest import manifest
from bot.boundary.trouble import Trouble
from tests.adapters.fake_slack.manifests import wrong_with

SOCKET, HTTP = "", "https://bot.example.org"
Break = Callable[[Any], object]
BROKEN: dict[str, tuple[Break, str]] = {
    "a name that is too long": (
        lambda one: one["display_information"].update(name="L" * 36),
        ".display_information.name: must have 1 to 35 characters",
    ),
    "no name": (
        lambda one: one["display_information"].pop("name"),
        ".display_information.name: is missing",
    ),
    "too little said about it": (
        lambda one: one["display_information"].update(long_description="A bot."),
        ".display_information.long_description: must have 175 to 4000 characters",
    ),
    "no colour": (
        lambda one: one["display_information"].update(background_color="blue"),
        ".display_information.background_color: must look like",
    ),
    "a command without its stroke": (
        lambda one: one["features"]["slash_commands"][0].update(command="lc"),
        ".features.slash_commands[0].command: must look like",
    ),
    "a shortcut's name that is too long": (
        lambda one: one["features"]["shortcuts"][0].update(name="S" * 25),
        ".features.shortcuts[0].name: must have 1 to 24 characters",
    ),
    "a shortcut of no kind": (
        lambda one: one["features"]["shortcuts"][0].update(type="thread"),
        ".features.shortcuts[0].type: 'thread' is not known",
    ),
    "a scope that is none": (
        lambda one: one["oauth_config"]["scopes"]["bot"].append("channels:reed"),
        "'channels:reed' is not known",
    ),
    "an event that is none": (
        lambda one: one["settings"]["event_subscriptions"]["bot_events"].append("member_left"),
        "'member_left' is not known",
    ),
    "an event named twice": (
        lambda one: one["settings"]["event_subscriptions"]["bot_events"].append("message.im"),
        ".settings.event_subscriptions.bot_events: names something twice",
    ),
    "a key of its own": (
        lambda one: one["settings"].update(colour="green"),
        ".settings.colour: is not known",
    ),
    "a word for yes": (
        lambda one: one["settings"].update(socket_mode_enabled="yes"),
        ".settings.socket_mode_enabled: must be true or false",
    ),
}


@pytest.mark.parametrize("address", [SOCKET, HTTP])
def test_slack_takes_it(address: str) -> None:
    assert wrong_with(manifest(address)) == []


@pytest.mark.parametrize(("break_", "said"), BROKEN.values(), ids=BROKEN)
def test_it_would_be_noticed(break_: Break, said: str) -> None:
    broken = copy.deepcopy(manifest())
    break_(broken)

    assert any(said in wrong for wrong in wrong_with(broken))


def test_without_a_socket_slack_must_know_where_to_send_things() -> None:
    broken: Any = copy.deepcopy(manifest())
    broken["settings"]["socket_mode_enabled"] = False

    assert len([one for one in wrong_with(broken) if "there is no socket" in one]) == 3


def test_both_ways_ask_for_the_same_and_hear_the_same() -> None:
    socket, http = (copy.deepcopy(manifest(address)) for address in (SOCKET, HTTP))

    for one in (socket, http):
        one.pop("settings")
        one["features"]["slash_commands"][0].pop("url", None)  # type: ignore[index]
        one["oauth_config"].pop("redirect_urls", None)  # type: ignore[attr-defined]
    assert socket == http


@pytest.mark.parametrize("address", ["http://bot.example.org", "bot.example.org", "HTTPS://b c"])
def test_an_address_that_slack_could_not_call_is_not_written(address: str) -> None:
    with pytest.raises(Trouble, match="https"):
        manifest(address)
