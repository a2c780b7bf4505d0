"""What goes between a test and the fake's own process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from tests.adapters.fake_teams.ids import guid

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


class CannotDo(AssertionError):
    """A person can't do this in Teams: the test asks for what no client would let happen."""


@dataclass(frozen=True)
class Extension:
    """An action of the app on messages (`message`), at the writing box (`compose`) or in the command box."""

    id: str
    title: str
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class App:
    """The app as it is registered and installed. `tenant` is the bot's own; more is allowed than a manifest
    says, unless it is made `from_manifest`."""

    id: str = guid("app")
    name: str = "Learning Communities"
    tenant: str = guid("tenant")
    secret: str = "a client secret for nothing but tests"
    certificates: tuple[str, ...] = ()
    """PEM, of those who may ask for a token with a signed assertion."""
    managed: bool = False
    """It has a managed identity."""
    hears_all: bool = False
    """Consent was given that it reads channels and group chats without being mentioned."""
    targeted: bool = False
    extensions: tuple[Extension, ...] | None = None
    """None: whatever a test calls it."""

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any], **more: Any) -> Self:
        bot = (manifest.get("bots") or [{}])[0]
        told: Json = {
            "id": bot.get("botId", manifest.get("id")),
            "name": manifest["name"]["short"],
            "hears_all": _consents(manifest),
            "targeted": bool(bot.get("supportsTargetedMessages")),
            "extensions": tuple(
                Extension(
                    one["id"], one["title"], tuple(one.get("context", ("compose", "commandBox")))
                )
                for each in manifest.get("composeExtensions", ())
                for one in each.get("commands", ())
            ),
        }
        return cls(**told | more)


def _consents(manifest: Mapping[str, Any]) -> bool:
    permissions = manifest.get("authorization", {}).get("permissions", {})
    names = {each["name"] for each in permissions.get("resourceSpecific", ())}
    return bool(names & {"ChannelMessage.Read.Group", "ChatMessage.Read.Chat"})


@dataclass(frozen=True)
class Field:
    """An input as a person meets it. `value` is what stands in it; `choices` are titles by value."""

    id: str
    kind: str
    label: str
    required: bool = False
    value: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """A message or a dialog as it stood when somebody looked.

    `words` is what the eye reads: Markdown carried out, dates by the reader's own clock. `styled`,
    `links` and `mentions` are what of it was not plain.
    """

    id: str
    conversation: str
    thread: str
    by: str
    at: float
    words: str
    buttons: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    """By their labels."""
    only_me: bool = False
    edited: int = 0
    """How often it was changed in place."""
    title: str = ""
    links: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    styled: tuple[str, ...] = ()
    activity: Json = field(default_factory=dict, repr=False)
    card: Json | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Attempt:
    """One try; `failed` says why it does not count. `id` is the activity's, which a later try may change."""

    id: str
    at: float
    status: int | None = None
    answer: Any = None
    failed: str = ""


@dataclass(frozen=True)
class Delivery:
    """Something sent to the bot, and what came of it so far."""

    activity: Json
    attempts: tuple[Attempt, ...]

    @property
    def acked(self) -> bool:
        return any(not one.failed for one in self.attempts)

    @property
    def status(self) -> int | None:
        return self.attempts[-1].status if self.attempts else None

    @property
    def answer(self) -> Any:
        return next((one.answer for one in self.attempts if not one.failed), None)


@dataclass(frozen=True)
class Request:
    """A request of the bot's. `operation` is the fake's name for it; `body` what was sent."""

    at: float
    operation: str
    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    status: int
    answer: Any = None
    conversation: str = ""


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong with a request, when a test wants it to.

    `kind`: `slow` (the answer comes `amount` seconds late), `limited` (429 with `Retry-After: amount`),
    `fails` (`amount` is the status), `broken` (half an answer), `lost` (the connection is cut).
    `after`: once it has been carried out, rather than instead.
    """

    kind: str
    operation: str
    amount: float = 0.0
    times: int | None = 1
    after: bool = False
    conversation: str = ""
    holding: str = ""
    """Only where this stands somewhere in the body."""
    code: str = ""
    hint: bool = True
    """A 429 says when to come again."""
