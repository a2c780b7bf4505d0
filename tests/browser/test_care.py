"""What somebody writes is sent once, is not lost, and what is said to them goes when it is so no more."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from adapters.practice.cast import ROOM
from bot.boundary.views import Card
from tests.adapters.practice.house import House, open_house
from tests.browser.conftest import Visit
from tests.ports import free_port

SLOW = 0.7


async def slowly(route: Route) -> None:
    await asyncio.sleep(SLOW)
    await route.continue_()


async def said(house: House) -> list[str]:
    return [one["text"] for one in (await house.sees("colin"))["messages"] if one["from"] == "ruth"]


# sending


@pytest.mark.parametrize("network", ["quick", "slow"])
@pytest.mark.parametrize("where", ["channel", "thread"])
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
async def test_a_double_press_sends_once(
    house: House, visit: Visit, network: str, where: str, how: str
) -> None:
    await house.bot.post(ROOM, Card("Round one"))
    page = await visit("ruth")
    if network == "slow":
        await page.route("**/api/act", slowly)
    await page.get_by_role("button", name="Reply in a thread").click()
    form = page.locator("#say" if where == "channel" else "#reply")
    box, button = form.get_by_role("textbox"), form.get_by_role("button", name="Send")
    await box.fill("It stayed with me.")

    if how == "mouse":
        await button.dblclick()
    else:
        await box.evaluate("box => { for (const _ of [1, 2]) box.form.requestSubmit(); }")
    await expect(box).to_have_value("")

    await asyncio.sleep(0.2)
    assert await said(house) == ["It stayed with me."]


async def test_what_is_written_while_a_message_is_on_its_way_stays(visit: Visit) -> None:
    page = await visit("ruth")
    await page.route("**/api/act", slowly)
    box = page.get_by_placeholder("Write a message")
    await box.fill("One.")
    await page.keyboard.press("Enter")

    await box.press_sequentially("Two.")

    await expect(page.locator(".said")).to_have_text("One.")
    await expect(box).to_have_value("Two.")


async def test_a_message_that_arrived_unanswered_is_not_said_again(
    house: House, browser: Browser
) -> None:
    """The room took it, and its answer got lost on the way. The words stay, and go by the same key."""
    page = await browser.new_page()
    await page.goto(f"{house.address}/practice/?as=ruth")
    lost: list[Request] = []

    async def lose_the_first(route: Route) -> None:
        if not lost:
            lost.append(route.request)
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/api/act", lose_the_first)
    box = page.get_by_placeholder("Write a message")
    await box.fill("Only once.")
    await page.keyboard.press("Enter")
    await expect(page.locator("#notice")).to_contain_text("does not answer")
    await expect(box).to_have_value("Only once.")

    await box.press("Enter")

    await expect(box).to_have_value("")
    assert await said(house) == ["Only once."]
    await page.close()


async def test_a_double_press_on_menu_is_one_press(house: House, visit: Visit) -> None:
    page = await visit("ruth")

    await page.get_by_role("button", name="Menu").dblclick()

    await expect(page.locator(".whisper")).to_be_visible()
    await asyncio.sleep(0.2)
    assert len((await house.sees("ruth"))["whispers"]) == 1


async def test_what_stands_beside_a_label_is_read_as_a_word_of_its_own(
    house: House, visit: Visit
) -> None:
    page = await open_form(house, visit)

    await expect(
        page.get_by_role("group", name="Who looks after it? if you like", exact=True)
    ).to_be_visible()


# drafts


async def open_form(house: House, visit: Visit) -> Page:
    if not (await house.sees("hannah"))["form"]:
        await house.act("hannah", command="/lc begin", place="room")
    page = await visit("hannah")
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


async def drafts(page: Page) -> str:
    return str(await page.evaluate("sessionStorage.getItem('practice-room-drafts') ?? ''"))


async def test_half_a_message_is_still_there_after_a_reload(house: House, visit: Visit) -> None:
    await house.bot.post(ROOM, Card("Round one"))
    page = await visit("ruth")
    await page.get_by_placeholder("Write a message").fill("I was going to say")
    await page.get_by_role("button", name="Reply in a thread").click()
    await page.get_by_label("Reply in this thread").fill("And here")

    await page.reload()

    await expect(page.get_by_placeholder("Write a message")).to_have_value("I was going to say")
    await page.get_by_role("button", name="Reply in a thread").click()
    await expect(page.get_by_label("Reply in this thread")).to_have_value("And here")
    await page.keyboard.press("Enter")
    await page.get_by_label("Reply in this thread").press("Enter")
    await expect(page.get_by_label("Reply in this thread")).to_have_value("")
    assert "And here" not in await drafts(page)


async def test_half_a_form_is_still_there_after_a_reload(house: House, visit: Visit) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("Half a\nthought")
    await form.get_by_label("Who could give permission?").select_option(label="Margaret Osei")
    await form.get_by_role("checkbox", name="Imran Qadir").check()
    await form.get_by_role("radio", name="Every week").check()

    await page.reload()

    await expect(form.get_by_label("What is it for?")).to_have_value("Half a\nthought")
    await expect(form.get_by_label("Who could give permission?")).to_have_value("margaret")
    await expect(form.get_by_role("checkbox", name="Imran Qadir")).to_be_checked()
    await expect(form.get_by_role("radio", name="Every week")).to_be_checked()
    await page.keyboard.press("Escape")
    await expect(form.get_by_text("What you wrote has not been sent.")).to_be_visible()


@pytest.mark.parametrize("end", ["sent", "closed"])
async def test_words_do_not_linger_once_the_form_is_gone(
    house: House, visit: Visit, end: str
) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    await form.get_by_label("What shall it be called?").fill("Words of mine")
    await form.get_by_label("What is it for?").fill("To see")
    await form.get_by_label("Who could give permission?").select_option(label="Margaret Osei")
    assert "Words of mine" in await drafts(page)

    if end == "sent":
        await form.get_by_role("button", name="Send").click()
    else:
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Close without sending").click()
    await expect(form).to_be_hidden()

    assert "Words of mine" not in await drafts(page)
    assert "Words of mine" not in str(
        await page.evaluate("localStorage.length && JSON.stringify(localStorage)")
    )


async def test_what_is_written_while_a_form_is_on_its_way_stays_in_it(
    house: House, visit: Visit
) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    await page.route("**/api/act", slowly)
    await form.get_by_label("What is it for?").fill("To see")
    await form.get_by_role("button", name="Send").click()

    await form.get_by_label("What is it for?").press_sequentially(" more")

    await expect(form.get_by_text("Please write something here.")).to_be_visible()
    await expect(form.get_by_label("What is it for?")).to_have_value("To see more")


async def test_a_button_of_a_form_asks_before_it_leads_away_from_words(
    house: House, visit: Visit
) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("To see")
    await form.get_by_role("button", name="What is kept?").click()
    await form.get_by_role("button", name="Keep writing").click()
    await expect(form.get_by_label("What is it for?")).to_have_value("To see")

    await form.get_by_role("button", name="What is kept?").click()
    await form.get_by_role("button", name="Go on without sending").click()

    await expect(form.get_by_role("heading", name="What is kept")).to_be_visible()


# two windows


async def test_words_in_a_second_window_stay_when_the_first_sends(
    house: House, visit: Visit
) -> None:
    await house.act("hannah", command="/lc begin", place="room")
    second = await visit("hannah")
    form = second.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("My own words")

    opened = (await house.sees("hannah"))["form"]["id"]
    answers = {"name": "Going home", "purpose": "To see", "sponsor": ["margaret"]}
    await house.act("hannah", submit=opened, answers=answers)

    await expect(form.get_by_role("alert")).to_contain_text(
        "This was sent or closed in another window. Your words are still here"
    )
    await expect(form.get_by_label("What is it for?")).to_have_value("My own words")
    await expect(form.get_by_role("button", name="Send")).to_have_count(0)
    await form.get_by_role("button", name="Close").click()
    await form.get_by_role("button", name="Close without sending").click()
    await expect(form).to_be_hidden()
    assert "My own words" not in await drafts(second)


async def test_a_form_that_follows_in_another_window_waits_until_the_words_are_left(
    house: House, visit: Visit
) -> None:
    await house.act("hannah", command="/lc begin", place="room")
    second = await visit("hannah")
    form = second.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("My own words")

    await house.act("hannah", command="/lc begin", place="room")
    await expect(form.get_by_role("alert")).to_contain_text("Your words are still here")
    await form.get_by_role("button", name="Close").click()
    await form.get_by_role("button", name="Close without sending").click()

    await expect(form.get_by_label("What is it for?")).to_have_value("")
    await expect(form.get_by_role("button", name="Send")).to_be_visible()


async def test_a_form_without_words_of_ones_own_just_goes(house: House, visit: Visit) -> None:
    await house.act("hannah", command="/lc begin", place="room")
    second = await visit("hannah")
    await expect(second.get_by_role("dialog")).to_be_visible()

    await house.act("hannah", cancel=(await house.sees("hannah"))["form"]["id"])

    await expect(second.get_by_role("dialog")).to_be_hidden()


# what is said, and is so no more


async def test_a_full_box_that_nobody_touched_says_nothing(house: House, visit: Visit) -> None:
    full = "x" * 40
    form = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]
    await house.act("hannah", submit=form, answers={"name": full})
    page = await visit("hannah")
    box = page.get_by_label("What shall it be called?")
    field = page.locator(".field", has=box)
    await expect(box).to_have_value(full)

    await expect(field.locator(".count")).to_have_text("")
    await box.press("End")
    await box.press_sequentially("x")

    await expect(field.locator(".count")).to_have_text("1 character too many")


async def test_what_was_wrong_with_a_box_goes_when_it_is_changed(
    house: House, visit: Visit
) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    box = form.get_by_label("What shall it be called?")
    await box.fill("x" * 60)
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_text("This is 60 characters long")).to_be_visible()

    await box.fill("Going home")

    await expect(form.get_by_text("This is 60 characters long")).to_have_count(0)
    assert await box.get_attribute("aria-invalid") is None
    assert not await box.get_attribute("aria-describedby")
    await expect(form.get_by_label("What is it for?")).to_have_attribute("aria-invalid", "true")
    await page.reload()
    await expect(box).to_have_value("Going home")
    await expect(form.get_by_text("This is 60 characters long")).to_have_count(0)
    await box.fill("x" * 60)
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_text("This is 60 characters long")).to_be_visible()


async def test_the_same_mistake_again_is_said_again(house: House, visit: Visit) -> None:
    page = await open_form(house, visit)
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("To see")
    await form.get_by_role("button", name="Send").click()
    box = form.get_by_label("What shall it be called?")
    await expect(box).to_have_attribute("aria-invalid", "true")
    await box.fill("x")
    await box.fill("")
    await expect(box).not_to_have_attribute("aria-invalid", "true")

    await form.get_by_role("button", name="Send").click()

    await expect(box).to_have_attribute("aria-invalid", "true")


async def test_what_was_whispered_to_one_is_not_read_to_the_next(visit: Visit) -> None:
    page = await visit("ruth")
    await page.get_by_role("button", name="Help", exact=True).click()
    await expect(page.locator("#news")).to_contain_text("Only you can see this")

    await page.get_by_role("button", name="Colin Prentice").click()
    await expect(page.get_by_text("You are Colin Prentice")).to_be_visible()

    await expect(page.locator("#news")).to_have_text("")


async def test_a_notice_covers_nothing(visit: Visit) -> None:
    for viewport in ({"width": 1280, "height": 720}, {"width": 380, "height": 760}):
        page = await visit("ruth", viewport=viewport)
        await page.get_by_placeholder("Write a message").fill("x" * 20_000)
        await page.get_by_role("button", name="Send").click()
        notice = page.get_by_role("alert")
        await expect(notice).to_contain_text("20,000 characters")

        for box in ("#say-text", "#command-text", "#say button", "#scroll"):
            assert not await overlap(page, "#notice", box)
        await expect(notice).to_be_in_viewport(ratio=1)


async def overlap(page: Page, one: str, other: str) -> bool:
    boxes = [await page.locator(each).bounding_box() for each in (one, other)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    (a, b) = boxes
    return bool(a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"])


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page that may see the room go away."""
    page = await browser.new_page()
    yield page
    await page.close()


@pytest.mark.parametrize("person", ["", "?as=hannah"])
async def test_that_nobody_answers_is_said_only_as_long_as_it_is_so(
    tmp_path: Path, page: Page, person: str
) -> None:
    port = free_port()
    async with open_house(tmp_path, port) as house:
        await page.goto(f"{house.address}/practice/{person}")
        await expect(page.get_by_role("button", name="Ruth Adeyemi").first).to_be_visible()
    await page.locator("[data-by=P1D]").evaluate("button => button.click()")
    await expect(page.locator("#notice")).to_contain_text("does not answer")

    async with open_house(tmp_path, port):
        await expect(page.locator("#notice")).to_have_text("")


async def test_it_is_taken_back_in_a_form_too(tmp_path: Path, page: Page) -> None:
    port = free_port()
    async with open_house(tmp_path, port) as house:
        await house.act("hannah", command="/lc begin", place="room")
        await page.goto(f"{house.address}/practice/?as=hannah")
        await page.get_by_label("What is it for?").fill("To see")
    await page.get_by_role("button", name="Send").last.click()
    whole = page.get_by_role("dialog").locator(".whole")
    await expect(whole).to_contain_text("does not answer")

    async with open_house(tmp_path, port):
        await expect(whole).to_have_text("")
        await expect(page.get_by_label("What is it for?")).to_have_value("To see")
