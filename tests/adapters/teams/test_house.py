"""The whole house in Teams: it opens, the doctor looks around, and Slack may live beside it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from adapters.teams import inbound
from adapters.teams.inbound import PLATFORM
from bot.bootstrap.examining import of_running
from bot.bootstrap.house import House, open_house
from bot.boundary.decision import Decision
from bot.boundary.trouble import Trouble
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.ids import CommunityId, PersonId, RecordId, Room
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from tests.adapters.fake_slack import App as SlackApp
from tests.adapters.fake_slack import FakeSlack
from tests.adapters.fake_slack import Limits as SlackLimits
from tests.adapters.fake_teams import FakeTeams, Person, Team, fake_teams
from tests.adapters.settling import AWAKE
from tests.adapters.teams.living import settings
from tests.adapters.waiting import until


@dataclass
class There:
    teams: FakeTeams
    team: Team
    house: House
    people: dict[str, Person]
    room: Room

    def of(self, name: str) -> PersonId:
        return inbound.of(self.teams.app.tenant, self.people[name].aad)

    def meets(self, *names: str) -> None:
        """A community of these meets in the channel."""
        fay = Appointment(person=self.of("fay"), name="Fay", answer=Answer.YES)
        members = tuple(
            Member(person=self.of(name), name=name.title(), standing=Standing.JOINED)
            for name in names
        )
        home = Community(
            id=CommunityId(RecordId("home")),
            name="Going home well",
            purpose="To judge better when people can go.",
            roles="Ward staff",
            convenor=fay.person,
            convenor_name="Fay",
            facilitator=fay,
            rooms=(self.room,),
            members=members,
            rhythm=Rhythm(cadence=Weekly(2, 0, date(2027, 1, 4)), hours=AWAKE, region=""),
            stage=Stage.ACTIVE,
        )
        with self.house.database.offices().open() as office:
            office.keep(Decision(keep=(home,)), self.house.clock.now())

    async def amiss(self) -> list[str]:
        return [one.says for one in await of_running(self.house) if not one.well]


@asynccontextmanager
async def opened(folder: Path, **more: object) -> AsyncIterator[There]:
    async with fake_teams(speed=0, unlimited=True) as teams:
        people = {name: teams.person(name.title()) for name in ("fay", "mia", "ned")}
        team = teams.team("Works", *people.values())
        channel = team.channel("Learning")
        async with open_house(
            settings(teams, folder, **more), lambda _: None, lambda _: {}
        ) as house:
            teams.deliver_to(f"{house.address}api/messages")
            await people["fay"].mentions(channel, "help")
            room = Room(PLATFORM, teams.app.tenant, channel.id)
            yield There(teams, team, house, people, room)


async def test_it_opens_and_the_doctor_finds_all_well(tmp_path: Path) -> None:
    async with opened(tmp_path) as there:
        there.meets("mia")
        says = "\n".join(one.says for one in await of_running(there.house))

        assert await there.amiss() == []
        assert there.house.where.startswith("The bot is in Teams.")
        assert "Microsoft gives the bot a token" in says
        assert "Microsoft names the keys" in says
        assert "where “Going home well” meets" in says
        assert "Everyone in “Going home well” can be reached" in says


async def test_the_doctor_names_who_can_not_be_reached_and_why(tmp_path: Path) -> None:
    async with opened(tmp_path) as there:
        eve = there.teams.person("Eve")
        there.people["eve"] = eve
        there.meets("mia", "eve")

        (says,) = await there.amiss()

        assert says == (
            "In “Going home well” these can't be reached in private: Eve. They are in none of its teams any more, and "
            "have not got the app: tell those who look after the community."
        )


async def test_the_doctor_finds_a_channel_whose_team_has_taken_the_app_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as there:
        there.meets("mia")
        await there.people["fay"].removes_bot(there.team)

        amiss = "\n".join(await there.amiss())

        assert "The app is not in the team of “Going home well”" in amiss


async def test_a_secret_that_microsoft_does_not_take_is_said_at_the_start(tmp_path: Path) -> None:
    async with fake_teams(speed=0) as teams:
        wrong = settings(teams, tmp_path, TEAMS_APP_SECRET="not-the-secret")
        with pytest.raises(Trouble, match="TEAMS_APP_SECRET"):
            async with open_house(wrong, lambda _: None, lambda _: {}):
                pass


async def test_slack_and_teams_share_one_site_and_one_desk(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(SlackApp(), limits=SlackLimits(off=True)))
        acme = slack.workspace()
        both = {
            "SLACK_BOT_TOKEN": acme.token,
            "SLACK_SIGNING_SECRET": slack.app.signing_secret,
            "SLACK_API_URL": slack.api_url,
        }
        there = await stack.enter_async_context(opened(tmp_path, **both))
        slack.deliver_to(f"{there.house.address}slack/events")
        ann = acme.person("ann")
        await ann.types("/lc", "help", in_=acme.channel("learning", ann, acme.bot))
        await until(lambda: _has_help(there.people["fay"]))

        assert "Slack" in there.house.where
        assert "I run a learning community" in ann.whispers()[-1].words


async def _has_help(person: Person) -> bool:
    return any("I run a learning community" in one.words for one in await person.sees())
