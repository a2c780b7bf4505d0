"""What one person alone is to read reaches them, wherever they are."""

import asyncio

import pytest

from adapters.teams.answers import THANKS, in_dialog, pressed
from adapters.teams.calling import HOW
from adapters.teams.forms import dialog
from adapters.teams.pressing import OPEN_IT, answerable, as_here, drawn, page_as_here, placed
from adapters.teams.whispering import MOMENT, NO_WAY, Aside, Whispers
from bot.boundary.decision import FormErrors, Whisper
from bot.boundary.delivery import Undelivered, Unreachable, Why
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Form, Lines, Page, Quote, Text
from bot.domain.ids import Direct, place_key
from tests.adapters.teams.incoming import incoming
from tests.adapters.teams.notebook import ANN, HERE, Office
from tests.adapters.teams.test_messenger import errand

HELP = Button("Help", Token(Act.COMMAND, ("help",)).pack())
VOTE = Button("Yes", "vote.p1.yes")
ASKED = (Lines("name", "Its name"),)
CARD = Card("What would you like to do?", (Text("Choose one."),), (HELP, VOTE))


@pytest.fixture
async def office() -> Office:
    office = Office()
    await office.knows_the_channel()
    await office.knows_ann(private="a:ann")
    return office


async def said(office: Office, aside: Aside, *, targeted: bool = False) -> None:
    whispers = Whispers(office.transport, office.directory, targeted=targeted)
    whispers.later(aside)
    await whispers.settled()


async def test_it_stands_in_their_private_chat_and_belongs_to_the_channel(office: Office) -> None:
    await said(office, Aside(ANN, (CARD,), HERE))

    assert list(office.transport.where.values()) == ["a:ann"]
    assert place_key(HERE) in repr(office.transport.stands["1"])


async def test_where_it_is_switched_on_it_stands_where_they_look_for_them_alone(
    office: Office,
) -> None:
    asked = incoming(thread="7", id="8")
    await said(office, Aside(ANN, (CARD,), HERE, asked), targeted=True)

    assert list(office.transport.where.values()) == [f"{HERE.channel} for 29:ann"]
    assert office.transport.threads == {"1": "7"}


async def test_where_a_tenant_has_no_such_messages_it_comes_in_private(office: Office) -> None:
    office.transport.refuses = [Undelivered("Teams says 400")]
    await said(office, Aside(ANN, (CARD,), HERE, incoming()), targeted=True)

    assert list(office.transport.where.values()) == ["a:ann"]


async def test_while_teams_asks_for_a_rest_it_is_tried_again(office: Office) -> None:
    office.transport.refuses = [Undelivered("too fast", after=0.01)]
    await said(office, Aside(ANN, (CARD,), HERE))

    assert len(office.transport.stands) == 1


class TestARestThatTeamsAsksFor:
    """Somebody waits for these words: a moment is worth it, and what comes later nobody looks for any more."""

    @pytest.fixture(autouse=True)
    def rests(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """Time passes at once."""
        rests, sleep = list[float](), asyncio.sleep

        async def passes(seconds: float) -> None:
            rests.append(seconds)
            await sleep(0)

        monkeypatch.setattr(asyncio, "sleep", passes)
        return rests

    async def test_is_kept_for_up_to_five_seconds(self, office: Office, rests: list[float]) -> None:
        office.transport.refuses = [Undelivered("too fast", after=5.0)]
        await said(office, Aside(ANN, (CARD,), HERE))

        assert len(office.transport.stands) == 1
        assert rests == [5.0]

    async def test_of_more_than_that_is_not_waited_for(
        self, office: Office, rests: list[float]
    ) -> None:
        office.transport.refuses = [Undelivered("too fast", after=5.5)]
        await said(office, Aside(ANN, (CARD,), HERE))

        assert office.transport.stands == {}
        assert rests == []

    async def test_is_kept_twice_and_no_more(self, office: Office, rests: list[float]) -> None:
        office.transport.refuses = [Undelivered("too fast", after=1.0) for _ in range(3)]
        await said(office, Aside(ANN, (CARD,), HERE))

        assert office.transport.stands == {}
        assert rests == [1.0, 1.0]

    @pytest.mark.parametrize("first", [True, False], ids=["opening the chat", "in the chat"])
    async def test_where_teams_only_did_not_answer_a_moment_is_enough(
        self, office: Office, rests: list[float], *, first: bool
    ) -> None:
        """It surely does not stand there yet. Whoever asked has been told that it does."""
        if first:
            await office.knows_ann()
        office.transport.refuses = [Undelivered("Teams did not answer")]
        await said(office, Aside(ANN, (CARD,), HERE))

        assert len(office.transport.stands) == 1
        assert rests == [MOMENT]


async def test_so_is_the_chat_itself_for_whom_it_is_the_first(office: Office) -> None:
    await office.knows_ann()
    office.transport.refuses = [Undelivered("too fast", after=0.01)]
    await said(office, Aside(ANN, (CARD,), HERE))

    assert list(office.transport.where.values()) == ["a:29:ann"]


async def test_who_can_not_be_written_to_reads_why_where_they_asked_and_nothing_of_it(
    office: Office,
) -> None:
    office.transport.refuses = [Unreachable(Why.NOT_INSTALLED)]
    await said(office, Aside(ANN, (CARD,), HERE, incoming(id="8")))

    (told,) = office.transport.stands.values()
    assert NO_WAY in repr(told)
    assert "Choose one" not in repr(told)
    assert office.transport.threads == {"1": "8"}


def test_a_command_may_open_a_form_and_other_buttons_say_it_themselves() -> None:
    assert [one.asks for one in as_here(CARD).buttons] == [True, False]


def test_a_form_that_no_press_could_open_is_carried_along() -> None:
    form = Form(token="found.x", title="Found it", fields=(Lines("name", "Its name"),), submit="Go")

    (told,) = placed(drawn(form), HERE)

    assert OPEN_IT in repr(told)
    assert "task/fetch" in repr(told)
    assert "'form': " in repr(told)


def test_what_is_shown_in_private_of_private_things_names_no_channel() -> None:
    assert "'at'" not in repr(placed(drawn(CARD), Direct(ANN)))


def test_under_what_is_answered_stands_a_way_to_answer() -> None:
    labels = [one.label for one in answerable(errand(name="story:s1", card=CARD)).buttons]

    assert labels == ["Help", "Yes", "Reply"]


def named(command: str) -> Card:
    return Card("", (Text(f"Type {command} there."),))


def test_where_a_command_is_named_it_is_said_how_that_is_done_in_teams() -> None:
    quoted = Card("", (Quote("I typed /lc start, and nothing came.", "Ben"),))

    assert as_here(named("/lc start")).body[-1] == Text(HOW)
    assert as_here(quoted) == quoted


def test_a_form_that_names_a_command_says_it_once_above_its_fields() -> None:
    form = Form("f", "F", (Text("Change it with /lc charter."), Text("See /lc help.")), ASKED)

    assert repr(dialog(form, HERE)).count(HOW) == 1
    assert HOW not in repr(dialog(Form("f", "F", (Text("Tell us."),), ASKED), HERE))


def test_a_form_shown_again_says_it_once_as_well() -> None:
    form = Form("f", "F", (Text("Change it with /lc charter."),), ASKED)

    again = dialog(form, HERE, {"name": "Or change this first: type /lc rhythm."})

    assert repr(again).count(HOW) == 1


def test_what_is_wrong_may_name_a_command_too() -> None:
    again = dialog(Form("f", "F", (), ASKED), HERE, {"name": "Type /lc rhythm first."})

    assert repr(again).count(HOW) == 1


def test_words_shown_as_a_page_say_it_once_however_many_name_one() -> None:
    told = (Whisper(named("/lc start")), Whisper(named("/lc help")))
    asked = incoming(kind="invoke", name="task/fetch")

    answer = in_dialog(told, HERE, "o1", asked, closes=False)

    assert repr(answer.body).count(HOW) == 1


def test_only_who_has_handed_something_in_is_thanked() -> None:
    """Whoever pressed a button that has gone stale reads so, under no thanks."""
    told = (Whisper(Card("", (Text("This question is closed."),))),)
    asked = incoming(kind="invoke", name="task/fetch")

    pressed_it = in_dialog(told, HERE, "o1", asked, closes=False)
    handed_in = in_dialog(told, HERE, "o1", asked, closes=True)

    assert THANKS not in repr(pressed_it.body)
    assert THANKS in repr(handed_in.body)


def test_a_refusal_below_a_card_says_it() -> None:
    told = pressed((FormErrors({"": "Type /lc to see what is open now."}),), incoming())

    assert HOW in repr(told.answer.body)


def test_on_a_page_it_is_said_once() -> None:
    page = page_as_here(Page((named("/lc help"), CARD, named("/lc"))))

    assert repr(page).count(repr(HOW)) == 1
    assert page.cards[-1].body[-1] == Text(HOW)
