"""The three pages of the check-in, gone through with the keyboard alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from bot.bootstrap.house import House, open_house
from bot.settings import Settings

EVERYONE = ("ruth", "colin", "sian", "dev", "bernie", "tomasz", "hannah", "imran")
LIVE_WITH_IT, CHECK_IN = "I can live with it", "Open the check-in"
NOTE = "I am not sure whether I rang early enough."
MANY = 150
"""Presses of a key, or steps of the clock, after which something is not there."""
HAS_KEYBOARD = """() => {
  const it = document.activeElement;
  return (it.labels?.[0] ?? it).innerText.split("\\n")[0];
}"""
"""What the element that has the keyboard is called."""


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    settings = Settings.model_validate(
        {"LCBOT_DATA": tmp_path / "data", "LCBOT_PORT": 0, "DATABASE_URL": ""}
    )
    async with open_house(settings, lambda _: None, lambda _: {}) as house:
        yield house


async def test_a_note_goes_through_the_three_pages_with_the_keyboard_alone(
    real: House, browser: Browser
) -> None:
    async with ClientSession() as client:
        await Others(client, real.address).come_to_the_check_in()
    page = await browser.new_page(viewport={"width": 1280, "height": 860})
    await page.goto(f"{real.address}practice/?as=ruth")
    await press_on(page, "Direct messages")
    await press_on(page, CHECK_IN)

    form = page.get_by_role("dialog")
    await expect(form.get_by_role("heading")).to_have_text("Two-minute check-in")
    await walk_to(page, "Plenty")
    await page.keyboard.press("ArrowDown")
    await walk_to(page, "Something you are unsure about. Your name does not go with it.")
    await page.keyboard.type(NOTE)
    await press_on(page, "Go on")

    await expect(form.get_by_role("heading")).to_have_text("Before it goes")
    await expect(form.get_by_label("Your note, as it will go")).to_have_value(NOTE)
    await press_on(page, "Done")

    await expect(form.get_by_role("heading")).to_have_text("Thank you")
    assert len((await form.get_by_role("blockquote").inner_text()).split()) == 6
    await press_on(page, "Close")

    await expect(form).to_be_hidden()
    await expect(page.get_by_text(NOTE)).to_have_count(0)
    await page.close()


async def press_on(page: Page, name: str) -> None:
    await walk_to(page, name)
    await page.keyboard.press("Enter")


async def walk_to(page: Page, name: str) -> None:
    await expect(page.get_by_text(name).first).to_be_visible()
    for _ in range(MANY):
        if (await page.evaluate(HAS_KEYBOARD)).startswith(name):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach “{name}”")


class Others:
    """Everybody, over the practice room's own interface."""

    def __init__(self, client: ClientSession, address: str) -> None:
        self._client = client
        self._address = f"{address}practice/api/"

    async def come_to_the_check_in(self) -> None:
        """The script until a first session is planned; then two proposals, and the clock."""
        for _ in range(MANY):
            if any(one["title"] == "Session 1" for one in await self._messages("hannah")):
                break
            await self._post("play", {"as": "hannah", "mine": True})
        await self._agree("routes", "Danger: we ring the duty lead.")
        await self._agree("notes", "any_time")
        await self._until(CHECK_IN)

    async def _agree(self, matter: str, words: str) -> None:
        await self._act("ruth", command="/lc propose", place="room")
        await self._fill({"matter": matter})
        await self._fill({"title": f"About {matter}", "words": words, "why": "For us all"})
        card = await self._until(LIVE_WITH_IT)
        (button,) = [one["id"] for one in card["buttons"] if one["label"] == LIVE_WITH_IT]
        for person in EVERYONE:
            await self._act(person, press=button, message=card["id"])
        await self._until("", "We agreed on this.")

    async def _until(self, label: str, words: str = "") -> dict:
        """The newest message with such a button, or with such words and none."""
        for _ in range(MANY):
            for one in reversed(await self._messages("ruth")):
                labels = [button["label"] for button in one["buttons"]]
                if label in labels if label else words in one["text"] and not labels:
                    return one
            await self._post("clock", {"to": "next"})
        raise AssertionError(f"nothing came with {label or words}")

    async def _fill(self, answers: dict) -> None:
        form = (await self._state("ruth"))["form"]
        await self._act("ruth", submit=form["id"], answers=answers)

    async def _messages(self, person: str) -> list[dict]:
        return [one for one in (await self._state(person))["messages"] if one["from"] == "bot"]

    async def _state(self, person: str) -> dict:
        async with self._client.get(f"{self._address}state?as={person}") as answer:
            return await answer.json()

    async def _act(self, person: str, **deed: object) -> dict:
        return await self._post("act", {"as": person, **deed})

    async def _post(self, what: str, body: object) -> dict:
        async with self._client.post(f"{self._address}{what}", json=body) as answer:
            given = await answer.json()
            assert answer.status == 200, given
            return given
