"""What somebody is asked in private and has not answered stands on their own page too."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.boundary.tokens import Act, unpack
from bot.domain.ids import Direct, PersonId
from tests.dialogs import (
    codesign_scenes,
    ending_scenes,
    message_scenes,
    newcomer_scenes,
    permission_scenes,
    review_scenes,
)
from tests.scene import (
    FAY,
    MIA,
    NAME_OF,
    NED,
    OLI,
    ZOE,
    Scene,
    begun,
    drafted,
    jan,
    opened,
    permission_asked,
    story_offered,
)

OFFERS = {
    Act.COMMAND: "the menu is on the page",
    Act.LESS_OF: "nobody has to want less of it",
    Act.LOOKING_AFTER: "a page to read",
    Act.SEASON: "a page to read",
    Act.INVITE: "done whenever they like, from the menu",
    Act.BEGIN: "done whenever they like, from the menu",
    Act.PROPOSE: "done whenever they like, from the menu",
    Act.FIRST_POST: "help with a beginning, if they like",
    Act.REFLECT: "a note for themselves, if they like",
    Act.ASK_PROMPT: "words that may help a round that is quiet",
    Act.WANT_OFFERS: "what a teller may do at any time in their session",
    Act.ENOUGH_QUESTIONS: "what a teller may do at any time in their session",
    Act.COME_BACK_IN: "what a teller may do at any time in their session",
    Act.CLOSE_KINDLY: "what a teller may do at any time in their session",
}
"""Under private cards, and no question that waits for an answer: why it need not be on the page."""


def would_hear_worries() -> Scene:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="trusted")
    scene.fill(MIA, title="Oli would hear us", words="Oli")
    return scene


def asked_whether_ready() -> Scene:
    scene = story_offered()
    scene.until(jan(14, 11))
    scene.press(FAY, "Yes, I can")
    scene.until(jan(15, 14))
    return scene


def closed() -> Scene:
    scene = review_scenes.looking_back(keeper=True)
    scene.until(jan(22, 12, 30))
    return scene


def line_missing() -> Scene:
    scene = closed()
    scene.later(days=6)
    return scene


def nobody_holds_it() -> Scene:
    scene = opened()
    scene.until(jan(20, 11))
    return scene


def objected() -> Scene:
    scene = begun()
    scene.command(MIA, "propose")
    scene.fill(MIA, matter="leaves")
    scene.fill(MIA, title="What may leave", words="Learning leaves, people do not.")
    scene.press(NED, "I object")
    scene.fill(NED, words="It leaves out students.")
    return scene


def somebody_outside() -> Scene:
    scene = newcomer_scenes.agreed_on_zoe()
    scene.later(days=3)
    scene.press(ZOE, "Join")
    scene.fill(ZOE, read=["yes"])
    return scene


def newcomer_after_two_sessions() -> Scene:
    scene = newcomer_scenes.joined()
    for _ in range(2):
        scene.until(scene.session.plan.opens_at)
        scene.says(NED, "A long week.", "session:")
        scene.until(scene.session.plan.closes_at)
    scene.later(days=1)
    return scene


def quiet_for_months(*, until: datetime) -> Scene:
    scene = begun()
    scene.until(until)
    return scene


def one_is_asked() -> Scene:
    return quiet_for_months(until=datetime(2027, 5, 8, tzinfo=UTC))


def both_are_asked() -> Scene:
    return quiet_for_months(until=datetime(2027, 5, 22, tzinfo=UTC))


def message_sent() -> Scene:
    return message_scenes.sent()


def happened() -> Scene:
    scene = message_scenes.yes()
    wakes = message_scenes.message(scene).wakes_at
    assert wakes
    scene.until(wakes)
    return scene


def permission_again() -> Scene:
    return permission_scenes.half_a_year_on(permission_scenes.gathering())


SCENES: tuple[Callable[[], Scene], ...] = (
    drafted,
    permission_asked,
    would_hear_worries,
    asked_whether_ready,
    opened,
    review_scenes.half_way,
    closed,
    line_missing,
    nobody_holds_it,
    objected,
    somebody_outside,
    newcomer_after_two_sessions,
    one_is_asked,
    both_are_asked,
    message_sent,
    happened,
    permission_again,
    codesign_scenes.drafting,
    ending_scenes.ending,
)


@pytest.mark.parametrize("wide", SCENES, ids=lambda scene: scene.__name__)
def test_every_private_question_is_on_the_page_of_whoever_is_asked(
    wide: Callable[[], Scene],
) -> None:
    scene = wide()

    asked = {NAME_OF[person]: tuple(_missing(scene, person)) for person in NAME_OF}

    assert {name: found for name, found in asked.items() if found} == {}


def test_that_they_would_hear_worries_is_asked_on_their_page_alone() -> None:
    scene = would_hear_worries()
    (yes, _) = scene.post("hearer:", Direct(OLI)).card.buttons
    asked = [person for person in NAME_OF if yes.token in _tokens(scene, person)]

    scene.press_token(OLI, yes.token, Direct(OLI))

    assert asked == [OLI]
    assert yes.token not in _tokens(scene, OLI)


def _missing(scene: Scene, person: PersonId) -> Iterator[str]:
    """What can be pressed under private cards and not on the page."""
    page = _tokens(scene, person)
    for one in scene.offices.memory.posts:
        for button in one.card.buttons if one.post.to == Direct(person) else ():
            act = unpack(button.token).act
            if button.token not in page and act not in OFFERS:
                yield f"{one.post.name.split(':')[0]}: {button.label}: {act.name}"


def _tokens(scene: Scene, person: PersonId) -> set[str]:
    cards = scene.engine.page(person, scene.now).cards
    return {button.token for card in cards for button in card.buttons}
