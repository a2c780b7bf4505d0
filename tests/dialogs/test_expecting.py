"""What a sponsor hopes for is answered one by one, goes back once, and stands on the charter."""

from bot.domain.ids import Direct, PersonId
from tests.dialogs.test_sponsoring import charter, kept, permitted
from tests.scene import ANN, DEV, FAY, MIA, SID, Scene, words

HOPES = "Fewer long stays\nA report each month"


def hoped() -> Scene:
    return permitted(hopes=HOPES, worries="Complaining", names="Only danger")


def marked(*marks: tuple[str, str]) -> Scene:
    scene = hoped()
    mark(scene, *marks)
    return scene


def joined(scene: Scene, person: PersonId) -> Scene:
    scene.press(ANN, "Ask people to join")
    scene.fill(ANN, people=[person])
    scene.press(person, "Join")
    scene.fill(person, read=["yes"])
    return scene


def mark(scene: Scene, *marks: tuple[str, str]) -> None:
    scene.press(ANN, "Say what fits")
    for chosen, said in marks:
        scene.fill(ANN, mark=chosen, said=said)
        assert not scene.errors, scene.errors


ALL = (("fits", ""), ("not_this", "We count nothing."), ("change", "For ten minutes"), ("fits", ""))


def test_whoever_began_it_is_shown_what_the_sponsor_hopes_for_line_by_line() -> None:
    scene = hoped()

    shown = words(scene.post("expects", Direct(ANN)).card)

    assert "A hope: Fewer long stays" in shown
    assert "A hope: A report each month" in shown
    assert "A worry: Complaining" in shown
    assert "who said something: Only danger" in shown


def test_until_somebody_has_answered_the_charter_says_that_it_is_not_settled() -> None:
    assert "A worry: Complaining (not settled)" in charter(hoped())


def test_what_was_written_with_a_full_stop_does_not_end_twice() -> None:
    scene = permitted(hopes="Fewer long stays.")

    assert "A hope: Fewer long stays (not settled)" in charter(scene)


def test_where_nothing_is_hoped_for_nothing_is_asked() -> None:
    assert not permitted().has_post("expects")


def test_each_line_opens_the_next_and_can_be_left() -> None:
    scene = hoped()
    scene.press(ANN, "Say what fits")
    first = scene.form.title
    scene.fill(ANN, mark="fits")

    scene.later(days=20)
    scene.press(ANN, "Say what fits")

    assert first == "Does it fit? 1 of 4"
    assert scene.form.title == "Does it fit? 2 of 4"


def test_until_all_are_answered_nothing_goes_back_and_the_group_goes_on() -> None:
    scene = marked(*ALL[:3])

    assert not scene.has_post("marked")
    scene.press(ANN, "Ask people to join")


def test_the_answers_go_back_once_all_together() -> None:
    scene = marked(*ALL)

    shown = words(scene.post("marked", Direct(SID)).card)

    assert "Fewer long stays (fits)" in shown
    assert "A report each month (not what this is for. We count nothing)" in shown
    assert "Complaining (not settled; we would change it. For ten minutes)" in shown
    assert sum("What was said to your hopes" in one for one in scene.sent_to(SID)) == 1


def test_the_sponsor_reads_who_answered_and_that_nobody_had_joined() -> None:
    scene = hoped()
    scene.press(ANN, "Say what fits")
    scene.fill(ANN, mark="fits")
    scene.command(FAY, "charter")
    scene.press(FAY, "Say what fits")
    for chosen, said in ALL[1:]:
        scene.fill(FAY, mark=chosen, said=said)

    told = words(scene.post("marked", Direct(SID)).card)
    assert "This is what Ann and Fay said for the group to what you hope for." in told
    assert "Nobody else has joined yet." in told
    assert "the group says" not in told
    assert "the group says" not in charter(scene)


def test_once_there_are_members_it_is_not_said_that_nobody_has_joined() -> None:
    scene = joined(hoped(), MIA)
    mark(scene, *ALL)

    told = words(scene.post("marked", Direct(SID)).card)
    assert "This is what Ann said for the group" in told
    assert "Nobody else" not in told


def test_what_is_not_settled_stands_so_on_the_charter() -> None:
    scene = marked(*ALL)

    assert "Fewer long stays (fits)" in charter(scene)
    assert "not settled; we would change it. For ten minutes" in charter(scene)


def test_what_the_sponsor_can_go_with_is_settled() -> None:
    scene = marked(*ALL)

    scene.press(SID, "Say what you can go with")
    asked = [one.name for one in scene.form.fields]
    scene.fill(SID, e2="yes")

    assert asked == ["e2"]
    assert "Complaining (changed, and agreed. For ten minutes)" in charter(scene)
    assert scene.post("marked").card.buttons == ()


def test_what_they_leave_open_stays_not_settled_and_is_not_asked_again() -> None:
    scene = marked(*ALL)
    scene.press(SID, "Say what you can go with")
    held = scene.form
    scene.fill(SID, e2="open")

    scene.submit(SID, held, e2="yes")

    assert "already answered" in scene.errors[""]
    assert "not settled; we would change it" in charter(scene)


def test_where_all_fits_the_sponsor_has_nothing_left_to_answer() -> None:
    scene = marked(*(("fits", ""),) * 4)

    assert scene.post("marked", Direct(SID)).card.buttons == ()


def test_a_change_says_how() -> None:
    scene = hoped()
    scene.press(ANN, "Say what fits")

    scene.fill(ANN, mark="change", said=" ")

    assert list(scene.errors) == ["said"]
    assert kept(scene).first_unmarked == 0


def test_two_who_answer_the_same_line_at_once_the_second_keeps_their_words() -> None:
    scene = hoped()
    scene.press(ANN, "Say what fits")
    held = scene.form
    scene.fill(ANN, mark="fits")

    scene.submit(FAY, held, mark="not_this", said="Never")

    assert "already answered" in scene.errors[""]
    assert kept(scene).expectations[0].said == ""


def test_whoever_looks_after_it_can_answer_too() -> None:
    scene = hoped()

    scene.command(FAY, "charter")
    scene.press(FAY, "Say what fits")
    scene.fill(FAY, mark="fits")

    assert kept(scene).first_unmarked == 1


def test_nobody_else_answers_for_the_group() -> None:
    scene = hoped()
    token = scene.button(ANN, "Say what fits").token

    for person in (SID, MIA):
        scene.press_token(person, token)
        assert "meant for someone else" in scene.whispered


def test_another_wording_of_who_could_belong_is_agreed_by_both() -> None:
    scene = permitted(roles="Nurses and porters")
    before = scene.community.roles

    mark(scene, ("fits", ""))

    assert before == "Nurses"
    assert scene.community.roles == "Nurses and porters"
    assert "Who could belong: Nurses and porters (fits)" in charter(scene)


def test_who_could_belong_as_the_group_changes_it_stands_once_the_sponsor_agrees() -> None:
    scene = permitted(roles="Everybody")
    mark(scene, ("change", "Nurses and porters"))
    before = scene.community.roles

    scene.press(SID, "Say what you can go with")
    [asked] = scene.form.fields
    scene.fill(SID, e0="yes")

    assert asked.label == "To “Who could belong: Everybody” the group says: Nurses and porters"
    assert before == "Nurses"
    assert scene.community.roles == "Nurses and porters"


def test_what_is_hoped_for_reaches_whoever_looks_after_it_when_the_convenor_steps_back() -> None:
    scene = hoped()

    scene.press_token(DEV, scene.button(ANN, "Say what fits").token)

    assert scene.form.title == "Does it fit? 1 of 4"
