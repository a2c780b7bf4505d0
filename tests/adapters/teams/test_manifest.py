"""The app as Teams is told of it: no more than it uses, and nothing that the bot would not answer."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from adapters.teams.actions import POINTS, SHORTCUTS
from adapters.teams.manifest import HEAR_REPLIES, IN_A_CHANNEL, SHOWN, Wanted, manifest
from adapters.teams.package import package, version
from bot.boundary.trouble import Trouble
from bot.conversations.routing import COMMANDS, PRIVATE
from tests.adapters.teams_manifest import wrong_with
from tests.architecture.sources import HOUSE

APP, SITE = "01234567-89ab-cdef-0123-456789abcdef", "https://bot.example.org"
PLAIN = Wanted(app=APP, site=SITE, version="0.1.7")
SLASH = Wanted(app=APP, site=SITE, version="0.1.7", slash=True)
HEARING = Wanted(app=APP, site=SITE, version="0.1.7", hear_replies=True)
BOTH = Wanted(app=APP, site=SITE, version="0.1.7", slash=True, hear_replies=True)
ALL = {"plain": PLAIN, "slash": SLASH, "hearing": HEARING, "both": BOTH}

Break = Callable[[Any], object]
BROKEN: dict[str, tuple[Break, str]] = {
    "an id that is none": (lambda one: one.update(id="lcbot"), "$.id"),
    "no icon": (lambda one: one["icons"].pop("outline"), "$.icons"),
    "a name that is too long": (lambda one: one["name"].update(short="L" * 31), "$.name.short"),
    "a description that is too long": (
        lambda one: one["description"].update(short="L" * 81),
        "$.description.short",
    ),
    "an address that no browser opens": (
        lambda one: one["developer"].update(privacyUrl="bot.example.org"),
        "$.developer.privacyUrl",
    ),
    "a scope that is none": (lambda one: one["bots"][0]["scopes"].append("meeting"), "scopes"),
    "a right that is none": (lambda one: one["permissions"].append("mail"), "$.permissions"),
    "slash commands before there were any": (
        lambda one: one["bots"][0].update(supportsTargetedMessages=True),
        "$.bots[0]",
    ),
    "an action whose title is too long": (
        lambda one: one["composeExtensions"][0]["commands"][0].update(title="T" * 33),
        "title",
    ),
    "an action too many": (
        lambda one: one["composeExtensions"][0].update(
            commands=one["composeExtensions"][0]["commands"] * 2
        ),
        "$.composeExtensions[0].commands",
    ),
    "a key of its own": (lambda one: one.update(colour="green"), "$: "),
}


def lists(wanted: Wanted) -> list[Any]:
    bot: Any = manifest(wanted)["bots"]
    return list(bot[0]["commandLists"])


def actions(wanted: Wanted = PLAIN) -> list[Any]:
    extension: Any = manifest(wanted)["composeExtensions"]
    return list(extension[0]["commands"])


@pytest.mark.parametrize("wanted", ALL.values(), ids=ALL)
def test_teams_takes_it(wanted: Wanted) -> None:
    assert wrong_with(manifest(wanted)) == ""


@pytest.mark.parametrize(("break_", "said"), BROKEN.values(), ids=BROKEN)
def test_it_would_be_noticed(break_: Break, said: str) -> None:
    broken = copy.deepcopy(manifest(PLAIN))
    break_(broken)

    assert said in wrong_with(broken)


@pytest.mark.parametrize("wanted", ALL.values(), ids=ALL)
def test_every_command_it_offers_is_one_that_the_bot_answers(wanted: Wanted) -> None:
    for offered in lists(wanted):
        assert {one["title"] for one in offered["commands"]} <= set(COMMANDS) - {""}


@pytest.mark.parametrize("wanted", ALL.values(), ids=ALL)
def test_what_it_offers_fits_every_client(wanted: Wanted) -> None:
    assert len(lists(wanted)) <= 3
    for offered in lists(wanted):
        assert len(offered["commands"]) <= 10
        assert all(len(one["title"]) <= 32 for one in offered["commands"])
        assert all(len(one["description"]) <= 128 for one in offered["commands"])


def test_nothing_is_offered_for_all_to_read_that_is_for_few() -> None:
    assert set(IN_A_CHANNEL) & PRIVATE == set()
    in_channels = [one for one in lists(PLAIN) if "team" in one["scopes"]]

    assert [[each["title"] for each in one["commands"]] for one in in_channels] == [
        list(IN_A_CHANNEL)
    ]


def test_by_slash_what_is_for_few_can_be_asked_for_in_a_channel() -> None:
    by_slash = [one for one in lists(SLASH) if one.get("triggers") == ["slash"]]

    assert [one["scopes"] for one in by_slash] == [["team"]]
    assert {each["title"] for each in by_slash[0]["commands"]} >= {"note", "worry", "receipt"}


def test_every_action_is_one_that_the_adapter_knows_and_each_stands_where_it_is_meant() -> None:
    on_messages = {one["id"] for one in actions() if one["context"] == ["message"]}
    elsewhere = {one["id"] for one in actions() if "message" not in one["context"]}

    assert on_messages == set(POINTS)
    assert elsewhere == set(SHORTCUTS)


def test_every_action_opens_a_dialog_that_the_bot_is_asked_for() -> None:
    assert all(one["type"] == "action" and one["fetchTask"] for one in actions())


def test_every_shortcut_stands_for_a_command() -> None:
    assert set(SHORTCUTS.values()) <= set(COMMANDS)


@pytest.mark.parametrize("wanted", [PLAIN, SLASH])
def test_it_asks_for_no_right_over_anybodys_messages(wanted: Wanted) -> None:
    assert not {"authorization", "webApplicationInfo"} & set(manifest(wanted))


def test_whoever_wants_replies_heard_asks_for_that_and_says_so() -> None:
    asked: Any = manifest(HEARING)

    assert asked["authorization"] == {
        "permissions": {"resourceSpecific": [{"name": HEAR_REPLIES, "type": "Application"}]}
    }
    assert "every message of the team's channels" in asked["description"]["full"]


@pytest.mark.parametrize("right", [*SHOWN, HEAR_REPLIES])
def test_every_right_is_explained_to_whoever_installs_it(right: str) -> None:
    assert f"`{right}`" in (HOUSE / "docs" / "teams.md").read_text("utf-8")


def test_it_is_the_same_app_each_time() -> None:
    assert {manifest(one)["id"] for one in ALL.values()} == {APP}


def test_what_is_said_about_it_is_on_the_bots_own_site() -> None:
    developer: Any = manifest(PLAIN)["developer"]

    assert developer["privacyUrl"] == "https://bot.example.org/teams/about#privacy"
    assert developer["name"] == "Learning community"


@pytest.mark.parametrize(
    ("run_by", "named"),
    [("Ward development team", "Ward development team"), ("T" * 33, "Learning community")],
)
def test_whoever_runs_it_is_named_where_the_name_fits(run_by: str, named: str) -> None:
    developer: Any = manifest(Wanted(app=APP, site=SITE, version="0.1.7", run_by=run_by))[
        "developer"
    ]

    assert developer["name"] == named


@pytest.mark.parametrize("site", ["", "http://bot.example.org", "https://bot.example.org/x", "b"])
def test_an_address_that_teams_could_not_call_is_not_written(site: str) -> None:
    with pytest.raises(Trouble, match="https"):
        manifest(Wanted(app=APP, site=site, version="0.1.7"))


@pytest.mark.parametrize("app", ["", "lcbot", APP[:-1], f"{APP}0"])
def test_without_the_id_of_the_registration_nothing_is_written(app: str) -> None:
    with pytest.raises(Trouble, match="TEAMS_APP_ID"):
        manifest(Wanted(app=app, site=SITE, version="0.1.7"))


def test_the_package_holds_what_the_manifest_names_and_nothing_else() -> None:
    icons: Any = manifest(PLAIN)["icons"]

    with ZipFile(BytesIO(package(PLAIN))) as zipped:
        assert set(zipped.namelist()) == {"manifest.json", *icons.values()}
        assert zipped.testzip() is None


def test_equal_wishes_give_equal_packages() -> None:
    assert package(PLAIN) == package(PLAIN)


def test_a_package_made_later_is_newer() -> None:
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    numbers = [
        [int(part) for part in version(of_bot, at).split(".")]
        for of_bot, at in (
            ("0.1.4", now),
            ("0.1.4", now + timedelta(minutes=1)),
            ("0.2.0", now),
            ("1.0.0rc1", now),
        )
    ]

    assert numbers == sorted(numbers)
    assert len(set(map(tuple, numbers))) == len(numbers)
