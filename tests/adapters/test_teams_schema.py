"""What a manifest is held against is what Microsoft publishes. Skipped where it can't be fetched, unless
REQUIRE_NODE=1."""

import pytest

from tests import node
from tests.adapters.teams_manifest import VERSIONS, kept
from tests.adapters.teams_manifest.make_schema import made


@pytest.fixture(scope="module")
def published() -> None:
    node.needed()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schema_is_made_of_the_one_that_is_locked(version: str, published: None) -> None:
    assert made(version) == kept(version).read_text("utf-8")
