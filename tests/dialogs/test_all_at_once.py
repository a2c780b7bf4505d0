"""A round that appears all at once: everyone's first thought, before anybody's steers the others."""

from bot.boundary.decision import OpenForm
from bot.domain.agreement import Agreement, Matter
from bot.domain.contribution import Contribution, Part
from bot.domain.formats import Format, Hearing
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.round import Round
from bot.domain.written import Written
from tests.formats import agreed_on, held
from tests.scene import (
    DEV,
    FAY,
    MIA,
    NED,
    OLI,
    PAM,
    ROS,
    SID,
    ZOE,
    Scene,
    confirmed,
    jan,
    opened,
    words,
)

# choosing it


def test_whoever_holds_it_chooses_it_for_a_round_that_has_not_opened() -> None:
    scene = opened()

    _next_at_once(scene)

    comes = "The next round, “Questions only”, appears all at once on Wednesday 20 January at 12:00"
    assert comes in scene.posted[-1]
    assert scene.session.at_once == {Part.QUESTIONS}


def test_it_can_be_taken_back_while_it_lies_ahead_and_the_room_hears_that_too() -> None:
    scene = opened()
    _next_at_once(scene)

    _next_at_once(scene, appear="come")

    assert "is as usual after all" in scene.posted[-1]
    assert scene.session.at_once == frozenset()


def test_the_first_round_can_be_chosen_before_the_session_opens() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    before = len(scene.posted)
    scene.fill(FAY, appear="at_once")
    told_before = len(scene.posted) == before

    scene.until(jan(18, 10, 30))

    card = scene.post("round:").card
    assert told_before
    assert "This time all write in private." in words(card)
    assert [button.label for button in card.buttons] == ["Write in private"]


def test_one_question_to_all_can_be_chosen_so_with_the_question() -> None:
    scene = _asked_widely_at_once()

    card = scene.post("round:").card

    assert scene.session.at_once == {Part.OWN_ANSWER}
    assert [button.label for button in card.buttons] == ["Write in private"]


def test_only_those_who_look_after_the_community_choose() -> None:
    scene = opened()
    token = scene.button(FAY, "Change what is asked").token

    scene.press_token(MIA, token)

    assert "Please ask Fay" in scene.whispered


def test_what_was_chosen_stays_when_the_session_is_moved_to_another_day() -> None:
    scene = confirmed()
    scene.command(FAY, "session")
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "What struck me")
    scene.fill(FAY, appear="at_once")

    scene.command(FAY, "session")
    scene.press(FAY, "Move it")
    scene.fill(FAY, day="2027-01-20")

    assert scene.session.at_once == {Part.STRUCK}


# writing


def test_until_the_round_closes_nobody_else_reads_what_is_written() -> None:
    scene = _writing()
    before = len(scene.posted)

    _writes(scene, NED, "What did you see?")

    assert len(scene.posted) == before
    everything = [words(one.card) for one in scene.offices.memory.posts]
    assert not any("What did you see?" in one for one in everything)
    assert scene.office.all(Contribution, scene.session.id) == _said_in_thread(scene)


def test_when_it_closes_everything_appears_at_once_with_names() -> None:
    scene = _writing()
    for person, text in ((NED, "What did you see?"), (OLI, "Who else?"), (MIA, "I wonder too.")):
        _writes(scene, person, text)
    before = len(scene.posted)

    scene.until(jan(20, 12))

    heading, *replies = _shown(scene, before)
    assert "“Questions only”: here is what each of us wrote" in heading
    assert set(replies) == {"What did you see?", "Who else?", "I wonder too."}
    assert {_who(scene, reply) for reply in replies} == {"Ned", "Oli", "Mia"}
    assert scene.office.all(Written, scene.session.id) == ()


def test_the_order_is_not_that_in_which_they_were_written() -> None:
    orders = set()
    for turn in range(6):
        scene = _writing()
        scene.engine.mint.chance.seed(turn)  # type: ignore[attr-defined]
        for person in (NED, OLI, PAM, ROS):
            _writes(scene, person, person)
        before = len(scene.posted)
        scene.until(jan(20, 12))
        orders.add(tuple(_shown(scene, before)[1:]))

    assert len(orders) > 1


def test_it_is_kept_as_said_in_that_round_by_its_writer() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")

    scene.until(jan(20, 12))

    said = [one for one in scene.office.all(Contribution, scene.session.id) if one.author == NED]
    assert (said[-1].part, said[-1].text) == (Part.QUESTIONS, "What did you see?")


def test_written_again_it_takes_the_place_of_what_was_there() -> None:
    scene = _writing()
    _writes(scene, NED, "Have you tried to ring?")
    scene.press(NED, "Write in private")
    stood = scene.form.fields[0]

    scene.fill(NED, words="What did you see?")
    before = len(scene.posted)
    scene.until(jan(20, 12))

    assert getattr(stood, "value", "") == "Have you tried to ring?"
    assert _shown(scene, before)[1:] == ["What did you see?"]


def test_an_emptied_box_takes_it_back() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")
    before = len(scene.posted)

    _writes(scene, NED, "")
    scene.until(jan(20, 12))

    assert _shown(scene, before) == []
    assert _questions(scene).replies == 0


def test_an_empty_box_with_nothing_behind_it_keeps_nothing() -> None:
    scene = _writing()

    _writes(scene, NED, "  ")

    assert "Nothing is kept." in scene.whispered
    assert scene.office.all(Written, scene.session.id) == ()


def test_only_those_who_take_part_can_write() -> None:
    scene = _writing()
    token = scene.button(NED, "Write in private").token

    for person in (ZOE, SID):
        scene.press_token(person, token)

        assert not any(isinstance(reply, OpenForm) for reply in scene.replies)


# hard moments


def test_when_nobody_has_written_the_round_says_so_kindly() -> None:
    scene = _writing()
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert _shown(scene, before) == []
    assert "Nobody has written for this round, and that is all right." in _card(scene)


def test_a_single_one_is_shown_like_all_the_others() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert _shown(scene, before)[1:] == ["What did you see?"]
    assert "Nobody has written" not in _card(scene)


def test_a_first_round_in_which_nobody_writes_is_given_a_day_more_like_any_other() -> None:
    scene = _asked_widely_at_once()

    scene.until(jan(20, 12, 30))

    assert scene.session.round is not None
    assert scene.session.round.extended
    assert scene.post("round:").card.buttons != ()


def test_a_first_round_in_which_somebody_wrote_closes_in_time() -> None:
    scene = _asked_widely_at_once()
    _writes(scene, NED, "We stopped asking why.")

    scene.until(jan(20, 12, 30))

    assert any("We stopped asking why." in one for one in scene.posted)
    assert scene.session.round is not None
    assert scene.session.round.part is Part.RESPONDING


def test_a_form_that_is_open_while_the_round_closes_keeps_what_was_typed() -> None:
    scene = _writing()
    scene.press(NED, "Write in private")
    form = scene.form
    scene.until(jan(20, 12))
    before = len(scene.posted)

    scene.submit(NED, form, words="What did you see?")

    assert "What you wrote here is still in front of you" in scene.errors[""]
    assert len(scene.posted) == before
    assert scene.office.all(Written, scene.session.id) == ()


def test_what_somebody_who_has_left_wrote_is_not_shown() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.goes(NED, None)
    after_leaving = scene.office.all(Written, scene.session.id)
    scene.until(jan(20, 12))

    assert [one.author for one in after_leaving] == [OLI]
    assert _shown(scene, before)[1:] == ["Who else?"]


def test_when_the_only_one_who_wrote_has_left_nobody_has() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")

    scene.goes(NED, None)
    scene.until(jan(20, 12))

    assert "Nobody has written for this round" in _card(scene)


def test_when_the_teller_leaves_what_the_others_wrote_is_shown() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.goes(MIA, None)

    assert "Who else?" in _shown(scene, before)


def test_ended_by_hand_it_appears_at_that_moment() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(FAY, "Go to the next round")

    assert "Who else?" in _shown(scene, before)


def test_the_teller_who_has_had_enough_ends_it_as_well() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(MIA, "Enough questions")

    assert "Who else?" in _shown(scene, before)


def test_closed_kindly_nothing_that_was_written_is_lost() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.press(FAY, "Close this kindly")

    assert "Who else?" in _shown(scene, before)
    assert scene.office.all(Written, scene.session.id) == ()


def test_closed_by_itself_after_a_month_it_is_shown_and_forgotten_in_time() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    scene.press(FAY, "Pause")
    before = len(scene.posted)

    scene.later(days=29)

    session = scene.sessions[0]
    said = scene.office.all(Contribution, session.id)
    assert "Who else?" in _shown(scene, before)
    assert session.closed_at is not None
    assert all(one.forget_at and one.forget_at > session.closed_at for one in said)


def test_while_it_is_paused_people_can_go_on_writing() -> None:
    scene = _writing()
    scene.press(FAY, "Pause")

    _writes(scene, OLI, "Who else?")

    assert len(scene.office.all(Written, scene.session.id)) == 1


def test_of_a_story_that_is_hidden_nothing_more_is_shown() -> None:
    scene = _writing()
    _writes(scene, OLI, "Who else?")
    scene.press(FAY, "Hide this for now")
    scene.press(FAY, "I would like to talk with them first")
    before = len(scene.posted)

    scene.command(FAY, "session")
    scene.press(FAY, "Close this kindly")

    assert "Who else?" not in _shown(scene, before)
    assert "is not shown" in _card(scene)
    assert scene.office.all(Written, scene.session.id) == ()


def test_a_group_that_is_not_heard_reads_it_and_the_bot_keeps_nothing() -> None:
    scene = _writing()
    agreed = Agreement(
        id=RecordId("hearing"),
        community=scene.community.id,
        matter=Matter.HEARING,
        about=Hearing.LIGHT.value,
        words="Light",
        agreed_at=scene.now,
    )
    scene.offices.memory.records[Agreement, agreed.id] = agreed
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)

    scene.until(jan(20, 12))

    assert "Who else?" in _shown(scene, before)
    said = scene.office.all(Contribution, scene.session.id)
    assert not any(one.text == "Who else?" for one in said)


def test_its_writer_can_read_it_and_take_it_back_with_my_data() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")
    scene.command(NED, "mydata")
    read = scene.whispered

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["words"])

    assert "for a round that appears all at once" in read
    assert scene.office.all(Written, scene.session.id) == ()


def test_once_shown_its_writer_can_take_it_back_from_the_room() -> None:
    scene = _writing()
    _writes(scene, NED, "What did you see?")
    _writes(scene, OLI, "Who else?")
    before = len(scene.posted)
    scene.until(jan(20, 12))
    scene.command(NED, "mydata")

    scene.press(NED, "Delete what I wrote")
    scene.fill(NED, which=["words"])

    left = "\n".join(_shown(scene, before))
    assert "What did you see?" not in left
    assert "Who else?" in left


def _next_at_once(scene: Scene, appear: str = "at_once") -> None:
    scene.press(FAY, "Change what is asked")
    scene.press(FAY, "Questions only")
    scene.fill(FAY, appear=appear)
    assert scene.errors == {}


def _writing() -> Scene:
    """Tuesday 19 January, 12:30: the questions appear all at once, on Wednesday at noon."""
    scene = opened()
    _next_at_once(scene)
    scene.says(ROS, "Thank you, Mia.", "story")
    scene.until(jan(19, 12, 30))
    scene.says(FAY, "Thank you both.", "session")
    assert scene.session.round is not None
    assert scene.session.round.part is Part.QUESTIONS
    return scene


def _asked_widely_at_once() -> Scene:
    scene = held(agreed_on(Format.WIDE_QUESTION))
    scene.command(FAY, "session")
    scene.press(FAY, "Another way this time")
    scene.fill(FAY, format="wide_question")
    scene.fill(FAY, appear="at_once")
    scene.until(jan(18, 10, 30))
    scene.press_token(FAY, f"along.{scene.session.id}")
    return scene


def _writes(scene: Scene, person: PersonId, text: str) -> None:
    scene.press(person, "Write in private")
    scene.fill(person, words=text)


def _shown(scene: Scene, before: int) -> list[str]:
    """What appeared together since then, the heading first."""
    found = [one for one in scene.offices.memory.posts if one.post.to not in _PRIVATE]
    names = ("together:", "wrote:")
    return [words(one.card) for one in found[before:] if one.post.name.startswith(names)]


def _who(scene: Scene, reply: str) -> str:
    (card,) = [one.card for one in scene.offices.memory.posts if words(one.card) == reply]
    return getattr(card.body[0], "who", "")


def _card(scene: Scene) -> str:
    return words(scene.post(f"round:{scene.sessions[0].id}:questions").card)


def _questions(scene: Scene) -> Round:
    session = scene.sessions[0]
    return next(one for one in session.rounds if one.part is Part.QUESTIONS)


def _said_in_thread(scene: Scene) -> tuple[Contribution, ...]:
    said = scene.office.all(Contribution, scene.session.id)
    return tuple(one for one in said if one.author in (ROS, FAY))


_PRIVATE = {Direct(person) for person in (FAY, DEV, MIA, NED, OLI, PAM, ROS)}
