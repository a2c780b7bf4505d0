"""Going through a form with the keyboard alone."""

from playwright.async_api import Page

from tests.adapters.practice.house import House
from tests.browser.conftest import Visit
from tests.browser.test_care import open_form

HIDDEN = """() => {
  const has = document.activeElement;
  const ends = document.querySelector("dialog .ends"), dialog = ends?.closest("dialog");
  if (!dialog?.contains(has) || has === dialog || ends.contains(has)) return "";
  const box = has.getBoundingClientRect(), bar = ends.getBoundingClientRect().top;
  const low = has.tagName === "TEXTAREA" ? box.top + 40 : box.bottom; // its first line is enough
  return low > bar ? `${has.name || has.tagName}: ${low} is under ${bar}` : "";
}"""
"""What has the keyboard and lies under the bar of buttons; empty where it can be seen."""


async def hidden_on_the_way(page: Page, key: str) -> list[str]:
    found = []
    for _ in range(40):
        await page.keyboard.press(key)
        found.append(await page.evaluate(HIDDEN))
    return [one for one in found if one]


async def test_what_has_the_keyboard_is_never_under_the_bar_of_buttons(
    house: House, visit: Visit
) -> None:
    page = await open_form(house, visit)
    for size in ({"width": 900, "height": 430}, {"width": 390, "height": 560}):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        assert await hidden_on_the_way(page, "Tab") == []
        assert await hidden_on_the_way(page, "Shift+Tab") == []
