"""Deliveries over HTTP, signed.

Source: docs.slack.dev/apis/events-api/using-http-request-urls: events as JSON, commands as a form,
interactions as a form with one field `payload`; retries bear `X-Slack-Retry-Num` and `-Reason`.
"""

import json
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession

from tests.adapters.fake_slack.app import App
from tests.adapters.fake_slack.mail import DEADLINE, Attempt, Delivery, Sort
from tests.adapters.fake_slack.signing import Signing
from tests.adapters.fake_slack.wire import Json
from tests.adapters.held_clock import Clock

_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
_REDIRECTS = 2


class HttpCarrier:
    """Posts to the app's request URL; what is not 2xx within three seconds did not arrive."""

    def __init__(self, app: App, clock: Clock, signing: Signing, session: ClientSession) -> None:
        self._app = app
        self._clock = clock
        self._signing = signing
        self._session = session

    async def carry(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        at = self._clock.now()
        try:
            return await self._clock.within(DEADLINE, self._post(delivery, number, reason))
        except TimeoutError:
            return Attempt(number, at, "http_timeout")
        except (ClientError, OSError):
            return Attempt(number, at, "connection_failed")

    async def verify(self) -> bool:
        """Whether the request URL answers Slack's challenge, as it must when it is set up.

        Source: docs.slack.dev/reference/events/url_verification.
        """
        challenge = {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"}
        asked = Delivery(Sort.EVENT, challenge | {"token": self._app.verification_token})
        answered = await self.carry(asked, 0, "")
        given = answered.answer
        said = given.get("challenge") if isinstance(given, dict) else given
        return answered.acked and said == challenge["challenge"]

    async def _post(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        at, (body, content_type) = self._clock.now(), _body(delivery)
        headers = {"Content-Type": content_type, "User-Agent": _AGENT}
        headers |= self._signing.headers(body) | _retry(number, reason)
        assert self._app.request_url is not None
        async with self._session.post(
            self._app.request_url, data=body, headers=headers, max_redirects=_REDIRECTS
        ) as response:
            return await _attempt(response, number, at)


def _body(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.sort is Sort.EVENT:
        return json.dumps(delivery.payload).encode(), "application/json"
    form = delivery.payload if delivery.sort is Sort.COMMAND else _in_one(delivery.payload)
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _in_one(payload: Json) -> Json:
    return {"payload": json.dumps(payload)}


def _retry(number: int, reason: str) -> dict[str, str]:
    if not number:
        return {}
    return {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}


async def _attempt(response: ClientResponse, number: int, at: float) -> Attempt:
    text = await response.text()
    final = response.headers.get("X-Slack-No-Retry") == "1"
    if not 200 <= response.status < 300:
        return Attempt(number, at, "http_error", text, response.status, final)
    return Attempt(number, at, answer=_read(response, text), status=response.status)


def _read(response: ClientResponse, text: str) -> Json | str | None:
    if text and response.content_type == "application/json":
        parsed: Json = json.loads(text)
        return parsed
    return text or None
