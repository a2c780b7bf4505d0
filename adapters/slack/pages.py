"""What somebody sees in their browser while they let the bot into a workspace."""

from adapters.web_page import Page


def before(to_slack: str, run_by: str) -> Page:
    """Where it begins. `run_by` is empty where nobody is named."""
    return Page(
        "Add the learning community bot to Slack",
        (
            "It looks after the time and the order of small groups who learn together. It asks one question at "
            "a time, and keeps what they have agreed.",
            "It goes only where it is invited. In such a channel Slack shows it every message: it reads replies "
            "under its own posts, and drops the rest unread.",
            f"This bot is run by {run_by}. They can tell you what is kept, and for how long."
            if run_by
            else "Whoever runs this bot can tell you what is kept, and for how long.",
            "On the next page Slack asks you for which workspace it is, and shows what the bot may do there.",
        ),
        (to_slack, "Go on to Slack"),
    )


def done(to_slack: str) -> Page:
    return Page(
        "The bot is in your workspace",
        ("This is how a learning community begins:",),
        (to_slack, "Open Slack"),
        (
            "Make a channel for it, or choose one.",
            "Type /invite @Learning community there.",
            "Type /lc start. The bot says what comes next.",
        ),
    )


def said_no(again: str) -> Page:
    return Page(
        "Nothing was installed",
        ("You said no on Slack's page, and that is fine. If it was a slip, you can begin again.",),
        (again, "Begin again"),
    )


def too_late(again: str) -> Page:
    return Page(
        "Please begin again",
        (
            "Nothing was installed. This page works once, for ten minutes, and in the browser where you began.",
        ),
        (again, "Begin again"),
        status=400,
    )


def not_taken(again: str) -> Page:
    return Page(
        "Slack did not let the bot in",
        (
            "Nothing was installed. Try once more. If it happens again, tell whoever runs this bot: its log says why.",
        ),
        (again, "Begin again"),
        status=502,
    )


def whole_organisation(again: str) -> Page:
    return Page(
        "One workspace at a time",
        (
            "This bot can't be used by a whole organisation at once yet.",
            "It can live in each of your workspaces: choose one of them on Slack's page.",
        ),
        (again, "Choose a workspace"),
        status=409,
    )


def lacking(scopes: str, again: str) -> Page:
    return Page(
        "Something is missing",
        (
            f"The bot can't work in your workspace yet: Slack did not give it what it needs, which is {scopes}.",
        ),
        (again, "Begin again"),
        status=409,
    )


def unreachable(again: str) -> Page:
    return Page(
        "Slack can't be reached just now",
        ("Nothing was installed. Try again in a few minutes.",),
        (again, "Begin again"),
        status=502,
    )


def broken(again: str) -> Page:
    return Page(
        "Something went wrong here",
        (
            "The bot may stand in your workspace, and can't work there yet. Begin again in a few minutes. Whoever runs "
            "this bot can read more in its log.",
        ),
        (again, "Begin again"),
        status=500,
    )
