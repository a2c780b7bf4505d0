"""What each of us lets the others count on, under their own name."""

from bot.domain.member_card import MemberCard
from tests.dialogs.codesign_scenes import LINES, all_fine, day
from tests.scene import FAY, MIA, NED, SID, Scene, gathered, words


def ruled() -> Scene:
    """The rules stand; nobody has a card yet."""
    scene = gathered()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="rules")
    scene.fill(MIA, title="Our rules", words="\n".join(LINES))
    scene.until(day(12, 13))
    all_fine(scene)
    scene.until(day(15, 13))
    return scene


def write(scene: Scene, count_on: str) -> None:
    scene.press(NED, "Write my card")
    scene.fill(NED, count_on=count_on, if_quiet="Ask me what I am reading.")


def test_once_the_rules_stand_each_may_say_what_the_others_can_count_on() -> None:
    scene = ruled()
    write(scene, "Saying it when I do not follow.")

    card = words(scene.post("card:").card)
    assert card.startswith("Ned")
    assert "You can count on me for: Saying it when I do not follow." in card
    assert "If I go quiet: Ask me what I am reading." in card
    assert "I would like to judge better" not in card


def test_a_card_is_changed_where_it_stands() -> None:
    scene = ruled()
    write(scene, "First words.")
    posts = len(scene.posted)
    write(scene, "Better words.")

    assert len(scene.posted) == posts
    assert "Better words." in words(scene.post("card:").card)
    assert len(scene.office.all(MemberCard, scene.community.id)) == 1


def test_the_form_comes_with_what_stands() -> None:
    scene = ruled()
    write(scene, "First words.")
    scene.press(NED, "Write my card")

    assert scene.form.fields[0].value == "First words."  # type: ignore[union-attr]


def test_an_empty_card_is_not_posted() -> None:
    scene = ruled()
    write(scene, "")
    scene.press(MIA, "Write my card")
    scene.fill(MIA, count_on=" ")

    assert scene.errors == {"count_on": "Please answer at least one of these."}
    assert not [one for one in scene.posted if one.startswith("Mia")]


def test_the_menu_offers_it_once_the_rules_stand() -> None:
    scene = gathered()
    scene.command(NED, "")
    before = [one.label for reply in scene.replies for one in reply.card.buttons]  # type: ignore[union-attr]
    assert "Write my card" not in before

    scene = ruled()
    scene.command(NED, "")
    assert scene.button(NED, "Write my card")


def test_who_takes_their_card_back_can_write_another() -> None:
    scene = ruled()
    write(scene, "First words.")
    scene.command(NED, "mydata")
    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["cards"])
    assert "First words." not in words(scene.post("card:").card)

    write(scene, "Better words.")
    assert "Better words." in words(scene.post("card:").card)


def test_a_card_is_kept_until_fourteen_days_after_its_writer_has_left() -> None:
    scene = ruled()
    write(scene, "First words.")
    (card,) = scene.office.all(MemberCard, scene.community.id)

    assert card.expires() is None
    assert card.left(day(1)).expires() == day(15)


def test_a_sponsor_cannot_write_or_read_one() -> None:
    scene = ruled()
    write(scene, "First words.")
    scene.press_token(SID, f"member_card.{scene.community.id}")

    assert "As the sponsor" in scene.whispered
    assert "First words." not in "\n".join(scene.sent_to(SID))


def test_those_who_look_after_us_have_one_too() -> None:
    scene = ruled()
    scene.press(FAY, "Write my card")
    scene.fill(FAY, count_on="Asking before I tell.")

    assert words(scene.post("card:").card).startswith("Fay")
