"""The page that Teams leads to from what it says about the app: what it is, what becomes of words, and the terms.

Microsoft asks for three addresses; they are three parts of this one page, on the bot's own site.
"""

from dataclasses import dataclass
from typing import Final

from aiohttp import web

from adapters.web_page import Page, Part, mark, shown, style_sheet

ABOUT: Final = "/teams/about"
STYLE: Final = "/teams/about.css"
ICON: Final = "/teams/about.svg"


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who runs the bot, who answers for what is held, and where the program can be read. Each may be empty."""

    run_by: str = ""
    privacy: str = ""
    source: str = ""


def at_the_site(contacts: Contacts) -> web.Application:
    """Below the place where Teams' pages are mounted."""
    page = about(contacts)

    async def read(_: web.Request) -> web.Response:
        return shown(page, STYLE, ICON)

    part = web.Application()
    part.router.add_get(ABOUT.removeprefix("/teams"), read)
    part.router.add_get(STYLE.removeprefix("/teams"), style_sheet)
    part.router.add_get(ICON.removeprefix("/teams"), mark)
    return part


def about(contacts: Contacts) -> Page:
    return Page(
        "The learning community bot in Teams",
        (
            "It looks after the time and the order of small groups who learn together. It asks one question at a "
            "time, and keeps what they have agreed.",
            f"It is run by {contacts.run_by}."
            if contacts.run_by
            else "Your organisation runs it: its administrators can tell you who.",
        ),
        parts=(_privacy(contacts), _terms(contacts)),
    )


def _privacy(contacts: Contacts) -> Part:
    ask = (
        f"Who answers for what is held about people: {contacts.privacy}."
        if contacts.privacy
        else "Whoever runs it can tell you who answers for what is held about people."
    )
    return Part(
        "privacy",
        "What becomes of words",
        (
            "It keeps what people put into its forms and answer to its posts, for as long as it says there. What was "
            "said in a session goes 30 days after it.",
            "Each person reads what is kept before they join. The word mydata, written to the bot in private, shows "
            "it at any time, with ways to correct and delete it.",
            "Nothing is given to anybody else, and no score is kept of anybody. What is neither said to the bot nor "
            "stands under its posts is dropped unread. Teams keeps its own copies, as your organisation has set it.",
            ask,
        ),
    )


def _terms(contacts: Contacts) -> Part:
    read = f" It can be read at {contacts.source}." if contacts.source else ""
    return Part(
        "terms",
        "On what terms",
        (
            "Nobody has to take part. Whoever joins can leave at any time, with a word or without one.",
            "It is no place for what cannot wait: in danger, ring 999 or your own emergency number.",
            f"The program is free software under the MIT licence, and comes without a warranty.{read}",
        ),
    )
