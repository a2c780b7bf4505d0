"""What people wrote in Slack, as they meant it."""

from datetime import UTC, datetime

import pytest

from adapters.slack import inbound
from adapters.slack.reading import as_meant, emoji, mentioned

NAMES = {"U1": "Ned"}


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("<@U1> and <@U2>", "@Ned and @U2"),
        ("<@U1|ned>", "@ned"),
        ("<#C1|ward>", "#ward"),
        ("<!here> <!subteam^S1|@team>", "@here @team"),
        ("<https://example.org/a|example.org/a>", "example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("<mailto:a@example.org>", "a@example.org"),
        ("1 < 2", "1 < 2"),
        ("", ""),
    ],
)
def test_marks_are_read_as_what_was_typed(sent: str, meant: str) -> None:
    assert as_meant(sent, NAMES, {}) == meant


@pytest.mark.parametrize(
    ("element", "mark", "meant"),
    [
        ({"name": "heart", "unicode": "2764-fe0f"}, ":heart:", "❤️"),
        ({"name": "woman-girl", "unicode": "1f469-200d-1f467"}, ":woman-girl:", "👩‍👧"),
        (
            {"name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4},
            ":wave::skin-tone-4:",
            "👋🏽",
        ),
        ({"name": "wave::skin-tone-4", "unicode": "1f44b-1f3fd"}, ":wave::skin-tone-4:", "👋🏽"),
        ({"name": "our_parrot"}, ":our_parrot:", ":our_parrot:"),
        ({"name": "odd", "unicode": "none"}, ":odd:", ":odd:"),
        ({"name": "half", "unicode": "1f3fb-d83d"}, ":half:", ":half:"),
        ({"name": "nothing", "unicode": "0000"}, ":nothing:", ":nothing:"),
        ({"name": "hash", "unicode": "0023-fe0f-20e3"}, ":hash:", "#\ufe0f\u20e3"),
    ],
)
def test_an_emoji_is_read_as_the_letters_it_is(
    element: dict[str, object], mark: str, meant: str
) -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "emoji"} | element]}
    listed = {"type": "rich_text_list", "elements": [section]}
    shown = emoji({"blocks": [{"type": "rich_text", "elements": [listed]}]})

    assert as_meant(f"At 10:30:40 {mark}", NAMES, shown) == f"At 10:30:40 {meant}"


def test_what_has_no_blocks_has_no_emoji() -> None:
    assert emoji({"text": ":heart:"}) == {}


def test_each_person_named_is_asked_for_once() -> None:
    assert mentioned("<@U1> <@U2> <@U1> <!here>") == ("U1", "U2")


def test_a_reply_is_heard_as_it_was_meant() -> None:
    event = {"channel": "C1", "thread_ts": "1.0", "ts": "2.0", "text": "<@U1> &amp; I"}
    who = inbound.whose("T1", "U9", "Oli")

    heard = inbound.replied(event, "T1", "Ev1", who, datetime(2027, 1, 4, tzinfo=UTC), NAMES)

    assert heard is not None
    assert heard.text == "@Ned & I"
