"""Whoever uses the keyboard alone is never left nowhere, and Escape costs nobody a word."""

from playwright.async_api import Page, expect

from adapters.practice.cast import ROOM
from bot.boundary.views import Card
from tests.adapters.practice.fake_bot import ask, charter, direct, errand
from tests.adapters.practice.house import House
from tests.browser.conftest import Visit

NARROW = {"width": 320, "height": 640}


async def begin(house: House, visit: Visit) -> Page:
    await house.act("hannah", command="/lc begin", place="room")
    page = await visit("hannah")
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


async def test_whoever_keeps_writing_is_back_in_the_box_they_wrote_in(
    house: House, visit: Visit
) -> None:
    page = await begin(house, visit)
    purpose = page.get_by_label("What is it for?")
    await purpose.focus()
    await page.keyboard.type("Half a thought")

    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Keep writing")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(purpose).to_be_focused()
    await expect(purpose).to_have_value("Half a thought")


async def test_escape_goes_back_to_writing_however_often_it_is_pressed(
    house: House, visit: Visit
) -> None:
    page = await begin(house, visit)
    purpose, sure = page.get_by_label("What is it for?"), page.locator(".sure")
    await purpose.focus()
    await page.keyboard.type("Half a thought")

    for _ in range(4):
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Keep writing")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(sure).to_have_count(0)
        await expect(purpose).to_be_focused()

    await expect(purpose).to_have_value("Half a thought")


async def test_a_whisper_that_is_put_away_leaves_the_keyboard_beside_it(
    house: House, visit: Visit
) -> None:
    await house.bot.post(ROOM, Card("It begins"))
    await house.act("ruth", command="/lc help", place="room")
    page = await visit("ruth")

    await page.get_by_role("button", name="Dismiss").press("Enter")

    await expect(page.get_by_text("Type /lc for a menu.")).to_have_count(0)
    beside = page.get_by_role("article").filter(has=page.get_by_role("heading", name="It begins"))
    await expect(beside).to_be_focused()


async def test_a_card_whose_button_goes_keeps_the_keyboard(house: House, visit: Visit) -> None:
    card = ask("Hannah", "Going home")
    address = await house.bot.post(direct("margaret"), card, id="asked")
    page = await visit("margaret")
    await page.get_by_role("button", name="No").focus()

    changed = errand("asked", direct("margaret"), Card("You said yes"), None, address, 1)
    await house.bot.messenger.revise(changed)

    heading = page.get_by_role("heading", name="You said yes")
    await expect(page.get_by_role("article").filter(has=heading)).to_be_focused()


async def test_a_form_that_closes_gives_the_keyboard_back_to_the_card_it_came_from(
    house: House, visit: Visit
) -> None:
    hannah = next(one for one in house.room.cast.people if one.id == "hannah")
    address = await house.bot.post(ROOM, charter("Going home", "To talk", hannah.who), id="charter")
    page = await visit("hannah")
    await page.get_by_role("button", name="What is kept?").press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()

    changed = errand(
        "charter", ROOM, charter("Going home well", "To talk", hannah.who), None, address, 1
    )
    await house.bot.messenger.revise(changed)
    await expect(page.locator("#messages")).to_contain_text("Going home well")
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="What is kept?")).to_be_focused()


async def test_whoever_walks_through_a_door_still_has_hold_of_it(visit: Visit) -> None:
    page = await visit("priya")

    await page.get_by_role("button", name="Walk into the channel").press("Enter")
    await expect(page.get_by_role("button", name="Leave the channel")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("button", name="Walk into the channel")).to_be_focused()


async def test_whatever_the_keyboard_reaches_shows_that_it_has_it(
    house: House, visit: Visit
) -> None:
    """The parts of a date, too, and a thread with nothing to press."""
    post = await house.bot.post(ROOM, Card("It begins"))
    await house.act("ruth", say="A long one. " * 200, place="room", thread=post)
    page = await visit("ruth", viewport={"width": 1280, "height": 400})
    await page.get_by_role("button", name="1 reply").press("Enter")
    await expect(page.locator("#thread")).to_be_visible()
    await page.get_by_text("To a date").click()

    shows = {await _reached(page) for _ in range(60)}

    assert {"thread-scroll", "day"} <= {name for name, _ in shows}
    assert {name for name, outline in shows if outline == "none"} == set()


async def _reached(page: Page) -> tuple[str, str]:
    await page.keyboard.press("Tab")
    name, outline = await page.evaluate(
        """() => {
            const has = document.activeElement;
            const nowhere = has === document.body; // the browser's own bar
            return [has.id || has.name || has.innerText, nowhere ? "" : getComputedStyle(has).outlineStyle];
        }"""
    )
    return str(name), str(outline)


async def test_on_a_narrow_screen_whoever_one_becomes_is_told_where_they_are(visit: Visit) -> None:
    page = await visit("ruth", viewport=NARROW)
    await page.get_by_role("button", name="People and clock").press("Enter")

    await page.get_by_role("button", name="Margaret Osei").press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Direct messages")


async def test_a_sentence_that_is_dismissed_gives_the_keyboard_back(visit: Visit) -> None:
    page = await visit("ruth")
    button = page.get_by_role("button", name="Next thing that happens")
    await button.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("or it has been paused")

    await page.get_by_role("button", name="Dismiss").press("Enter")

    await expect(button).to_be_focused()


async def test_at_320_pixels_nothing_has_to_be_moved_sideways(house: House, visit: Visit) -> None:
    """As wide as a page of 1280 pixels is when it is drawn four times as large."""
    await house.bot.post(ROOM, Card("x" * 200))
    page = await visit("ruth", viewport=NARROW)
    await expect(page.get_by_role("button", name="People and clock")).to_be_in_viewport(ratio=1)
    wide = "document.documentElement.scrollWidth"

    assert await page.evaluate(wide) == NARROW["width"]
    await page.get_by_role("button", name="People and clock").press("Enter")
    assert await page.evaluate(wide) == NARROW["width"]


async def test_on_a_small_screen_a_sentence_pushes_nothing_over_the_talk(visit: Visit) -> None:
    page = await visit("ruth", viewport={"width": 320, "height": 480})
    side = page.get_by_role("button", name="People and clock")
    await side.press("Enter")
    await page.get_by_role("button", name="Next thing that happens").press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("or it has been paused")
    await side.press("Enter")
    await expect(page.locator("#scroll")).to_be_visible()

    below = "document.getElementById('scroll').getBoundingClientRect().top"
    above = "document.getElementById('here-many').getBoundingClientRect().bottom"
    last = "document.getElementById('places').getBoundingClientRect().bottom"

    assert await page.evaluate(f"{below} - Math.max({above}, {last})") >= -1
