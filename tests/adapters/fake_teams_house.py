"""A small bot by hand, to hold the fake Teams against: it hears, answers as a test says, and asks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, web

from tests.adapters.fake_teams import AUDIENCE, FakeTeams, Person, Room, Seen, Team, fake_teams

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def card(*body: Json, actions: tuple[Json, ...] = (), **more: Any) -> Json:
    told = {"type": "AdaptiveCard", "version": "1.5", "body": list(body)}
    return told | ({"actions": list(actions)} if actions else {}) | more


def said(text: str) -> Json:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text}]}


def asks(label: str, id_: str, kind: str = "Text", **more: Any) -> Json:
    return {"type": f"Input.{kind}", "id": id_, "label": label} | more


def executes(title: str, **more: Any) -> Json:
    back = {"type": "Action.Submit", "title": title, "data": {"lc": "x"}}
    told = {"type": "Action.Execute", "title": title, "verb": "lc", "data": {"lc": "x"}}
    return told | {"fallback": back} | more


def submits(title: str, **more: Any) -> Json:
    return {"type": "Action.Submit", "title": title, "data": {"lc": "y"}} | more


def fetches(title: str) -> Json:
    return submits(title, data={"lc": "z", "msteams": {"type": "task/fetch"}})


def posted(shown: Json, **more: Any) -> Json:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": shown}]} | more


def dialog(shown: Json, title: str = "A form") -> Json:
    value = {"title": title, "card": {"contentType": CARD, "content": shown}}
    return {"task": {"type": "continue", "value": value}}


def says(words: str) -> Json:
    """As an answer to a button."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}


STORY = card(asks("Your story", "story", isMultiline=True), actions=(submits("Send"),))


@dataclass
class House:
    """Ann and Bob in a team with a channel, and the bot. `answers` are given by an invoke's name."""

    teams: FakeTeams
    ann: Person
    bob: Person
    team: Team
    room: Room
    session: ClientSession
    heard: list[Json] = field(default_factory=list)
    authorised: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    token: str = ""

    async def serve(self, request: web.Request) -> web.Response:
        activity: Json = await request.json()
        self.heard.append(activity)
        self.authorised.append(request.headers.get("Authorization", ""))
        answer = self.answers.get(activity.get("name") or activity["type"])
        if callable(answer):
            answer = answer(activity)
        if hasattr(answer, "__await__"):
            answer = await answer
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.json_response(answer) if answer is not None else web.Response()

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any]:
        """Of the connector, below `v3/`."""
        url = f"{self.teams.service_url}v3/{path}"
        headers = {"Authorization": f"Bearer {self.token or await self.sign_in()}"}
        async with self.session.request(
            method, url, json=body, headers=headers, params=query
        ) as answer:
            told = await answer.json() if answer.content_type == "application/json" else None
            self.last = answer
            return answer.status, told

    async def sign_in(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.teams.app.id,
            "client_secret": self.teams.app.secret,
            "scope": f"{AUDIENCE}/.default",
        }
        async with self.session.post(self.teams.token_url, data=form) as answer:
            self.token = (await answer.json())["access_token"]
        return self.token

    async def posts(self, to: Room | str, activity: Json, **query: str) -> str:
        """The new message's id."""
        status, told = await self.ask("POST", at(to), activity, **query)
        assert status == 201, told
        return str(told["id"])

    async def sees(self, who: Person | None = None, in_: Room | None = None) -> Seen:
        """The newest message in the room."""
        return (await (who or self.ann).sees(in_ or self.room))[-1]


def at(place: Room | str, *more: str) -> str:
    where = place if isinstance(place, str) else place.id
    return "/".join(("conversations", quote(where, safe=""), "activities", *more))


@asynccontextmanager
async def house(**more: Any) -> AsyncIterator[House]:
    """The clock stands still; nothing is limited unless it is what is tested."""
    settings = {"speed": 0, "unlimited": True} | more
    async with fake_teams(**settings) as teams, ClientSession() as session:
        ann, bob = teams.person("Ann"), teams.person("Bob")
        team = teams.team("Works", ann, bob)
        made = House(teams, ann, bob, team, team.channel("Learning"), session)
        site = web.Application()
        site.router.add_post("/api/messages", made.serve)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
        try:
            yield made
        finally:
            await runner.cleanup()
