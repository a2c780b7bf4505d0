"""What is pinned stands at the top of the channel, for eyes, keys and ears; and a bot that has left is seen to."""

from playwright.async_api import expect

from adapters.practice.cast import ROOM
from bot.boundary.delivery import Deed
from bot.boundary.views import Button, Card, Text
from tests.adapters.practice.fake_bot import errand as post
from tests.adapters.practice.house import House
from tests.adapters.practice.test_room_keeping import InPractice, bot_leaves, pinned_charter
from tests.adapters.room_keeping import errand
from tests.browser.conftest import Visit

CHARTER = Card("The charter", (Text("We judge together."),), (Button("Read it aloud", "yes"),))


async def test_the_charter_is_pinned_at_the_top_and_opened_with_a_key(
    house: House, visit: Visit
) -> None:
    await pinned_charter(house, CHARTER)
    page = await visit("ruth")
    top = page.get_by_role("region", name="Pinned in this channel")
    words = top.get_by_text("We judge together.")
    await expect(top.get_by_text("The charter").first).to_be_visible()
    await expect(words).to_be_hidden()

    await top.locator("summary").focus()
    await page.keyboard.press("Enter")
    await expect(words).to_be_visible()
    async with page.expect_response("**/api/act"):
        await top.get_by_role("button", name="Read it aloud").click()

    assert house.bot.arrivals[-1].token == "yes"


async def test_it_follows_in_place_and_stays_open_for_whoever_reads_it(
    house: House, visit: Visit
) -> None:
    address = await pinned_charter(house, CHARTER)
    page = await visit("ruth")
    top = page.get_by_role("region", name="Pinned in this channel")
    await top.locator("summary").click()

    changed = post("later", ROOM, Card("The charter", (Text("Version 2"),)), None, address, 2)
    await house.bot.messenger.revise(changed)

    await expect(top.get_by_text("Version 2")).to_be_visible()


async def test_in_private_messages_nothing_is_pinned(house: House, visit: Visit) -> None:
    await pinned_charter(house, CHARTER)
    page = await visit("ruth")
    await page.get_by_role("button", name="Direct messages").click()

    await expect(page.locator("#pinned")).to_be_hidden()


async def test_a_bot_that_has_left_is_seen_to_have_left(house: House, visit: Visit) -> None:
    page = await visit("ruth")
    said = page.get_by_text("The bot has left this channel.")
    await expect(said).to_be_hidden()

    await bot_leaves(house)
    await expect(said).to_be_visible()
    await page.get_by_role("button", name="Menu").click()

    await expect(said).to_be_hidden()


async def test_on_a_narrow_screen_what_is_pinned_is_not_too_wide(
    house: House, visit: Visit
) -> None:
    for number in range(2):
        address = await house.bot.post(ROOM, Card(f"{'A' * 70} {number}", (Text("b" * 200),)))
        await house.bot.messenger.pin(errand(InPractice(house), f"p{number}", Deed.PIN, address))
    page = await visit("ruth", viewport={"width": 380, "height": 760})
    await page.locator("#pinned summary").first.click()

    assert await page.evaluate("document.documentElement.scrollWidth") == 380
