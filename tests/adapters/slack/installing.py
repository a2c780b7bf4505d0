"""How people let the bot into their workspaces, and what they see of it."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.browser import Browser
from tests.adapters.fake_slack.consent import SESSION
from tests.adapters.fake_slack.server import _link
from tests.adapters.slack.many import Open

FORM = {
    "What shall we call it?": "Going home well",
    "What is it for?": "To get better at sending people home.",
    "Who could belong?": "Ward and community staff",
}


def installed(there: Open, team: str) -> bool:
    return there.kept.find(team) is not None


async def began(person: Person, room: object) -> None:
    """A community of their own."""
    await person.types("/lc", "start", in_=room)  # type: ignore[arg-type]
    asked = person.looks_at(person.modal) if person.has_modal else person.whispers()[-1]
    await person.presses(asked, "I would")
    await person.submits(person.modal, FORM)


def said_to(person: Person) -> str:
    """Everything that stands before them alone."""
    seen = " ".join(one.words for one in person.whispers())
    return seen + (person.looks_at(person.modal).words if person.has_modal else "")


async def on_slacks_page(
    there: Open, person: Person, browser: Browser | None = None, without: str = ""
) -> str:
    """The way back that Slack gives to somebody who allows it, not gone yet."""
    browser = browser or Browser(there.slack._session)
    browser.knows_me(there.slack.authorize_url, SESSION, person.id)
    begins = await browser.goes_to(there.install_page)
    asked = _link(begins.text, "authorize")
    allowed = asked.replace("/authorize", "/authorize/allow", 1)
    parts = urlsplit(allowed)
    query = dict(parse_qsl(parts.query))
    query["scope"] = ",".join(one for one in query["scope"].split(",") if one != without)
    async with there.slack._session.get(
        parts._replace(query=urlencode(query)).geturl(),
        headers={"Cookie": f"{SESSION}={person.id}"},
        allow_redirects=False,
    ) as answer:
        return str(answer.headers["Location"])
