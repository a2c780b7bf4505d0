"""The least that will do: what the bot calls and hears has its scope, and no scope is there without a use."""

import re

import pytest

from adapters.slack.events import FATES
from adapters.slack.manifest import EVENTS, OPTIONAL, SCOPES, manifest
from tests.adapters.fake_slack.channels import Kind
from tests.adapters.fake_slack.scopes import (
    BOT_EVENTS,
    BY_KIND,
    FREE_EVENTS,
    HISTORY,
    METHOD_SCOPES,
    event_scope,
)
from tests.adapters.slack.methods import events_heard, methods_used
from tests.architecture.sources import HOUSE

CHANNELS = (Kind.PUBLIC, Kind.PRIVATE)
WHERE = {
    "conversations.open": (Kind.DIRECT,),
    "conversations.leave": CHANNELS,
    "conversations.info": CHANNELS,
    "users.conversations": CHANNELS,
    "conversations.members": CHANNELS,
    "conversations.history": (*CHANNELS, Kind.DIRECT),
    "conversations.replies": (*CHANNELS, Kind.DIRECT),
}
"""In which conversations the bot calls what is allowed by kind: it is in no others."""
NEEDS_NONE = {
    "auth.test",
    "auth.revoke",
    "apps.uninstall",
    "oauth.v2.access",
    "views.open",
    "views.push",
    "views.publish",
    "views.update",
}
"""Every bot token may call these (each method's page under docs.slack.dev/reference/methods)."""
TO_OPEN_A_SOCKET = "connections:write"
"""Of the app's own token, made by hand: no manifest can ask for it."""


def needed_by(method: str) -> set[str]:
    if method in BY_KIND:
        return {BY_KIND[method][kind] for kind in WHERE[method]}
    return set() if method in NEEDS_NONE else {METHOD_SCOPES[method]}


@pytest.mark.parametrize("method", sorted(methods_used()))
def test_every_method_has_its_scope(method: str) -> None:
    assert needed_by(method) - {TO_OPEN_A_SOCKET} <= {*SCOPES, *OPTIONAL}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_event_has_the_scope_that_is_named_beside_it(event: str) -> None:
    assert event in BOT_EVENTS
    assert {event_scope(event, kind) or "" for kind in (None, Kind.PUBLIC)} == {EVENTS[event]}
    assert event in FREE_EVENTS or EVENTS[event] in SCOPES


def test_whoever_comes_into_a_private_channel_is_told_of_too() -> None:
    assert {event_scope("member_joined_channel", kind) for kind in CHANNELS} <= set(SCOPES)


@pytest.mark.parametrize("scope", sorted({*SCOPES, *OPTIONAL}))
def test_every_scope_has_a_use(scope: str) -> None:
    called = {needed for method in methods_used() for needed in needed_by(method)}
    heard = {event_scope(event, kind) for event in EVENTS for kind in CHANNELS}

    assert scope in called | heard | {"commands"}


def test_what_may_be_left_out_is_not_asked_for_as_well() -> None:
    assert set(SCOPES) & set(OPTIONAL) == set()
    assert not set(HISTORY.values()) & set(OPTIONAL)


def test_every_event_that_is_listened_for_is_subscribed_to_and_none_else() -> None:
    kinds = {event.partition(".")[0] for event in EVENTS}

    assert kinds == events_heard() | set(FATES)


@pytest.mark.parametrize(("what", "asked"), [("Scope", {*SCOPES, *OPTIONAL}), ("Event", {*EVENTS})])
def test_the_document_explains_all_that_is_asked_for_and_no_more(
    what: str, asked: set[str]
) -> None:
    table = re.search(rf"^\| {what} \|.*?\n\n", _document(), re.M | re.S)
    assert table is not None
    named = set(re.findall(r"`([a-z:._]+)`", "\n".join(_first_cells(table.group()))))

    assert named == asked


def test_nothing_is_asked_of_a_person_and_nobody_is_read_for() -> None:
    asked = manifest()["oauth_config"]
    assert isinstance(asked, dict)

    assert set(asked["scopes"]) == {"bot", "bot_optional"}


def _document() -> str:
    return (HOUSE / "docs" / "slack.md").read_text("utf-8")


def _first_cells(table: str) -> list[str]:
    return [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
