"""What the group has agreed, to be read and changed."""

from zoneinfo import ZoneInfo

from bot.boundary.arrivals import CommandGiven
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Element, Points, Text
from bot.conversations.consent.proposal_forms import ONE_OF_OURS, OPEN_TO_ALL
from bot.conversations.consent.still_fits import words_of
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, texts, whisper
from bot.domain.agreement import Agreement, Matter
from bot.domain.codesign import TOGETHER
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId
from bot.words import at_first, say
from bot.words.times import day_words, name_list

SHOWN = (
    Matter.RULES,
    Matter.LEAVES,
    Matter.ROUTES,
    Matter.FORMAT,
    Matter.RHYTHM,
    Matter.HEARING,
    Matter.NOTES,
    Matter.TRUSTED,
    Matter.ANYTHING,
)


def rules(command: CommandGiven, known: Known) -> Decision:
    """`/lc rules`: all that stands agreed, with its version and its day; and a way to change it."""
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    stands = [one for one in known.agreements(community) if one.matter in SHOWN]
    stands.sort(key=lambda one: SHOWN.index(one.matter))
    body = tuple(part for one in stands for part in _shown(community, one))
    return whisper(
        *body,
        *_not_yet(community, known),
        title=say("agreements.title", name=community.name),
        buttons=(
            *_first_question(community, command.who.person, known),
            *_changes(community, stands),
        ),
    )


def _not_yet(community: Community, known: Known) -> tuple[Text, ...]:
    """Nothing is claimed that was not agreed."""
    missing = [one for one in TOGETHER if known.agreed(community, one) is None]
    if not missing:
        return ()
    matters = name_list([say(f"matter.{one}") for one in missing])
    return texts("agreements.not_yet", matters=matters)


def _first_question(community: Community, person: PersonId, known: Known) -> tuple[Button, ...]:
    """A group that meets already may still begin with what it needs."""
    begins = community.is_kept_by(person) and len(community.joined) >= FEWEST_TO_BEGIN
    meets = community.stage in (Stage.GATHERING, Stage.ACTIVE)
    if not (begins and meets) or known.codesign(community):
        return ()
    return (button("first_question", Act.FIRST_QUESTION, community.id),)


def _shown(community: Community, agreement: Agreement) -> tuple[Element, ...]:
    zone = community.rhythm.hours.zone
    heading = say(
        "agreements.heading",
        matter=at_first(say(f"matter.{agreement.matter}")),
        version=agreement.version,
        day=day_words(agreement.agreed_at.astimezone(ZoneInfo(zone)).date()),
    )
    shown: tuple[Element, ...] = (Text(heading), words_of(agreement))
    if agreement.concerns:
        shown += (*texts("proposal.with_concerns"), Points(agreement.concerns))
    return shown


def _changes(community: Community, stands: list[Agreement]) -> tuple[Button, ...]:
    """One button for each thing that could be said differently, and one for anything else."""
    stand = (one.matter for one in stands if one.matter in OPEN_TO_ALL)
    matters = dict.fromkeys((*stand, *ONE_OF_OURS))
    matters.pop(Matter.ANYTHING, None)
    return (
        *(
            button(
                "change_matter",
                Act.PROPOSE,
                community.id,
                matter,
                asks=True,
                matter=say(f"matter.button.{matter}"),
            )
            for matter in matters
        ),
        button("propose_something", Act.PROPOSE, community.id, asks=True),
    )


CONVERSATION = Conversation(commands={"rules": rules})
