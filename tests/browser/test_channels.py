"""The channels on the page: made, gone to and walked into, with the keys alone."""

from playwright.async_api import expect

from adapters.practice.cast import channel
from bot.boundary.views import Card
from tests.adapters.practice.house import House
from tests.browser.conftest import Visit

NEW, SECOND = "Make a new channel", "Second channel"


async def test_a_new_channel_is_made_and_gone_to_with_the_keys_alone(visit: Visit) -> None:
    page = await visit("hannah")
    await page.get_by_role("button", name=NEW).focus()
    await page.keyboard.press("Enter")

    places = page.get_by_role("list", name="Places").get_by_role("button")
    await expect(places).to_have_text(["Practice channel", SECOND, "Direct messages"])
    await expect(page.get_by_role("button", name=SECOND, exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    await expect(page.locator("#place-title")).to_have_text(SECOND)
    await page.get_by_role("button", name="Practice channel", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#place-title")).to_have_text("Practice channel")


async def test_each_channel_has_its_own_talk_and_what_is_new_is_counted(
    house: House, visit: Visit
) -> None:
    await house.act("hannah", make="channel", place="room")
    page = await visit("ruth")
    await page.get_by_placeholder("Write a message").fill("In the first.")
    await page.keyboard.press("Enter")
    await house.bot.post(channel("room2"), Card("A new season"))

    second = page.get_by_role("list", name="Places").get_by_role("button", name=SECOND)
    await expect(second).to_have_text(f"{SECOND}1 new")
    await expect(page.locator(".said")).to_have_text("In the first.")
    await second.click()

    await expect(page.get_by_role("heading", name="A new season")).to_be_visible()
    await expect(page.locator(".said")).to_have_count(0)
    await page.get_by_role("button", name="Reply in a thread").click()
    await page.get_by_placeholder("Write a reply").fill("I am in.")
    await page.keyboard.press("Enter")
    await expect(page.locator(".said")).to_have_text("I am in.")
    assert (await house.sees("ruth"))["messages"][-1]["place"] == "room2"


async def test_who_is_in_a_channel_can_be_looked_up(house: House, visit: Visit) -> None:
    await house.act("hannah", make="channel")
    await house.act("priya", come="room2")
    page = await visit("priya")

    await page.get_by_text("2 people here").focus()
    await page.keyboard.press("Enter")

    await expect(page.locator("#here-list li")).to_have_text(
        ["Hannah Whitfield", "Priya Nair", "Learning community (bot)"]
    )


async def test_with_several_channels_each_door_says_where_it_leads(
    house: House, visit: Visit
) -> None:
    await house.act("hannah", make="channel")
    page = await visit("ruth")
    doors = page.get_by_role("list", name="Channels").get_by_role("button")
    await expect(doors).to_have_text(["Leave Practice channel", f"Walk into {SECOND}", NEW])

    await doors.nth(1).click()
    await expect(doors.nth(1)).to_have_text(f"Leave {SECOND}")
    await doors.nth(0).click()
    await expect(page.get_by_role("list", name="Places")).to_have_text(f"{SECOND}Direct messages")


async def test_after_the_third_none_is_offered(house: House, visit: Visit) -> None:
    for _ in range(2):
        await house.act("hannah", make="channel", place="room")
    page = await visit("ruth", viewport={"width": 380, "height": 760})

    await expect(page.get_by_role("list", name="Places").get_by_role("button")).to_have_count(4)
    assert await page.evaluate("document.documentElement.scrollWidth") == 380
    await page.get_by_role("button", name="People and clock").click()
    await expect(page.get_by_role("button", name="Leave Third channel")).to_be_visible()
    await expect(page.get_by_role("button", name=NEW)).to_have_count(0)
