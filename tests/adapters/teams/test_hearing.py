"""What is written in Teams: heard where it is meant for the bot, and dropped unread anywhere else."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from adapters.names import Names
from adapters.teams import inbound
from adapters.teams.answer import KEPT
from adapters.teams.app import Ears
from adapters.teams.front import Front
from adapters.teams.hearing import GROUP_CHAT, OWN_CHANNEL, Hearing
from adapters.teams.life import Life
from adapters.teams.pages import Pages
from adapters.teams.patience import Patience
from adapters.teams.replying import Replying
from adapters.teams.taking import Taking
from adapters.teams.transport import Member, Scope
from adapters.teams.visitors import Visitors
from adapters.teams.whispering import Whispers
from bot.boundary.arrivals import (
    Arrival,
    Begun,
    ButtonPressed,
    CommandGiven,
    DirectMessage,
    Replied,
)
from bot.boundary.decision import OpenForm, Reply, Whisper
from bot.boundary.views import Card, Form, Page, Text
from bot.domain.ids import Direct, PersonId, Room, place_key
from tests.adapters.teams.incoming import AT, incoming
from tests.adapters.teams.notebook import ANN, HERE, Office

COMMANDS = frozenset({"note", "home", "start", "help"})


@dataclass
class Desk:
    came: list[Arrival] = field(default_factory=list)
    replies: tuple[Reply, ...] = ()

    async def take(self, arrival: Arrival) -> tuple[Reply, ...]:
        self.came.append(arrival)
        return self.replies

    async def hears(self, *_: object) -> bool:
        return True

    async def begins(self, _: object) -> Begun:
        return Begun.NOW


class There(Office):
    """Everything of the adapter, with a desk that notes what comes, and a transport that notes what goes."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.desk = Desk()
        self.pages = Pages(_no_page, self.transport, self.directory, self.references)
        self.whispers = Whispers(self.transport, self.directory)
        taking = Taking(self.desk.take)
        desk = self.desk
        replying = Replying(
            self.transport, self.directory, desk.take, desk.hears, desk.begins, lambda: AT
        )
        front = Front(
            taking, self.directory, self.whispers, replying, lambda: AT, Patience(), lambda: "o1"
        )
        hearing = Hearing(taking, self.directory, self.whispers, self.pages, COMMANDS, lambda: AT)
        visitors = Visitors(self.directory)
        life = Life(
            self.desk.take,
            self.directory,
            self.references,
            self.whispers,
            self.pages,
            self._rooms,
            lambda: AT,
            visitors,
            Names(visitors.name_of, self.desk.take, lambda: AT),
        )
        self.ears = Ears(self.directory, front, hearing, life, self.pages)

    async def said(self) -> str:
        await self.whispers.settled()
        return repr(self.transport.stands)


async def _no_page(_: PersonId) -> Page:
    return Page((Card("Your page"),))


@pytest.fixture
async def there() -> There:
    there = There()
    await there.knows_ann(private="a:1ann")
    return there


async def test_a_mention_at_the_top_of_a_channel_is_a_command(there: There) -> None:
    await there.ears(incoming(text="note", is_to_bot=True))

    (came,) = there.desk.came
    assert isinstance(came, CommandGiven)
    assert (came.words, came.place) == ("note", HERE)


async def test_what_does_not_mention_the_bot_at_the_top_of_a_channel_is_dropped(
    there: There,
) -> None:
    await there.ears(incoming(text="Who is in on Friday?"))

    assert there.desk.came == []


async def test_a_mention_in_a_thread_is_an_answer(there: There) -> None:
    await there.ears(incoming(id="8", thread="7", text="It stayed with me.", is_to_bot=True))

    (came,) = there.desk.came
    assert isinstance(came, Replied)
    assert (came.under, came.text, came.message) == ("7", "It stayed with me.", "8")


async def test_a_command_in_a_thread_is_one(there: There) -> None:
    await there.ears(incoming(id="8", thread="7", text="help", is_to_bot=True))

    assert isinstance(there.desk.came[0], CommandGiven)


async def test_where_a_team_has_agreed_an_answer_needs_no_mention(there: There) -> None:
    """Under what it stands only the core knows: it drops what is under no post of the bot's."""
    await there.ears(incoming(id="8", thread="7", text="help"))

    assert isinstance(there.desk.came[0], Replied)


async def test_an_answer_that_was_changed_is_heard_as_it_reads_now(there: There) -> None:
    changed = incoming(kind="messageUpdate", id="8", thread="7", text="It stays.", is_to_bot=True)
    await there.ears(changed)

    (came,) = there.desk.came
    assert isinstance(came, Replied)
    assert came.text == "It stays."


async def test_an_answer_that_was_deleted_has_no_words_any_more(there: There) -> None:
    await there.ears(incoming(kind="messageDelete", id="8", thread="7"))

    (came,) = there.desk.came
    assert isinstance(came, Replied)
    assert (came.text, came.message, came.under) == ("", "8", "7")


async def test_an_answer_may_be_changed_back_to_what_it_was(there: There) -> None:
    for minute, text in enumerate(("It stays.", "It goes.", "It stays.")):
        at = AT + timedelta(minutes=minute)
        kind = "messageUpdate" if minute else "message"
        await there.ears(incoming(kind=kind, id="8", thread="7", text=text, at=at))

    assert len({one.id for one in there.desk.came}) == 3


async def test_what_is_typed_in_private_and_is_no_command_is_not_read(there: There) -> None:
    there.desk.replies = (Whisper(Card("", (Text("I have not kept that."),))),)
    await there.ears(incoming(Scope.PERSONAL, text="Something about my manager"))

    (came,) = there.desk.came
    assert isinstance(came, DirectMessage)
    assert "manager" not in repr(came)
    assert "I have not kept that." in await there.said()


async def test_a_command_that_opens_a_form_is_answered_with_the_way_to_it(there: There) -> None:
    there.desk.replies = (OpenForm(Form(token="found.x", title="A form", submit="Send")),)
    await there.ears(incoming(text="start", is_to_bot=True))
    told = await there.said()

    assert "cmd.start" in told
    assert "task/fetch" in told
    assert place_key(HERE) in told


async def test_a_group_chat_hears_what_works_and_nothing_arrives(there: There) -> None:
    await there.ears(incoming(Scope.GROUP, text="start", is_to_bot=True))

    assert there.desk.came == []
    assert GROUP_CHAT in await there.said()


@pytest.mark.parametrize("kind", ["private", "shared"])
async def test_what_works_in_a_channel_with_its_own_door_is_said_to_who_begins_there(
    there: There, kind: str
) -> None:
    raw = {"channelData": {"channel": {"id": HERE.channel, "membershipType": kind}}}
    await there.ears(incoming(text="start", is_to_bot=True, raw=raw))

    assert OWN_CHANNEL[kind] in await there.said()


async def test_other_apps_are_not_heard(there: There) -> None:
    app = Member("28:other", "", "Other", is_bot=True)
    await there.ears(incoming(text="note", is_to_bot=True, sender=app))

    assert there.desk.came == []


@pytest.mark.parametrize("kind", ["messageReaction", "messageDelete", "typing", "event"])
async def test_what_nobody_answers_is_taken_in_and_dropped(there: There, kind: str) -> None:
    answer = await there.ears(incoming(kind=kind))

    assert answer == KEPT
    assert there.desk.came == []


def pressed(at: str, **more: object) -> dict[str, object]:
    return {"name": "adaptiveCard/action", "kind": "invoke"} | {
        "value": {"action": {"data": {"lc": "vote.p1.yes", "at": at}}},
        "scope": Scope.PERSONAL,
        **more,
    }


async def test_a_card_in_private_belongs_to_its_channel_for_those_who_are_in_it(
    there: There,
) -> None:
    await there.knows_the_channel()
    there.transport.rosters[HERE.channel] = (Member("29:ann", "aad-ann", "Ann"),)
    await there.ears(incoming(**pressed(place_key(HERE))))

    (came,) = there.desk.came
    assert isinstance(came, ButtonPressed)
    assert came.place == HERE


@pytest.mark.parametrize(
    "at",
    [
        place_key(HERE),
        place_key(Room(inbound.PLATFORM, "fabrikam", HERE.channel)),
        place_key(Direct(inbound.of("contoso", "aad-ben"))),
        "nowhere at all",
    ],
)
async def test_nobody_acts_where_they_are_not_whatever_their_client_says(
    there: There, at: str
) -> None:
    await there.knows_the_channel()
    await there.ears(incoming(**pressed(at)))

    (came,) = there.desk.came
    assert isinstance(came, ButtonPressed)
    assert came.place == Direct(ANN)


async def test_a_client_that_knows_no_better_is_answered_by_a_message(there: There) -> None:
    there.desk.replies = (Whisper(Card("", (Text("Thank you."),))),)
    await there.ears(incoming(Scope.PERSONAL, value={"lc": "vote.p1.yes"}, reply_to="7"))

    assert isinstance(there.desk.came[0], ButtonPressed)
    assert "Thank you." in await there.said()


async def test_few_words_are_told_with_the_card_and_more_in_private(there: There) -> None:
    there.desk.replies = (Whisper(Card("", (Text("Thank you."),))),)
    few = await there.ears(incoming(**pressed("")))
    there.desk.replies = (Whisper(Card("", (Text("Thank you. " * 200),))),)
    more = await there.ears(incoming(**pressed("", id="2")))

    assert few.body is not None
    assert more.body is not None
    assert few.body["value"] == "Thank you."
    assert "Thank you" not in str(more.body["value"])
    assert "Thank you. Thank you." in await there.said()
