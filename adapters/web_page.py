"""Plain pages that need no script, for whoever opens the bot's site in a browser.

Each can be used by keyboard and read aloud: one heading, one main part, links that say where they lead.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

from aiohttp import web

STYLE: Final = """\
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #22282b; --link: #1f4e5f; --on-link: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b2023; --ink: #e8e6e1; --link: #9fd3e6; --on-link: #10181b; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 36rem; margin: 10vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.25rem; line-height: 1.25; margin-top: 2em; }
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
class Part:
    """Of a longer page. `anchor` leads straight to it."""

    anchor: str
    heading: str
    says: tuple[str, ...]

    def html(self) -> str:
        heading = f'<h2 id="{escape(self.anchor)}">{escape(self.heading)}</h2>'
        return "\n".join((heading, *_paragraphs(self.says)))


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where its one link leads, and what it says."""

    title: str
    says: tuple[str, ...]
    next: tuple[str, str] | None = None
    steps: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    status: int = 200

    def html(self, style: str, icon: str) -> str:
        """Where the style sheet and the icon are found."""
        parts = _paragraphs(self.says)
        if self.steps:
            items = "".join(f"<li>{escape(step)}</li>" for step in self.steps)
            parts.append(f"<ol>{items}</ol>")
        if self.next:
            to, words = self.next
            parts.append(f'<p><a class="next" href="{escape(to)}">{escape(words)}</a></p>')
        body = "\n".join((*parts, *(part.html() for part in self.parts)))
        return SHELL.format(title=escape(self.title), style=style, icon=icon, body=body)


def shown(page: Page, style: str, icon: str) -> web.Response:
    return web.Response(text=page.html(style, icon), status=page.status, content_type="text/html")


async def style_sheet(_: web.Request) -> web.Response:
    return web.Response(text=STYLE, content_type="text/css")


async def mark(_: web.Request) -> web.Response:
    return web.Response(text=ICON, content_type="image/svg+xml")


def _paragraphs(lines: tuple[str, ...]) -> list[str]:
    return [f"<p>{escape(line)}</p>" for line in lines]
