"""The channel's door on the page: whoever you are, in or out."""

from playwright.async_api import expect

from tests.browser.conftest import Visit


async def test_a_visitor_walks_in_and_out_again(visit: Visit) -> None:
    page = await visit("priya")
    places = page.locator("#places")
    await expect(places).to_have_text("Direct messages")

    await page.get_by_role("button", name="Walk into the channel").click()
    await expect(places).to_contain_text("Practice channel")

    await page.get_by_role("button", name="Leave the channel").click()
    await expect(places).to_have_text("Direct messages")
