"""What someone learns who has the database and not the key."""

from datetime import timedelta

import pytest

from bot.boundary.arrivals import DeliveryId
from bot.boundary.decision import Decision, Post, Slip
from bot.boundary.notes import KeepNotes, Note, OpenBox, Pass, Passage
from bot.boundary.trouble import Trouble
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import PostName, RecordId
from bot.domain.story import Story
from storage import open_database
from storage.keys import CommunityKeys
from storage.seal import Keyring, Marks, Seal, about, new_key
from storage.tables import metadata
from tests.conftest import KEY, Fresh
from tests.contracts.given import (
    ANN,
    AWAY,
    BEN,
    HOME,
    NOW,
    ROOM,
    Rig,
    card,
    community,
    direct,
    post,
    story,
)
from tests.memory import CountingMint

SECRET = "the-secret-words"
DONE = DeliveryId("delivery-of-done")
NOTE = Note(community=HOME, key="note1", window="w0", leaf={"note": SECRET})
NEWER = b"a newer master key of the tests!"


def test_no_table_holds_words_or_people_in_the_clear(rig: Rig) -> None:
    fill(rig)

    everything = b"|".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in metadata.sorted_tables
        for row in rig.look(f"SELECT * FROM {table.name}")
        for value in row
    )
    # long enough that no random bytes spell them by chance
    for word in (SECRET, "w/ann", "w/ben", "person7", '"Ann"', "night shift", "delivery-id", DONE):
        assert word.encode() not in everything


def test_no_file_holds_words_or_people_in_the_clear(fresh_sqlite: Fresh) -> None:
    rig = Rig(fresh_sqlite())
    fill(rig)
    files = b"".join(one.read_bytes() for one in rig.file.parent.glob(f"{rig.file.name}*"))
    rig.close()

    assert b"contribution" in files
    for word in (SECRET, "test/w/ben", "person7", "night shift"):
        assert word.encode() not in files


def test_a_sealed_value_opens_in_its_own_row_only(rig: Rig) -> None:
    rig.keep(community(), story("a", "mine"), story("b", "theirs"))
    rig.meddle("UPDATE story SET sealed = (SELECT sealed FROM story WHERE id = 'b') WHERE id = 'a'")

    with rig.offices.open() as office, pytest.raises(Trouble, match="backup"):
        office.records.one(Story, RecordId("a"))


def test_a_changed_value_does_not_open() -> None:
    seal, where = Seal(new_key()), about("table", "column", "row")
    sealed = bytearray(seal.seal(b"words", where))
    sealed[-1] ^= 1

    with pytest.raises(Trouble):
        seal.open(bytes(sealed), where)


def test_equal_words_look_different_every_time() -> None:
    seal, where = Seal(new_key()), about("table", "column", "row")

    assert seal.seal(b"words", where) != seal.seal(b"words", where)


def test_no_community_s_key_opens_the_words_of_another(rig: Rig) -> None:
    rig.keep(community(HOME), community(AWAY, rooms=()), story("a"))
    rig.meddle("UPDATE story SET community = 'away'")

    with rig.offices.open() as office, pytest.raises(Trouble):
        office.records.one(Story, RecordId("a"))


def test_a_forgotten_community_leaves_nothing_and_its_key_is_destroyed(rig: Rig) -> None:
    fill(rig)
    (sealed, id), *_ = rig.look("SELECT sealed, id FROM story")
    with rig.database._door.transaction() as connection:
        before = CommunityKeys(connection, Keyring([KEY])).seal(HOME)
    with rig.offices.open() as office:
        office.keep(Decision(forget=(community(),)), NOW)

    assert before.open(sealed, about("story", "sealed", str(id)))  # type: ignore[arg-type]
    left = {
        table.name
        for table in metadata.sorted_tables
        if rig.look(f"SELECT * FROM {table.name} LIMIT 1")
    }
    assert left == {"house_key", "inbox"}


def test_after_rotation_everything_opens_and_the_old_key_can_be_thrown_away(fresh: Fresh) -> None:
    url = fresh()
    rig = Rig(url)
    fill(rig)
    rig.close()
    rotated = Rig(url, keys=(NEWER, KEY))
    rotated.database.migrate()
    rotated.close()

    rig = Rig(url, keys=(NEWER,))
    rig.database.migrate()

    with rig.offices.open() as office:
        assert office.records.one(Story, RecordId("a")) == story("a", SECRET)
        assert [one.id for one in office.records.communities_of(BEN)] == [HOME]
        assert [slip.answers for slip in office.records.opened("box")] == [{"said": SECRET}]
        assert not office.first_time("delivery-id", NOW)  # type: ignore[arg-type]
        assert office.records.leaves("w1") == ({"note": SECRET},)
        assert office.records.passage("w1", ANN, DONE) is Passage.AGAIN
        assert office.records.notes(HOME) == (NOTE,)
    assert [errand.card for errand in rig.claim()] == [card(SECRET)]
    rig.close()


def test_what_an_older_key_wrapped_still_opens_before_it_is_wrapped_anew(fresh: Fresh) -> None:
    url = fresh()
    rig = Rig(url)
    fill(rig)
    rig.close()

    rig = Rig(url, keys=(NEWER, KEY))

    with rig.offices.open() as office:
        assert office.records.one(Story, RecordId("a")) == story("a", SECRET)
    rig.close()


def test_a_wrong_key_is_trouble_that_says_what_to_do(fresh: Fresh) -> None:
    rig = Rig(fresh(), keys=(NEWER,))

    with pytest.raises(Trouble, match="LCBOT_SECRET_KEY"):
        rig.database.migrate()
    rig.close()


def test_a_process_left_with_the_old_key_alone_loses_nothing_of_an_open_window(
    fresh_postgres: Fresh,
) -> None:
    url = fresh_postgres()
    old, new = Rig(url), Rig(url, keys=(NEWER, KEY))
    fill(old)
    new.database.migrate()

    with old.offices.open() as office, pytest.raises(Trouble, match="LCBOT_SECRET_KEY"):
        office.records.passage("w1", BEN, DONE)

    with new.offices.open() as office:
        assert office.records.passage("w1", BEN, DONE) is Passage.FREE
        assert office.records.leaves("w1") == ({"note": SECRET},)
    old.close()
    new.close()


@pytest.mark.parametrize("keys", [(), (b"short",), (KEY, b"short")])
def test_no_key_or_a_short_one_is_trouble(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(Trouble, match="LCBOT_SECRET_KEY"):
        open_database("sqlite://", keys=keys, limits={}, mint=CountingMint())


def test_marks_differ_by_purpose_and_by_key() -> None:
    marks = Marks(new_key())

    assert marks.of("person", "x") == marks.of("person", "x")
    assert marks.of("person", "x") != marks.of("place", "x")
    assert marks.of("person", "x") != Marks(new_key()).of("person", "x")


def fill(rig: Rig) -> None:
    """Something in every table."""
    said = Contribution(
        id=RecordId("k1"),
        community=HOME,
        session=RecordId("s1"),
        author=BEN,
        part=Part.STRUCK,
        text=SECRET,
        forget_at=NOW + timedelta(days=30),
    )
    with rig.offices.open() as office:
        assert office.first_time("delivery-id", NOW)  # type: ignore[arg-type]
        office.keep(
            Decision(
                keep=(community(), story("a", SECRET), said),
                say=(
                    Post(community=HOME, to=direct(7), name=PostName("a"), card=card(SECRET)),
                    post("sent", ROOM, SECRET),
                ),
                drop=(Slip(community=HOME, box="box", person=ANN, answers={"said": SECRET}),),
                notes=(
                    OpenBox(community=HOME, window="w1", people=(ANN, BEN), slots=4),
                    Pass(window="w1", person=ANN, delivery=DONE, leaves=({"note": SECRET},)),
                    KeepNotes(community=HOME, notes=(NOTE,)),
                ),
            ),
            NOW,
        )
    rig.meddle("UPDATE outbox SET state = 'sent', address = '1' WHERE name = 'sent'")
