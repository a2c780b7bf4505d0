"""Whatever stands in a header or in a body, there are three ends: it is let in, it is refused, or it can't be read."""

import json
from collections.abc import Coroutine
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.gate import Caller, Refused, TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.sorry import broken, slow
from adapters.teams.transport import Incoming
from tests.adapters.teams.authority import APP, ISSUER, SERVICE, TENANT, private_key, token
from tests.adapters.teams.doors import HOSTS, message

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda some: (
        st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=9), some, max_size=3)
    ),
    max_leaves=8,
)
PARTS = st.sampled_from(sorted(message()))
GOOD = token()


class OneKey:
    """In place of those that are asked for."""

    async def key(self, name: str) -> RSAPublicKey | None:
        return private_key("first").public_key() if name == "first" else None


GATE = TokenGate(
    OneKey(),  # type: ignore[arg-type]
    app_id=APP,
    issuers=(ISSUER,),
    hosts=ServiceHosts(HOSTS),
    tenants=(TENANT,),
)
READS = BotbuilderTransport(None, ServiceHosts(HOSTS), None, APP)  # type: ignore[arg-type]


@given(st.text() | st.text(alphabet=GOOD, max_size=200))
def test_a_header_is_refused(header: str) -> None:
    assert _refused(header) == 401
    assert _refused(f"Bearer {header}") == 401


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="latin-1"))
def test_a_token_with_one_letter_changed_is_refused(at: int, letter: str) -> None:
    """Of the last letter only some bits count, and a token may stand between blanks."""
    changed = f"{GOOD[:at]}{letter}{GOOD[at + 1 :]}"

    if at < len(GOOD) - 1 and letter != GOOD[at] and not (at == 0 and letter.isspace()):
        assert _refused(f"Bearer {changed}") == 401


@given(st.dictionaries(PARTS, ANYTHING, max_size=4))
def test_a_body_is_read_or_is_not(strange: dict[str, Any]) -> None:
    try:
        GATE.must_be_for_us({"serviceurl": SERVICE}, message() | strange)
        incoming = READS.read(message() | strange)
    except (Refused, ValueError):
        return

    assert isinstance(incoming, Incoming)
    assert incoming.at.tzinfo
    assert all(isinstance(one, str) for one in (incoming.id, incoming.text, incoming.zone))
    json.dumps([broken(incoming).body, slow(incoming).body])


@given(ANYTHING)
def test_only_what_is_listed_is_called(anything: Any) -> None:
    with pytest.raises(Refused) as no:
        GATE.must_be_for_us({"serviceurl": anything}, message(serviceUrl=anything))

    assert no.value.status == 403


def _refused(header: str) -> int:
    try:
        _now(GATE.admit(Caller((header,), "127.0.0.1", "bot.example.org")))
    except Refused as no:
        return int(no.status)
    return 200


def _now(coroutine: Coroutine[Any, Any, object]) -> None:
    """What waits for nothing, run to its end."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError
