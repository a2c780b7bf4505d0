"""What people do in the practice room, over a real socket and with its real file."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from bot.boundary.arrivals import ButtonPressed, CommandGiven, DirectMessage, FormSubmitted, Replied
from bot.boundary.views import Button, Card, Text
from bot.domain.ids import PersonId
from tests.adapters.practice.fake_bot import ask, direct, errand
from tests.adapters.practice.house import House, open_house

ANSWERS = {"name": "Going home", "purpose": "To get better at it.", "sponsor": ["margaret"]}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def begin(house: House, by: str = "hannah") -> str:
    answer = await house.act(by, command="/lc begin", place="room")
    return answer["form"]["id"]


async def test_without_a_person_only_the_time_the_people_and_the_channels_are_told(
    house: House,
) -> None:
    status, everyone = await house.get("/api/state")

    assert status == 200
    assert set(everyone) == {"now", "people", "channels", "may_make"}
    assert everyone["now"] == "2027-01-04T10:00:00Z"
    assert [person["role"] for person in everyone["people"]].count("member") == 6


async def test_a_command_reaches_the_bot_and_its_answer_the_person(house: House) -> None:
    answer = await house.act("hannah", command="/lc  help ", place="room")

    [arrival] = house.bot.arrivals
    assert isinstance(arrival, CommandGiven)
    assert (arrival.words, arrival.place, arrival.who.name) == ("help", ROOM, "Hannah Whitfield")
    assert [one["text"] for one in answer["whispers"]] == ["Type /lc for a menu."]


async def test_a_whisper_is_seen_by_nobody_else_and_can_be_put_away(house: House) -> None:
    await house.act("hannah", command="/lc help", place="room")

    [whisper] = (await house.sees("hannah"))["whispers"]
    assert (await house.sees("imran"))["whispers"] == []
    await house.act("hannah", dismiss=whisper["id"])
    assert (await house.sees("hannah"))["whispers"] == []


async def test_a_button_of_a_whisper_works(house: House) -> None:
    answer = await house.act("hannah", command="/lc", place="room")
    [menu] = answer["whispers"]

    answer = await house.act("hannah", press=menu["buttons"][0]["id"], message=menu["id"])

    assert answer["form"]["title"] == "Before people, permission"


async def test_the_sponsor_sees_their_messages_and_not_the_room(house: House) -> None:
    await house.bot.post(ROOM, Card("In the room"))
    await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))

    seen = await house.sees("margaret")

    assert [place["kind"] for place in seen["places"]] == ["dm"]
    assert [one["title"] for one in seen["messages"]] == ["You have been asked for permission"]


async def test_a_direct_message_is_seen_by_nobody_else(house: House) -> None:
    await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))

    assert (await house.sees("hannah"))["messages"] == []


async def test_a_button_hands_its_token_to_the_bot(house: House) -> None:
    await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))
    [message] = (await house.sees("margaret"))["messages"]

    await house.act("margaret", press=message["buttons"][0]["id"], message=message["id"])

    [arrival] = house.bot.arrivals
    assert isinstance(arrival, ButtonPressed)
    assert (arrival.token, arrival.place) == ("yes", direct("margaret"))
    assert len((await house.sees("margaret"))["messages"]) == 2


async def test_a_form_is_filled_in_and_what_follows_is_there_at_once(house: House) -> None:
    form = await begin(house)

    answer = await house.act(
        "hannah", submit=form, answers=ANSWERS | {"helpers": ["hannah", "imran"]}
    )

    assert answer["form"] is None
    assert answer["errors"] == {}
    submitted = house.bot.arrivals[-1]
    assert isinstance(submitted, FormSubmitted)
    assert submitted.place == ROOM
    assert submitted.given.many("sponsor") == ("practice/practice/margaret",)
    assert submitted.given.names[PersonId("practice/practice/imran")] == "Imran Qadir"
    assert [one["title"] for one in (await house.sees("margaret"))["messages"]]


async def test_a_field_that_is_left_out_keeps_what_it_showed(house: House) -> None:
    form = await begin(house)

    await house.act("hannah", submit=form, answers=ANSWERS)

    submitted = house.bot.arrivals[-1]
    assert isinstance(submitted, FormSubmitted)
    assert submitted.given.text("how") == "f"


async def test_a_form_with_mistakes_stays_open_with_everything_that_was_typed(house: House) -> None:
    form = await begin(house)
    typed = {"name": "x" * 41, "purpose": "Kept", "helpers": ["hannah", "imran", "ruth"]}

    answer = await house.act("hannah", submit=form, answers=typed | {"first": "31.1.2027"})

    assert set(answer["errors"]) == {"name", "sponsor", "helpers", "first"}
    fields = {field["name"]: field for field in (await house.sees("hannah"))["form"]["fields"]}
    assert fields["name"]["value"] == "x" * 41
    assert fields["purpose"]["value"] == "Kept"
    assert fields["helpers"]["values"] == ["hannah", "imran", "ruth"]
    assert fields["first"]["value"] == "31.1.2027"
    assert len(house.bot.arrivals) == 1


async def test_errors_of_the_bot_stand_at_the_field_and_the_form_can_be_sent_again(
    house: House,
) -> None:
    form = await begin(house)

    answer = await house.act("hannah", submit=form, answers=ANSWERS | {"name": "Taken"})
    assert answer["errors"]["name"] == "There is one of that name already."
    assert answer["form"]["fields"][1]["value"] == "To get better at it."
    answer = await house.act("hannah", submit=form, answers={"name": "Going home"})

    assert answer["form"] is None


async def test_a_form_can_be_closed_and_the_bot_does_not_hear_of_it(house: House) -> None:
    form = await begin(house)

    answer = await house.act("hannah", cancel=form)

    assert answer["form"] is None
    assert len(house.bot.arrivals) == 1


async def test_a_button_of_a_form_works(house: House) -> None:
    form = await begin(house)
    shown = (await house.sees("hannah"))["form"]

    answer = await house.act("hannah", press=shown["buttons"][0]["id"], message=form)

    assert answer["form"]["title"] == "What is kept"
    assert answer["form"]["submit"] is None


async def test_words_under_a_post_of_the_bot_are_heard(house: House) -> None:
    top = await house.bot.post(ROOM, Card("Round one"))

    await house.act("ruth", say="What stayed with me", place="room", thread=top)

    [arrival] = house.bot.arrivals
    assert isinstance(arrival, Replied)
    assert (arrival.under, arrival.text) == (top, "What stayed with me")
    reply = (await house.sees("colin"))["messages"][-1]
    assert (reply["id"], reply["thread"], reply["from"]) == (arrival.message, top, "ruth")


async def test_an_answer_to_an_answer_goes_into_the_same_thread(house: House) -> None:
    top = await house.bot.post(ROOM, Card("Round one"))
    inner = await house.bot.post(ROOM, Card("Round two"), thread=top)

    await house.act("ruth", say="Here", place="room", thread=inner)

    assert isinstance(house.bot.arrivals[-1], Replied)
    assert house.bot.arrivals[-1].under == top


async def test_talk_among_members_is_not_handed_to_the_bot(house: House) -> None:
    await house.act("ruth", say="Is anybody about?", place="room")
    [top] = (await house.sees("colin"))["messages"]

    await house.act("colin", say="I am.", place="room", thread=top["id"])

    assert house.bot.arrivals == []
    assert [one["text"] for one in (await house.sees("dev"))["messages"]] == [
        "Is anybody about?",
        "I am.",
    ]


async def test_words_in_a_direct_message_are_not_handed_over(house: House) -> None:
    await house.act("ruth", say="Between us", place="dm:ruth")

    [arrival] = house.bot.arrivals
    assert isinstance(arrival, DirectMessage)
    assert "Between us" not in repr(arrival)


async def test_the_same_key_acts_once(house: House) -> None:
    body = {"as": "ruth", "say": "Once", "place": "room"}

    first = await house.post("/api/act", body, **{"Idempotency-Key": "k1"})
    second = await house.post("/api/act", body, **{"Idempotency-Key": "k1"})

    assert first[0] == second[0] == 200
    assert len((await house.sees("ruth"))["messages"]) == 1


async def test_a_form_sent_twice_with_the_same_key_is_answered_harmlessly(house: House) -> None:
    form = await begin(house)
    body = {"as": "hannah", "submit": form, "answers": ANSWERS}

    await house.post("/api/act", body, **{"Idempotency-Key": "k1"})
    status, answer = await house.post("/api/act", body, **{"Idempotency-Key": "k1"})

    assert (status, answer) == (200, {"form": None, "errors": {}, "whispers": []})
    assert len((await house.sees("margaret"))["messages"]) == 1


async def test_the_same_key_with_another_act_is_refused_in_a_sentence(house: House) -> None:
    key = {"Idempotency-Key": "k1"}
    await house.post("/api/act", {"as": "ruth", "say": "Once", "place": "room"}, **key)

    status, answer = await house.post(
        "/api/act", {"as": "ruth", "say": "Other", "place": "room"}, **key
    )

    assert (status, answer["error"][:29]) == (409, "This Idempotency-Key was used")
    assert len((await house.sees("ruth"))["messages"]) == 1


async def test_the_same_key_of_somebody_else_is_another_act(house: House) -> None:
    for person in ("ruth", "colin"):
        body = {"as": person, "say": "Mine", "place": "room"}
        await house.post("/api/act", body, **{"Idempotency-Key": "k1"})

    assert len((await house.sees("ruth"))["messages"]) == 2


async def test_a_form_sent_again_after_a_crash_is_heard_once(house: House) -> None:
    form = await begin(house)
    opened = await house.room.form_for(house.room.cast.person("hannah"))
    assert opened is not None
    await house.act("hannah", submit=form, answers=ANSWERS)

    await house.room.change(
        lambda shelf: shelf.open_form("hannah", opened)
    )  # it had not closed yet
    await house.act("hannah", submit=form, answers=ANSWERS)

    assert len((await house.sees("margaret"))["messages"]) == 1
    assert (await house.sees("hannah"))["form"] is None


async def test_when_the_bot_fails_nothing_typed_is_lost(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    form = await begin(house)
    house.bot.breaks = RuntimeError("with somebody's words in it")

    status, sentence = await house.refused("hannah", submit=form, answers=ANSWERS)

    assert status == 500
    assert "nothing was changed" in sentence
    kept = (await house.sees("hannah"))["form"]
    assert kept["fields"][1]["value"] == "To get better at it."
    assert kept["errors"] == {"": sentence}
    assert "RuntimeError" in caplog.text
    assert "somebody's words" not in caplog.text


async def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await house.bot.post(ROOM, Card("Charter", (Text("Words"),), (Button("Yes", "yes"),)))
        await begin(house)
        await house.act("imran", command="/lc help", place="room")
        before = [await house.sees(person) for person in ("hannah", "imran")]

    async with open_house(tmp_path) as house:
        after = [await house.sees(person) for person in ("hannah", "imran")]

    assert after == before
    assert before[0]["form"]
    assert before[1]["whispers"]


async def test_a_revised_card_shows_its_new_words_in_its_old_place(house: House) -> None:
    first = errand("first", ROOM, Card("Before"))
    address = await house.bot.messenger.deliver(first)
    await house.bot.post(ROOM, Card("Later"))

    await house.bot.messenger.revise(
        replace(first, address=address, card=Card("After"), revision=2)
    )
    await house.bot.messenger.revise(replace(first, address=address, card=Card("Old"), revision=1))

    shown = (await house.sees("ruth"))["messages"]
    assert [(one["title"], one["revised"]) for one in shown] == [("After", True), ("Later", False)]


async def test_the_clock_moves_to_the_next_thing_that_happens(house: House) -> None:
    async def ring() -> None:
        await house.bot.post(ROOM, Card("It rang"))

    house.clock.alarms.append((house.clock.at + timedelta(days=2), ring))

    status, answer = await house.post("/api/clock", {"to": "next"})

    now = "2027-01-06T10:00:00Z"
    assert (status, answer) == (200, {"now": now, "rang": 1, "news": {"room": 1}})
    [message] = (await house.sees("ruth"))["messages"]
    assert message["at"] == "2027-01-06T10:00:00Z"


@pytest.mark.parametrize(
    ("move", "now"),
    [
        ({"by": "PT24H"}, "2027-01-05T10:00:00Z"),
        ({"by": "P1DT90M"}, "2027-01-05T11:30:00Z"),
        ({"by": "P2W"}, "2027-01-18T10:00:00Z"),
        ({"to": "2027-01-04T12:00:00+01:00"}, "2027-01-04T11:00:00Z"),
    ],
)
async def test_the_clock_moves_to_a_time_or_by_a_time(
    house: House, move: dict[str, str], now: str
) -> None:
    status, answer = await house.post("/api/clock", move)

    assert (status, answer) == (200, {"now": now, "rang": 0, "news": {}})


async def test_an_open_page_is_told_that_there_is_news_and_not_what(house: House) -> None:
    async with house.client.get(f"{house.address}/practice/events?as=colin") as stream:
        opening = await stream.content.readuntil(b"data:\n\n")
        await house.act("ruth", say="Secret enough", place="room")
        ping = await stream.content.readuntil(b"data:\n\n")

    assert b"retry" in opening
    assert ping == b"event: news\ndata:\n\n"
