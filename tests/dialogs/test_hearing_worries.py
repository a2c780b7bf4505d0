"""Who hears a worry: never the person it is about, and a member whom the group trusts."""

import pytest

from bot.domain.ids import Direct
from bot.domain.worry import Worry
from tests.dialogs.worry_scenes import SECRET, change, choose, readers, tell, trusting
from tests.scene import DEV, FAY, MEMBERS, NED, OLI, begun, opened, words


def test_about_the_facilitator_it_goes_to_the_deputy_and_the_member_whom_the_group_trusts() -> None:
    scene = trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    tell(scene, NED, Worry.KEEPERS, whom="facilitator")

    assert readers(scene, before) == {DEV, OLI}
    assert "Two people other than the facilitator have this." in scene.whispered


def test_whom_it_is_about_is_said_once_and_nobody_alone_is_asked_to_decide_together() -> None:
    scene = opened()
    tell(scene, NED, Worry.KEEPERS, whom="facilitator")
    alone = words(scene.post("worry:", Direct(DEV)).card)
    assert alone.count("It is about") == 1
    assert "you alone do" in alone
    assert "decide together" not in alone

    tell(trusting(scene, OLI), NED, Worry.KEEPERS, whom="facilitator")

    assert "Please decide together" in words(scene.post("worry:", Direct(OLI)).card)


@pytest.mark.parametrize("worry", Worry)
def test_where_the_name_goes_with_it_the_form_says_so_first(worry: Worry) -> None:
    scene = opened()
    choose(scene, NED, worry)

    asked = any(field.name == "name" for field in scene.form.fields)
    says = "Your name goes with this one" in repr(scene.form.intro[0])
    assert says is not asked


def test_about_the_sponsor_it_does_not_go_to_the_facilitator_either() -> None:
    scene = trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    tell(scene, NED, Worry.KEEPERS, whom="sponsor")

    assert readers(scene, before) == {DEV, OLI}


def test_about_the_deputy_it_goes_to_the_facilitator_and_never_to_the_deputy() -> None:
    scene = trusting(opened(), OLI)
    before = len(scene.offices.memory.posts)

    tell(scene, NED, Worry.KEEPERS, whom="deputy")

    assert readers(scene, before) == {FAY, OLI}


def test_where_nobody_is_elected_the_deputy_has_it_alone_and_that_is_said() -> None:
    scene = opened()

    choose(scene, NED, Worry.KEEPERS)
    before = repr(scene.form.intro)
    scene.fill(NED, words=SECRET, whom="facilitator")

    assert "alone. The group can name a member to hear it too" in before
    assert "Dev alone has this. Nobody else has been named yet" in scene.whispered


def test_the_group_names_whom_it_trusts_like_it_agrees_on_anything() -> None:
    scene = begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Oli hears it", words="oli")

    for person in (*MEMBERS, FAY, DEV):
        scene.press(person, "I can live with it")
    scene.later(days=7)

    assert scene.has_post("trusted:", Direct(OLI))
    tell(scene, NED, Worry.KEEPERS, whom="facilitator")
    assert scene.has_post("worry:", Direct(OLI))


@pytest.mark.parametrize("name", ["Fay", "Sid", "Zoe"])
def test_nobody_who_looks_after_the_group_or_sponsors_it_can_be_named(name: str) -> None:
    scene = begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Who hears it", words=name)

    assert "the name of one member" in scene.errors["words"]
    assert scene.proposals == ()


def test_a_member_who_is_trusted_and_has_left_is_told_nothing_more() -> None:
    scene = trusting(begun(), OLI)
    change(scene, members=tuple(one for one in scene.community.members if one.person != OLI))

    choose(scene, NED, Worry.KEEPERS)

    assert "alone. The group can name a member" in repr(scene.form.intro)
