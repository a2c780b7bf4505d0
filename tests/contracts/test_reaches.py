"""By which way a chat reaches people and rooms: found by name alone, sealed, and gone when it is to be."""

from contextlib import closing
from pathlib import Path

from tests.conftest import KEY, Fresh
from tests.contracts.given import Rig

NEWER = b"n" * 32
WAY = {"id": "29:secret-of-ann", "url": "https://chat.example.org/"}


def test_a_way_is_found_by_its_name_and_by_no_other(rig: Rig) -> None:
    rig.database.reaches().keep("chat/person/ann", WAY)

    assert rig.database.reaches().find("chat/person/ann") == WAY
    assert rig.database.reaches().find("chat/person/an") is None


def test_the_newest_way_is_the_only_one(rig: Rig) -> None:
    reaches = rig.database.reaches()
    reaches.keep("ann", WAY, through="team")
    reaches.keep("ann", {"id": "29:new"})

    assert reaches.find("ann") == {"id": "29:new"}
    assert reaches.through("team") == {}


def test_what_goes_through_something_is_found_and_goes_with_it(rig: Rig) -> None:
    reaches = rig.database.reaches()
    reaches.keep("ann", {"id": "1"}, through="team")
    reaches.keep("ben", {"id": "2"}, through="team")
    reaches.keep("cat", {"id": "3"}, through="other")

    found = reaches.through("team")
    reaches.forget_through("team")

    assert found == {"ann": {"id": "1"}, "ben": {"id": "2"}}
    assert reaches.through("team") == {}
    assert reaches.find("ann") is None
    assert reaches.find("cat") == {"id": "3"}


def test_all_ways_are_found_by_their_names(rig: Rig) -> None:
    reaches = rig.database.reaches()
    reaches.keep("ann", WAY, through="team")
    reaches.keep("ben", {"id": "2"})

    assert reaches.all() == {"ann": WAY, "ben": {"id": "2"}}


def test_one_way_is_forgotten_and_the_others_stay(rig: Rig) -> None:
    reaches = rig.database.reaches()
    reaches.keep("ann", WAY)
    reaches.keep("ben", WAY)
    reaches.forget("ann")

    assert reaches.find("ann") is None
    assert reaches.find("ben") == WAY


def test_a_dump_tells_of_nobody_that_they_are_there(rig: Rig) -> None:
    rig.database.reaches().keep("chat/person/ann", WAY, through="chat/team/ward")

    kept = repr(rig.look("SELECT * FROM reach"))

    assert not any(word in kept for word in ("ann", "29:", "ward", "example"))


def test_ways_open_after_the_master_key_was_changed(fresh: Fresh) -> None:
    url = fresh()
    with closing(Rig(url)) as rig:
        rig.database.reaches().keep("ann", WAY)
    with closing(Rig(url, keys=(NEWER, KEY))) as rig:
        rig.database.migrate()
    with closing(Rig(url, keys=(NEWER,))) as rig:
        assert rig.database.reaches().find("ann") == WAY


def test_a_backup_knows_the_ways(rig: Rig, tmp_path: Path) -> None:
    rig.database.reaches().keep("ann", WAY)
    rig.database.backup(tmp_path / "copy.db")

    with closing(Rig(f"sqlite:///{tmp_path}/copy.db")) as copy:
        assert copy.database.reaches().find("ann") == WAY
