"""The structure of Slack's blocks is the one in Slack's own types. Skipped where they can't be fetched, unless
REQUIRE_NODE=1."""

import pytest

from tests import node
from tests.adapters.fake_slack.blocks import make_schema


@pytest.fixture(scope="module")
def types() -> None:
    node.needed()


def test_the_schema_is_made_of_the_types_that_are_locked(types: None) -> None:
    assert make_schema.made() == make_schema.SCHEMA.read_text("utf-8")
