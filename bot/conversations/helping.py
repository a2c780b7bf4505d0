"""The menu, the help, and what the bot answers when someone types to it."""

from collections.abc import Sequence

from bot.boundary.arrivals import ButtonPressed, CommandGiven, DirectMessage
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Points
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, texts, whisper, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.ids import Room
from bot.domain.refusal import Reason, Refused
from bot.words import say

ALL = (
    "start",
    "invite",
    "rhythm",
    "session",
    "story",
    "rules",
    "propose",
    "poll",
    "try",
    "keep",
    "good",
    "send",
    "hours",
    "pause",
    "end",
    "mydata",
    "help",
)

MENU = (
    "session",
    "story",
    "rhythm",
    "rules",
    "poll",
    "try",
    "keep",
    "invite",
    "propose",
    "good",
    "send",
    "hours",
    "mydata",
    "pause",
    "end",
    "help",
)
"""What is used most comes first."""
MOST = 8
"""More buttons than this are a list to search, not a menu: the rest waits behind one of them."""


def menu(command: CommandGiven, known: Known) -> Decision:
    """`/lc` alone: what fits this person in this place."""
    words, mine = _fitting(command, known), _my_card(command, known)
    if len(words) + len(mine) <= MOST:
        return _choice(words, *mine)
    return _choice(words[: MOST - 2], button("more", Act.MORE), _command(words[-1]))


def more(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """What the menu had no room for."""
    return _choice(_fitting(press, known)[MOST - 2 :], *_my_card(press, known))


def help(command: CommandGiven, known: Known) -> Decision:
    lines = tuple(say(f"help.command_{word}") for word in ALL)
    return whisper(*texts("help.what_it_is"), Points(lines), title=say("help.title"))


def typed_to_bot(message: DirectMessage, known: Known) -> Decision:
    """Words typed straight to the bot are answered, and neither kept nor passed on."""
    return whispered("direct.not_kept")


def _choice(words: Sequence[str], *others: Button) -> Decision:
    buttons = (*(_command(word) for word in words), *others)
    return whisper(*texts("menu.choose"), title=say("menu.title"), buttons=buttons)


def _fitting(arrival: CommandGiven | ButtonPressed, known: Known) -> tuple[str, ...]:
    """The commands that fit this person here, in the menu's order: `help` is always the last."""
    community = _community(arrival, known)
    if community is None:
        return ("start", "help")
    fitting = {"help"}
    if community.takes_part(arrival.who.person):
        fitting |= {"rhythm", "mydata"}
        if community.stage in (Stage.ACTIVE, Stage.RESTING):
            fitting |= {
                "story",
                "rules",
                "propose",
                "poll",
                "try",
                "keep",
                "good",
                "send",
                "hours",
                "pause",
                "end",
            }
        if community.stage is Stage.CODESIGN:
            fitting |= {"rules", "propose", "poll", "hours"}
        if community.stage is Stage.ENDING:
            fitting |= {"rules", "propose", "poll", "end"}
    if community.is_kept_by(arrival.who.person):
        fitting |= {"session", "invite"}
    return tuple(word for word in MENU if word in fitting)


def _my_card(arrival: CommandGiven | ButtonPressed, known: Known) -> tuple[Button, ...]:
    """Once the rules stand, each may say what the others can count on."""
    community = _community(arrival, known)
    if community is None or not community.takes_part(arrival.who.person):
        return ()
    if known.agreed(community, Matter.RULES) is None:
        return ()
    return (button("my_card", Act.MEMBER_CARD, community.id, asks=True),)


def _community(arrival: CommandGiven | ButtonPressed, known: Known) -> Community | None:
    if isinstance(arrival.place, Room):
        return known.records.community_in(arrival.place)
    try:
        return known.community_at(arrival.place, arrival.who)
    except Refused as refused:
        if refused.reason is Reason.NO_COMMUNITY_OF_YOURS:
            return None
        raise


def _command(word: str) -> Button:
    return button(f"command_{word}", Act.COMMAND, word)


CONVERSATION = Conversation(commands={"": menu, "help": help}, presses={Act.MORE: more})
