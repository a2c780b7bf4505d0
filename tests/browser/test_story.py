"""The real bot on the page: the others are played, and the picture for the readme is taken."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from bot.bootstrap.house import House, open_house
from bot.settings import Settings
from tests.browser.at_rest import AtRest

PICTURE = Path(__file__).parents[2] / "docs" / "practice-room.png"


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    settings = Settings.model_validate(
        {"LCBOT_DATA": tmp_path / "data", "LCBOT_PORT": 0, "DATABASE_URL": ""}
    )
    async with open_house(settings, lambda _: None, lambda _: {}) as house:
        yield house


async def test_the_others_play_and_then_it_is_your_turn(real: House, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{real.address}practice/?as=margaret")

    await page.get_by_role("button", name="Play the others").click()

    turn = page.locator("#turn")
    await expect(turn).to_have_text("It is your turn: press “Begin”.")
    await page.locator("#messages").get_by_role("button", name="Begin").click()
    await _answers_the_five_questions(page)
    await expect(turn).to_have_text("It is your turn: press “Change the draft”.")
    await page.close()


async def _answers_the_five_questions(page: Page) -> None:
    """One form after another, each in the place of the one before."""
    first = page.get_by_role("dialog", name="Permission: 1 of 5")
    await first.get_by_role("textbox").fill("Because both of them are true.")
    await first.get_by_role("button", name="Next").click()
    await (
        page.get_by_role("dialog", name="Permission: 2 of 5")
        .get_by_role("button", name="Next")
        .click()
    )
    third = page.get_by_role("dialog", name="Permission: 3 of 5")
    await third.get_by_text("Help when something blocks them").click()
    await third.get_by_role("button", name="Next").click()
    fourth = page.get_by_role("dialog", name="Permission: 4 of 5")
    await fourth.get_by_role("textbox").first.fill("That people say when they are not sure")
    await fourth.get_by_role("button", name="Next").click()
    last = page.get_by_role("dialog", name="Permission: 5 of 5")
    await last.get_by_text("Yes, I can work with that").click()
    await last.get_by_role("button", name="Send it").click()


async def test_somebody_can_have_their_part_played_for_them(real: House, browser: Browser) -> None:
    page = await browser.new_page()
    rest = AtRest(page)
    await page.goto(f"{real.address}practice/?as=hannah")
    await page.get_by_role("button", name="Play the others").click()
    await expect(page.locator("#turn")).to_contain_text("It is your turn")
    await rest.comes()

    await page.get_by_role("button", name="Do it for me").dblclick()

    await expect(page.locator("#turn")).to_have_text("Next, Imran Qadir would press “Yes, I will”.")
    await expect(page.get_by_role("button", name="Do it for me")).to_be_hidden()
    await page.close()


async def test_a_form_in_front_of_the_page_can_be_done_for_them(
    real: House, browser: Browser
) -> None:
    page = await browser.new_page()
    rest = AtRest(page)
    await page.goto(f"{real.address}practice/?as=ruth")
    await page.get_by_role("button", name="Do it for me").dblclick()
    await expect(page.locator("#turn")).to_have_text("It is your turn: press “I would”.")
    await rest.comes()
    await page.get_by_role("button", name="Do it for me").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("heading", name="A new community")).to_be_visible()
    await rest.comes()

    for _ in range(20):  # only the keyboard
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.innerText") == "Do it for me":
            break
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("heading", name="A new community")).to_be_hidden()
    for heading in ("Permission", "Who looks after it"):
        await expect(form.get_by_role("heading", name=heading)).to_be_visible()
        await rest.comes()
        await form.get_by_role("button", name="Do it for me").click()

    await expect(page.locator("#turn")).to_contain_text("Next, Hannah Whitfield would")
    await expect(form).to_be_hidden()
    await page.close()


async def test_words_of_their_own_are_not_replaced_unasked(real: House, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{real.address}practice/?as=ruth")
    await page.get_by_role("button", name="Do it for me").click()
    await page.get_by_role("button", name="I would").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What shall we call it?").fill("Another name")

    await form.get_by_role("button", name="Do it for me").click()
    await expect(form.get_by_text("The story has its own words for this.")).to_be_visible()
    await form.get_by_role("button", name="Keep writing").click()
    await expect(form.get_by_label("What shall we call it?")).to_have_value("Another name")
    await form.get_by_role("button", name="Do it for me").click()
    await form.get_by_role("button", name="Send the story’s words").click()

    await expect(form.get_by_role("heading", name="A new community")).to_be_hidden()
    await page.close()


async def test_a_form_that_is_not_the_story_s_offers_no_help(real: House, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{real.address}practice/?as=hannah")
    await page.get_by_label("Command for the bot").fill("start")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="I would").click()

    await expect(page.get_by_role("dialog").get_by_label("What shall we call it?")).to_be_visible()
    await expect(page.get_by_role("dialog").get_by_text("Do it for me")).to_be_hidden()
    await page.close()


async def test_a_community_founded_by_hand_is_a_story_of_its_own(
    real: House, browser: Browser
) -> None:
    await found_by_hand(real.address)
    page = await browser.new_page()
    await page.goto(f"{real.address}practice/?as=hannah")

    await expect(page.locator("#turn")).to_have_text(
        "You have begun your own story. The script needs a fresh data folder."
    )
    await expect(page.get_by_role("button", name="Play the others")).to_be_disabled()
    await page.goto(real.address)
    await expect(page.locator("#cast").get_by_role("button")).to_have_count(10)
    await expect(page.get_by_text("in the story")).to_have_count(0)
    await page.close()


async def test_the_welcome_says_who_begins_the_story(real: House, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(real.address)

    await expect(
        page.locator("#cast").get_by_role("button", name="begins the story")
    ).to_contain_text("Ruth Adeyemi")
    await page.close()


async def test_a_session_in_the_middle_makes_a_good_picture(
    real: House, browser: Browser, tmp_path: Path
) -> None:
    """With LCBOT_PICTURE=1 it becomes the picture in docs/."""
    await play_until_the_wondering(real.address)
    page = await browser.new_page(
        viewport={"width": 1440, "height": 900}, device_scale_factor=1.25, color_scheme="light"
    )
    await page.goto(f"{real.address}practice/?as=ruth")
    for person in ("Colin Prentice", "Bernie Foley", "Margaret Osei", "Dev Chaudhuri"):
        await page.get_by_role("button", name=person).click()
        await page.get_by_role("button", name="Direct messages").click()
    await page.get_by_role("button", name="Ruth Adeyemi").click()
    await page.get_by_role("button", name="Practice channel").click()
    await page.get_by_role("button", name="replies").last.click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_text("We have a whole form for the flat.")).to_be_attached()
    await thread.get_by_role(
        "heading", name="What might this be about?"
    ).scroll_into_view_if_needed()

    where = PICTURE if os.environ.get("LCBOT_PICTURE") == "1" else tmp_path / "picture.png"
    await page.screenshot(path=where)

    assert where.stat().st_size > 50_000
    await page.close()


async def play_until_the_wondering(address: str) -> None:
    async with ClientSession() as client:
        for _ in range(40):
            body = {"as": "dev", "mine": True}
            async with client.post(f"{address}practice/api/play", json=body) as answer:
                turn = (await answer.json())["script"]["turn"]
            if "ready for offers" in turn:
                return
    raise AssertionError("the wondering never came")


async def found_by_hand(address: str) -> None:
    async with ClientSession() as client:

        async def act(**deed: object) -> dict:
            body = {"as": "hannah", **deed}
            async with client.post(f"{address}practice/api/act", json=body) as answer:
                assert answer.status == 200, await answer.text()
                return await answer.json()

        whisper = (await act(command="/lc start", place="room"))["whispers"][0]
        button = next(one["id"] for one in whisper["buttons"] if one["label"] == "I would")
        came = await act(press=button, message=whisper["id"])
        for answers in (
            {"name": "Ours", "purpose": "To see.", "roles": "Anyone"},
            {"sponsor": ["margaret"]},
            {"facilitator": ["hannah"], "deputy": ["imran"], "manages": "no"},
        ):
            came = await act(submit=came["form"]["id"], answers=answers)
            assert came["errors"] == {}


async def test_the_story_goes_on_though_somebody_answered_before_their_turn(
    real: House, browser: Browser
) -> None:
    """Both who look after it have been asked; Imran answers by hand while Hannah is still to answer."""
    page = await browser.new_page()
    rest = AtRest(page)
    await page.goto(f"{real.address}practice/?as=hannah")
    await page.get_by_role("button", name="Play the others").click()
    turn = page.locator("#turn")
    await expect(turn).to_have_text("It is your turn: press “Yes, I will”.")
    await page.get_by_role("button", name="Imran Qadir").click()
    await expect(page.get_by_text("You are Imran Qadir")).to_be_visible()
    await page.get_by_role("button", name="Direct messages").click()
    button = page.locator("#messages").get_by_role("button", name="Yes, I will")
    await button.click()
    await expect(button).to_have_count(0)
    await rest.comes()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")  # the page on what is kept, which they may read later

    await page.get_by_role("button", name="Margaret Osei").click()
    await page.get_by_role("button", name="Play the others").click()

    await expect(turn).to_have_text("It is your turn: press “Begin”.")
    await page.close()


async def test_a_story_that_has_stopped_offers_a_way_on(real: House, browser: Browser) -> None:
    """Ruth closes the form that the story would have her fill in: it is opened again. She closes the next one, which
    no button opens."""
    page = await browser.new_page()
    rest, turn = AtRest(page), page.locator("#turn")
    await page.goto(f"{real.address}practice/?as=ruth")
    await page.get_by_role("button", name="Do it for me").click()
    await page.get_by_role("button", name="I would").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await rest.comes()
    await _closes_it(page)
    await expect(turn).to_contain_text("press “I would” again, and fill in the form")
    await page.get_by_role("button", name="Do it for me").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await rest.comes()
    await _closes_it(page)
    await expect(turn).to_have_text("It is your turn: fill in the form.")
    await page.get_by_role("button", name="Colin Prentice").click()
    pass_over = page.get_by_role("button", name="Pass over this step")
    await expect(pass_over).to_be_hidden()

    await page.get_by_role("button", name="Play the others").click()
    await expect(page.get_by_role("alert")).to_contain_text("fresh data folder")
    await pass_over.click()

    await expect(page.locator("#notice")).to_have_text("")
    await expect(pass_over).to_be_hidden()
    await page.close()


async def _closes_it(page: Page) -> None:
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
