"""views.*: modals and App Homes.

Source: the pages views.open, views.push, views.update and views.publish under
docs.slack.dev/reference/methods.
"""

from tests.adapters.fake_slack import modals
from tests.adapters.fake_slack.methods.registry import Call, method
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.triggers import Trigger
from tests.adapters.fake_slack.wire import Json


@method("views.open")
def open_view(call: Call) -> Json:
    definition = modals.checked(call.arguments.json("view"))
    trigger = _trigger(call)
    return {"view": modals.begin(call.core, call.team, trigger.user, definition).to_json()}


@method("views.push")
def push(call: Call) -> Json:
    definition = modals.checked(call.arguments.json("view"))
    trigger = _trigger(call)
    if trigger.view is None:
        raise Refused("not_found")
    return {"view": modals.push(call.core, call.team, trigger.user, definition).to_json()}


@method("views.update")
def update(call: Call) -> Json:
    arguments = call.arguments
    if not (arguments.text("view_id") or arguments.text("external_id")):
        raise Refused.arguments("missing required field: view_id")
    view = call.team.view(arguments.text("view_id"), arguments.text("external_id"))
    if view is None:
        raise Refused("not_found")
    definition = modals.checked(arguments.json("view"), view.kind)
    modals.redraw(call.core, call.team, view, definition, arguments.text("hash"))
    return {"view": view.to_json()}


@method("views.publish")
def publish(call: Call) -> Json:
    if not call.core.app.home_tab:
        raise Refused("not_enabled")
    user = call.core.world.users.get(call.arguments.needed("user_id"))
    if user is None or user.team_id != call.team.id or user.bot_id is not None:
        raise Refused.arguments("invalid `user_id`")
    definition = modals.checked(call.arguments.json("view"), "home")
    hash = call.arguments.text("hash")
    return {"view": modals.publish(call.core, call.team, user.id, definition, hash).to_json()}


def _trigger(call: Call) -> Trigger:
    given = call.arguments.needed("trigger_id")
    trigger = call.core.world.triggers.exchange(given, now=call.core.now())
    if trigger.team_id != call.team.id:
        raise Refused("invalid_trigger_id")
    return trigger
