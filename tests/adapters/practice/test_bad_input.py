"""Whatever is wrong with what comes in: one sentence that says what to do next, and nothing half done."""

import sqlite3
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM, CastUnreadable, read_cast
from adapters.practice.inbound import Command, act
from adapters.practice.shelf import Shelf
from adapters.practice.shelf_file import ShelfUnusable
from bot.boundary.views import Card
from tests.adapters.practice.fake_bot import ask, direct
from tests.adapters.practice.house import SCRIPT, House, open_house

HOSTILE = (
    "<!channel> @everyone <b>bold</b> *stars* \u202eright to left\u200b \u2066x\u2069 & “quotes”"
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


def is_a_sentence(text: str) -> bool:
    return text[0].isupper() and text.rstrip("”)").endswith((".", "}")) and "!" not in text


@pytest.mark.parametrize(
    "body",
    [
        [],
        "hannah",
        None,
        {},
        {"as": 7, "command": "/lc"},
        {"as": "hannah"},
        {"as": "hannah", "command": "/lc"},
        {"as": "hannah", "command": "lc help", "place": "room"},
        {"as": "hannah", "command": "/lcx", "place": "room"},
        {"as": "hannah", "command": "/lc " + "x" * 100_000, "place": "room"},
        {"as": "hannah", "command": "/lc", "say": "both", "place": "room"},
        {"as": "hannah", "say": "", "place": "room"},
        {"as": "hannah", "say": " \n\u200b\u202e ", "place": "room"},
        {"as": "hannah", "say": 5, "place": "room"},
        {"as": "hannah", "say": "x", "place": 5},
        {"as": "hannah", "press": "b1"},
        {"as": "hannah", "submit": "f1", "answers": "text"},
    ],
)
async def test_what_cannot_be_understood_is_answered_in_a_sentence(
    house: House, body: object
) -> None:
    status, answer = await house.post("/api/act", body)

    assert 400 <= status < 500
    assert is_a_sentence(answer["error"])
    assert house.bot.arrivals == []
    assert (await house.sees("hannah"))["messages"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"as": "nobody", "command": "/lc", "place": "room"}, 404),
        ({"as": "hannah", "command": "/lc", "place": "attic"}, 404),
        ({"as": "hannah", "command": "/lc", "place": "dm:imran"}, 403),
        ({"as": "margaret", "say": "Who said what?", "place": "room"}, 403),
        ({"as": "hannah", "press": "b1", "message": "m99"}, 404),
        ({"as": "hannah", "press": "b1", "message": "9" * 400}, 404),
        ({"as": "hannah", "press": "b1", "message": "m１"}, 404),
        ({"as": "hannah", "say": "x", "place": "room", "thread": "m99"}, 404),
        ({"as": "hannah", "submit": "f1", "answers": {}}, 409),
        ({"as": "hannah", "cancel": "f1"}, 409),
    ],
)
async def test_what_is_not_there_is_answered_in_a_sentence(
    house: House, body: object, status: int
) -> None:
    got, answer = await house.post("/api/act", body)

    assert got == status
    assert is_a_sentence(answer["error"])


async def test_somebody_elses_message_is_as_good_as_not_there(house: House) -> None:
    address = await house.bot.post(direct("margaret"), ask("Hannah", "Going home"))
    [message] = (await house.sees("margaret"))["messages"]

    status, _ = await house.refused("hannah", press=message["buttons"][0]["id"], message=address)

    assert status == 404


async def test_a_button_that_has_gone_from_its_card_says_so(house: House) -> None:
    address = await house.bot.post(ROOM, Card("No buttons any more"))

    status, sentence = await house.refused("hannah", press="b123", message=address)

    assert (status, sentence[:11]) == (409, "That button")


async def test_a_form_sent_twice_is_told_that_it_was_sent(house: House) -> None:
    form = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]
    answers = {"name": "A", "purpose": "B", "sponsor": "margaret"}
    await house.act("hannah", submit=form, answers=answers)

    status, sentence = await house.refused("hannah", submit=form, answers=answers)

    assert status == 409
    assert "already" in sentence
    assert len((await house.sees("margaret"))["messages"]) == 1


async def test_the_wrong_form_is_not_taken_for_the_open_one(house: House) -> None:
    await house.act("hannah", command="/lc begin", place="room")

    status, _ = await house.refused("hannah", submit="f0", answers={})

    assert status == 404
    assert (await house.sees("hannah"))["form"]


@pytest.mark.parametrize(
    "answers",
    [{"colour": "blue"}, {"name": ["a"]}, {"sponsor": 7}, {"helpers": [1]}, {"name": None}],
)
async def test_answers_that_no_person_can_give_are_refused(house: House, answers: object) -> None:
    form = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]

    status, sentence = await house.refused("hannah", submit=form, answers=answers)

    assert status == 400
    assert is_a_sentence(sentence)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " \u200b "),
        ("name", "x" * 100_000),
        ("purpose", "x" * 100_000),
        ("sponsor", []),
        ("sponsor", ["nobody"]),
        ("sponsor", ["hannah", "imran"]),
        ("how", "hourly"),
        ("promises", ["the moon"]),
        ("first", "2027-02-30"),
        ("first", "20270101"),
    ],
)
async def test_a_wrong_answer_has_a_sentence_at_its_field(
    house: House, field: str, value: object
) -> None:
    form = (await house.act("hannah", command="/lc begin", place="room"))["form"]["id"]
    answers = {"name": "A", "purpose": "B", "sponsor": ["margaret"]}

    answer = await house.act("hannah", submit=form, answers=answers | {field: value})

    assert list(answer["errors"]) == [field]
    assert is_a_sentence(answer["errors"][field])
    assert len(house.bot.arrivals) == 1


async def test_a_very_long_message_is_refused_with_its_length(house: House) -> None:
    status, sentence = await house.refused("hannah", say="x" * 100_000, place="room")

    assert status == 400
    assert "100,000" in sentence
    assert (await house.sees("hannah"))["messages"] == []


async def test_hostile_words_stay_the_letters_they_are(house: House) -> None:
    top = await house.bot.post(ROOM, Card("Round one"))

    await house.act("ruth", say=HOSTILE, place="room", thread=top)

    assert (await house.sees("colin"))["messages"][-1]["text"] == HOSTILE
    assert house.bot.arrivals[-1].text == HOSTILE  # type: ignore[union-attr]


async def test_what_no_database_keeps_is_taken_out(house: House) -> None:
    await house.act("ruth", say="a\0b \ud83d c\r\nd", place="room")

    [message] = (await house.sees("ruth"))["messages"]
    assert message["text"] == "ab ? c\nd"


@pytest.mark.parametrize("size", [1_100_000, 9_000_000])
@pytest.mark.parametrize("path", ["act", "clock"])
async def test_over_a_megabyte_is_refused(house: House, path: str, size: int) -> None:
    body = BytesIO(b'{"as": "ruth", "say": "' + b"x" * size + b'"}')

    async with house.client.post(f"{house.address}/practice/api/{path}", data=body) as answer:
        assert answer.status == 413
        assert "one megabyte" in (await answer.json())["error"]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b""])
async def test_what_is_not_json_is_refused(house: House, body: bytes) -> None:
    for path in ("act", "clock"):
        url = f"{house.address}/practice/api/{path}"
        async with house.client.post(url, data=body) as answer:
            assert answer.status == 400
            assert is_a_sentence((await answer.json())["error"])


@pytest.mark.parametrize(
    "move",
    [
        {},
        {"to": 5},
        {"to": "yesterday"},
        {"to": "2027-01-05T10:00:00"},
        {"to": "2027-01-03T10:00:00Z"},
        {"to": "2029-01-03T10:00:00Z"},
        {"to": "9999-12-31T23:59:59-14:00"},
        {"by": "P"},
        {"by": "PT"},
        {"by": "P1Y"},
        {"by": "1 day"},
        {"by": "-PT1H"},
        {"by": "P367D"},
        {"by": "P999999D"},
        {"by": "PT9999999999S"},
        {"to": "next", "by": "PT1H"},
        {"to": "next"},
    ],
)
async def test_a_clock_that_cannot_be_moved_there_stays_where_it_is(
    house: House, move: object
) -> None:
    status, answer = await house.post("/api/clock", move)

    assert 400 <= status < 500
    assert is_a_sentence(answer["error"])
    assert (await house.get("/api/state"))[1]["now"] == "2027-01-04T10:00:00Z"


@pytest.mark.parametrize("key", ["", "k" * 129])
async def test_an_idempotency_key_has_a_sensible_length(house: House, key: str) -> None:
    body = {"as": "ruth", "say": "x", "place": "room"}

    status, answer = await house.post("/api/act", body, **{"Idempotency-Key": key})

    assert status == 400
    assert is_a_sentence(answer["error"])


async def test_unknown_addresses_and_methods_are_answered_in_words(house: House) -> None:
    assert (await house.get("/api/nothing"))[0] == 404
    status, answer = await house.get("/api/act")
    assert status == 405
    assert is_a_sentence(answer["error"])
    assert (await house.get("/api/state?as=nobody"))[0] == 404
    assert (await house.get("/events?as=nobody"))[0] == 404
    assert (await house.get("/static/page.html"))[0] == 404
    assert (await house.get("/static/..%2fapp.py"))[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Host": "elsewhere.example"},
    ],
)
async def test_a_strange_web_page_can_reach_nothing(house: House, headers: dict[str, str]) -> None:
    status, answer = await house.post(
        "/api/act", {"as": "ruth", "say": "x", "place": "room"}, **headers
    )

    assert status == 403
    assert is_a_sentence(answer["error"])


async def test_a_full_disk_keeps_nothing_and_says_so(house: House) -> None:
    await house.act("ruth", say="Before", place="room")
    await house.room.ask(lambda shelf: shelf._db.execute("PRAGMA max_page_count = 1"))

    status, sentence = await house.refused("ruth", say="x" * 9_000, place="room")
    for _ in range(20):
        if status == 507:
            break
        status, sentence = await house.refused("ruth", say="x" * 9_000, place="room")

    assert status == 507
    assert "disk" in sentence


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "practice.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(ShelfUnusable, match="newer version"):
        Shelf(path)


def test_a_file_in_use_is_not_opened_twice(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "practice.db")

    with pytest.raises(ShelfUnusable, match="running already"):
        Shelf(tmp_path / "practice.db")
    first.close()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShelfUnusable, match="nowhere"):
        Shelf(tmp_path / "nowhere" / "practice.db")


@pytest.mark.parametrize(
    "text",
    [
        "people = 5",
        "",
        "[[people]]\nid='a'\nname='A'\nrole='king'",
        "[[people]]\nid='a'\nname='A'\nrole='member'\n" * 2,
        "zone='Nowhere'\n[[people]]\nid='a'\nname='A'\nrole='member'",
        "not toml",
    ],
)
def test_a_cast_that_cannot_be_read_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cast.toml"
    path.write_text(text)

    with pytest.raises(CastUnreadable, match=r"cast\.toml"):
        read_cast(path)


async def test_a_number_without_end_is_answered_in_a_sentence(house: House) -> None:
    body = f'{{"as": {"7" * 10_000}}}'.encode()
    url = f"{house.address}/practice/api/act"

    async with house.client.post(url, data=body) as answer:
        assert answer.status == 400
        assert is_a_sentence((await answer.json())["error"])


async def test_an_alphabet_that_does_not_exist_is_answered_in_a_sentence(house: House) -> None:
    headers = {"Content-Type": "application/json; charset=klingon"}
    url = f"{house.address}/practice/api/act"

    async with house.client.post(url, data=b"{}", headers=headers) as answer:
        assert answer.status == 400


def test_a_file_of_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "practice.db"
    Shelf(path).close()
    with sqlite3.connect(path) as db:
        for column in ("done.digest", "whisper.follows", "script.abandoned", "message.pinned"):
            table, name = column.split(".")
            db.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        for table in ("walked", "by_hand", "bot_left", "channel"):
            db.execute(f"DROP TABLE {table}")
        db.execute("INSERT INTO done (delivery) VALUES ('old')")
        db.execute(
            "INSERT INTO message (place, sender, at) VALUES ('room', '', 5), ('room', '', 9)"
        )
        card = '{"title": "Old", "body": [], "buttons": []}'
        db.execute(
            f"INSERT INTO whisper (person, place, at, card) VALUES ('ruth', 'room', 7, '{card}')"
        )
        db.execute("INSERT INTO script VALUES ('first', 4, 1)")
        db.execute("PRAGMA user_version = 1")
    db.close()

    shelf = Shelf(path)
    shelf.done("new", "something")

    assert [shelf.what_was_done(one) for one in ("old", "new", "never")] == ["", "something", None]
    assert [one.follows for one in shelf.whispers("ruth")] == [1]
    assert (shelf.bookmarks.played("first"), shelf.bookmarks.abandoned("first")) == (4, False)
    assert (shelf.channels.walked(), shelf.channels.left()) == ({}, frozenset())
    shelf.close()


@pytest.mark.parametrize("typed", ["/lc\thelp", "/lc   help", "/lc\nhelp", " /lc help "])
def test_any_white_space_parts_a_command(typed: str) -> None:
    given = act({"as": "hannah", "command": typed, "place": "room"}, read_cast(SCRIPT))

    assert isinstance(given, Command)
    assert given.words == "help"
