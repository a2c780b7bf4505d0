"""What a person has to do after the group has agreed: who that is, and the button that opens the form for it."""

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Weight
from bot.conversations.membership.nominating import vacant
from bot.conversations.saying import button
from bot.domain.agreement import Matter
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId


def whose_hand(community: Community, matter: Matter) -> tuple[PersonId, ...]:
    """Those who look after the community; the words on the charter are changed by whoever wrote them."""
    if matter is Matter.CHARTER:
        return (community.convenor,)
    return tuple(who.person for who in community.keepers[:1])


def by_hand(community: Community, matter: Matter) -> tuple[Button, ...]:
    """Nothing where no form does it, or where it would be refused just now."""
    match matter:
        case Matter.RHYTHM:
            return _when_we_meet(community)
        case Matter.CHARTER:
            return (_main("change_my_words", Act.CHARTER, community.id),)
        case Matter.KEEPER if vacant(community):
            return (_main("who_could", Act.NOMINATE, community.id),)
        case Matter.KEEPER:
            return (button("command_leave", Act.COMMAND, "leave"),)
        case _:
            return ()


def _when_we_meet(community: Community) -> tuple[Button, ...]:
    match community.stage:
        case Stage.ACTIVE:
            return (_main("change_rhythm", Act.CHANGE_RHYTHM, community.id),)
        case Stage.GATHERING | Stage.CODESIGN if len(community.joined) >= FEWEST_TO_BEGIN:
            return (_main("begin", Act.BEGIN, community.id),)
        case _:
            return ()


def _main(key: str, act: Act, about: str) -> Button:
    return button(key, act, about, asks=True, weight=Weight.MAIN)
