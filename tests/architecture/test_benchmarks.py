"""The benchmarks run by hand; what they lean on must not move away under them."""

import importlib

import pytest

from benchmarks.__main__ import parts


@pytest.mark.parametrize("part", parts())
def test_every_benchmark_fits_the_code(part: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{part}").main)
