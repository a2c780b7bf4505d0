"""canvases.*: documents; free workspaces have one in each channel and no others.

Source: the pages canvases.create, canvases.edit and conversations.canvases.create under
docs.slack.dev/reference/methods.
"""

from typing import Any

from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.wire import Json

_OPERATIONS = {"insert_at_start", "insert_at_end", "insert_before", "insert_after", "replace"}
_REST = {"delete", "rename"}


@method("canvases.create")
def create(call: Call) -> Json:
    """With a channel, as a tab in it."""
    _allowed(call)
    if not call.arguments.text("channel_id"):
        if call.team.free:
            raise Refused("free_teams_cannot_create_non_tabbed_canvases")
        return _made(call)
    channel = call.joined_channel("channel_id")
    if call.team.free and channel.canvas:
        raise Refused("free_team_canvas_tab_already_exists")
    return _made(call, channel)


@method("conversations.canvases.create")
def create_in_channel(call: Call) -> Json:
    _allowed(call)
    channel = call.joined_channel("channel_id")
    if channel.canvas:
        raise Refused("channel_canvas_already_exists")
    return _made(call, channel)


@method("canvases.edit")
def edit(call: Call) -> Json:
    _allowed(call)
    canvas = call.team.canvases.get(call.arguments.needed("canvas_id"))
    if canvas is None:
        raise Refused("canvas_not_found")
    for change in call.arguments.json("changes") or ():
        _change(canvas, change)
    return {}


def _allowed(call: Call) -> None:
    if call.team.canvases_off:
        raise Refused("canvas_disabled_user_team")


def _made(call: Call, channel: Channel | None = None) -> Json:
    id = call.core.mint.id("F")
    content = _markdown(call.arguments.json("document_content") or {}, "canvas_creation_failed")
    title = call.arguments.text("title")
    where = channel.id if channel else None
    call.team.canvases[id] = {"title": title, "markdown": content, "channel": where}
    if channel is not None:
        channel.canvas = id
    return {"canvas_id": id}


def _change(canvas: Json, change: Any) -> None:
    """Section by section is not kept apart: what comes first or last is all that is told apart."""
    operation = change.get("operation")
    if operation not in _OPERATIONS | _REST:
        raise Refused("canvas_editing_failed", detail=f"unknown operation: {operation}")
    if operation in _REST:
        return
    new = _markdown(change.get("document_content") or {}, "canvas_editing_failed")
    old = canvas["markdown"]
    if operation == "replace":
        canvas["markdown"] = new
    else:
        first = operation in {"insert_at_start", "insert_before"}
        canvas["markdown"] = "\n".join((new, old) if first else (old, new))


def _markdown(content: Any, error: str) -> str:
    if content and content.get("type") != "markdown":
        raise Refused(error, detail="content must be of type markdown")
    return str(content.get("markdown", ""))
