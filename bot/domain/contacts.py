"""Where to turn outside the community, as whoever runs the house has written it down."""

from dataclasses import dataclass

HELPLINES = "Samaritans 116 123 at any time (UK and Ireland), 999 in an emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """`helplines`: for somebody in distress, now. `privacy`: who answers for what is held; "" where nobody is named.

    `region`: whose public holidays a new community is offered first. `operator` runs the bot. `also_uses`:
    what else the organisation uses that may keep what people type. `source`: where the program can be read;
    `version` is the one that runs.
    """

    helplines: str = HELPLINES
    privacy: str = ""
    region: str = "GB-ENG"
    operator: str = ""
    also_uses: str = ""
    source: str = ""
    version: str = ""


AS_THEY_COME = Contacts()
"""Where nobody has set anything."""
