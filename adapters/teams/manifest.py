"""The app as Teams has to know it: what `lcbot manifest teams` puts into the app package.

Least privilege: the bot asks for no right over anybody's data. What can be added stands here with its reason.
Source: learn.microsoft.com/microsoft-365/extensibility/schema, and the schemas themselves (npm
`@microsoft/app-manifest`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.boundary.trouble import Trouble

Json = dict[str, object]

NAME: Final = "Learning community"
SCHEMA: Final = (
    "https://developer.microsoft.com/json-schemas/teams/v{version}/MicrosoftTeams.schema.json"
)
BASE, WITH_SLASH = "1.25", "1.29"
"""The manifest's own version: as old as will do, so that every tenant takes it. Slash commands need the newer one."""
COLOURED, OUTLINE = "color.png", "outline.png"
INK: Final = "#1f4e5f"
LONGEST_DEVELOPER: Final = 32

HEAR_REPLIES: Final = "ChannelMessage.Read.Group"
"""With it replies under the bot's posts are heard without a mention. It is the widest thing that can be asked for:
Teams then sends every message of the team's channels, so nobody asks for it unless an administrator wants it."""

SHOWN: Final[Mapping[str, str]] = {
    "identity": "to call people by the name that everyone sees",
    "messageTeamMembers": "to write to people of the team in private",
}
"""What Teams says of the app to whoever adds it, and why."""

IN_A_CHANNEL: Final[Mapping[str, str]] = {
    "start": "Begin a community in this channel",
    "session": "Hold, move, open, pause or close a session",
    "rhythm": "When we meet, and the next four weeks",
    "rules": "What we have agreed",
    "propose": "Suggest a change to the group",
    "poll": "Ask the group something, or vote",
    "try": "Try something small, and tell what came of it",
    "keep": "The lines we keep, and a way to keep one",
    "charter": "What this community is for, and who gave permission",
    "help": "What you can ask for",
}
"""Offered after a mention, which everyone in the channel can read: nothing private is among them."""

IN_PRIVATE: Final[Mapping[str, str]] = {
    "home": "Your own page: what waits for you, and your communities",
    "story": "Offer a story, a walk through your work, a doubt or a look back; or change yours",
    "moment": "Say in one line what has just happened",
    "note": "The two-minute check-in, with room for a note without your name",
    "worry": "Something worries you: where it can go, and who hears it",
    "receipt": "Take back a note without a name, with its six words",
    "hours": "Your own days and quiet hours",
    "charter": "What your community is for, and who gave permission",
    "mydata": "What is kept about you",
    "help": "What you can ask for",
}
"""Offered where only the bot reads."""

ACTIONS: Final = (
    ("lc_menu", "Learning community", "Opens the menu of your learning community"),
    ("lc_home", "My page", "Opens your own page: what waits for you, and your communities"),
    ("lc_note", "Share without my name", "Opens the check-in, which opens empty"),
    ("lc_worry", "Something worries me", "Says where it can go, in private"),
    ("lc_receipt", "I have six words", "Takes back a note without a name"),
)
"""Id, title and description of what stands beside the box in which one writes."""

ON_MESSAGES: Final = (
    ("lc_keep_this", "Keep this", "Keeps a line of it, once its author has said yes"),
    ("lc_worry_about_this", "Something worries me", "Says where it can go, in private"),
    ("lc_note_instead", "Share without my name", "Opens a form that opens empty"),
)

SHORT: Final = "Looks after the rhythm of a group that learns together"
LONG: Final = (
    "A learning community is a small group of people who do similar work. They tell each other what really "
    "happens and what they doubt, so that all of them get better. This bot looks after the time and the order of "
    "it: it asks one question at a time, opens and closes sessions, and keeps the rules that the group wrote itself."
)
HEARS: Final = (
    "It hears what is sent to it: what is pressed and written on its cards, and messages that mention it. Of what "
    "else is said in a channel Teams tells it nothing."
)
HEARS_ALL: Final = (
    "It keeps what is pressed and written on its cards, and replies under its own posts. Teams sends it every "
    "message of the team's channels; whatever does not stand under one of its posts is dropped unread and kept nowhere."
)

GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
SAFE: Final = re.compile(r"https://[^\s/]+/?")
NO_APP: Final = (
    "TEAMS_APP_ID is missing, or is no id such as 01234567-89ab-cdef-0123-456789abcdef: copy the “Application "
    "(client) ID” from the page “Overview” of your app."
)
NOT_SAFE: Final = (
    "Teams calls https:// addresses alone: say where others reach this bot, with --http https://bot.example.org "
    "or in LCBOT_ADDRESS."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`app` is the id of the bot's registration in Azure, `site` the bot's own `https://` address without a path.
    Teams takes a package in place of an older one where its `version` is higher. `run_by` may be empty."""

    app: str
    site: str
    version: str
    run_by: str = ""
    slash: bool = False
    hear_replies: bool = False


def manifest(wanted: Wanted) -> Json:
    """Raises `Trouble` for what Teams would not take."""
    if not GUID.fullmatch(wanted.app):
        raise Trouble(NO_APP)
    if not SAFE.fullmatch(wanted.site):
        raise Trouble(NOT_SAFE)
    version = WITH_SLASH if wanted.slash else BASE
    return {
        "$schema": SCHEMA.format(version=version),
        "manifestVersion": version,
        "version": wanted.version,
        "id": wanted.app,
        "localizationInfo": {"defaultLanguageTag": "en-gb"},
        "developer": _developer(wanted),
        "name": {"short": NAME, "full": NAME},
        "description": {"short": SHORT, "full": _long(wanted)},
        "icons": {"color": COLOURED, "outline": OUTLINE},
        "accentColor": INK,
        "bots": [_bot(wanted)],
        "composeExtensions": [_actions(wanted.app)],
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot"},
        "permissions": list(SHOWN),
        "validDomains": [],  # no page of the bot's is ever shown within Teams
        **(_consent(wanted.app) if wanted.hear_replies else {}),
    }


def _developer(wanted: Wanted) -> Json:
    about = f"{wanted.site.rstrip('/')}/teams/about"
    fits = 0 < len(wanted.run_by) <= LONGEST_DEVELOPER
    return {
        "name": wanted.run_by if fits else NAME,
        "websiteUrl": about,
        "privacyUrl": f"{about}#privacy",
        "termsOfUseUrl": f"{about}#terms",
    }


def _long(wanted: Wanted) -> str:
    return f"{LONG} {HEARS_ALL if wanted.hear_replies else HEARS}"


def _bot(wanted: Wanted) -> Json:
    lists = [_commands("team", IN_A_CHANNEL), _commands("personal", IN_PRIVATE)]
    by_slash: Json = {}
    if wanted.slash:
        lists.append({"triggers": ["slash"], **_commands("team", IN_PRIVATE)})
        by_slash = {"supportsTargetedMessages": True}
    return {
        "botId": wanted.app,
        "scopes": ["team", "personal"],
        "needsChannelSelector": True,  # whoever adds it says in which channel it begins
        "isNotificationOnly": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "supportsFiles": False,
        **by_slash,
        "commandLists": lists,
    }


def _commands(scope: str, commands: Mapping[str, str]) -> Json:
    offered = [{"title": word, "description": says} for word, says in commands.items()]
    return {"scopes": [scope], "commands": offered}


def _actions(app: str) -> Json:
    """Each opens a dialog that the bot answers with, in the chat where somebody stands."""
    commands = [
        *(_action(*one, context=("compose", "commandBox")) for one in ACTIONS),
        *(_action(*one, context=("message",)) for one in ON_MESSAGES),
    ]
    return {"botId": app, "canUpdateConfiguration": False, "commands": commands}


def _action(id_: str, title: str, description: str, *, context: Iterable[str]) -> Json:
    return {
        "id": id_,
        "type": "action",
        "title": title,
        "description": description,
        "context": list(context),
        "fetchTask": True,
    }


def _consent(app: str) -> Json:
    """`resource` means nothing here, and Teams asks for one."""
    asked = {"name": HEAR_REPLIES, "type": "Application"}
    return {
        "webApplicationInfo": {"id": app, "resource": "https://AnyString"},
        "authorization": {"permissions": {"resourceSpecific": [asked]}},
    }
