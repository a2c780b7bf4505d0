"""What somebody sees in their browser while they let the bot into a workspace: plain pages that need no script.

Each can be used by keyboard and read aloud: one heading, one main part, links that say where they lead.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #22282b; --link: #1f4e5f; --on-link: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b2023; --ink: #e8e6e1; --link: #9fd3e6; --on-link: #10181b; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 36rem; margin: 10vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; }
a { color: var(--link); }
a.next { display: inline-block; padding: 0.75rem 1.25rem; border-radius: 0.5rem; background: var(--link);
  color: var(--on-link); font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
"""

ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<circle cx="8" cy="8" r="6" fill="none" stroke="#1f4e5f" stroke-width="3" stroke-dasharray="6 3.4"/></svg>'
)
"""People around an open middle."""

SHELL: Final = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
<link rel="icon" href="{icon}" type="image/svg+xml">
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where its one link leads, and what it says."""

    title: str
    says: tuple[str, ...]
    next: tuple[str, str] | None = None
    steps: tuple[str, ...] = ()
    status: int = 200

    def html(self, style: str, icon: str) -> str:
        """Where the style sheet and the icon are found."""
        parts = [f"<p>{escape(line)}</p>" for line in self.says]
        if self.steps:
            items = "".join(f"<li>{escape(step)}</li>" for step in self.steps)
            parts.append(f"<ol>{items}</ol>")
        if self.next:
            to, words = self.next
            parts.append(f'<p><a class="next" href="{escape(to)}">{escape(words)}</a></p>')
        body = "\n".join(parts)
        return SHELL.format(title=escape(self.title), style=style, icon=icon, body=body)


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
