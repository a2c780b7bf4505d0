"""Who the insider is who tries to find out about a note."""

import zlib

from bot.domain.ids import PersonId
from tests.safety.attack.evidence import Lived, Written


def insider(lived: Lived, note: Written) -> PersonId:
    """Any member who is there and did not write it; the same one whenever it is asked."""
    others = [one for one in lived.members if one in lived.present and one != note.writer]
    return others[zlib.crc32(note.text.encode()) % len(others)]
