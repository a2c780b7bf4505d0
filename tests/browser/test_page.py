"""The practice room's page, as somebody uses it."""

from datetime import timedelta

from playwright.async_api import Page, expect

from adapters.practice.cast import ROOM
from bot.boundary.views import Button, Card, Quote, Text
from tests.adapters.practice.fake_bot import ask, direct
from tests.adapters.practice.house import House
from tests.browser.conftest import Visit

HOSTILE = "<img src=x onerror=alert(1)> <!channel> **bold** \u202e backwards"


async def test_a_newcomer_chooses_who_to_be(visit: Visit) -> None:
    page = await visit()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Be everyone, one at a time")

    await page.get_by_role("button", name="Hannah Whitfield").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("Practice channel")
    await expect(page.get_by_text("You are Hannah Whitfield, facilitator")).to_be_visible()


async def test_the_sponsor_has_their_own_messages_only(house: House, visit: Visit) -> None:
    await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))
    page = await visit("margaret")

    await expect(page.get_by_role("heading", level=1)).to_have_text("Direct messages")
    await expect(page.get_by_role("list", name="Places").get_by_role("button")).to_have_count(1)
    await expect(
        page.get_by_role("heading", name="You have been asked for permission")
    ).to_be_visible()


async def test_a_pressed_button_is_answered_in_its_place(house: House, visit: Visit) -> None:
    await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))
    page = await visit("margaret")

    await page.get_by_role("button", name="Yes").click()

    await expect(
        page.locator("#messages").get_by_text("Thank you. I will tell the others.")
    ).to_be_visible()


async def test_a_form_with_a_mistake_keeps_what_was_typed_and_shows_where(
    house: House, visit: Visit
) -> None:
    page = await visit("hannah")
    await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("button", name="Start a community").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("To get better\nat it.")

    await form.get_by_role("button", name="Send").click()

    name = form.get_by_label("What shall it be called?")
    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description("Please write something here.")
    await expect(form.get_by_label("What is it for?")).to_have_value("To get better\nat it.")

    await name.fill("Going home")
    await form.get_by_label("Who could give permission?").select_option(label="Margaret Osei")
    await form.get_by_role("checkbox", name="Imran Qadir").check()
    await form.get_by_role("button", name="Send").click()

    await expect(form).to_be_hidden()
    await expect(
        page.get_by_role("heading", name="A learning community: Going home")
    ).to_be_visible()
    await expect(page.locator(".whisper").last).to_contain_text("“Going home” has begun.")
    assert house.bot.arrivals[-1].given.text("how") == "f"  # type: ignore[union-attr]


async def test_a_form_is_not_thrown_away_by_accident(house: House, visit: Visit) -> None:
    page = await visit("hannah")
    await page.get_by_label("Command for the bot").fill("begin")
    await page.keyboard.press("Enter")
    name = page.get_by_label("What shall it be called?")
    await name.fill("Half a thought")

    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Keep writing").click()
    await expect(name).to_have_value("Half a thought")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Close without sending").click()

    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert (await house.sees("hannah"))["form"] is None


async def test_a_form_that_came_back_with_mistakes_is_not_thrown_away_by_accident(
    visit: Visit,
) -> None:
    page = await visit("hannah")
    await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("button", name="Start a community").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it for?").fill("Words that took a while.")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_label("What shall it be called?")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(form.get_by_text("What you wrote has not been sent.")).to_be_visible()
    await expect(form.get_by_label("What is it for?")).to_have_value("Words that took a while.")


async def test_a_whole_command_typed_into_the_box_is_understood(house: House, visit: Visit) -> None:
    page = await visit("hannah")

    await page.locator("#command-text").fill("/lc help")
    await page.keyboard.press("Enter")
    await expect(page.locator("#command-text")).to_have_value("")

    assert house.bot.arrivals[-1].words == "help"  # type: ignore[union-attr]


async def test_an_open_form_is_still_there_after_a_reload(house: House, visit: Visit) -> None:
    await house.act("hannah", command="/lc begin", place="room")

    page = await visit("hannah")

    await expect(page.get_by_role("dialog", name="Before people, permission")).to_be_visible()


async def test_somebody_replies_in_a_thread_and_others_see_it_at_once(
    house: House, visit: Visit
) -> None:
    await house.bot.post(ROOM, Card("Round one", (Quote("What stayed with you?"),)))
    ruth, colin = await visit("ruth"), await visit("colin")
    await ruth.get_by_role("button", name="Reply in a thread").click()

    await ruth.get_by_label("Reply in this thread").fill("That she went back on the Sunday.")
    await ruth.keyboard.press("Enter")

    thread = ruth.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_text("That she went back on the Sunday.")).to_be_visible()
    await expect(ruth.get_by_label("Reply in this thread")).to_have_value("")
    await expect(colin.get_by_role("button", name="1 reply")).to_contain_text("1 new")


async def test_the_clock_is_moved_and_what_was_due_happens(house: House, visit: Visit) -> None:
    async def ring() -> None:
        await house.bot.post(ROOM, Card("The round has closed"))

    house.clock.alarms.append((house.clock.at + timedelta(days=1, hours=2), ring))
    page = await visit("ruth")
    await expect(page.locator("#now")).to_have_text("10:00 Monday 4 January 2027")

    await page.get_by_role("button", name="1 hour on").click()
    await expect(page.locator("#now")).to_have_text("11:00 Monday 4 January 2027")
    await page.get_by_role("button", name="Next thing that happens").click()

    await expect(page.locator("#now")).to_have_text("12:00 Tuesday 5 January 2027")
    await expect(page.get_by_text("One thing happened on the way.")).to_be_visible()
    await expect(page.get_by_role("heading", name="The round has closed")).to_be_visible()


async def test_the_clock_is_moved_to_a_date_in_the_zone_of_the_community(
    house: House, visit: Visit
) -> None:
    page = await visit("ruth")
    await page.get_by_text("To a date").click()

    await page.get_by_label("Day").fill("2027-07-05")
    await page.get_by_label("Time").fill("10:00")
    await page.get_by_role("button", name="Move there").click()

    await expect(page.locator("#now")).to_have_text("10:00 Monday 5 July 2027")
    assert (await house.get("/api/state"))[1]["now"] == "2027-07-05T09:00:00Z"


async def test_a_clock_with_nothing_to_do_says_so(visit: Visit) -> None:
    page = await visit("ruth")

    await page.get_by_role("button", name="Next thing that happens").click()

    await expect(page.get_by_role("alert")).to_contain_text("Nothing is waiting to happen")


async def test_a_text_that_is_too_long_stays_in_the_box(visit: Visit) -> None:
    page = await visit("ruth")
    box = page.get_by_placeholder("Write a message")
    await box.fill("x" * 100_000)

    await page.get_by_role("button", name="Send").click()

    await expect(page.get_by_role("alert")).to_contain_text("100,000 characters")
    assert len(await box.input_value()) == 100_000


async def test_half_a_message_stays_with_whoever_was_writing_it(visit: Visit) -> None:
    page = await visit("ruth")
    box = page.get_by_placeholder("Write a message")
    await box.fill("I was going to say")

    await page.get_by_role("button", name="Colin Prentice").click()
    await expect(page.get_by_text("You are Colin Prentice")).to_be_visible()
    await expect(box).to_have_value("")
    await page.get_by_role("button", name="Ruth Adeyemi").click()

    await expect(box).to_have_value("I was going to say")


async def test_everybody_s_words_stay_words(house: House, visit: Visit) -> None:
    await house.act("ruth", say=HOSTILE, place="room")
    await house.bot.post(ROOM, Card(HOSTILE, (Text(HOSTILE),), (Button(HOSTILE, "yes"),)))

    page = await visit("colin")

    await expect(page.locator(".said")).to_have_text(HOSTILE)
    await expect(page.locator(".card h3")).to_have_text(HOSTILE)
    assert await page.locator("#messages img").count() == 0


async def test_a_command_typed_as_a_message_is_a_command(house: House, visit: Visit) -> None:
    page = await visit("ruth")
    await page.get_by_placeholder("Write a message").fill("/lc help")

    await page.keyboard.press("Enter")

    whisper = page.get_by_role("article", name="Only you can see this")
    await expect(whisper).to_contain_text("Type /lc for a menu.")
    await page.get_by_role("button", name="Dismiss").click()
    await expect(whisper).to_be_hidden()
    assert (await house.sees("colin"))["messages"] == []


async def test_everything_can_be_done_from_the_keyboard(house: House, visit: Visit) -> None:
    await house.bot.post(ROOM, Card("Round one", (), (Button("I am reading along", "yes"),)))
    page = await visit()
    await expect(page.get_by_role("button", name="Ruth Adeyemi")).to_be_visible()

    await tab_to(page, "Ruth Adeyemi")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Practice channel")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await tab_to(page, "I am reading along")
    await page.keyboard.press("Space")
    await expect(page.locator("#messages").get_by_text("I will tell the others.")).to_be_visible()
    await tab_to(page, "Reply in a thread")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Thread")).to_be_focused()
    await tab_to(page, "Close thread")
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("complementary")).to_be_hidden()
    assert "Reply in a thread" in await focused(page)


async def test_the_skip_link_leads_past_the_people(visit: Visit) -> None:
    page = await visit("ruth")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Practice channel")

    await page.keyboard.press("Tab")
    assert await focused(page) == "Skip to the conversation"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")

    assert await page.evaluate("document.activeElement.closest('main') !== null")


async def test_a_new_message_is_announced(house: House, visit: Visit) -> None:
    page = await visit("ruth")
    await expect(page.get_by_text("Nothing has been said here yet.")).to_be_visible()

    await house.bot.post(ROOM, Card("Session 1 is open"))

    await expect(page.locator("#news")).to_have_text(
        "New from Learning community: Session 1 is open"
    )


async def test_it_fits_a_narrow_screen(house: House, visit: Visit) -> None:
    await house.bot.post(ROOM, Card("A" * 80, (Text("b" * 200),), (Button("c" * 60, "yes"),)))
    page = await visit("ruth", viewport={"width": 360, "height": 700})
    await expect(page.locator(".card")).to_be_visible()

    for _ in range(2):
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide == 360
        await page.get_by_role("button", name="People and clock").click()
    await page.get_by_role("button", name="People and clock").click()
    await page.get_by_role("button", name="Colin Prentice").click()

    await expect(page.get_by_text("You are Colin Prentice, member")).to_be_visible()


async def test_text_stands_out_enough_in_light_and_in_the_dark(house: House, visit: Visit) -> None:
    await house.bot.post(ROOM, ask("Hannah", "Going home"))
    await house.act("ruth", command="/lc", place="room")
    for scheme in ("light", "dark"):
        page = await visit("ruth", color_scheme=scheme)
        await expect(page.locator(".whisper")).to_be_visible()

        faint = await page.evaluate(FAINT)

        assert faint == []


async def test_a_form_s_buttons_stand_out_enough(house: House, visit: Visit) -> None:
    await house.act("ruth", command="/lc", place="room")
    for scheme in ("light", "dark"):
        page = await visit("ruth", color_scheme=scheme)
        if scheme == "light":
            await page.get_by_role("button", name="Start a community").click()
        await expect(page.get_by_role("dialog")).to_be_visible()

        faint = await page.evaluate(FAINT)

        assert faint == []


async def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        await page.keyboard.press("Tab")
        if name in await focused(page):
            return
    raise AssertionError(f"the keyboard never came to {name}")


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.innerText ?? ''"))


FAINT = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("button:disabled")) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${element.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""
