"""What a web server in front of the bot writes down of an answer tells nothing of what stands in it."""

import json

import pytest
from aiohttp import web
from slack_bolt.response import BoltResponse

from adapters.lengths import LENGTH, of_one_length
from adapters.slack.site import _answer
from adapters.teams.answer import Answer
from adapters.teams.site import _response
from tests.architecture.sources import HOUSE

PAGES = [{"page": ""}, {"page": "A doubt, in 400 characters."}, {"page": "é" * 2_000}]


def body(answer: web.Response) -> bytes:
    assert isinstance(answer.body, bytes)
    return answer.body


def test_it_says_the_same_and_is_as_long_whatever_it_says() -> None:
    sent = [of_one_length(json.dumps(page)) for page in PAGES]

    assert list(map(json.loads, sent)) == PAGES
    assert {len(one) for one in sent[:2]} == {LENGTH}
    assert len(of_one_length(json.dumps("x" * LENGTH))) == 2 * LENGTH


def test_all_of_teams_answers_are_of_one_length() -> None:
    sent = [_response(Answer(body=page)) for page in PAGES]

    assert {len(body(one)) for one in sent} == {LENGTH}
    assert [json.loads(body(one)) for one in sent] == PAGES
    assert {one.headers["Content-Type"] for one in sent} == {"application/json; charset=utf-8"}


async def test_all_of_slacks_answers_are_of_one_length() -> None:
    sent = [await _answer(BoltResponse(status=200, body=page)) for page in PAGES]

    assert {len(body(one)) for one in sent} == {LENGTH}
    assert [json.loads(body(one)) for one in sent] == PAGES


@pytest.mark.parametrize("said", ["", "a challenge"])
async def test_what_is_no_page_stays_as_it_is(said: str) -> None:
    """An acknowledgement says nothing; and Slack reads a word of its own letter by letter."""
    answer = await _answer(BoltResponse(status=200, body=said))

    assert answer.text == said


@pytest.mark.parametrize("guide", ["slack", "teams"])
def test_a_web_server_that_is_set_up_as_the_guide_says_keeps_no_log(guide: str) -> None:
    told = (HOUSE / "docs" / f"{guide}.md").read_text("utf-8")

    assert "access_log off;" in told
    assert "client_body_buffer_size" in told, "else a long note is laid on its disk for a moment"


@pytest.mark.parametrize("guide", ["slack", "slack-many-workspaces", "teams"])
def test_whoever_sets_one_up_reads_that_its_times_would_tell(guide: str) -> None:
    told = " ".join((HOUSE / "docs" / f"{guide}.md").read_text("utf-8").split())

    assert "the times would tell when somebody did something" in told
