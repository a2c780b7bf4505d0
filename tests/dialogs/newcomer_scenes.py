"""Somebody has joined after the start: scenes for the dialogs."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.community import Community
from bot.domain.ids import PersonId
from tests.scene import MIA, NED, ZOE, Scene, begun


def agreed_on_zoe(scene: Scene | None = None, person: PersonId = ZOE) -> Scene:
    """The group has agreed at once; the others have two working days to tidy."""
    scene = scene or begun()
    scene.command(MIA, "invite")
    scene.fill(MIA, who=[person], bring="nights on a small ward")
    scene.press(NED, "Rather not just now")
    scene.fill(NED, words="I am not sure.")
    scene.press(NED, "Yes, please ask them")
    (proposal,) = scene.proposals
    soon = replace(proposal, until=scene.now + timedelta(minutes=1), asked=frozenset({NED}))
    scene.offices.memory.records[type(proposal), proposal.id] = soon
    scene.later(minutes=2)
    return scene


def joins(scene: Scene, person: PersonId) -> None:
    agreed_on_zoe(scene, person)
    member = scene.community.member(person)
    assert member
    put(scene, scene.community.with_member(replace(member, may_join_from=None)))
    scene.press(person, "Join")
    scene.fill(person, read=["yes"])
    scene.comes(person)


def joined(scene: Scene | None = None) -> Scene:
    scene = scene or begun()
    joins(scene, ZOE)
    return scene


def put(scene: Scene, community: Community) -> None:
    scene.offices.memory.records[Community, community.id] = community
