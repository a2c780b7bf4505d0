"""People press whatever they see, in any order, at any time; what was promised still holds."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.boundary.decision import OpenForm
from bot.boundary.views import Field, Form
from bot.domain.community import Stage
from bot.domain.ids import Direct, PersonId
from bot.domain.round import RoundState
from bot.domain.story import Story, StoryState
from tests.scene import MEMBERS, NAME_OF, ROOM, SID, Scene, begun, opened, words

SECRET = "zebra"
"""What every member writes into every box; nobody may meet it where it does not belong."""

OPENLY = "giraffe"
"""What a sponsor writes, and what is written to one."""
BETWEEN = ("expects.", "charter.", "our_promises.")
"""Forms in which whoever speaks for the group answers a sponsor, or writes the charter."""
EVERYBODY = tuple(NAME_OF)
COMMANDS = (
    "",
    "session",
    "story",
    "moment",
    "rhythm",
    "invite",
    "leave",
    "here",
    "rules",
    "propose",
    "poll",
    "try",
    "keep",
    "good",
    "send",
    "worry",
    "note",
    "receipt",
    "pause",
    "end",
    "hours",
    "mydata",
    "charter",
    "help",
    "start",
)
TO_SPONSOR = ("to_sponsor:", "remind_message:", "last_letter:", "mydata:")
"""What the group has agreed to send: the one way in which its words reach a sponsor; and what a sponsor
asks for of their own, which has these words in it too (tests/dialogs/test_my_data.py)."""

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: an example of a hundred presses would be shrunk for minutes."""

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("press", "press", "press", "fill", "fill", "command", "say", "wait", "walk")
        ),
        st.sampled_from(EVERYBODY),
        st.integers(0, 10_000),
    ),
    min_size=20,
    max_size=120,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(steps, st.booleans())
def test_whatever_people_do_the_promises_hold(
    acts: list[tuple[str, PersonId, int]], already_open: bool
) -> None:
    scene = opened() if already_open else begun()

    for kind, person, number in acts:
        _act(scene, kind, person, number)
        if _is_gone(scene):
            return

        _at_most_one_session_runs(scene)
        _at_most_one_round_is_open(scene)
        _drafts_are_their_tellers(scene)
        _the_sponsor_sees_nothing(scene, person)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(steps)
def test_whatever_people_do_the_rhythm_goes_on_or_rests(
    acts: list[tuple[str, PersonId, int]],
) -> None:
    scene = opened()
    for kind, person, number in acts:
        _act(scene, kind, person, number)

    scene.later(days=60)
    if _is_gone(scene):
        return

    stopped = any(one.stopped_at for one in scene.sessions)
    alive = any(not one.ended for one in scene.sessions)
    assert alive or stopped or scene.community.stage in (Stage.RESTING, Stage.ENDING)


def _is_gone(scene: Scene) -> bool:
    """It has ended by consent, and nothing is left to look at."""
    return scene.office.community_in(ROOM) is None


def _act(scene: Scene, kind: str, person: PersonId, number: int) -> None:
    """What one person was shown is gone when another acts; their forms are tried by strangers too."""
    forms = [reply for reply in scene.replies if isinstance(reply, OpenForm)]
    scene.replies = ()
    match kind:
        case "press":
            _press_something(scene, person, number)
        case "fill":
            scene.replies = tuple(forms)
            _fill_something(scene, person, number)
        case "command":
            scene.command(person, COMMANDS[number % len(COMMANDS)])
        case "say":
            names = [one.post.name for one in scene.offices.memory.posts if one.post.to == ROOM]
            scene.says(person, SECRET, names[number % len(names)])
        case "walk":
            _walk(scene, person, number)
        case "wait":
            scene.later(hours=number % 30)


def _walk(scene: Scene, person: PersonId, number: int) -> None:
    """Into the room, out of it, or out of everything."""
    if number % 2:
        scene.comes(person)
    else:
        scene.goes(person, room=ROOM if number % 9 else None)


def _press_something(scene: Scene, person: PersonId, number: int) -> None:
    """Any button that the person can see now; the form that opens is filled in at once."""
    buttons = scene._buttons(person)
    if buttons:
        scene.press_token(person, buttons[-(number % min(len(buttons), 12)) - 1].token)
        _fill_something(scene, person, number)


def _fill_something(scene: Scene, person: PersonId, number: int) -> None:
    forms = [reply.form for reply in scene.replies if isinstance(reply, OpenForm)]
    if forms:
        answers = {field.name: _answer(field, scene, number) for field in forms[-1].fields}
        if person == SID or forms[-1].token.startswith(BETWEEN):
            answers = {name: OPENLY if one == SECRET else one for name, one in answers.items()}
        scene.submit(person, forms[-1], **answers)


def _answer(field: Field, scene: Scene, number: int) -> object:
    match field.kind:
        case "one_of":
            return field.choices[number % len(field.choices)].value
        case "some_of":
            return [choice.value for choice in field.choices[: 1 + number % 5]]
        case "people":
            people = [EVERYBODY[(number + step) % len(EVERYBODY)] for step in range(3)]
            return people[: field.most]
        case "day":
            return (scene.now + timedelta(days=number % 40 - 2)).date().isoformat()
        case "line" | "lines":
            return field.value or SECRET


def _at_most_one_session_runs(scene: Scene) -> None:
    assert sum(one.running for one in scene.sessions) <= 1


def _at_most_one_round_is_open(scene: Scene) -> None:
    for session in scene.sessions:
        assert sum(one.state is RoundState.OPEN for one in session.rounds) <= 1


def _drafts_are_their_tellers(scene: Scene) -> None:
    """A story that has not opened stands nowhere but with its teller (and whoever they asked to read it)."""
    for story in scene.office.all(Story, scene.community.id):
        if story.state is StoryState.TOLD:
            continue
        for one in scene.offices.memory.posts:
            if story.id in one.post.name and one.post.to != Direct(story.teller):
                assert one.post.name.startswith(("talk:", "no_story:"))


def _the_sponsor_sees_nothing(scene: Scene, person: PersonId) -> None:
    """No word of a member and nobody's presence ever reaches the sponsor, unless the group has agreed to it."""
    if not scene.community.is_sponsor(SID):
        return  # somebody else gives permission now, and Sid may have joined
    private = [one for one in scene.offices.memory.posts if one.post.to == Direct(SID)]
    seen = [words(one.card) for one in private if not one.post.name.startswith(TO_SPONSOR)]
    whispered = scene.whispered if person == SID else ""
    assert all(SECRET not in one for one in (*seen, whispered))


def test_every_button_that_a_sponsor_can_see_or_forge_tells_them_nothing() -> None:
    scene = opened()
    for person in MEMBERS:
        scene.says(person, SECRET, "story")
    tokens = [button.token for one in scene.offices.memory.posts for button in one.card.buttons]

    for token in tokens:
        scene.press_token(SID, token)
        for reply in scene.replies:
            assert not isinstance(reply, OpenForm) or _is_blank(reply.form)
            assert SECRET not in repr(reply)


def test_every_command_of_a_sponsor_tells_them_nothing() -> None:
    scene = opened()
    scene.says(MEMBERS[0], SECRET, "story")

    for command in COMMANDS:
        scene.command(SID, command)
        assert SECRET not in repr(scene.replies)
        assert not any(NAME_OF[person] in scene.whispered for person in MEMBERS)


def _is_blank(form: Form) -> bool:
    return all(not getattr(field, "value", "") for field in form.fields)
