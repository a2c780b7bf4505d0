"""conversations.*: what there is, who is in it, coming and going.

Source: the pages conversations.info, list, members, open, join and leave under
docs.slack.dev/reference/methods, and users.conversations.
"""

from tests.adapters.fake_slack import happenings
from tests.adapters.fake_slack.channels import Channel, Kind
from tests.adapters.fake_slack.methods.paging import page
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.scopes import BY_KIND
from tests.adapters.fake_slack.wire import Json

_TYPES = {
    "public_channel": Kind.PUBLIC,
    "private_channel": Kind.PRIVATE,
    "im": Kind.DIRECT,
    "mpim": Kind.GROUP,
}
_TOGETHER = 8


@method("conversations.info")
def info(call: Call) -> Json:
    channel = call.channel()
    told = described(call, channel)
    if call.arguments.flag("include_num_members"):
        told["num_members"] = len(channel.members)
    return {"channel": told}


@method("conversations.list")
def list_all(call: Call) -> Json:
    return _listed(call, mine=False)


@method("users.conversations")
def list_mine(call: Call) -> Json:
    return _listed(call, mine=True)


@method("conversations.members")
def members(call: Call) -> Json:
    """Deactivated accounts are in no conversation any more."""
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC and call.bot.id not in channel.members:
        raise Refused("channel_not_found")
    there = [id for id in channel.members if not call.core.world.users[id].deleted]
    shown, more = page(call, there)
    return {"members": shown} | more


@method("conversations.open")
def open_conversation(call: Call) -> Json:
    """Direct messages with one person, or group messages with up to eight."""
    if call.arguments.text("channel"):
        return {"channel": {"id": call.channel().id}}
    ids = [id for id in call.arguments.text("users").split(",") if id]
    if not ids:
        raise Refused("users_list_not_supplied")
    if len(ids) > _TOGETHER:
        raise Refused("too_many_users")
    people = [_reachable(call, id) for id in ids]
    return _one(call, people[0]) if len(people) == 1 else _several(call, people)


@method("conversations.join")
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    already = call.bot.id in channel.members
    happenings.join(call.core, channel, call.bot)
    told: Json = {"channel": described(call, channel)}
    if already:
        told |= {"warning": "already_in_channel"}
        told |= {"response_metadata": {"warnings": ["already_in_channel"]}}
    return told


@method("conversations.leave")
def leave(call: Call) -> Json:
    channel = call.channel()
    if channel.kind in {Kind.DIRECT, Kind.GROUP}:
        raise Refused("method_not_supported_for_channel_type")
    if call.bot.id not in channel.members:
        return {"not_in_channel": True}
    happenings.leave(call.core, channel, call.bot)
    return {}


def described(call: Call, channel: Channel) -> Json:
    """A conversation as the app's workspace sees it."""
    told: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_channel": channel.kind is Kind.PUBLIC,
        "is_group": channel.kind is Kind.PRIVATE,
        "is_im": channel.one_to_one,
        "is_mpim": channel.kind is Kind.GROUP,
        "is_private": channel.kind is not Kind.PUBLIC,
        "is_org_shared": False,
        "context_team_id": call.team.id,
    }
    if channel.one_to_one:
        partner = call.core.world.users[channel.partner_of(call.bot.id)]
        return told | {"user": partner.id, "is_user_deleted": partner.deleted}
    return told | _named(call, channel)


def _named(call: Call, channel: Channel) -> Json:
    teams = [channel.team_id, *sorted(channel.shared_with)]
    topic = {"value": channel.topic, "creator": "", "last_set": 0}
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": False,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_pending_ext_shared": False,
        "shared_team_ids": teams,
        "conversation_host_id": channel.team_id,
        "is_member": call.bot.id in channel.members,
        "topic": topic,
        "purpose": dict(topic),
        "previous_names": [],
        "unlinked": 0,
    }


def _listed(call: Call, *, mine: bool) -> Json:
    assert call.token is not None
    kinds = _kinds(call.arguments.text("types", "public_channel"))
    for kind in kinds:
        call.token.must_have(BY_KIND[call.name][kind])
    without_archived = call.arguments.flag("exclude_archived")
    channels = [
        channel
        for channel in call.core.world.channels.values()
        if channel.kind in kinds
        and _to_be_seen(call, channel, mine=mine)
        and not (without_archived and channel.archived)
    ]
    shown, more = page(call, channels)
    return {"channels": [described(call, channel) for channel in shown]} | more


def _kinds(given: str) -> list[Kind]:
    names = [name.strip() for name in given.split(",") if name.strip()]
    if not set(names) <= set(_TYPES):
        raise Refused("invalid_types")
    return [_TYPES[name] for name in names]


def _to_be_seen(call: Call, channel: Channel, *, mine: bool) -> bool:
    inside = call.bot.id in channel.members
    seen = channel.seen_by_team(call.team.id) and not channel.deleted
    return seen and (inside or (channel.kind is Kind.PUBLIC and not mine))


def _reachable(call: Call, user_id: str) -> User:
    """Whom the app may write to. Raises `Refused` with the reason why not."""
    user = call.core.world.user(user_id, call.team)
    if user.deleted:
        raise Refused("user_disabled")
    if user.bot_id is not None:
        raise Refused("cannot_dm_bot")
    if user.closed:
        raise Refused("user_not_visible")
    if user.team_id != call.team.id and not call.core.world.share_a_channel(call.team, user):
        raise Refused("invalid_user_combination")
    return user


def _one(call: Call, user: User) -> Json:
    assert call.token is not None
    call.token.must_have("im:write")
    already = call.core.world.direct(call.team, user)
    channel = call.core.world.open_direct(call.team, user, now=call.core.now())
    full = call.arguments.flag("return_im")
    told: Json = {"channel": described(call, channel) if full else {"id": channel.id}}
    return told | ({"no_op": True, "already_open": True} if already else {})


def _several(call: Call, people: list[User]) -> Json:
    assert call.token is not None
    call.token.must_have("mpim:write")
    members = [*(user.id for user in people), call.bot.id]
    for channel in call.core.world.channels.values():
        if channel.kind is Kind.GROUP and set(channel.members) == set(members):
            return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    made = Channel(call.core.mint.id("G"), call.team.id, Kind.GROUP, "mpdm", members=members)
    call.core.world.channels[made.id] = made
    return {"channel": {"id": made.id}}
