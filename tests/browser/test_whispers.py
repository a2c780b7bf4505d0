"""Whispers stand in the conversation where they were said, and leave the newest in sight."""

from playwright.async_api import Locator, Page, expect

from adapters.practice.cast import ROOM
from bot.boundary.views import Button, Card, Text
from tests.adapters.practice.house import House
from tests.browser.conftest import Visit


def whispers(page: Page) -> Locator:
    return page.get_by_role("article", name="Only you can see this")


async def test_a_whisper_stays_in_the_place_where_it_was_said(house: House, visit: Visit) -> None:
    page = await visit("ruth")
    await page.get_by_role("button", name="Help", exact=True).click()
    await expect(whispers(page)).to_be_visible()

    await page.get_by_role("button", name="Direct messages").click()

    await expect(page.get_by_text("The bot has not written to you yet.")).to_be_visible()
    await expect(whispers(page)).to_have_count(0)
    await page.get_by_role("button", name="Practice channel").click()
    await expect(whispers(page)).to_have_count(1)


async def test_a_new_message_comes_below_a_whisper_and_is_in_sight(
    house: House, visit: Visit
) -> None:
    for number in range(12):
        await house.bot.post(ROOM, Card(f"Card {number}", (Text("Words. " * 30),)))
    page = await visit("ruth")
    await page.get_by_role("button", name="Menu").click()
    await expect(whispers(page)).to_be_in_viewport(ratio=1)

    await house.bot.post(ROOM, Card("The newest", (Text("Look here."),)))

    newest = page.locator("#messages article").last
    await expect(newest).to_contain_text("Look here.")
    await expect(newest).to_be_in_viewport(ratio=1)
    below = await newest.bounding_box()
    above = await whispers(page).bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


async def test_a_whisper_is_brought_into_sight_for_somebody_who_looks_back(
    house: House, visit: Visit
) -> None:
    for number in range(12):
        await house.bot.post(ROOM, Card(f"Card {number}", (Text("Words. " * 30),)))
    page = await visit("ruth")
    await expect(page.get_by_role("heading", name="Card 11")).to_be_in_viewport()
    await page.locator("#scroll").evaluate("box => { box.scrollTop = 0; }")

    await page.get_by_role("button", name="Help", exact=True).click()

    await expect(whispers(page)).to_be_in_viewport(ratio=1)


async def test_the_same_whisper_again_takes_the_place_of_the_first(
    house: House, visit: Visit
) -> None:
    page = await visit("ruth")
    help_ = page.get_by_role("button", name="Help", exact=True)
    for _ in range(2):
        await help_.click()
        await expect(help_).to_have_attribute("aria-busy", "false")
        await expect(whispers(page)).to_have_count(1)

    await page.get_by_role("button", name="Menu").click()

    await expect(whispers(page)).to_have_count(2)
    assert len((await house.sees("ruth"))["whispers"]) == 3


async def test_what_is_whispered_in_a_thread_is_read_there(house: House, visit: Visit) -> None:
    """On a narrow screen the thread hides the channel."""
    await house.bot.post(ROOM, Card("Round one", (), (Button("Too old", "old"),)))
    page = await visit("ruth", viewport={"width": 380, "height": 760})
    await page.get_by_role("button", name="Reply in a thread").click()

    await page.locator("#thread").get_by_role("button", name="Too old").click()
    await expect(page.locator("#thread .whisper")).to_contain_text("This button is too old.")
    await page.get_by_label("Reply in this thread").fill("I heard.")
    await page.keyboard.press("Enter")

    await expect(page.locator("#thread .whisper").last).to_contain_text("Thank you. I have that.")
    await expect(page.locator("#thread .whisper").last).to_be_in_viewport()
    await page.locator("#thread").get_by_role("button", name="Dismiss").first.click()
    await expect(page.locator("#thread .whisper")).to_have_count(1)


async def test_a_whisper_in_another_place_is_counted_there(house: House, visit: Visit) -> None:
    page = await visit("ruth")
    await page.get_by_role("button", name="Direct messages").click()

    await house.act("ruth", command="/lc help", place="room")

    await expect(page.get_by_role("button", name="Practice channel 1 new")).to_be_visible()


async def test_a_whisper_is_announced(visit: Visit) -> None:
    page = await visit("ruth")

    await page.get_by_role("button", name="Help", exact=True).click()

    await expect(page.locator("#news")).to_have_text("Only you can see this: Type /lc for a menu.")
