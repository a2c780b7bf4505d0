"""From what Teams sends to what arrives at the bot."""

import pytest

from adapters.teams import inbound
from adapters.teams.transport import Scope
from bot.boundary.arrivals import Want, Who
from bot.domain.ids import Direct, Room
from tests.adapters.teams.incoming import ANN, AT, incoming

HER = inbound.of("contoso", "aad-ann")
WHO = Who(HER, "Ann")
HERE = Room(inbound.PLATFORM, "contoso", "19:learning@thread.tacv2")
COMMANDS = frozenset({"note", "home", "poll"})


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("note", "note"),
        ("  Note ", "Note"),
        ("/lc note", "note"),
        ("lc poll Shall we meet?", "poll Shall we meet?"),
        ("menu", ""),
        ("lc", ""),
        ("lc menu", ""),
    ],
)
def test_a_word_that_is_a_command_is_one_wherever_it_is_typed(typed: str, word: str) -> None:
    assert inbound.word_in(typed, COMMANDS) == word


@pytest.mark.parametrize(
    "typed", ["", "note to self: ring the ward", "hello", "It was poll night."]
)
def test_words_to_the_bot_that_are_no_command_are_none(typed: str) -> None:
    assert inbound.word_in(typed, COMMANDS) is None


def test_after_the_bots_name_everything_is_a_command() -> None:
    assert inbound.asked("poll Shall we meet?") == "poll Shall we meet?"
    assert inbound.asked("/lc poll") == "poll"
    assert inbound.asked("Menu") == ""


def test_a_channel_is_a_place_and_everything_else_is_theirs_alone() -> None:
    assert inbound.place(incoming(), WHO) == HERE
    assert inbound.place(incoming(Scope.PERSONAL), WHO) == Direct(HER)
    assert inbound.place(incoming(Scope.GROUP), WHO) == Direct(HER)


def test_a_post_that_begins_a_thread_stands_in_none() -> None:
    assert not inbound.is_in_a_thread(incoming(thread=""))
    assert not inbound.is_in_a_thread(incoming(id="7", thread="7"))
    assert inbound.is_in_a_thread(incoming(id="8", thread="7"))


def test_an_edited_reply_arrives_anew_and_names_the_same_message() -> None:
    said = inbound.replied(incoming(id="8", thread="7", text="a"), WHO, AT)
    edited = inbound.replied(incoming(id="8", thread="7", text="b"), WHO, AT)
    again = inbound.replied(incoming(id="8", thread="7", text="b"), WHO, AT)

    assert said.message == edited.message
    assert said.id != edited.id == again.id


def test_who_brings_the_bot_to_a_team_does_so_once_though_it_is_told_twice() -> None:
    one = inbound.brought(incoming(id="f:1", kind="conversationUpdate"), WHO, AT)
    other = inbound.brought(incoming(id="f:2", kind="installationUpdate"), WHO, AT)

    assert one.id == other.id


def test_the_channel_that_was_chosen_for_the_bot_is_where_it_begins() -> None:
    chosen = {"channelData": {"settings": {"selectedChannel": {"id": "19:chosen@thread.tacv2"}}}}

    arrival = inbound.brought(incoming(raw=chosen), WHO, AT)

    assert arrival.room.channel == "19:chosen@thread.tacv2"


def payload(**more: object) -> dict[str, object]:
    message = {
        "id": "9",
        "replyToId": "7",
        "from": {"user": {"id": "aad-ben", "displayName": "Ben"}},
        "body": {"contentType": "html", "content": "<div>Ask <b>sooner</b>&nbsp;next time</div>"},
    }
    return {"commandId": "lc_keep_this", "messagePayload": message} | more


def test_a_line_to_be_kept_comes_with_its_words_and_whose_they_are() -> None:
    arrival = inbound.pointed(incoming(value=payload()), WHO, HERE, AT)

    assert arrival.want is Want.KEEP
    assert arrival.text == "Ask sooner next time"
    assert arrival.by == inbound.of("contoso", "aad-ben")
    assert arrival.under == "7"


@pytest.mark.parametrize("action", ["lc_worry_about_this", "lc_note_instead"])
def test_for_anything_else_the_message_is_not_read(action: str) -> None:
    arrival = inbound.pointed(incoming(value=payload(commandId=action)), WHO, HERE, AT)

    assert arrival.text == ""


def test_what_no_person_wrote_is_nobodys() -> None:
    told = payload(messagePayload={"id": "9", "from": {"user": None, "application": {"id": "x"}}})

    arrival = inbound.pointed(incoming(value=told), WHO, HERE, AT)

    assert arrival.by is None


@pytest.mark.parametrize("key", ["", None, 7, "nowhere", "room/teams", {"at": "x"}])
def test_a_place_that_no_card_of_ours_names_is_none(key: object) -> None:
    assert inbound.named_place(key) is None


def test_who_is_not_in_the_directory_is_known_by_the_bots_own_id_for_them() -> None:
    assert inbound.person(incoming(), ANN) == HER
    assert inbound.person_id_of("contoso", type(ANN)("29:x", "", "X")) == "teams/contoso/29:x"
