"""What is kept of a message, and who can find what in it."""

from datetime import UTC, datetime

from bot.boundary.decision import OpenForm
from bot.domain.proposal import Proposal
from tests.dialogs.message_scenes import message, recognised, sent, yes
from tests.scene import FAY, MEMBERS, MIA, NAMES, NED, OLI, PAM, QUY, SID


def test_a_sponsor_can_find_neither_who_wrote_it_nor_how_many_nor_what_was_said_of_it() -> None:
    scene = recognised()
    scene.press(NED, "I have a concern, go on")
    scene.fill(NED, words="xylophone", to="all")
    for person in (MIA, OLI, PAM, QUY, MEMBERS[-1], FAY):
        scene.press(person, "I can live with it")
    scene.until(datetime(2027, 1, 14, 12, tzinfo=UTC))
    yes(scene)
    tokens = {one.token for each in scene.offices.memory.posts for one in each.card.buttons}
    ids = (message(scene).id, scene.every_proposal[0].id)
    acts = ("org_answers", "answer_told", "came", "recognise", "out_agreed", "fine", "object")
    tokens |= {f"{act}.{about}{word}" for act in acts for about in ids for word in ("", ".yes")}
    seen = scene.sent_to(SID)

    for command in ("send", "", "mydata", "good", "try", "keep", "rules"):
        scene.command(SID, command)
        seen += [repr(scene.replies)]
    for token in sorted(tokens):
        scene.press_token(SID, token)
        seen += [repr(scene.replies)]
        for reply in scene.replies:
            if isinstance(reply, OpenForm):
                scene.submit(SID, reply.form)
                seen += [repr(scene.replies)]

    told = "\n".join(seen).replace("its six words", "its words")
    members = [name for name in NAMES if name not in ("Ann", "Fay", "Dev", "Sid")]
    assert not [name for name in members if f" {name}" in told or f"'{name}" in told]
    assert "xylophone" not in told
    assert not [count for count in ("6", "7", "six", "seven", "three of") if f" {count} " in told]


def test_a_facilitator_who_works_for_the_sponsor_learns_no_more_than_anyone() -> None:
    """Whoever looks after the group may be the sponsor's colleague: no card of theirs tells of the writer."""
    scene = sent()
    scene.command(FAY, "send")

    about_it = [one for one in (*scene.sent_to(FAY), scene.whispered) if "bed" in one]
    assert about_it
    assert not [one for one in about_it if "Mia" in one]
    assert not scene.has_post("by_hand")


def test_messages_and_answers_are_kept_for_the_life_of_the_community() -> None:
    assert message(yes()).expires() is None


def test_what_was_sent_and_answered_can_be_read_again_by_members_only() -> None:
    scene = yes()
    scene.command(OLI, "send")
    assert "What we keep meeting: people go home" in scene.whispered
    assert "The store opens from February." in scene.whispered
    scene.command(SID, "send")

    assert "As the sponsor" in scene.whispered


def test_what_is_kept_of_it_in_the_proposal_is_gone_after_thirty_days() -> None:
    scene = sent()
    (proposal,) = scene.office.all(Proposal, scene.community.id)

    assert proposal.expires() == datetime(2027, 2, 13, 12, tzinfo=UTC)
