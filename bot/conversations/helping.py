"""The menu, the help, and what the bot answers when someone types to it."""

from collections.abc import Sequence

from bot.boundary.arrivals import ButtonPressed, CommandGiven
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Points
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.conversations.membership.inviting import size
from bot.conversations.notes.here import way_of
from bot.conversations.saying import button, texts, whisper
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, Place, Room
from bot.words import say

MENU = (
    "session",
    "story",
    "worry",
    "moment",
    "rhythm",
    "rules",
    "poll",
    "try",
    "keep",
    "invite",
    "propose",
    "good",
    "prompts",
    "send",
    "note",
    "receipt",
    "hours",
    "charter",
    "home",
    "mydata",
    "pause",
    "leave",
    "end",
    "help",
)
"""What is used most comes first."""
MOST = 8
"""More buttons than this are a list to search, not a menu: the rest waits behind one of them."""
ABOUT_EVERY = ("home", "charter", "mydata", "help")
"""What can be asked in private by someone who has a part in several communities."""


def menu(command: CommandGiven, known: Known) -> Decision:
    """`/lc` alone: what fits this person in this place. Its buttons mean the community that it is about, wherever
    they are pressed."""
    found = known.communities_at(command.place, command.who)
    if len(found) == 1:
        return _first(found[0], _fitting(found[0], command, known))
    if found:
        return _menu("menu.several", _commands(ABOUT_EVERY))
    if isinstance(command.place, Room):
        return _menu("menu.choose", _commands(("start", "help")))
    return _menu("menu.none_of_yours", _commands(("help",)))


def more(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """What the menu had no room for."""
    community = known.community(token[0])
    return _menu("menu.choose", _fitting(community, press, known)[MOST - 2 :])


def help(command: CommandGiven, known: Known) -> Decision:
    lines = tuple(say(f"help.command_{word}") for word in _heard(command, known))
    return whisper(*texts("help.what_it_is"), Points(lines), title=say("help.title"))


def _heard(command: CommandGiven, known: Known) -> tuple[str, ...]:
    """Every command there is; for a sponsor, those that they have."""
    found = known.communities_at(command.place, command.who)
    if found and all(one.is_sponsor(command.who.person) for one in found):
        fits = _fits(found[0], command.who.person, known)
        return tuple(word for word in MENU if fits[word])
    return ("start", *MENU, "here")


def _first(community: Community, buttons: tuple[Button, ...]) -> Decision:
    if len(buttons) <= MOST:
        return _menu("menu.choose", buttons)
    more = button("more", Act.MORE, community.id)
    return _menu("menu.choose", (*buttons[: MOST - 2], more, buttons[-1]))


def _menu(key: str, buttons: tuple[Button, ...]) -> Decision:
    return whisper(*texts(key), title=say("menu.title"), buttons=buttons)


def _fitting(
    community: Community, arrival: CommandGiven | ButtonPressed, known: Known
) -> tuple[Button, ...]:
    """What fits, in the menu's order; `help` is always the last."""
    person = arrival.who.person
    fits = _fits(community, person, known)
    offered = tuple(_offered(community, word) for word in MENU if fits[word])
    mine = _my_card(community, person, known)
    if _is_beginning(community, person, arrival.place):
        return (button("go_on_beginning", Act.COMMAND, "start"), *offered)
    return (*offered[:-1], *mine, offered[-1])


def _fits(community: Community, person: PersonId, known: Known) -> dict[str, bool]:
    """Whether a command would be heard from this person: nothing is offered only to be refused."""
    stage = community.stage
    meets = stage in (Stage.ACTIVE, Stage.RESTING)
    part, keeps = community.takes_part(person), community.is_kept_by(person)
    agrees = part and stage in (Stage.CODESIGN, Stage.ACTIVE, Stage.RESTING, Stage.ENDING)
    return {
        "session": keeps and meets,
        "story": part and meets,
        "moment": part and meets,
        "rhythm": part,
        "rules": agrees,
        "poll": agrees and stage is not Stage.RESTING,
        "try": part and meets,
        "keep": part and meets,
        "invite": _may_bring_in(community, person),
        "propose": agrees,
        "good": part and meets,
        "prompts": agrees,
        "send": part and meets,
        "worry": part,
        "note": part and way_of(community, known).on,
        "receipt": part and way_of(community, known).on,
        "hours": part,
        "charter": True,
        "home": person in community.people,
        "mydata": person in community.people,
        "pause": part and (stage is Stage.ACTIVE or (meets and community.resumes_at is None)),
        "end": part and (meets or stage is Stage.ENDING),
        "leave": stage is not Stage.DRAFT and (part or _may_stop_convening(community, person)),
        "help": True,
    }


def _may_bring_in(community: Community, person: PersonId) -> bool:
    """Ask people while it is founded; suggest somebody once members decide together."""
    if community.stage in (Stage.DRAFT, Stage.ENDING):
        return False
    if not community.has_begun:
        return community.is_kept_by(person) or person == community.convenor
    part = community.takes_part(person) or person == community.convenor
    return part and bool(community.keepers) and size(community) < MOST_MEMBERS


def _may_stop_convening(community: Community, person: PersonId) -> bool:
    return person == community.convenor and community.has_begun and bool(community.keepers)


def _my_card(community: Community, person: PersonId, known: Known) -> tuple[Button, ...]:
    """Once the rules stand, each may say what the others can count on."""
    if not community.takes_part(person) or known.agreed(community, Matter.RULES) is None:
        return ()
    return (button("my_card", Act.MEMBER_CARD, community.id, asks=True),)


def _is_beginning(community: Community, person: PersonId, place: Place) -> bool:
    drafting = community.stage is Stage.DRAFT and community.is_arranged_by(person)
    return drafting and isinstance(place, Room)


def _offered(community: Community, word: str) -> Button:
    """Once members decide together who joins, nobody asks people by themselves."""
    if word == "invite" and community.has_begun:
        return button("command_suggest", Act.COMMAND, word, community.id)
    return _command(word, community.id)


def _commands(words: Sequence[str]) -> tuple[Button, ...]:
    return tuple(_command(word) for word in words)


def _command(word: str, *about: str) -> Button:
    return button(f"command_{word}", Act.COMMAND, word, *about)


CONVERSATION = Conversation(commands={"": menu, "help": help}, presses={Act.MORE: more})
