"""A person's browser while they install the app.

Browsers count loopback addresses as secure, so a `Secure` cookie that the app sets comes back to
it over plain HTTP too; aiohttp's own jar is stricter.
"""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientSession


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    text: str


@dataclass
class Browser:
    """Follows redirects and keeps cookies, each for its own site."""

    session: ClientSession
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    visited: list[str] = field(default_factory=list)

    async def goes_to(self, url: str) -> Page:
        """The page at the end of all redirects."""
        for _ in range(10):
            self.visited.append(url)
            async with self.session.get(
                url, headers=self._headers(url), allow_redirects=False
            ) as answer:
                self._keep(url, answer.headers.getall("Set-Cookie", []))
                if answer.status not in {301, 302, 303, 307}:
                    return Page(url, answer.status, await answer.text())
                url = urljoin(url, answer.headers["Location"])
        raise AssertionError("too many redirects")

    def knows_me(self, url: str, name: str, value: str) -> None:
        """Put a cookie into the jar: a session that is open already."""
        self.cookies.setdefault(_site(url), {})[name] = value

    def _headers(self, url: str) -> dict[str, str]:
        jar = self.cookies.get(_site(url), {})
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}

    def _keep(self, url: str, headers: list[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                self.knows_me(url, name, morsel.value)


def _site(url: str) -> str:
    return urlsplit(url).netloc
