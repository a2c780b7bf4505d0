"""The first minutes of somebody who has never seen the page."""

from datetime import timedelta

from playwright.async_api import expect

from adapters.practice.cast import ROOM
from bot.boundary.views import Card
from tests.adapters.practice.fake_bot import direct
from tests.adapters.practice.house import House
from tests.browser.conftest import Visit

NARROW = {"width": 380, "height": 760}


async def test_the_welcome_shows_who_is_here_on_a_narrow_screen_too(visit: Visit) -> None:
    page = await visit(viewport=NARROW)
    people = page.get_by_role("list", name="Who would you like to be?").get_by_role("button")

    await expect(people).to_have_count(10)
    for nth in range(4):
        await expect(people.nth(nth)).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    await people.nth(3).click()

    await expect(page.get_by_text("You are Ruth Adeyemi, member")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_a_short_box_counts_only_when_it_is_nearly_full(house: House, visit: Visit) -> None:
    """The box takes 40 characters, so the last tenth is four."""
    await house.act("hannah", command="/lc begin", place="room")
    page = await visit("hannah")
    box = page.get_by_label("What shall it be called?")
    field = page.locator(".field", has=box)
    aloud = field.get_by_role("status")

    await box.fill("x" * 35)
    await expect(field.locator(".count")).to_have_text("")
    await expect(aloud).to_have_text("")
    await box.fill("x" * 37)
    await expect(field.locator(".count")).to_have_text("3 characters left")
    await expect(aloud).to_have_text("3 characters left")
    await box.fill("x" * 39)
    await expect(field.locator(".count")).to_have_text("1 character left")
    await expect(aloud).to_have_text("3 characters left")  # said once, and not at every letter
    await box.fill("x" * 45)

    await expect(aloud).to_have_text("5 characters too many")


async def test_the_clock_says_whom_the_next_thing_was_for(house: House, visit: Visit) -> None:
    """A session that is paused writes to its facilitator only; a member sees nothing happen."""

    async def tell_hannah() -> None:
        await house.bot.post(direct("hannah"), Card("The session is still paused"))

    async def tell_all() -> None:
        await house.bot.post(ROOM, Card("It goes on"))

    async def say_nothing() -> None:
        """Something was put in order."""

    for days, ring in ((1, tell_hannah), (2, tell_all), (3, say_nothing)):
        house.clock.alarms.append((house.clock.at + timedelta(days=days), ring))
    page = await visit("ruth", viewport={"width": 1280, "height": 720})
    said = page.locator("#rang")

    for sentence in (
        "One thing happened on the way. The bot wrote to Hannah Whitfield.",
        "One thing happened on the way. One new message for you.",
        "One thing happened on the way. Nothing new was said.",
    ):
        await page.get_by_role("button", name="Next thing that happens").click()
        await expect(said).to_have_text(sentence)
        await expect(said).to_be_in_viewport(ratio=1)

    await page.get_by_role("button", name="Next thing that happens").click()
    await expect(page.get_by_role("alert")).to_contain_text("or it has been paused")
    await page.get_by_role("button", name="Margaret Osei").click()
    await expect(said).to_have_text("")


async def test_the_sponsor_learns_that_the_others_were_told(house: House, visit: Visit) -> None:
    async def ring() -> None:
        await house.bot.post(ROOM, Card("Session 1 is open"))

    house.clock.alarms.append((house.clock.at + timedelta(days=1), ring))
    page = await visit("margaret")

    await page.get_by_role("button", name="1 day on").click()

    await expect(page.locator("#rang")).to_have_text(
        "One thing happened on the way. The bot wrote to the others."
    )


async def test_somebody_else_can_be_played_in_a_second_tab_while_a_form_is_open(
    house: House, visit: Visit
) -> None:
    await house.act("hannah", command="/lc begin", place="room")
    hannah = await visit("hannah")
    await hannah.get_by_label("What shall it be called?").fill("Half a thought")

    ruth = await visit("ruth")
    await ruth.get_by_placeholder("Write a message").fill("Good morning.")
    await ruth.keyboard.press("Enter")
    await expect(ruth.locator(".said")).to_have_text("Good morning.")

    await expect(hannah.locator(".said")).to_have_text("Good morning.")
    await expect(hannah.get_by_label("What shall it be called?")).to_have_value("Half a thought")


async def test_earlier_messages_come_when_they_are_asked_for(house: House, visit: Visit) -> None:
    for number in range(120):
        await house.bot.post(ROOM, Card(f"Card {number}"))
    page = await visit("ruth")
    cards, earlier = page.locator(".card"), page.get_by_role("button", name="Earlier messages")
    await expect(cards).to_have_count(50)
    await expect(page.get_by_role("heading", name="Card 119")).to_be_in_viewport()
    await page.locator("#scroll").evaluate("box => { box.scrollTop = 0; }")
    await expect(page.get_by_role("heading", name="Card 70", exact=True)).to_be_in_viewport()

    await earlier.click()
    await expect(cards).to_have_count(100)
    await expect(page.get_by_role("heading", name="Card 70", exact=True)).to_be_in_viewport()
    await page.locator("#scroll").evaluate("box => { box.scrollTop = 0; }")
    await earlier.click()

    await expect(cards).to_have_count(120)
    await expect(earlier).to_be_hidden()
