"""People press whatever they see, in any order, at any time; what was promised still holds."""

from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

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
"""What a shorter tale is made of: some person's doing, one after the other."""
people, numbers = st.sampled_from(EVERYBODY), st.integers(0, 10_000)


class ALife(RuleBasedStateMachine):
    """Members, those who look after them, a sponsor, strangers and the clock, in any order."""

    @initialize(already_open=st.booleans())
    def begins(self, already_open: bool) -> None:
        self.scene = opened() if already_open else begun()
        self.seen = len(self.scene.offices.memory.posts)
        self.acted: PersonId = SID

    @rule(person=people, number=numbers)
    def presses(self, person: PersonId, number: int) -> None:
        self._does("press", person, number)

    @rule(person=people, number=numbers)
    def presses_again(self, person: PersonId, number: int) -> None:
        self._does("press", person, number)

    @rule(person=people, number=numbers)
    def fills(self, person: PersonId, number: int) -> None:
        self._does("fill", person, number)

    @rule(person=people, number=numbers)
    def commands(self, person: PersonId, number: int) -> None:
        self._does("command", person, number)

    @rule(person=people, number=numbers)
    def says(self, person: PersonId, number: int) -> None:
        self._does("say", person, number)

    @rule(person=people, number=numbers)
    def walks(self, person: PersonId, number: int) -> None:
        self._does("walk", person, number)

    @rule(hours=numbers)
    def waits(self, hours: int) -> None:
        self._does("wait", self.acted, hours)

    def _does(self, kind: str, person: PersonId, number: int) -> None:
        if not _is_gone(self.scene):
            self.acted = person
            _act(self.scene, kind, person, number)
            self.scene.later()  # the clock ticks: what has become due by it rings

    @invariant()
    def one_thing_is_open_at_a_time(self) -> None:
        if not _is_gone(self.scene):
            _at_most_one_session_runs(self.scene)
            _at_most_one_round_is_open(self.scene)

    @invariant()
    def what_is_private_is_read_by_nobody_else(self) -> None:
        if not _is_gone(self.scene):
            _drafts_are_their_tellers(self.scene)
            _the_sponsor_sees_nothing(self.scene, self.acted)
            _whoever_is_outside_hears_nothing(self.scene, self.acted)

    @invariant()
    def every_alarm_that_is_due_has_rung(self) -> None:
        coming = self.scene.office.next_alarm()
        assert coming is None or coming > self.scene.now

    @invariant()
    def nothing_is_said_twice(self) -> None:
        posts = self.scene.offices.memory.posts[self.seen :]
        self.seen += len(posts)
        said = [(one.post.to, words(one.card)) for one in posts]
        assert [one for one, times in Counter(said).items() if times > 1] == []

    def teardown(self) -> None:
        """There is a way on: something is planned, or somebody has stopped it, or it rests or ends."""
        if not hasattr(self, "scene"):
            return
        self.scene.later(days=60)
        if _is_gone(self.scene):
            return
        stopped = any(one.stopped_at for one in self.scene.sessions)
        alive = any(not one.ended for one in self.scene.sessions)
        assert alive or stopped or self.scene.community.stage in (Stage.RESTING, Stage.ENDING)


TestALife = ALife.TestCase
TestALife.settings = settings(
    max_examples=30,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
)


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


def _whoever_is_outside_hears_nothing(scene: Scene, person: PersonId) -> None:
    """Nobody who does not belong is told in private what somebody has written."""
    inside = {*scene.community.people, SID}
    if person not in inside:
        shown = [one.form for one in scene.replies if isinstance(one, OpenForm)]
        assert SECRET not in scene.whispered
        assert SECRET not in repr(shown)


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
