"""The keys that Slack's published samples have, to hold the fake's own payloads against.

Source: slackapi/java-slack-sdk, json-logs/samples (`events`, `app-backend`, `api`): which keys there
are, nothing else. What is in no sample but on a page of docs.slack.dev has the page beside it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Shape = dict[str, Any]
"""Keys with what is under them: None for a value, "*" for whatever the app put there."""

OPEN = "*"


def _keys(names: str, **deeper: Any) -> Shape:
    return {**dict.fromkeys(names.split()), **deeper}


TEXT = _keys("type text emoji")
BOT = _keys("id app_id name deleted updated team_id icons")
EDITED = _keys("user ts")
MESSAGE = _keys(
    "client_msg_id type subtype team channel user bot_id app_id text ts thread_ts parent_user_id "
    "event_ts channel_type hidden is_locked subscribed reply_count reply_users reply_users_count "
    "latest_reply inviter",
    bot_profile=BOT,
    blocks=OPEN,
    attachments=OPEN,
    edited=EDITED,
    metadata=_keys("event_type", event_payload=OPEN),
)
VIEW = _keys(
    "id team_id type private_metadata callback_id external_id hash clear_on_close "
    "notify_on_close submit_disabled root_view_id previous_view_id app_id app_installed_team_id "
    "bot_id",
    title=TEXT,
    submit=TEXT,
    close=TEXT,
    blocks=OPEN,
    state=OPEN,
)
PROFILE = _keys(
    "title phone skype real_name real_name_normalized display_name display_name_normalized "
    "status_text status_emoji team email first_name last_name bot_id api_app_id guest_channels"
)
USER = _keys(
    "id team_id name deleted color real_name tz tz_label tz_offset is_admin is_owner "
    "is_primary_owner is_restricted is_ultra_restricted is_bot is_app_user updated locale has_2fa "
    "is_email_confirmed is_stranger who_can_share_contact_card",
    profile=PROFILE,
)
TOPIC = _keys("value creator last_set")
CHANNEL = _keys(
    "id name is_channel is_group is_im created is_archived is_general unlinked name_normalized "
    "is_shared creator is_ext_shared is_org_shared shared_team_ids pending_shared is_member "
    "is_pending_ext_shared is_private is_mpim last_read previous_names num_members "
    "conversation_host_id context_team_id user is_user_deleted updated",
    topic=TOPIC,
    purpose=TOPIC,
)

EVENTS: Mapping[str, Shape] = {
    "app_home_opened": _keys("type user channel tab event_ts", view=VIEW),
    "app_mention": MESSAGE,
    "app_uninstalled": _keys("type"),
    "tokens_revoked": _keys("type", tokens=_keys("oauth bot")),
    "message": MESSAGE | _keys("deleted_ts", message=MESSAGE, previous_message=MESSAGE),
    "member_joined_channel": _keys("type user channel channel_type team event_ts inviter"),
    "member_left_channel": _keys("type user channel channel_type team event_ts"),
    **{
        f"{kind}_{happened}": _keys(f"type channel event_ts {more}")
        for kind in ("channel", "group")
        for happened, more in {
            "archive": "user is_moved",
            "unarchive": "user",
            "deleted": "actor_id date_deleted",
            "left": "actor_id",
        }.items()
    },
    **{
        f"{kind}_rename": _keys(
            "type event_ts", channel=_keys("id is_channel is_mpim name name_normalized created")
        )
        for kind in ("channel", "group")
    },
    "channel_id_changed": _keys("type old_channel_id new_channel_id event_ts"),
    "user_change": _keys("type cache_ts event_ts", user=USER),
    "team_join": _keys("type cache_ts event_ts", user=USER),
}
EVENT = _keys(
    "token enterprise_id team_id context_team_id context_enterprise_id api_app_id type "
    "authed_users authed_teams is_ext_shared_channel event_id event_time event_context",
    authorizations=_keys("enterprise_id team_id user_id is_bot is_enterprise_install"),
)
COMMAND = _keys(
    "token api_app_id team_id team_domain enterprise_id enterprise_name channel_id channel_name "
    "user_id user_name command text response_url trigger_id is_enterprise_install"
)

_ACTOR = _keys("id username name team_id")
_COMMON = _keys(
    "type api_app_id token trigger_id is_enterprise_install",
    enterprise=_keys("id name"),
    team=_keys("id domain enterprise_id enterprise_name"),
)
_PLACE = _keys("id name")
ACTION = _keys(
    "action_id block_id value type style action_ts url selected_user selected_users "
    "selected_conversation selected_channel selected_date selected_time selected_date_time",
    text=TEXT,
    selected_option=OPEN,
    selected_options=OPEN,
    rich_text_value=OPEN,
)
INTERACTIONS: Mapping[str, Shape] = {
    "block_actions": _COMMON
    | _keys(
        "response_url",
        user=_ACTOR,
        container=_keys("type message_ts channel_id is_ephemeral thread_ts view_id"),
        channel=_PLACE,
        message=MESSAGE,
        view=VIEW,
        state=OPEN,
        actions=ACTION,
    ),
    "shortcut": _COMMON | _keys("callback_id action_ts", user=_keys("id username team_id")),
    "message_action": _COMMON
    | _keys(
        "callback_id action_ts message_ts response_url",
        user=_keys("id name team_id"),
        channel=_PLACE,
        message=MESSAGE,
    ),
    "view_submission": _COMMON | _keys("response_urls", user=_ACTOR, view=VIEW),
    "view_closed": _COMMON | _keys("is_cleared", user=_ACTOR, view=VIEW),
}
"""`shortcut` as bolt-js types it (docs.slack.dev/tools/bolt-js/reference/interfaces/GlobalShortcut);
`response_urls` as docs.slack.dev/reference/interaction-payloads/view-interactions-payload has it."""

_ANSWER = _keys("ok error needed provided warning response_metadata")
ANSWERS: Mapping[str, Shape] = {
    "apps.connections.open": _keys("url"),
    "auth.test": _keys(
        "url team user team_id user_id bot_id is_enterprise_install app_name app_id enterprise_id"
    ),
    "bookmarks.add": _keys(
        "",
        bookmark=_keys(
            "id channel_id title link emoji icon_url entity_id type date_created date_updated rank "
            "last_updated_by_user_id last_updated_by_team_id shortcut_id app_id app_action_id"
        ),
    ),
    "canvases.create": _keys("canvas_id detail"),
    "chat.getPermalink": _keys("permalink channel"),
    "chat.postEphemeral": _keys("message_ts"),
    "chat.postMessage": _keys("channel ts", message=MESSAGE),
    "chat.update": _keys("channel ts text", message=MESSAGE),
    "conversations.history": _keys("has_more pin_count", messages=MESSAGE),
    "conversations.info": _keys("", channel=CHANNEL),
    "conversations.join": _keys("", channel=CHANNEL),
    "conversations.list": _keys("", channels=CHANNEL),
    "conversations.members": _keys("members"),
    "conversations.open": _keys("no_op already_open", channel=CHANNEL),
    "team.info": _keys("", team=_keys("id name domain email_domain url icon is_verified")),
    "users.info": _keys("", user=USER),
    "users.list": _keys("cache_ts", members=USER),
    "views.open": _keys("", view=VIEW),
    "views.publish": _keys("", view=VIEW),
}


def strange_keys(payload: Any) -> list[str]:
    """Where a delivery has a key that no sample of its kind has."""
    kind = payload.get("type")
    if kind == "event_callback":
        event = payload["event"]
        return list(_strange(payload, {**EVENT, "event": EVENTS[event["type"]]}))
    if kind == "app_rate_limited":
        return list(_strange(payload, _keys("token type team_id minute_rate_limited api_app_id")))
    return list(_strange(payload, INTERACTIONS[kind] if kind else COMMAND))


def strange_answer(method: str, answer: Any) -> list[str]:
    return list(_strange(answer, {**_ANSWER, **ANSWERS[method], "response_metadata": OPEN}))


def _strange(node: Any, shape: Any, at: str = "") -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _strange(each, shape, at)
    elif isinstance(node, dict) and shape != OPEN:
        for name, value in node.items():
            if name not in (shape or {}):
                yield f"{at}/{name}"
            else:
                yield from _strange(value, shape[name], f"{at}/{name}")
