"""Moments are told by each reader's own clock: in blocks, in the text beside them, on pages and in forms."""

from datetime import UTC, datetime
from pathlib import Path

from adapters.slack.cards import messages
from adapters.slack.forms import modal
from bot.boundary.decision import Decision
from bot.boundary.views import Card, Facts, Form, Moment, Points, Text
from bot.conversations.saying import in_rooms, texts
from bot.domain.ids import Direct, PersonId
from bot.words.times import moment_words
from tests.adapters.fake_slack.mrkdwn import Reader, read
from tests.adapters.fake_slack.seeing import look
from tests.adapters.fake_slack.views import View
from tests.adapters.slack.living import living
from tests.adapters.slack.settled import community, keep

AT = datetime(2027, 1, 18, 10, tzinfo=UTC)
WHEN = moment_words(AT, "Europe/London")
CARD = Card(
    "A card",
    (
        *texts("hold.thanks", when=WHEN),
        Facts((("It opens", WHEN), ("Where", "here"))),
        Points((WHEN, "later")),
        Moment("Until", AT, "Europe/London"),
    ),
)


async def test_two_readers_see_the_same_moment_by_their_own_clocks(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "fay", "dev", "mia", "ned") as there:
        for name in ("oli", "pam", "quy", "ros", "sid"):
            there.people[name] = there.acme.person(name)
        keep(there, community(there))
        there["ned"].user.tz = "Asia/Tokyo"
        home = community(there)
        with there.house.database.offices().open() as office:
            office.keep(Decision(say=in_rooms(home, "note:1", CARD)), there.house.clock.now())
        await there.house.desk.carry()

        london = there["mia"].sees(there.room)[-1]
        tokyo = there["ned"].sees(there.room)[-1]
        assert london.words.count("at 10:00") == 4
        assert tokyo.words.count("at 19:00") == 4
        assert tokyo.fallback.words.count("at 19:00") == 4
        assert london.fallback.words.count("at 10:00") == 4
        assert there.slack.complaints == []


def test_what_can_not_be_drawn_is_said_in_words() -> None:
    (message,) = messages(CARD)

    assert f"|{WHEN}>" in message.text
    assert "'fallback': 'Monday 18 January at 10:00'" in repr(message.blocks)


def test_a_form_tells_them_so_too() -> None:
    form = Form(token="close", title="A form", intro=CARD.body)
    view = modal(form, Direct(PersonId("slack/T1/U1")))
    shown = View("V1", "T1", "U1", "modal", view, view["blocks"], "", "A1", "B1", root_id="V1")  # type: ignore[arg-type]

    assert "at 19:00" in look(shown, Reader("Asia/Tokyo", {})).words


def test_a_member_who_types_such_words_types_letters() -> None:
    (message,) = messages(
        Card("", (Text("Monday 18 January at 10:00"), Text("<!date^1^{time}|x>")))
    )

    assert "'date'" not in repr(message.blocks)
    assert read(message.text, Reader("Asia/Tokyo", {})).words.count("10:00") == 1
    assert "<!date" not in message.text
