"""A signing secret that does not fit shows as silence in Slack: whoever runs the bot is told, and nobody else."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.signature import Clock, SignatureVerifier

from adapters.slack.signatures import DAY, HOUR, SAYS, Knock, Signatures
from bot.bootstrap.examining import of_running
from tests.adapters.slack.living import Living, living

SECRET = "of this app"


@dataclass
class Time:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Gate:
    """A gate, and how many it has turned away."""

    time: Time = field(default_factory=Time)
    refused: int = 0
    signatures: Signatures = field(init=False)

    def __post_init__(self) -> None:
        self.signatures = Signatures(SECRET, self._count, self.time)

    def _count(self) -> None:
        self.refused += 1

    def knocks(self, secret: str = SECRET, *, age: int = 0) -> bool:
        timestamp = str(int(Clock().now()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=b"{}")
        headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}
        return self.signatures.fits(headers, b"{}")


async def test_the_doctor_says_that_the_secret_does_not_fit(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        there.slack.signing.forged = True
        await there["ruth"].types("/lc", in_=there.room)
        well, says = await _of_requests(there)

        assert not well
        assert says == SAYS[Knock.UNFIT]


async def test_once_slack_has_called_the_doctor_knows_that_it_gets_through(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        before = await _of_requests(there)
        await there["ruth"].types("/lc", in_=there.room)

        assert "Event Subscriptions" in before[1]
        assert await _of_requests(there) == (
            True,
            "Slack calls /slack/events, and signs as it should.",
        )


async def test_a_clock_that_is_wrong_is_told_from_a_secret_that_is(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there:
        there.slack.signing.age = 400.0
        await there["ruth"].types("/lc", in_=there.room)

        assert await _of_requests(there) == (False, SAYS[Knock.LATE])


@pytest.mark.parametrize(
    "odd",
    [
        {"X-Slack-Signature": "v0=" + "ä" * 64},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"Content-Type": "application/json; charset=klingon"},
        {},
    ],
)
@pytest.mark.parametrize("body", [b"{not json", b"\xff\xfe", b"payload=%7Bnot"])
async def test_whoever_is_not_slack_is_refused_unread_and_fills_no_log(
    tmp_path: Path, odd: dict[str, str], body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with living(tmp_path, "http", "ruth") as there, ClientSession() as session:
        headers = {"Content-Type": "application/json"} | odd
        url = f"{there.house.address}slack/events"
        async with session.post(url, data=body, headers=headers) as answer:
            status, said = answer.status, await answer.json()

    assert (status, said) == (401, {"error": "invalid request"})
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_slack_may_look_at_the_certificate_without_signing(tmp_path: Path) -> None:
    async with living(tmp_path, "http", "ruth") as there, ClientSession() as session:
        url = f"{there.house.address}slack/events"
        async with session.post(url, data={"ssl_check": "1", "token": "t"}) as answer:
            assert (answer.status, await answer.text()) == (200, "")


def test_however_many_come_it_is_in_the_log_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    gate = Gate()
    for _ in range(50):
        assert not gate.knocks("another")
    once = caplog.messages.copy()
    gate.time.seconds += DAY
    gate.knocks("another")

    assert once == [SAYS[Knock.UNFIT]]
    assert caplog.messages == [SAYS[Knock.UNFIT]] * 2
    assert gate.refused == 51


def test_a_stranger_with_a_wrong_signature_raises_no_alarm_where_slack_has_just_been(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gate = Gate()
    assert gate.knocks()
    gate.knocks("another")

    assert (gate.signatures.amiss, caplog.messages) == ("", [])

    gate.time.seconds += HOUR
    gate.knocks("another")

    assert (gate.signatures.amiss, caplog.messages) == (SAYS[Knock.UNFIT], [SAYS[Knock.UNFIT]])

    gate.knocks()

    assert gate.signatures.amiss == ""


async def _of_requests(there: Living) -> tuple[bool, str]:
    found = await of_running(there.house)
    (one,) = [(one.well, one.says) for one in found if one.about == "requests"]
    return one
