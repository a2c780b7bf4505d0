"""When nobody answers, what is said about a person is said to that person too."""

from datetime import UTC, datetime

from tests.scene import FAY, MIA, opened


def test_whoever_is_named_to_a_teller_nobody_answers_hears_of_it_at_the_same_moment() -> None:
    scene = opened()

    scene.until(datetime(2027, 1, 19, 13, tzinfo=UTC))

    assert "I am telling Fay too" in scene.sent_to(MIA)[-1]
    assert "Nobody has replied to Mia yet" in scene.sent_to(FAY)[-1]
    assert "Please do so today." in scene.sent_to(FAY)[-1]
