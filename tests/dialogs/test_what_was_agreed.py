"""What was agreed: how it is read, gives way, comes back and is tried."""

from datetime import UTC, datetime, timedelta

from bot.domain.agreement import Agreement, Matter
from bot.domain.ids import RecordId
from bot.domain.proposal import ProposalState
from tests.dialogs.consent_scenes import a_week_later, all_fine, proposed, standing
from tests.scene import FAY, NED, OLI, ROOM, Scene, begun


def test_what_was_agreed_before_gives_way_and_its_version_counts_on() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    scene.command(NED, "rules")
    scene.press(NED, "Change what may leave")
    assert "Learning leaves, people do not." in str(scene.form)
    scene.fill(NED, title="Nothing leaves", words="Nothing leaves.")
    all_fine(scene)
    a_week_later(scene)

    (agreement,) = standing(scene)
    assert (agreement.version, agreement.words) == (2, "Nothing leaves.")


def test_the_rules_can_be_read_by_members_with_their_version_and_day() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    scene.command(OLI, "rules")

    assert "What may leave this group, version 1, agreed on Thursday 7 January" in scene.whispered


def test_what_the_bot_cannot_do_is_given_to_whoever_looks_after_us() -> None:
    scene = proposed("rhythm", "Every three weeks, please.")
    all_fine(scene)
    a_week_later(scene)

    assert "Every three weeks, please." in scene.sent_to(FAY)[-1]


def test_what_stands_comes_back_when_its_sessions_have_passed() -> None:
    scene = begun()
    _thanks_first(scene)
    scene.later(days=30)

    assert "This has stood for six sessions" in "\n".join(scene.posted)
    scene.press(FAY, "It still fits")
    assert standing(scene, Matter.RULES)[0].look_again_after > 1  # type: ignore[operator]


def test_a_trial_is_asked_about_anew_after_each_session_and_only_the_newest_card_asks() -> None:
    scene = begun()
    _thanks_first(scene, trial=True)
    scene.later(days=40)

    posted = "\n".join(scene.posted)
    assert posted.count("Another session has closed since, so this is asked anew.") == 1
    assert posted.count("We tried this for three sessions.") == 1


def test_a_trial_that_suits_us_asks_no_more_wherever_it_has_asked() -> None:
    scene = begun()
    _thanks_first(scene, trial=True)
    scene.later(days=40)
    scene.press(FAY, "It still fits")

    assert "We tried this for three sessions." not in "\n".join(scene.posted)
    assert not standing(scene, Matter.RULES)[0].trial


def test_a_settled_proposal_is_forgotten_after_thirty_days_and_what_was_agreed_stays() -> None:
    scene = proposed()
    all_fine(scene)
    a_week_later(scene)
    (proposal,) = scene.every_proposal

    assert proposal.state is ProposalState.AGREED
    assert proposal.expires() == datetime(2027, 1, 7, 12, tzinfo=UTC) + timedelta(days=30)
    assert standing(scene)[0].expires() is None
    assert ROOM in scene.community.rooms


def _thanks_first(scene: Scene, *, trial: bool = False) -> None:
    """What the group has agreed on, and looks at again after one session."""
    rules = Agreement(
        id=RecordId("a1"),
        community=scene.community.id,
        matter=Matter.RULES,
        words="We thank first.",
        agreed_at=scene.now,
        look_again_after=1,
        trial=trial,
    )
    scene.offices.memory.records[Agreement, rules.id] = rules
