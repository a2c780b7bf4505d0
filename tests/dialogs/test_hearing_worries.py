"""Who hears a worry: never the person it is about, and a member whom the group trusts."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.hearer import WAITS, AskedToHear
from bot.domain.ids import Direct
from bot.domain.worry import Worry
from tests.dialogs.worry_scenes import SECRET, change, choose, readers, tell, trusting
from tests.scene import DEV, FAY, MEMBERS, NED, OLI, PAM, Scene, begun, opened, words


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
    scene = proposing_oli()
    scene.press(OLI, "Yes, you may ask the others")

    for person in (*MEMBERS, FAY, DEV):
        scene.press(person, "I can live with it")
    scene.later(days=7)

    assert scene.has_post("trusted:", Direct(OLI))
    tell(scene, NED, Worry.KEEPERS, whom="facilitator")
    assert scene.has_post("worry:", Direct(OLI))


def test_whoever_is_to_be_named_is_asked_first_and_until_then_a_worry_goes_elsewhere() -> None:
    scene = begun()
    before = len(scene.posted)
    proposing_oli(scene)

    asked = words(scene.post("hearer:", Direct(OLI)).card)
    assert "Ned would like to propose you to the group, and you are asked first." in asked
    assert "A no needs no reason, and the group does not hear of it." in asked
    assert len(scene.posted) == before
    assert scene.proposals == ()
    choose(scene, NED, Worry.KEEPERS)
    assert "alone. The group can name a member" in repr(scene.form.intro)


def test_with_their_yes_everyone_is_asked_in_the_words_of_whoever_had_the_idea() -> None:
    scene = proposing_oli(why="She listens.")

    scene.press(OLI, "Yes, you may ask the others")

    (proposal,) = scene.proposals
    assert (proposal.proposer, proposal.about, proposal.words) == (NED, OLI, "Oli")
    assert (proposal.title, proposal.why) == ("Oli hears it", "She listens.")
    assert scene.post("hearer:").card.buttons == ()
    assert scene.office.all(AskedToHear, scene.community.id) == ()


def test_a_no_needs_no_reason_and_only_whoever_had_the_idea_hears_of_it() -> None:
    scene = proposing_oli()
    before = len(scene.posted)

    scene.press(OLI, "No, thank you")

    assert "It goes no further." in scene.whispered
    assert "Oli would rather not hear worries. That needs no reason." in scene.sent_to(NED)[-1]
    assert len(scene.posted) == before
    assert scene.proposals == ()
    assert scene.office.all(AskedToHear, scene.community.id) == ()


def test_silence_for_two_weeks_is_a_no() -> None:
    scene = proposing_oli()
    (asked,) = scene.office.all(AskedToHear, scene.community.id)
    late = scene.button(OLI, "Yes, you may ask the others").token

    scene.now += WAITS
    scene.engine.clear(scene.now)
    scene.press_token(OLI, late)

    assert asked.expires() == scene.now
    assert "This is not asked any more." in words(scene.post("hearer:").card)
    assert scene.proposals == ()


def test_nobody_is_asked_twice_at_the_same_time_and_both_who_had_the_idea_hear_the_same() -> None:
    scene = proposing_oli()
    first = scene.whispered

    scene.command(PAM, "propose")
    scene.fill(PAM, matter="trusted")
    scene.fill(PAM, title="Oli could", words="Oli")

    assert scene.whispered == first
    assert sum("Would you hear worries?" in one for one in scene.sent_to(OLI)) == 1


def test_nobody_answers_for_somebody_else_or_once_they_look_after_the_group() -> None:
    scene = proposing_oli()
    yes = scene.button(OLI, "Yes, you may ask the others").token
    scene.press_token(PAM, yes)
    assert "meant for someone else" in scene.whispered

    change(scene, deputy=replace(scene.community.deputy, person=OLI))  # type: ignore[type-var]
    scene.press_token(OLI, yes)

    assert scene.proposals == ()


def test_who_proposes_themselves_has_said_yes_by_that() -> None:
    scene = begun()
    scene.command(OLI, "propose")
    scene.fill(OLI, matter="trusted")

    scene.fill(OLI, title="I could", words="Oli")

    assert [one.about for one in scene.proposals] == [OLI]


def test_a_person_who_said_yes_is_not_exchanged_for_another_by_new_words() -> None:
    scene = proposing_oli()
    scene.press(OLI, "Yes, you may ask the others")
    (proposal,) = scene.proposals
    scene.press(PAM, "I object")
    scene.fill(PAM, words="Not yet.")

    labels = [one.label for one in scene.post("way_on").card.buttons]
    scene.press_token(NED, f"reword.{proposal.id}")

    assert "Change the words" not in labels
    assert "do not know that button" in scene.whispered


def test_who_hears_worries_puts_it_down_with_one_press_and_the_room_knows_who_does_now() -> None:
    scene = trusting(begun(), OLI)
    scene.press_token(OLI, f"hears_not.{scene.community.id}")

    assert "Oli no longer hears worries about those who look after us." in scene.posted[-1]
    assert scene.office.all(Agreement, scene.community.id)[-1].matter is not Matter.TRUSTED
    choose(scene, NED, Worry.KEEPERS)
    assert "alone. The group can name a member" in repr(scene.form.intro)
    scene.press_token(OLI, f"hears_not.{scene.community.id}")
    assert "already answered" in scene.whispered


def test_who_leaves_before_they_answer_is_not_asked_any_more() -> None:
    scene = proposing_oli()

    scene.goes(OLI, None)

    assert scene.office.all(AskedToHear, scene.community.id) == ()
    assert scene.post("hearer:").card.buttons == ()


@pytest.mark.parametrize("name", ["Fay", "Sid", "Zoe"])
def test_nobody_who_looks_after_the_group_or_sponsors_it_can_be_named(name: str) -> None:
    scene = begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Who hears it", words=name)

    assert "the name of one member" in scene.errors["words"]
    assert scene.proposals == ()


def proposing_oli(scene: Scene | None = None, why: str = "") -> Scene:
    scene = scene or begun()
    scene.command(NED, "propose")
    scene.fill(NED, matter="trusted")
    scene.fill(NED, title="Oli hears it", words="oli", why=why)
    return scene


def test_a_member_who_is_trusted_and_has_left_is_told_nothing_more() -> None:
    scene = trusting(begun(), OLI)
    change(scene, members=tuple(one for one in scene.community.members if one.person != OLI))

    choose(scene, NED, Worry.KEEPERS)

    assert "alone. The group can name a member" in repr(scene.form.intro)
