"""A whole session in a community of three and of thirty, and with rules in Arabic."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.agreement import Agreement, Matter
from bot.domain.course import SessionState
from bot.domain.ids import Direct, PersonId, RecordId, person_id
from bot.domain.people import Member, Standing
from tests.scene import FAY, MIA, NAME_OF, Scene, begun, opens_with_a_story, words

ARABIC = "نتحدث من عملنا نحن.\nعدم المعرفة مساهمة.\nنشكر أولاً، ثم نسأل.\nالقصة ملك لراويها.\nنحمي الناس في قصصنا."


def test_three_of_us_have_a_whole_session(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = _of(3, monkeypatch)

    said = _whole_session(scene)

    assert scene.sessions[0].state is SessionState.CLOSED
    assert not scene.has_post("check:"), "three are too few for a question without a name"
    assert "the session in four lines" in said or "four lines" in "\n".join(scene.sent_to(FAY))
    assert any(one.ahead for one in scene.sessions)


def test_three_of_us_are_told_nothing_that_would_single_one_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = _of(3, monkeypatch)

    _whole_session(scene)

    assert "Fewer than five members looked back" in _result(scene)
    assert "most of us" not in "\n".join(scene.posted).lower()


def test_thirty_of_us_have_a_whole_session(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = _of(30, monkeypatch)

    _whole_session(scene)

    assert scene.sessions[0].state is SessionState.CLOSED
    asked = [one for one in scene.offices.memory.posts if one.post.name.startswith("check:")]
    assert len(asked) == 30
    assert max(len(scene.sent_to(person)) for person in _people(30)) <= 8


def test_rules_in_arabic_go_with_a_whole_session(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = _of(6, monkeypatch)
    scene.offices.memory.records[Agreement, RecordId("rules")] = Agreement(
        id=RecordId("rules"),
        community=scene.community.id,
        matter=Matter.RULES,
        words=ARABIC,
        agreed_at=scene.now,
        look_again_after=1,
    )

    scene.command(MIA, "rules")
    shown = scene.whispered
    _whole_session(scene)
    scene.command(MIA, "worry")
    scene.fill(MIA, about="rule")
    scene.fill(MIA, rule="3", words="قيل شيء عن القصة")

    assert all(line in shown for line in ARABIC.splitlines())
    assert "عدم المعرفة مساهمة." in "\n".join(scene.posted), "looked at again, letter by letter"
    told = words(scene.post("worry:", Direct(FAY)).card)
    assert "“القصة ملك لراويها.”" in told
    assert "قيل شيء عن القصة" in told


def _of(size: int, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """So many members, Mia among them; Fay and Dev look after it."""
    scene = begun()
    people = _people(size)
    names = {**NAME_OF, **{one: f"Member {number}" for number, one in enumerate(people) if number}}
    monkeypatch.setattr("tests.scene.NAME_OF", names)
    members = tuple(Member(person=one, name=names[one], standing=Standing.JOINED) for one in people)
    community = replace(scene.community, members=members)
    scene.offices.memory.records[type(community), community.id] = community
    return scene


def _people(size: int) -> tuple[PersonId, ...]:
    return (MIA, *(person_id("test", "w", f"m{number}") for number in range(1, size)))


def _whole_session(scene: Scene) -> str:
    """Mia tells, everyone says a word each day, Fay looks after it, until it is closed."""
    members = [one.person for one in scene.community.joined]
    opens_with_a_story(scene)
    first = scene.session
    while first.running:
        for person in (*members, FAY):
            scene.says(person, "A word.", f"story:{first.id}")
        scene.until(min(scene.now + timedelta(hours=20), first.plan.closes_at))
        first = next(one for one in scene.sessions if one.id == first.id)
    scene.later(days=3)
    return "\n".join(scene.posted)


def _result(scene: Scene) -> str:
    return words(scene.post("review_result:", Direct(FAY)).card)
