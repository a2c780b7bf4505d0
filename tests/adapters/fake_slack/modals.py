"""Opening, stacking, redrawing and closing views, whether by a method or by an answer.

Source: docs.slack.dev/surfaces/modals (up to three views on a stack; `hash` against races;
`external_id` unique in the workspace) and the errors of views.open, push, update and publish.
"""

import json
from typing import Any

from tests.adapters.fake_slack.blocks import problems_of_view
from tests.adapters.fake_slack.blocks.numbering import numbered
from tests.adapters.fake_slack.blocks.size import VIEW_BYTES
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.views import STACK, View
from tests.adapters.fake_slack.wire import Json


def checked(definition: Any, kind: str = "modal") -> Json:
    """The same view, if Slack takes it. Raises `invalid_arguments` with pointers, as Slack does."""
    if not isinstance(definition, dict):
        raise Refused.arguments("missing required field: view")
    if bad := problems_of_view(definition):
        raise Refused.arguments(*map(str, bad))
    if definition["type"] != kind:
        raise Refused.arguments(f"must be of type {kind} [json-pointer:/view/type]")
    if len(json.dumps(definition).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    return definition


def begin(core: Core, team: Team, user: str, definition: Json) -> View:
    """A modal comes up before the person, in place of any that was there."""
    _name_is_free(team, definition)
    view = _made(core, team, user, definition)
    for older in team.modals.get(user, ()):
        older.is_open = False
    team.modals[user] = [view]
    return view


def push(core: Core, team: Team, user: str, definition: Json) -> View:
    """Another on top of the ones there."""
    stack = team.modals.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= STACK:
        raise Refused("push_limit_reached")
    _name_is_free(team, definition)
    view = _made(core, team, user, definition)
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    return view


def redraw(core: Core, team: Team, view: View, definition: Json, hash: str = "") -> View:
    """A new definition for a view, unless it has changed since the hash was told."""
    if hash and hash != view.hash:
        raise Refused("hash_conflict")
    _name_is_free(team, definition, besides=view)
    blocks = numbered(definition["blocks"], core.mint)
    view.redraw(definition, blocks, core.mint.hash(core.now()))
    return view


def publish(core: Core, team: Team, user: str, definition: Json, hash: str = "") -> View:
    """A person's App Home: made once, redrawn ever after."""
    if home := team.homes.get(user):
        return redraw(core, team, home, definition, hash)
    team.homes[user] = _made(core, team, user, definition)
    return team.homes[user]


def close(team: Team, view: View) -> None:
    """The top view goes; what lies under it shows again."""
    view.is_open = False
    stack = team.modals.get(view.user, [])
    team.modals[view.user] = [each for each in stack if each is not view]


def clear(team: Team, user: str) -> None:
    """All views of the stack go."""
    for view in team.modals.pop(user, []):
        view.is_open = False


def _made(core: Core, team: Team, user: str, definition: Json) -> View:
    assert team.installation is not None
    id, kind = core.mint.id("V"), definition["type"]
    hash = core.mint.hash(core.now())
    app_id, bot_id = core.app.id, team.installation.bot_id
    view = View(id, team.id, user, kind, definition, [], hash, app_id, bot_id, root_id=id)
    view.redraw(definition, numbered(definition["blocks"], core.mint), hash)
    return view


def _name_is_free(team: Team, definition: Json, besides: View | None = None) -> None:
    name = definition.get("external_id")
    if name and team.view(external_id=name) not in {None, besides}:
        raise Refused("duplicate_external_id")
