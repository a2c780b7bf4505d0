"""The structure of Slack's blocks is the one in Slack's own types. Skipped where they can't be fetched, unless
REQUIRE_NODE=1."""

import os
import subprocess

import pytest

from tests import node
from tests.adapters.fake_slack.blocks import make_schema


@pytest.fixture(scope="module")
def types() -> None:
    try:
        node.installed()
    except subprocess.CalledProcessError:
        if os.environ.get("REQUIRE_NODE") == "1":
            raise
        pytest.skip("the packages of tests/node can't be fetched")


def test_the_schema_is_made_of_the_types_that_are_locked(types: None) -> None:
    assert make_schema.made() == make_schema.SCHEMA.read_text("utf-8")
