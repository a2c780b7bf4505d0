"""A sponsor walks through everything: every command, button and form, seen or guessed. They learn nothing.

Nothing of what members say, who took part, who was there, how many, or how they voted can be read by a
sponsor, through any answer to them or any message of theirs.
"""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.boundary.arrivals import ButtonPressed, DeliveryId, FormSubmitted, Given, Who
from bot.boundary.decision import Decision, OpenForm, Post
from bot.boundary.tokens import LONGEST, Act, Token
from bot.boundary.views import Field, Form
from bot.conversations.known import Known
from bot.conversations.routing import COMMANDS, FORMS, PRESSES, decide
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId
from bot.domain.message import Message
from bot.domain.refusal import Refused
from bot.domain.sponsorship import Brief
from tests.dialogs.codesign_scenes import drafting, first_asked, marking
from tests.dialogs.ending_scenes import ending
from tests.dialogs.message_scenes import sent
from tests.dialogs.test_renewing import after_six
from tests.memory import CountingMint
from tests.polls import asked
from tests.scene import (
    ANN,
    DEV,
    FAY,
    MEMBERS,
    MIA,
    NAME_OF,
    NED,
    OLI,
    PAM,
    ROOM,
    SID,
    Scene,
    begun,
    brief,
    founded,
    gathered,
    opened,
    words,
)

SECRET = "xylophone"
"""What members write, in every box and thread."""
OPENLY = "plain"
"""What is written to be read by the sponsor: by consent, or by whoever speaks for the group."""
OUTWARD = frozenset(
    {
        Act.CHARTER,
        Act.OUR_PROMISES,
        Act.EXPECTS,
        Act.FOUND,
        Act.WRITE_OUT,
        Act.SPONSOR_LETTER,
        Act.PROPOSE,
        Act.REWORD,
        Act.OUT_AGREED,
    }
)
"""Forms whose words may end on the charter or in a message that everyone has agreed to."""
ACTIVE = (ANN, FAY, DEV, *MEMBERS)
BEGINNINGS = (
    founded,
    gathered,
    first_asked,
    marking,
    drafting,
    begun,
    opened,
    asked,
    after_six,
    sent,
    ending,
)
"""A community at every age, for members to go on from."""
STEPS = 120
MOST_SEEN = 120
OWN = (Brief, Community, Message)
"""All that anything a sponsor does may change: their answers, their part, and what they answer to a message."""
WORDS = ("", "1", "yes", "no", "sponsor", "facilitator", "answer", "text", "json")


@pytest.mark.parametrize("begins", BEGINNINGS, ids=lambda one: one.__name__)
def test_whatever_members_do_a_sponsor_who_tries_everything_learns_nothing(
    begins: Callable[[], Scene],
) -> None:
    scene = begins()
    forms = _lives(scene, random.Random(begins.__name__))

    for answer in _walk(scene, forms):
        _tells_nothing(answer)
    scene.later(days=40)

    assert scene.office.community_in(ROOM) is None or scene.community.is_sponsor(SID)
    _tells_nothing("\n".join(_theirs(scene)))


@pytest.mark.parametrize("seed", range(3))
def test_no_guessed_button_or_form_gives_a_sponsor_anything(seed: int) -> None:
    scene = opened()
    _lives(scene, random.Random(100 + seed))

    for token in _guessed(scene):
        for decision in (_pressed(scene, token), _sent(scene, token)):
            _tells_nothing(repr(decision.reply))
            _tells_nothing(repr([one for one in decision.say if _is_theirs(one)]))
            assert not decision.drop
            assert all(isinstance(one, OWN) for one in (*decision.keep, *decision.forget))


def test_members_words_change_nothing_that_a_sponsor_can_read() -> None:
    first, second = (_everything_read(_held_by(said, MEMBERS)) for said in ("one", "other"))

    assert first == second


def test_who_took_part_changes_nothing_that_a_sponsor_can_read() -> None:
    swapped = (NED, MIA, PAM, OLI, *MEMBERS[4:])

    assert _everything_read(_held_by("one", MEMBERS)) == _everything_read(_held_by("one", swapped))


@pytest.mark.parametrize("how_many", [0, 1, 4])
def test_how_many_took_part_changes_nothing_that_a_sponsor_can_read(how_many: int) -> None:
    everyone, some = _held_by("one", MEMBERS), _held_by("one", MEMBERS[:how_many])

    assert _everything_read(everyone) == _everything_read(some)


def test_how_people_vote_changes_nothing_that_a_sponsor_can_read() -> None:
    first, second = (_everything_read(_voted(choice)) for choice in ("0", "1"))

    assert first == second


def test_a_sponsor_who_speaks_in_a_thread_is_not_heard() -> None:
    scene = opened()
    before = dict(scene.offices.memory.records)

    scene.says(SID, "Who was that?", "story")

    assert scene.offices.memory.records == before


@pytest.mark.parametrize("private", [True, False], ids=["in private", "in the room"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_names_a_member_to_a_sponsor(command: str, *, private: bool) -> None:
    scene = opened()
    _speak(scene, SECRET, MEMBERS)

    scene.command(SID, f"{command} who said that", place=Direct(SID) if private else ROOM)

    _tells_nothing(repr(scene.replies))


def test_a_sponsor_named_later_learns_nothing_either() -> None:
    scene = opened()
    _speak(scene, SECRET, MEMBERS)
    scene.command(ANN, "charter")
    scene.press(ANN, "Somebody else gives permission")
    former = dict(scene.errors)
    zoe = next(one for one in NAME_OF if NAME_OF[one] == "Zoe")
    scene.fill(ANN, sponsor=[zoe])
    brief(scene, zoe)

    scene.command(zoe, "mydata", place=Direct(zoe))

    assert not former
    _tells_nothing(repr(scene.replies))
    _tells_nothing("\n".join(scene.sent_to(zoe)))


# what members do


def _lives(scene: Scene, chance: random.Random) -> list[Form]:
    """Everyone but the sponsor acts at random. Gives every form that was opened on the way."""
    forms: list[Form] = []
    for _ in range(STEPS):
        if scene.office.community_in(ROOM) is None:
            break
        _one_act(scene, chance, forms)
    return forms


def _one_act(scene: Scene, chance: random.Random, forms: list[Form]) -> None:
    person = chance.choice(ACTIVE)
    match chance.choice(("press", "press", "press", "command", "say", "wait")):
        case "press" if buttons := [one for one in scene._buttons(person) if _may(one.token)]:
            scene.press_token(person, chance.choice(buttons[-12:]).token)
        case "command":
            scene.command(person, chance.choice(sorted(COMMANDS)))
        case "say":
            names = [one.post.name for one in scene.offices.memory.posts if one.post.to == ROOM]
            scene.says(person, SECRET, chance.choice(names))
        case _:
            scene.later(hours=chance.randrange(1, 40))
    while opened_ := [one.form for one in scene.replies if isinstance(one, OpenForm)]:
        forms.append(opened_[-1])
        _fill(scene, person, opened_[-1], chance)


def _may(token: str) -> bool:
    """Sid stays the sponsor."""
    return not token.startswith((f"{Act.OURSELVES}.",)) and not token.endswith(".sponsor")


def _fill(scene: Scene, person: PersonId, form: Form, chance: random.Random) -> None:
    said = OPENLY if Act(form.token.split(".")[0]) in OUTWARD else SECRET
    answers = {one.name: _answer(one, scene, said, chance) for one in form.fields}
    scene.submit(person, form, **answers)


def _answer(field: Field, scene: Scene, said: str, chance: random.Random) -> object:
    match field.kind:
        case "one_of":
            return chance.choice(field.choices).value
        case "some_of":
            return [one.value for one in field.choices[: 1 + chance.randrange(5)]]
        case "people":
            return chance.sample(MEMBERS, min(field.most, 2))
        case "day":
            return (scene.now + timedelta(days=chance.randrange(1, 30))).date().isoformat()
        case "line" | "lines":
            return field.value or said


def _held_by(said: str, people: tuple[PersonId, ...]) -> Scene:
    """A session in which these people speak and look back, from its opening to its close."""
    scene = opened()
    _speak(scene, said, people)
    scene.later(days=10)
    return scene


def _speak(scene: Scene, said: str, people: tuple[PersonId, ...]) -> None:
    for person in people:
        scene.says(person, said, "story")
        scene.press_token(person, Token(Act.READING_ALONG, (scene.session.id,)).pack())


def _voted(choice: str) -> Scene:
    scene = opened()
    scene.command(MIA, "poll")
    scene.fill(MIA, question="When?", options="Mondays\nTuesdays")
    for person in MEMBERS:
        scene.press(person, "Vote")
        scene.fill(person, choice=choice)
    scene.later(days=10)
    return scene


# what the sponsor tries


def _walk(scene: Scene, forms: list[Form]) -> Iterator[str]:
    """Every command, in the room and in private; every button anybody sees; every form anybody had."""
    for place in (Direct(SID), ROOM):
        for command in sorted(COMMANDS):
            scene.command(SID, command, place=place)
            yield from _answers(scene)
    seen = [one.token for post in scene.offices.memory.posts for one in post.card.buttons]
    for token in list(dict.fromkeys(reversed(seen)))[:MOST_SEEN]:
        if not token.startswith((f"{Act.DECLINE}.", f"{Act.LEAVES_POST}.")):
            scene.press_token(SID, token)
            yield from _answers(scene)
    for form in {one.token: one for one in forms}.values():
        scene.submit(SID, form, **{one.name: _typed(one) for one in form.fields})
        yield from _answers(scene)
    scene.types_to_bot(SID)
    yield from _answers(scene)


def _answers(scene: Scene) -> Iterator[str]:
    """What the sponsor is told; and what they are told when they fill in the form that opens."""
    yield repr(scene.replies)
    form = next((one.form for one in scene.replies if isinstance(one, OpenForm)), None)
    if form is not None:
        scene.submit(SID, form, **{one.name: _typed(one) for one in form.fields})
        yield repr(scene.replies)


def _typed(field: Field) -> object:
    match field.kind:
        case "one_of":
            return field.choices[0].value
        case "some_of":
            return [one.value for one in field.choices]
        case "people":
            return list(MEMBERS[: field.most])
        case "day":
            return "2027-06-01"
        case "line" | "lines":
            return field.value or OPENLY


def _guessed(scene: Scene) -> Iterator[str]:
    """Every act, about one record of each kind, with every short word that buttons carry."""
    kinds = {key[0]: key[1] for key in scene.offices.memory.records}
    for act in Act:
        for id in kinds.values():
            for word in WORDS:
                token = ".".join(filter(None, (act, id, word)))
                if len(token) <= LONGEST and "/" not in token:
                    yield token


def _pressed(scene: Scene, token: str) -> Decision:
    known = Known(scene.office, scene.calendar, CountingMint(made=10_000))
    press = ButtonPressed(
        id=DeliveryId("guess"), at=scene.now, who=Who(SID, "Sid"), place=Direct(SID), token=token
    )
    if Act(token.split(".")[0]) not in PRESSES:
        return Decision()
    return _decided(press, known)


def _sent(scene: Scene, token: str) -> Decision:
    """A form that was never shown, filled with whatever might fit."""
    known = Known(scene.office, scene.calendar, CountingMint(made=20_000))
    if Act(token.split(".")[0]) not in FORMS:
        return Decision()
    form = FormSubmitted(
        id=DeliveryId("guess"),
        at=scene.now,
        who=Who(SID, "Sid"),
        place=Direct(SID),
        token=token,
        given=Given(),
    )
    return _decided(form, known)


def _decided(arrival: ButtonPressed | FormSubmitted, known: Known) -> Decision:
    """What is decided; a no may say why, and names nobody."""
    try:
        return decide(arrival, known)
    except Refused as refused:
        _tells_nothing(repr(refused.fills))
    except ValueError:  # an empty day is no day, and no real form sends one
        pass
    return Decision()


def _everything_read(scene: Scene) -> list[str]:
    """All that a sponsor can read now: the answers to all they can type, and their messages."""
    read = []
    for place in (Direct(SID), ROOM):
        for command in sorted(COMMANDS):
            scene.command(SID, command, place=place)
            read.append(repr(scene.replies))
    scene.types_to_bot(SID)
    return [*read, repr(scene.replies), *_theirs(scene)]


def _theirs(scene: Scene) -> list[str]:
    posts = scene.offices.memory.posts
    return [words(one.card) for one in posts if one.post.to == Direct(SID)]


def _is_theirs(said: object) -> bool:
    return isinstance(said, Post) and said.to == Direct(SID)


def _tells_nothing(text: str) -> None:
    assert SECRET not in text
    for person in MEMBERS:
        assert NAME_OF[person] not in text
        assert person not in text
