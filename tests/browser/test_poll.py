"""A question to the group on the page: voting, and what came of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from bot.bootstrap.house import House, open_house
from bot.settings import Settings

MEMBERS = ("ruth", "colin", "sian", "dev", "bernie", "tomasz")
QUESTION = "When shall we meet?"


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    settings = Settings.model_validate(
        {"LCBOT_DATA": tmp_path / "data", "LCBOT_PORT": 0, "DATABASE_URL": ""}
    )
    async with open_house(settings, lambda _: None, lambda _: {}) as house:
        yield house


async def test_a_vote_is_cast_and_the_outcome_can_be_read_without_its_bars(
    real: House, browser: Browser, tmp_path: Path
) -> None:
    async with ClientSession() as client:
        player = Player(client, real.address)
        await player.gather()
        await player.ask()
        for person in MEMBERS[1:]:
            await player.vote(person)
        page = await browser.new_page(viewport={"width": 1280, "height": 1000})
        await page.goto(f"{real.address}practice/?as=ruth")

        await _vote_by_hand(page, tmp_path)
        await player.until_closed()

    card = page.locator("#messages .card", has_text="Compared two at a time")
    await expect(card.get_by_role("list").get_by_role("listitem")).to_have_text(
        [
            "1. Tuesday mornings before 2 of 2 others",
            "2. Monday mornings before 1 of 2 others",
            "3. Friday at four before 0 of 2 others",
        ]
    )
    await expect(card.locator(".bar").first).to_have_attribute("aria-hidden", "true")
    await card.scroll_into_view_if_needed()
    await page.screenshot(path=tmp_path / "outcome.png")
    await page.close()


async def _vote_by_hand(page: Page, tmp_path: Path) -> None:
    """The same option twice is told at its place, and everything chosen stays."""
    await page.locator("#messages").get_by_role("button", name="Vote").first.click()
    form = page.get_by_role("dialog", name="Your vote")
    await expect(form.get_by_text("I can’t find it again")).to_be_visible()
    await form.get_by_role("radiogroup", name="First").get_by_text("Tuesday mornings").click()
    second = form.get_by_role("radiogroup", name="Second")
    await second.get_by_text("Tuesday mornings").click()
    await form.get_by_label("Your reason").fill("I work at weekends.")
    await page.screenshot(path=tmp_path / "vote.png")
    await form.get_by_role("button", name="Vote").click()

    await expect(form.get_by_text("“Tuesday mornings” has a place already.")).to_be_visible()
    await expect(form.get_by_label("Your reason")).to_have_value("I work at weekends.")
    await second.get_by_text("Monday mornings").click()
    await form.get_by_role("button", name="Vote").click()

    await expect(form).to_be_hidden()
    await expect(page.locator("#messages").get_by_text("Your vote is in.")).to_be_visible()


class Player:
    """The others, over the practice room's own interface."""

    def __init__(self, client: ClientSession, address: str) -> None:
        self._client = client
        self._address = address

    async def gather(self) -> None:
        """The script, until everybody has joined."""
        for _ in range(60):
            turn = (await self._post("play", {"as": "dev", "mine": True}))["script"]["turn"]
            if "/lc story" in turn:
                return
        raise AssertionError(f"nobody began: {turn}")

    async def ask(self) -> None:
        form = (await self._act("ruth", command="/lc poll", place="room"))["form"]
        options = "Monday mornings\nTuesday mornings\nFriday at four"
        answers = {"question": QUESTION, "kind": "ranking", "options": options}
        await self._act("ruth", submit=form["id"], answers=answers)

    async def vote(self, person: str) -> None:
        async with self._client.get(f"{self._address}practice/api/state?as={person}") as answer:
            messages = (await answer.json())["messages"]
        (card,) = [one for one in messages if one.get("title") == QUESTION]
        pressed = await self._act(person, press=card["buttons"][0]["id"], message=card["id"])
        answers = {"place1": "1", "place2": "0", "reason": f"It suits my {person} days."}
        await self._act(person, submit=pressed["form"]["id"], answers=answers)

    async def until_closed(self) -> None:
        await self._post("clock", {"by": "P7D"})

    async def _act(self, person: str, **deed: object) -> dict:
        return await self._post("act", {"as": person, **deed})

    async def _post(self, what: str, body: object) -> dict:
        async with self._client.post(f"{self._address}practice/api/{what}", json=body) as answer:
            given = await answer.json()
            assert answer.status == 200, given
            return given
