"""Before people, permission: someone says that they would convene, and a draft is kept."""

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.founding_cards import draft_name, founding_card, not_named
from bot.conversations.permission.founding_forms import form_about, founding_form, sponsor_form
from bot.conversations.rhythm.regions import read_region
from bot.conversations.rhythm.standing_still import stands_still
from bot.conversations.saying import button, form, privately, texts, whisper, whispered
from bot.domain.cadence import Weekly
from bot.domain.community import CONVENOR_REMINDED_AFTER, Community, Stage
from bot.domain.ids import CommunityId, RecordId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Rhythm
from bot.words import say


def start(command: CommandGiven, known: Known) -> Decision:
    """`/lc start`: explain, and ask who would convene. Nothing is kept until someone says they would."""
    if not isinstance(command.place, Room):
        raise Refused(Reason.ONLY_IN_A_ROOM)
    community = known.records.community_in(command.place)
    if community is None:
        return _explained()
    if community.stage is Stage.DRAFT and community.is_arranged_by(command.who.person):
        return _where_it_stands(community)
    raise Refused(Reason.COMMUNITY_HERE_ALREADY, name=community.name)


def i_would(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _must_be_a_free_room(press, known)
    return form(founding_form(known.contacts.region))


def someone_else(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return whispered("founding.someone_else")


def just_looking(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return whispered("founding.just_looking")


def found(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Keep the draft, and ask who gives permission. From now on no day is reckoned without its holidays."""
    room = _must_be_a_free_room(submitted, known)
    region, unknown = read_region(submitted.given, known.contacts.region, known.calendar)
    if unknown:
        return Decision(reply=(FormErrors(unknown),))
    community = Community(
        id=CommunityId(RecordId(known.mint.id())),
        name=submitted.given.text("name"),
        purpose=submitted.given.text("purpose"),
        roles=submitted.given.text("roles"),
        convenor=submitted.who.person,
        convenor_name=submitted.who.name,
        rooms=(room,),
        waits_until=submitted.at + CONVENOR_REMINDED_AFTER,
        rhythm=Rhythm(cadence=Weekly(2, 0, submitted.at.date()), region=region),
        chance=known.mint.id(),
    )
    said = privately(community, community.convenor, draft_name(community), founding_card(community))
    kept = Decision(keep=(community,), say=(said,))
    return kept + stands_still(community, submitted.at, known) + form(sponsor_form(community))


def _explained() -> Decision:
    return whisper(
        *texts("founding.what_it_is", "founding.who_would"),
        title=say("founding.title"),
        buttons=(
            button("i_would", Act.I_WOULD, asks=True, weight=Weight.MAIN),
            button("someone_else", Act.SOMEONE_ELSE),
            button("just_looking", Act.JUST_LOOKING),
        ),
    )


def _where_it_stands(community: Community) -> Decision:
    """For the convenor: what is settled; and the form for whatever nobody has been asked yet."""
    card = founding_card(community)
    shown = whisper(*card.body, buttons=card.buttons)
    missing = not_named(community)
    return shown + form(form_about(community, missing)) if missing else shown


def _must_be_a_free_room(arrival: ButtonPressed | FormSubmitted, known: Known) -> Room:
    if not isinstance(arrival.place, Room):
        raise Refused(Reason.ONLY_IN_A_ROOM)
    taken = known.records.community_in(arrival.place)
    if taken is not None:
        raise Refused(Reason.COMMUNITY_HERE_ALREADY, name=taken.name)
    return arrival.place


CONVERSATION = Conversation(
    commands={"start": start},
    presses={
        Act.I_WOULD: i_would,
        Act.SOMEONE_ELSE: someone_else,
        Act.JUST_LOOKING: just_looking,
    },
    forms={Act.FOUND: found},
)
