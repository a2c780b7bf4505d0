"""The data statement says what is held, and never a word of anybody's."""

from bot.domain.ids import RecordId
from bot.statement import ELSEWHERE, HOLDS, statement
from storage.clearing import POSTS, WORDS
from storage.tables import KINDS
from tests.scene import MEMBERS, NAME_OF, NED, opened

SECRET = "zebra"


def test_every_kind_of_record_has_its_words() -> None:
    assert set(HOLDS) == set(KINDS)


def test_it_says_how_many_of_each_and_nobodys_words_or_name() -> None:
    scene = opened()
    for person in MEMBERS:
        scene.says(person, SECRET, "story")

    said = "\n".join(statement(scene.community, scene.office))

    assert "6 × things said in sessions, with their author" in said
    assert "1 × stories and drafts, with their teller" in said
    assert SECRET not in said
    assert not any(name in said for name in NAME_OF.values())


def test_what_there_is_nothing_of_is_not_in_it() -> None:
    scene = opened()

    said = "\n".join(statement(scene.community, scene.office))

    assert "tries" not in said
    assert RecordId(NED) not in said


def test_it_says_how_long_the_bot_keeps_its_own_posts_and_what_it_keeps_for_longer() -> None:
    assert f"the words goes {WORDS.days} days after it was carried" in ELSEWHERE
    assert f"the rest after {POSTS.days} days" in ELSEWHERE
    assert (
        "of what is pinned, such as the charter, the rest stays as long as the community lasts"
        in ELSEWHERE
    )
    assert f"Of what could not be carried, all goes after {POSTS.days} days" in ELSEWHERE
