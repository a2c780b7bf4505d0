"""What is kept about me: to be seen, corrected, taken along and deleted."""

import json
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import get_args, get_type_hints

import pytest

from bot.boundary.views import SomeOf
from bot.conversations.membership.held import FINDS
from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import Kept, Try
from bot.domain.member_card import MemberCard
from bot.domain.records import Record
from bot.domain.story import Story
from bot.words import say
from storage.tables import KINDS
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    PAM,
    ROS,
    SID,
    Scene,
    begun,
    opened,
    story_offered,
    words,
)

DELETE = "Delete what I wrote"


def keep(scene: Scene, *kept: Record) -> None:
    for one in kept:
        scene.offices.memory.records[type(one), one.id] = one


def with_a_bit_of_everything() -> Scene:
    """Of Ned's: a draft, words in a thread, a take-away in the room, a try, a line, a card, a note."""
    scene = opened()
    home = scene.community.id
    scene.says(NED, "Thank you, Mia.", "story")
    scene.command(NED, "story")
    scene.fill(NED, where="in the corridor", moment="She had packed already.", way="draft")
    scene.command(NED, "try")
    scene.fill(NED, idea="Ask before noon", limits="No delays", notice="Fewer late beds")
    keep(
        scene,
        Kept(id=RecordId("line1"), community=home, line="A cold house is a risk.", author=NED),
        MemberCard(id=RecordId("card1"), community=home, person=NED, count_on="an honest word"),
        Reflection(
            id=RecordId("note1"),
            community=home,
            author=NED,
            text="I was too quick.",
            forget_at=scene.now + timedelta(days=90),
        ),
    )
    return scene


def on_the_last_morning(scene: Scene) -> None:
    """Fay looks after it until then."""
    for day in (19, 20, 21):
        scene.until(datetime(2027, 1, day, 15, tzinfo=UTC))
        scene.press(FAY, "Ask about one time it happened")
    scene.until(scene.session.plan.review_opens_at + timedelta(minutes=30))


def took_away(scene: Scene) -> None:
    scene.press(NED, "Look back")
    scene.fill(NED)
    scene.fill(NED, take="Ask about the kitchen.", where="say")


def everything(scene: Scene) -> str:
    return repr(scene.offices.memory.records) + repr(
        [one.card for one in scene.offices.memory.posts]
    )


def delete(scene: Scene, person: PersonId, *which: str) -> None:
    scene.command(person, "mydata")
    scene.press(person, DELETE)
    scene.fill(person, which=which)


def received(scene: Scene, person: PersonId, label: str) -> list[str]:
    scene.command(person, "mydata")
    before = len(scene.sent_to(person))
    scene.press(person, label)
    return scene.sent_to(person)[before:]


# seeing


def test_it_shows_each_kind_with_how_long_it_is_kept_and_never_the_words() -> None:
    scene = with_a_bit_of_everything()
    scene.command(NED, "mydata")

    for kind in ("member", "story_mine", "said", "try", "line", "card", "note"):
        assert say(f"mydata.kind.{kind}") in scene.whispered
    assert "Thank you, Mia." not in scene.whispered


def test_it_shows_only_ones_own() -> None:
    scene = with_a_bit_of_everything()
    scene.command(ROS, "mydata")

    assert say("mydata.kind.said") not in scene.whispered
    assert say("mydata.kind.member") in scene.whispered


def test_a_sponsor_sees_their_part_and_nothing_of_the_members() -> None:
    scene = with_a_bit_of_everything()
    scene.command(SID, "mydata")
    assert "you are the sponsor" in scene.whispered

    assert "Mia" not in "".join(received(scene, SID, "Send me everything"))


def test_no_kind_of_record_that_can_name_a_person_is_left_out() -> None:
    assert {kind for kind in KINDS if _names_people(kind)} == set(FINDS)


@pytest.mark.parametrize("person", [NED, MIA, FAY, SID])
def test_what_is_held_has_its_sentence(person: PersonId) -> None:
    scene = with_a_bit_of_everything()
    scene.command(person, "mydata")

    assert scene.whispered


# correcting


def test_a_name_and_hours_can_be_corrected() -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, name="Edward", quiet="20:00 to 07:00")

    member = scene.community.member(NED)
    assert member is not None
    assert member.name == "Edward"
    assert member.hours is not None
    assert member.hours.quiet_from.hour == 20


def test_under_a_new_name_the_list_of_who_is_here_and_the_charter_say_the_new_one() -> None:
    scene = with_a_keeper_who_is_a_member()
    scene.command(FAY, "mydata")
    scene.press(FAY, "My name and hours")
    scene.fill(FAY, name="Faye H.")

    for post in ("people:", "charter:"):
        assert "Faye H." in words(scene.post(post).card)
    assert "Fay," not in words(scene.post("people:").card)
    scene.command(FAY, "mydata")
    scene.press(FAY, "Send me everything")
    everything = "\n".join(scene.sent_to(FAY))
    assert "The name you go by here, and your part in it" in everything
    assert "Faye H." in everything


def test_whom_the_group_trusts_is_trusted_under_a_new_name_too() -> None:
    scene = begun()
    trusted = Agreement(
        id=RecordId("trusted"),
        community=scene.community.id,
        matter=Matter.TRUSTED,
        words="Ned",
        agreed_at=scene.now,
    )
    keep(scene, trusted)
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, name="Edward")

    scene.command(MIA, "rules")
    assert "Edward" in scene.whispered
    scene.command(MIA, "worry")
    scene.fill(MIA, about="keepers")
    assert "Edward" in repr(scene.form)


def test_days_and_hours_are_told_in_words() -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "Send me everything")

    everything = "\n".join(scene.sent_to(NED))
    assert "Monday, Tuesday, Wednesday, Thursday and Friday" in everything
    assert "Quiet from " in everything
    assert "London time" in everything
    assert "Europe/London" not in everything


def test_a_worry_told_with_a_name_is_not_passed_over_in_silence() -> None:
    scene = begun()
    scene.command(NED, "mydata")

    assert "A worry, a question or a reservation that you sent with your name" in scene.whispered


def with_a_keeper_who_is_a_member() -> Scene:
    scene = begun()
    joined = replace(scene.community.members[0], person=FAY, name="Fay")
    community = scene.community.with_member(joined)
    scene.offices.memory.records[type(community), community.id] = community
    return scene


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "mia"}, "name"),
        ({"name": " "}, "name"),
        ({"zone": "Nowhere"}, "zone"),
        ({"quiet": "late"}, "quiet"),
    ],
)
def test_what_cannot_be_is_asked_for_again(wrong: dict[str, str], field: str) -> None:
    scene = begun()
    scene.command(NED, "mydata")
    scene.press(NED, "My name and hours")
    scene.fill(NED, **wrong)

    assert list(scene.errors) == [field]
    assert scene.community.name_of(NED) == "Ned"


# taking along


def test_everything_is_sent_in_private_as_plain_text() -> None:
    scene = with_a_bit_of_everything()
    text = "\n".join(received(scene, NED, "Send me everything"))

    for mine in (
        "Thank you, Mia.",
        "She had packed already.",
        "Ask before noon",
        "A cold house is a risk.",
        "an honest word",
        "I was too quick.",
    ):
        assert mine in text
    assert "late bed and a cold house" not in text


def test_everything_is_sent_as_json_as_well() -> None:
    scene = with_a_bit_of_everything()
    pieces = received(scene, NED, "Send it as JSON")

    (piece,) = pieces
    sent = json.loads(piece.split("\n", 1)[1])
    assert sent["community"] == "Discharge"
    assert {"kind": "said", "words": "Thank you, Mia."}.items() <= _only(sent, "said").items()


def test_a_lot_comes_in_pieces_none_too_long_for_a_message() -> None:
    scene = opened()
    for number in range(20):
        keep(scene, _said(scene, number, "A line about the ward. " * 20))
    pieces = received(scene, NED, "Send me everything")

    assert len(pieces) == 4
    assert max(len(piece) for piece in pieces) < 3000
    assert "".join(pieces).count("A line about the ward.") == 400


def test_it_can_be_asked_for_again() -> None:
    scene = with_a_bit_of_everything()

    assert received(scene, NED, "Send me everything") == received(scene, NED, "Send me everything")


# deleting


def test_what_one_chooses_is_deleted_at_once_and_nothing_else() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, NED, "cards")

    assert scene.office.all(Try, scene.community.id) == ()
    assert scene.office.all(MemberCard, scene.community.id) == ()
    assert scene.office.all(Kept, scene.community.id) == ()
    assert len(scene.office.all(Reflection, scene.community.id)) == 1
    assert "Thank you, Mia." in everything(scene)


def test_where_the_bot_posted_it_the_post_says_that_it_was_taken_back() -> None:
    scene = with_a_bit_of_everything()
    on_the_last_morning(scene)
    took_away(scene)
    assert "Ask about the kitchen." in everything(scene)
    delete(scene, NED, "words", "cards", "stories", "notes")

    assert words(scene.post("take").card) == "Taken back by its author."
    assert words(scene.post("try").card) == "Taken back by its author."
    for mine in ("kitchen", "Thank you, Mia.", "packed already", "before noon", "too quick"):
        assert mine not in everything(scene)


def test_a_take_away_can_be_said_anew_after_it_was_taken_back() -> None:
    scene = with_a_bit_of_everything()
    on_the_last_morning(scene)
    took_away(scene)
    delete(scene, NED, "words")
    took_away(scene)

    assert "Ask about the kitchen." in words(scene.post("take").card)


def test_a_story_that_has_been_told_can_be_taken_back_while_its_session_runs() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, MIA, "stories")

    assert words(scene.post("story:").card) == "Taken back by its author."
    assert "late bed and a cold house" not in everything(scene)
    on_the_last_morning(scene)
    scene.later(days=1)
    assert scene.sessions[0].closed_at


def test_a_story_that_waits_is_taken_out_of_its_session() -> None:
    scene = story_offered()
    scene.until(datetime(2027, 1, 14, 11, tzinfo=UTC))
    scene.press(FAY, "Yes, I can")
    delete(scene, MIA, "stories")

    assert scene.office.all(Story, scene.community.id) == ()
    assert scene.session.story is None


def test_what_others_said_stays() -> None:
    scene = with_a_bit_of_everything()
    scene.says(PAM, "I wondered too.", "story")
    delete(scene, NED, "words")

    assert "I wondered too." in everything(scene)


def test_choosing_nothing_deletes_nothing() -> None:
    scene = with_a_bit_of_everything()
    delete(scene, NED)

    assert scene.errors == {"which": "Please choose what to delete."}
    assert "Thank you, Mia." in everything(scene)


def test_only_what_there_is_can_be_chosen() -> None:
    scene = opened()
    scene.says(NED, "Thank you, Mia.", "story")
    scene.command(NED, "mydata")
    scene.press(NED, DELETE)

    (field,) = scene.form.fields
    assert isinstance(field, SomeOf)
    assert [choice.value for choice in field.choices] == ["words"]


def test_without_anything_of_ones_own_there_is_no_such_button() -> None:
    scene = begun()
    scene.command(ROS, "mydata")
    token = scene.button(ROS, "Send me everything").token
    with pytest.raises(AssertionError):
        scene.press(ROS, DELETE)

    scene.press_token(ROS, token.replace("send_mine", "delete_mine"))
    assert scene.whispered == "There is nothing here that is yours alone to delete."


def test_nobody_deletes_what_is_anothers() -> None:
    scene = with_a_bit_of_everything()
    scene.command(NED, "mydata")
    scene.press(NED, DELETE)
    scene.submit(DEV, scene.form, which=["words", "stories"])

    assert "Thank you, Mia." in everything(scene)
    assert "packed already" in everything(scene)


def _said(scene: Scene, number: int, text: str) -> Contribution:
    return Contribution(
        id=RecordId(f"r{number}"),
        community=scene.community.id,
        session=scene.session.id,
        author=NED,
        part=Part.STRUCK,
        text=text,
        forget_at=scene.now + timedelta(days=30),
    )


def _only(sent: dict[str, list[dict[str, str]]], kind: str) -> dict[str, str]:
    (found,) = (one for one in sent["held"] if one["kind"] == kind)
    return found


def _names_people(kind: object) -> bool:
    if kind is PersonId:
        return True
    if isinstance(kind, type) and is_dataclass(kind):
        return any(_names_people(hint) for hint in get_type_hints(kind).values())
    return any(_names_people(part) for part in get_args(kind))
