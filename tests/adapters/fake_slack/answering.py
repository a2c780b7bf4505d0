"""What the app's acknowledgement does to the person who acted.

Sources: docs.slack.dev/interactivity/implementing-slash-commands (an answer with text is shown to
the person, or to all with `in_channel`), docs.slack.dev/surfaces/modals (`response_action`: errors,
update, push, clear; nothing closes the view) and /reference/interaction-payloads.
"""

from typing import Any

from tests.adapters.fake_slack import happenings, modals
from tests.adapters.fake_slack.channels import Channel
from tests.adapters.fake_slack.core import Core
from tests.adapters.fake_slack.happenings import Words
from tests.adapters.fake_slack.messages import Ephemeral
from tests.adapters.fake_slack.methods.content import blocks
from tests.adapters.fake_slack.people import User
from tests.adapters.fake_slack.refused import Refused
from tests.adapters.fake_slack.team import Team
from tests.adapters.fake_slack.views import View
from tests.adapters.fake_slack.wire import Arguments, Json

TROUBLE = "We had some trouble connecting. Try again?"


def say_back(
    core: Core,
    team: Team,
    channel: Channel,
    to: User,
    answer: Any,
    thread_ts: str | None = None,
) -> None:
    """Text or blocks in answer to a command, or sent to a response URL."""
    assert team.installation is not None
    body: Json = answer if isinstance(answer, dict) else {"text": answer or ""}
    shown = blocks(core, Arguments(body), weighed=False)
    if not (text := str(body.get("text") or "")) and not shown:
        return
    thread_ts = body.get("thread_ts") or thread_ts
    if body.get("response_type") == "in_channel":
        profile = team.installation.bot_profile(core.app.id, core.app.name)
        words = Words(text, shown, thread_ts=thread_ts, bot=profile, app_id=core.app.id)
        happenings.post(core, channel, team.installation.bot, words)
    else:
        by = team.installation.bot.id
        whisper = Ephemeral(core.stamp(), channel.id, to.id, by, text, shown, thread_ts)
        channel.ephemerals.append(whisper)


def command_answered(core: Core, team: Team, channel: Channel, to: User, answer: Any) -> None:
    try:
        say_back(core, team, channel, to, answer)
    except Refused as refused:
        core.complaints.append(f"A command's answer can't be shown: {refused.error}")
        to.notices.append("dispatch_failed")


def submission_answered(core: Core, team: Team, view: View, answer: Any) -> None:
    """An answer that Slack can't follow shows as trouble, and leaves the view as it was."""
    try:
        _follow(core, team, view, answer or {})
    except (Refused, AttributeError) as wrong:
        reason = getattr(wrong, "more", {}).get("response_metadata", wrong)
        core.complaints.append(f"A form's answer can't be followed: {reason}")
        core.world.users[view.user].notices.append(TROUBLE)


def _follow(core: Core, team: Team, view: View, answer: Json) -> None:
    match answer.get("response_action"):
        case "errors":
            view.errors = _errors(view, answer.get("errors") or {})
        case "update":
            modals.redraw(core, team, view, modals.checked(answer.get("view")))
        case "push":
            modals.push(core, team, view.user, modals.checked(answer.get("view")))
        case "clear":
            modals.clear(team, view.user)
        case None if not answer:
            modals.close(team, view)
        case unknown:
            raise Refused.arguments(f"unknown response_action: {unknown}, in {answer}")


def _errors(view: View, errors: Json) -> dict[str, str]:
    """Errors belong to input blocks of this very view."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        raise Refused.arguments(f"errors for {sorted(errors)}, but the inputs are {sorted(inputs)}")
    return {str(block): str(text) for block, text in errors.items()}


def unanswered(to: User, failed: str, *, in_view: bool = False) -> None:
    """Nobody acknowledged: the person is told, in Slack's name."""
    late = failed in {"http_timeout", "timeout"}
    to.notices.append(TROUBLE if in_view else ("operation_timeout" if late else "dispatch_failed"))
