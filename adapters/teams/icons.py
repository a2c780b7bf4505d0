"""The app's two icons, drawn: people around an open middle. Teams wants them as PNG.

Sizes and colours: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package.
"""

import struct
import zlib
from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin
from typing import Final

Colour = tuple[int, int, int]

INK: Final[Colour] = (0x1F, 0x4E, 0x5F)
PAPER: Final[Colour] = (0xFF, 0xFF, 0xFF)
LIGHT: Final[Colour] = (0xF2, 0xB1, 0x34)
"""Whoever is telling something just now."""

PEOPLE: Final = 5
APART: Final = 2 * pi / PEOPLE
REACH: Final = APART * 0.26
"""How far each arc goes to either side, before its round end."""


def coloured() -> bytes:
    """192 pixels: the ring within the middle 120, on a full square that Teams rounds by itself."""
    size, ring, width = 192, 48.0, 22.0

    def pixel(x: float, y: float) -> tuple[int, ...]:
        who, inside = _ring(x - size / 2, y - size / 2, ring, width)
        return (*_between(INK, LIGHT if who == 0 else PAPER, inside), 255)

    return _png(size, pixel)


def outline() -> bytes:
    """32 pixels: white alone, on nothing."""
    size, ring, width = 32, 12.0, 4.5

    def pixel(x: float, y: float) -> tuple[int, ...]:
        _, inside = _ring(x - size / 2, y - size / 2, ring, width)
        return (*PAPER, round(255 * inside))

    return _png(size, pixel)


def _ring(x: float, y: float, ring: float, width: float) -> tuple[int, float]:
    """Which of the arcs is nearest, counted from the top, and how much of this pixel it covers (0 to 1)."""
    turned = atan2(x, -y)
    who = round(turned / APART)
    beyond = abs(turned - who * APART) - REACH
    if beyond <= 0:
        away = abs(hypot(x, y) - ring)
    else:
        away = hypot(hypot(x, y) * cos(beyond) - ring, hypot(x, y) * sin(beyond))
    return who % PEOPLE, min(1.0, max(0.0, width / 2 - away + 0.5))


def _between(back: Colour, front: Colour, share: float) -> tuple[int, ...]:
    return tuple(round(b + (f - b) * share) for b, f in zip(back, front, strict=True))


def _png(size: int, pixel: Callable[[float, float], tuple[int, ...]]) -> bytes:
    """Eight bits each of red, green, blue and opacity."""
    middles = [one + 0.5 for one in range(size)]
    lines = (b"\0" + bytes(part for x in middles for part in pixel(x, y)) for y in middles)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
