"""The menu, the help, and what the bot answers when someone types to it."""

from bot.boundary.arrivals import CommandGiven, DirectMessage
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Points
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, texts, whisper, whispered
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, Place, Room
from bot.words import say

ALL = ("start", "invite", "rhythm", "session", "story", "hours", "charter", "mydata", "help")
ABOUT_EVERY = ("charter", "mydata", "help")
"""What can be asked in private by someone who has a part in several communities."""


def menu(command: CommandGiven, known: Known) -> Decision:
    """`/lc` alone: what fits this person in this place."""
    found = known.communities_at(command.place, command.who)
    if len(found) == 1:
        return _menu("menu.choose", _fitting(found[0], command))
    if found:
        return _menu("menu.several", _commands(ABOUT_EVERY))
    if isinstance(command.place, Room):
        return _menu("menu.choose", _commands(("start", "help")))
    return _menu("menu.none_of_yours", _commands(("help",)))


def help(command: CommandGiven, known: Known) -> Decision:
    lines = tuple(say(f"help.command_{word}") for word in ALL)
    return whisper(*texts("help.what_it_is"), Points(lines), title=say("help.title"))


def typed_to_bot(message: DirectMessage, known: Known) -> Decision:
    """Words typed straight to the bot are answered, and neither kept nor passed on."""
    return whispered("direct.not_kept")


def _menu(key: str, buttons: tuple[Button, ...]) -> Decision:
    return whisper(*texts(key), title=say("menu.title"), buttons=buttons)


def _fitting(community: Community, command: CommandGiven) -> tuple[Button, ...]:
    person = command.who.person
    offered = _commands(tuple(word for word, fits in _fits(community, person).items() if fits))
    if _is_beginning(community, person, command.place):
        return (button("go_on_beginning", Act.COMMAND, "start"), *offered)
    return offered


def _fits(community: Community, person: PersonId) -> dict[str, bool]:
    """Whether a command would be heard from this person: nothing is offered only to be refused."""
    meets = community.stage in (Stage.ACTIVE, Stage.RESTING)
    part, keeps = community.takes_part(person), community.is_kept_by(person)
    member = community.member(person)
    return {
        "session": keeps and meets,
        "invite": community.stage is not Stage.DRAFT and (keeps or person == community.convenor),
        "story": part and meets,
        "hours": bool(member and member.joined),
        "rhythm": part,
        "charter": True,
        "mydata": person in community.people,
        "help": True,
    }


def _is_beginning(community: Community, person: PersonId, place: Place) -> bool:
    drafting = community.stage is Stage.DRAFT and person == community.convenor
    return drafting and isinstance(place, Room)


def _commands(words: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(button(f"command_{word}", Act.COMMAND, word) for word in words)


CONVERSATION = Conversation(commands={"": menu, "help": help})
