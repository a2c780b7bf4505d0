"""Letting the bot into a Slack workspace with the keyboard alone, in a real browser."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.adapters.fake_slack.consent import SESSION
from tests.adapters.slack.many import Open, open_to_all

AA = 4.5
"""The least contrast of words with what is behind them (WCAG 2.2, 1.4.3)."""

CONTRAST = """
(element) => {
  const light = (words) => {
    const [r, g, b] = words.match(/[0-9.]+/g).slice(0, 3).map((c) => {
      c = Number(c) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const own = getComputedStyle(element);
  const clear = own.backgroundColor.replaceAll(" ", "") === "rgba(0,0,0,0)";
  const behind = clear ? getComputedStyle(document.body).backgroundColor : own.backgroundColor;
  const [a, b] = [light(own.color), light(behind)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
"""


async def test_the_bot_is_let_in_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    async with open_to_all(tmp_path) as there:
        acme, ruth, _ = there.workspace("acme")
        context = await browser.new_context()
        await context.add_cookies(
            [{"name": SESSION, "value": ruth.id, "url": there.slack.authorize_url}]
        )
        page = await context.new_page()
        await page.goto(there.install_page)

        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Go on to Slack")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="Allow").focus()
        await page.keyboard.press("Enter")

        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "The bot is in your workspace"
        )
        await expect(page.get_by_role("listitem")).to_have_count(3)
        assert there.kept.find(acme.id) is not None
        await context.close()


async def test_who_says_no_can_begin_again_with_one_key(browser: Browser, tmp_path: Path) -> None:
    async with open_to_all(tmp_path) as there:
        page = await browser.new_page()
        await page.goto(there.install_page)
        await page.get_by_role("link", name="Go on to Slack").click()
        await page.get_by_role("link", name="Cancel").click()
        await expect(page.get_by_role("heading", name="Nothing was installed")).to_be_visible()

        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")

        await expect(page).to_have_url(there.install_page)
        await page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
async def test_the_page_can_be_read_by_day_and_by_night_on_any_screen(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    async with open_to_all(tmp_path) as there:
        assert isinstance(there, Open)
        context = await browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
        )
        page = await context.new_page()
        problems: list[str] = []
        page.on("console", lambda line: problems.append(line.text))
        await page.goto(there.install_page)

        for element in await page.locator("h1, p, a").all():
            assert float(await element.evaluate(CONTRAST)) >= AA
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.title() == "Add the learning community bot to Slack"
        assert problems == []
        await context.close()
