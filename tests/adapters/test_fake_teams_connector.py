"""What the fake Teams lets a bot put up, change and ask, and how it says no."""

import json
import time
from urllib.parse import quote

import pytest
from aiohttp import ClientError

from tests.adapters.fake_teams import App
from tests.adapters.fake_teams_house import House, Json, asks, at, card, house, posted, said

HELLO: Json = {"type": "message", "text": "Hello"}


def _private(there: House, who: str) -> Json:
    return {
        "bot": {"id": there.teams.bot_id},
        "members": [{"id": who}],
        "tenantId": there.teams.app.tenant,
        "isGroup": False,
    }


async def test_there_is_one_private_chat_with_a_person() -> None:
    async with house() as there:
        first = await there.ask("POST", "conversations", _private(there, there.ann.id))
        again = await there.ask("POST", "conversations", _private(there, there.ann.aad))

        assert first == again == (201, {"id": await there.ann.private()})


async def test_a_private_chat_needs_the_right_tenant_and_one_known_person() -> None:
    async with house() as there:
        asked = _private(there, there.ann.id)
        wrong = [
            {name: value for name, value in asked.items() if name != "tenantId"},
            asked | {"tenantId": "another"},
            asked | {"members": []},
            _private(there, "29:nobody"),
            _private(there, "ann@example.org"),
        ]
        for each in wrong:
            status, told = await there.ask("POST", "conversations", each)
            assert (status, told["error"]["code"]) == (400, "BadArgument")


async def test_nobody_is_met_who_has_not_got_the_app() -> None:
    async with house() as there:
        stranger = there.teams.person("Cat")
        status, told = await there.ask("POST", "conversations", _private(there, stranger.id))
        await stranger.installs()
        after, _ = await there.ask("POST", "conversations", _private(there, stranger.id))

        assert (status, told["error"]["code"]) == (403, "BotNotInConversationRoster")
        assert after == 201


async def test_who_took_the_app_away_or_blocked_it_is_not_reached() -> None:
    async with house() as there:
        chat = await there.ann.private()
        await there.posts(chat, HELLO)
        await there.ann.blocks()
        blocked = await there.ask("POST", at(chat), HELLO)
        await there.ann.blocks(blocked=False)
        await there.ann.uninstalls()
        gone = await there.ask("POST", at(chat), HELLO)

        assert (blocked[0], blocked[1]["error"]["code"]) == (403, "ConversationBlockedByUser")
        assert (gone[0], gone[1]["errorCode"]) == (403, 209)
        assert json.loads(gone[1]["message"])["subCode"] == "MessageWritesBlocked"


async def test_who_left_the_team_is_not_reached_either() -> None:
    async with house() as there:
        chat = await there.bob.private()
        await there.ann.removes(there.team, there.bob)

        status, told = await there.ask("POST", at(chat), HELLO)

        assert (status, told["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_where_the_bot_is_not_it_can_write_nothing() -> None:
    async with house() as there:
        await there.ann.removes_bot(there.team)
        gone = await there.ask("POST", at(there.room), HELLO)
        nowhere = await there.ask("POST", at("19:nowhere@thread.tacv2"), HELLO)
        roster = await there.ask("GET", f"conversations/{there.room.id}/pagedmembers")

        assert (gone[0], gone[1]["error"]["code"]) == (403, "BotNotInConversationRoster")
        assert (nowhere[0], nowhere[1]["error"]["code"]) == (404, "ConversationNotFound")
        assert roster[0] == 403


async def test_a_private_or_deleted_channel_takes_nothing() -> None:
    async with house() as there:
        hidden = there.team.channel("Board", there.ann, kind="private")
        assert (await there.ask("POST", at(hidden), HELLO))[0] == 403
        assert await there.ann.mentions(hidden, "note") is None
        await there.ann.deletes_room(there.room)
        assert (await there.ask("POST", at(there.room), HELLO))[0] == 404


async def test_a_new_post_heads_a_thread_and_replies_stand_in_it() -> None:
    async with house() as there:
        asked = {
            "isGroup": True,
            "channelData": {"channel": {"id": there.room.id}},
            "activity": HELLO,
        }
        status, told = await there.ask("POST", "conversations", asked)
        head = told["activityId"]
        assert (status, told["id"]) == (201, f"{there.room.id};messageid={head}")

        await there.posts(told["id"], HELLO)
        await there.posts(there.room, HELLO)
        lost = await there.ask("POST", at(f"{there.room.id};messageid=1"), HELLO)

        assert len(await there.ann.sees(there.room, thread=head)) == 2
        assert lost[0] == 404


async def test_messages_change_in_place_and_go() -> None:
    async with house() as there:
        post = await there.posts(there.room, HELLO)
        changed = await there.ask("PUT", at(there.room, post), {"type": "message", "text": "Bye"})
        seen = await there.sees()
        deleted = await there.ask("DELETE", at(there.room, post))
        again = await there.ask("PUT", at(there.room, post), HELLO)

        assert (changed, deleted[0]) == ((200, {"id": post}), 200)
        assert (seen.words, seen.edited) == ("Bye", 1)
        assert (again[0], again[1]["error"]["code"]) == (404, "ActivityNotFoundInConversation")
        assert await there.ann.sees(there.room) == []


async def test_the_bot_changes_nobody_elses_words() -> None:
    async with house() as there:
        await there.ann.mentions(there.room, "note")
        theirs = (await there.sees()).id

        status, _ = await there.ask("PUT", at(there.room, theirs), HELLO)

        assert status == 400


async def test_what_is_over_a_hundred_kilobytes_in_utf16_is_too_big() -> None:
    async with house() as there:
        fits = {"type": "message", "text": "a" * 50_000}
        too_big = {"type": "message", "text": "a" * 52_000}
        status, told = await there.ask("POST", at(there.room), too_big)

        assert (await there.ask("POST", at(there.room), fits))[0] == 201
        assert (status, told["error"]["code"]) == (413, "MessageSizeTooBig")


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "message"},
        {"type": "event", "text": "x"},
        {"type": "message", "text": "x", "colour": "red"},
        posted(card(said("x")), summery="x"),
        posted({"type": "AdaptiveCard", "version": "1.6", "body": []}),
        {
            "type": "message",
            "text": "Hi",
            "entities": [{"type": "mention", "text": "<at>Ann</at>", "mentioned": {"id": "29:1"}}],
        },
    ],
)
async def test_what_is_no_message_is_refused_and_complained_of(wrong: Json) -> None:
    async with house() as there:
        status, _ = await there.ask("POST", at(there.room), wrong)

        assert status == 400
        assert await there.teams.complaints() != []


async def test_a_text_beside_a_card_is_split_and_no_id_is_told() -> None:
    async with house() as there:
        status, told = await there.ask("POST", at(there.room), posted(card(said("x")), text="y"))

        assert (status, told) == (201, {})
        assert len(await there.ann.sees(there.room)) == 2
        assert len(await there.teams.complaints()) == 1


async def test_the_roster_comes_in_pages() -> None:
    async with house() as there:
        many = [there.teams.person(f"Person {number}") for number in range(60)]
        team = there.teams.team("Many", *many)
        where = f"conversations/{quote(team.id, safe='')}/pagedmembers"
        _, first = await there.ask("GET", where, pageSize="10")
        token = first["continuationToken"]
        _, rest = await there.ask("GET", where, pageSize="10", continuationToken=token)

        assert (len(first["members"]), len(rest["members"])) == (50, 10)
        assert "continuationToken" not in rest
        assert first["members"][0]["aadObjectId"] == many[0].aad


async def test_a_member_is_found_by_any_of_their_names_and_a_stranger_is_not() -> None:
    async with house() as there:
        stranger = there.teams.person("Cat")
        where = f"conversations/{quote(there.room.id, safe='')}/members"
        for name in (there.ann.id, there.ann.aad, "ann@example.org"):
            status, told = await there.ask("GET", f"{where}/{quote(name, safe='')}")
            assert (status, told["id"]) == (200, there.ann.id)
        status, told = await there.ask("GET", f"{where}/{stranger.aad}")
        assert (status, told["error"]["code"]) == (404, "MemberNotFoundInConversation")


async def test_guests_and_those_from_nowhere_are_told_apart() -> None:
    async with house() as there:
        guest = there.teams.person("Gil", guest=True)
        nobody = there.teams.person("Ano", anonymous=True)
        chat = there.teams.chat("Planning", there.ann, guest, nobody)
        _, told = await there.ask("GET", f"conversations/{quote(chat.id, safe='')}/pagedmembers")

        assert [each["userRole"] for each in told["members"]] == ["user", "guest", "anonymous"]
        assert "aadObjectId" not in told["members"][2]


async def test_the_general_channel_has_the_teams_id_and_no_name() -> None:
    async with house() as there:
        there.team.channel("Board", there.ann, kind="private")
        _, told = await there.ask("GET", f"teams/{there.team.id}/conversations")

        assert told["conversations"] == [
            {"id": there.team.id, "name": None},
            {"id": there.room.id, "name": "Learning"},
        ]


@pytest.mark.parametrize("status", [412, 500, 502, 504])
async def test_a_request_may_fail_before_it_is_carried_out_or_after(status: int) -> None:
    async with house() as there:
        there.teams.fault("fails", "post", status)
        there.teams.fault("fails", "post", status, after=True)
        before = await there.ask("POST", at(there.room), HELLO)
        stands = len(await there.ann.sees(there.room))
        after = await there.ask("POST", at(there.room), HELLO)

        assert (before[0], after[0]) == (status, status)
        assert (stands, len(await there.ann.sees(there.room))) == (0, 1)


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_may_be_lost(after: bool) -> None:
    async with house() as there:
        await there.sign_in()
        there.teams.fault("lost", "post", after=after, room=there.room)
        with pytest.raises(ClientError):
            await there.ask("POST", at(there.room), HELLO)

        assert len(await there.ann.sees(there.room)) == after


async def test_a_fault_waits_for_its_place_and_its_words() -> None:
    async with house() as there:
        there.teams.fault("fails", "post", 502, room=there.team.general, holding="leak")
        elsewhere, _ = await there.ask("POST", at(there.room), {"type": "message", "text": "leak"})
        otherwise, _ = await there.ask("POST", at(there.team.general), HELLO)
        leak = {"type": "message", "text": "A leak"}
        both, _ = await there.ask("POST", at(there.team.general), leak)

        assert (elsewhere, otherwise, both) == (201, 201, 502)


async def test_an_answer_may_be_slow_by_teams_clock() -> None:
    async with house(speed=100) as there:
        there.teams.fault("slow", "post", 20)
        began = time.monotonic()
        await there.posts(there.room, HELLO)

        assert time.monotonic() - began >= 0.2


async def test_only_one_person_sees_a_targeted_message_and_for_a_day() -> None:
    async with house(app=App(targeted=True)) as there:
        told = HELLO | {"recipient": {"id": there.ann.id, "isTargeted": True}}
        post = await there.posts(there.room, told, isTargetedActivity="true")
        seen = [len(await one.sees(there.room)) for one in (there.ann, there.bob)]
        bare, _ = await there.ask("PUT", at(there.room, post), HELLO)
        changed, _ = await there.ask("PUT", at(there.room, post), HELLO, isTargetedActivity="true")
        again, _ = await there.ask("PUT", at(there.room, post), told, isTargetedActivity="true")
        await there.teams.clock.forward(24 * 3600 + 1)

        assert seen == [1, 0]
        assert (bare, changed, again) == (404, 200, 400)
        assert await there.ann.sees(there.room) == []


async def test_a_targeted_message_needs_a_recipient_who_is_there() -> None:
    async with house(app=App(targeted=True)) as there:
        stranger = there.teams.person("Cat")
        for told, status in (
            (HELLO, 400),
            (HELLO | {"recipient": {"id": stranger.id, "isTargeted": True}}, 404),
        ):
            answered, _ = await there.ask("POST", at(there.room), told, isTargetedActivity="true")
            assert answered == status


async def test_where_the_bot_is_not_nobody_is_told_anything_privately_either() -> None:
    async with house(app=App(targeted=True)) as there:
        await there.ann.removes_bot(there.team)
        told = HELLO | {"recipient": {"id": there.ann.id, "isTargeted": True}}
        status, no = await there.ask("POST", at(there.room), told, isTargetedActivity="true")

        assert (status, no["error"]["code"]) == (404, "BotNotInConversationRoster")


async def test_a_gate_of_ones_own_holds_cards_too() -> None:
    gate = "tests.adapters.test_fake_teams_connector:no_surprises"
    async with house(gate=gate) as there:
        status, told = await there.ask("POST", at(there.room), posted(card(said("Surprise"))))

        assert (status, told["error"]["message"]) == (400, "That is a surprise.")
        assert len(await there.teams.cards()) == 1


def no_surprises(shown: Json) -> list[str]:
    return ["That is a surprise."] if "Surprise" in json.dumps(shown) else []


async def test_teams_may_move_and_the_old_address_is_dead() -> None:
    async with house() as there:
        before = there.teams.service_url
        await there.teams.moves_to("amer")
        moved, _ = await there.ask("POST", at(there.room), HELLO)
        headers = {"Authorization": f"Bearer {there.token}"}
        url = f"{before}v3/{at(there.room)}"
        async with there.session.post(url, json=HELLO, headers=headers) as answer:
            assert (moved, answer.status) == (201, 404)
        await there.ann.mentions(there.room, "note")
        assert there.heard[0]["serviceUrl"] == there.teams.service_url != before


async def test_an_input_in_a_message_needs_a_label() -> None:
    async with house() as there:
        bare = {"type": "Input.Text", "id": "why"}
        status, _ = await there.ask("POST", at(there.room), posted(card(bare)))
        labelled, _ = await there.ask("POST", at(there.room), posted(card(asks("Why", "why"))))

        assert (status, labelled) == (400, 201)
