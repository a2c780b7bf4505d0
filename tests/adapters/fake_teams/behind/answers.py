"""What a client makes of the bot's answer to an invoke.

Sources: learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
(an answer with a card replaces it for whoever pressed; a message is shown to them);
/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots (dialogs);
/messaging-extensions/how-to/action-commands/respond-to-task-module-submit.
"""

from typing import Any

from tests.adapters.fake_teams.behind import checking
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.behind.mail import Letter
from tests.adapters.fake_teams.behind.world import Dialog, Message, User
from tests.adapters.fake_teams.shapes import CARD, Json

SAYS = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
UNREACHABLE = "Unable to reach app. Please try again."
WENT_WRONG = "Something went wrong. Please try again."


def of_action(core: Core, user: User, letter: Letter, message: Message) -> None:
    """Of `adaptiveCard/action`."""
    if not letter.acked:
        user.notices.append(WENT_WRONG)
        return
    answer = letter.attempts[-1].answer
    match answer:
        case {"statusCode": 200, "type": _, "value": str() as words} if answer["type"] == SAYS:
            user.toasts.append(words)
        case {"statusCode": 200, "type": _, "value": dict() as card} if answer["type"] == CARD:
            _replaced(core, user, message, card)
        case {"statusCode": int(), "type": _, "value": {"message": str() as words}} if (
            answer["type"] == ERROR
        ):
            user.notices.append(words)
        case _:
            core.complaints.append(f"No client understands this answer to a button: {answer!r}")
            user.notices.append(WENT_WRONG)


def _replaced(core: Core, user: User, message: Message, card: Json) -> None:
    core.complaints += checking.of_card(core, card)
    message.views[user.id] = card


def of_task(
    core: Core,
    user: User,
    letter: Letter,
    conversation: str,
    *,
    reply_to: str = "",
    extension: Json | None = None,
    submitted: Dialog | None = None,
) -> None:
    """Of `task/fetch`, `task/submit` and the two of a message extension."""
    if not letter.acked:
        user.notices.append(UNREACHABLE)
        return
    answer = letter.attempts[-1].answer
    if submitted is not None and not answer:
        _close(user, submitted)
        return
    match answer:
        case {"task": {"type": "message", "value": str() as words}}:
            user.toasts.append(words)
            _close(user, submitted)
        case {"task": {"type": "continue", "value": value}}:
            _close(user, submitted)
            _open(core, user, value, conversation, reply_to, extension)
        case {"composeExtension": dict()} if extension is not None:
            user.toasts.append(str(answer["composeExtension"].get("text", "")))
            _close(user, submitted)
        case _:
            core.complaints.append(f"No client understands this answer to a dialog: {answer!r}")
            user.notices.append(WENT_WRONG)


def _close(user: User, dialog: Dialog | None) -> None:
    if dialog in user.dialogs:
        user.dialogs.remove(dialog)


def _open(
    core: Core, user: User, value: Any, conversation: str, reply_to: str, extension: Json | None
) -> None:
    """A client that is shown something broken shows nothing."""
    if wrong := list(checking.of_dialog(core, value)):
        core.complaints += wrong
        user.notices.append(WENT_WRONG)
        return
    card = value["card"]["content"]
    user.dialogs[:] = [Dialog(value["title"], card, conversation, reply_to, extension)]
