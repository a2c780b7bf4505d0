"""The app package: a zip that Teams takes, with the manifest and the two icons. Equal wishes give equal bytes."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adapters.teams import icons
from adapters.teams.manifest import COLOURED, OUTLINE, Wanted, manifest

FIRST: Final = datetime(2026, 1, 1, tzinfo=UTC)


def package(wanted: Wanted) -> bytes:
    """Raises `Trouble` for what Teams would not take."""
    described = json.dumps(manifest(wanted), indent=2, ensure_ascii=False).encode()
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(_entry("manifest.json"), described)
        zipped.writestr(_entry(COLOURED), icons.coloured())
        zipped.writestr(_entry(OUTLINE), icons.outline())
    return packed.getvalue()


def version(of_bot: str, at: datetime) -> str:
    """Each package is newer than one made a minute before: Teams takes no other in the place of what it has.

    Its first two numbers are the bot's, the third the minutes since 2026 began.
    """
    first, second, *_ = of_bot.split(".")
    return f"{first}.{second}.{(at - FIRST) // timedelta(minutes=1)}"


def _entry(name: str) -> ZipInfo:
    """Of no date of its own."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
