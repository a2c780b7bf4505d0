"""The two icons are what Teams takes: its sizes, its colours. (learn.microsoft.com, apps-package)"""

import struct
import zlib
from collections.abc import Callable

import pytest

from adapters.teams import icons

WHITE = (255, 255, 255)


def drawn(png: bytes) -> tuple[int, list[tuple[int, ...]]]:
    """Its size, and its pixels: red, green, blue and opacity."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (width, depth, kind) == (height, 8, 6)
    begins = png.index(b"IDAT") + 4
    raw = zlib.decompress(
        png[begins : begins + struct.unpack(">I", png[begins - 8 : begins - 4])[0]]
    )
    lines = [raw[at + 1 : at + 1 + 4 * width] for at in range(0, len(raw), 4 * width + 1)]
    return width, [tuple(line[at : at + 4]) for line in lines for at in range(0, 4 * width, 4)]


@pytest.mark.parametrize(("icon", "size"), [(icons.coloured, 192), (icons.outline, 32)])
def test_each_has_the_size_that_teams_asks_for(icon: Callable[[], bytes], size: int) -> None:
    assert drawn(icon())[0] == size


def test_the_coloured_one_fills_its_square() -> None:
    _, pixels = drawn(icons.coloured())

    assert {pixel[3] for pixel in pixels} == {255}
    assert {(*icons.INK, 255), (*WHITE, 255), (*icons.LIGHT, 255)} <= set(pixels)


def test_what_is_drawn_stays_within_the_middle_that_is_never_cut_off() -> None:
    size, pixels = drawn(icons.coloured())
    margin = 36

    for at, pixel in enumerate(pixels):
        if pixel[:3] != icons.INK:
            assert margin <= at % size < size - margin
            assert margin <= at // size < size - margin


def test_the_outline_is_white_on_nothing() -> None:
    _, pixels = drawn(icons.outline())

    assert {pixel[:3] for pixel in pixels} == {WHITE}
    assert {pixel[3] for pixel in pixels} >= {0, 255}
    assert pixels[0][3] == 0
