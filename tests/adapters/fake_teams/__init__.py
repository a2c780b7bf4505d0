"""A Microsoft Teams that is not ours to please: a real server in its own process that keeps to the contract.

It knows nothing of the bot. What it enforces, and where each rule is from, stands at the head of each
module in `behind`: `identity` and `assertions` (tokens), `keys`, `mail` (deadlines, what comes again),
`limits`, `errors`, `posting`, `rosters`, `checking` and `cards` (what is taken), `rendering` and
`typing_in` (what a client draws and sends), `answers` (what it makes of the bot's), `activities` (what the
bot is told).

    async with fake_teams(speed=0, unlimited=True) as teams:
        ann, bob = teams.person("Ann"), teams.person("Bob")
        team = teams.team("Works", ann, bob)
        room = team.channel("Learning")
        ...  # start the bot with teams.metadata_url, teams.token_url, teams.app.id, teams.app.secret
        teams.deliver_to(f"{bot.address}api/messages")
        await ann.mentions(room, "note")
        await ann.presses("Write a note")
        await ann.submits({"Your note": "It began with a leak."})
        assert "leak" in (await bob.sees(room))[-1].words
        assert await teams.complaints() == []
"""

from tests.adapters.fake_teams.fake import (
    AUDIENCE,
    ISSUER,
    MACHINE_SECRET,
    FakeTeams,
    fake_teams,
)
from tests.adapters.fake_teams.people import Person, Room, Team
from tests.adapters.fake_teams.shapes import (
    App,
    Attempt,
    CannotDo,
    Delivery,
    Extension,
    Fault,
    Field,
    Request,
    Seen,
)

__all__ = [
    "AUDIENCE",
    "ISSUER",
    "MACHINE_SECRET",
    "App",
    "Attempt",
    "CannotDo",
    "Delivery",
    "Extension",
    "FakeTeams",
    "Fault",
    "Field",
    "Person",
    "Request",
    "Room",
    "Seen",
    "Team",
    "fake_teams",
]
