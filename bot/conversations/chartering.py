"""The charter: what was agreed, to be read again, and changed by those who wrote its words."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted, Given
from bot.boundary.decision import Decision, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card
from bot.conversations.conversation import Conversation
from bot.conversations.founding_cards import (
    DEPUTY,
    FACILITATOR,
    SPONSOR,
    appointment,
    asking_card,
    asking_name,
    charter_card,
    charter_name,
    convenors_cards,
)
from bot.conversations.founding_forms import charter_form, sponsors_words_form
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, Room
from bot.domain.refusal import Reason, Refused


def charter(command: CommandGiven, known: Known) -> Decision:
    """`/lc charter`: in a room its community's, in private that of each of the person's."""
    found = known.communities_at(command.place, command.who)
    if not found:
        here = isinstance(command.place, Room)
        raise Refused(Reason.NO_COMMUNITY_HERE if here else Reason.NO_COMMUNITY_OF_YOURS)
    return sum((_shown(one, command.who.person) for one in found), Decision())


def press_words(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_have_written(community, press.who.person)
    if press.who.person == community.convenor:
        return form(charter_form(community))
    return form(sponsors_words_form(community))


def change_words(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The charter stands changed where it stood, under a new number, and everyone it binds is told."""
    community = known.community(token[0])
    _must_have_written(community, submitted.who.person)
    changed = _changed(community, submitted.who.person, submitted.given)
    if changed == community:
        return whispered("charter.unchanged")
    told: tuple[Said, ...] = ()
    if changed.stage is not Stage.DRAFT:
        changed = replace(changed, charter_version=community.charter_version + 1)
        told = _told(changed, submitted, known)
    return Decision(keep=(changed,), say=(*_cards(changed), *told)) + whispered("charter.changed")


def _shown(community: Community, person: PersonId) -> Decision:
    card = charter_card(community)
    return whisper(*card.body, title=card.title, buttons=_way_to_change(community, person))


def _way_to_change(community: Community, person: PersonId) -> tuple[Button, ...]:
    if not _has_written(community, person):
        return ()
    return (button("change_my_words", Act.CHARTER, community.id, asks=True),)


def _has_written(community: Community, person: PersonId) -> bool:
    sponsors = community.is_sponsor(person) and bool(community.purpose_said)
    return sponsors or person == community.convenor


def _must_have_written(community: Community, person: PersonId) -> None:
    if not _has_written(community, person):
        raise Refused(Reason.NOT_YOURS)


def _changed(community: Community, person: PersonId, given: Given) -> Community:
    if person != community.convenor:
        return replace(community, purpose_said=given.text("purpose_said"))
    name, purpose, roles = (given.text(field) for field in ("name", "purpose", "roles"))
    return replace(community, name=name, purpose=purpose, roles=roles)


def _cards(community: Community) -> tuple[Revise, ...]:
    """Wherever the old words stand on a card that is still read."""
    parts = (SPONSOR, FACILITATOR, DEPUTY)
    asked = ((part, who) for part in parts if (who := appointment(community, part)))
    return (
        *convenors_cards(community),
        revised(community, charter_name(community), charter_card(community)),
        *(
            revised(community, asking_name(community, part, who), asking_card(community, part))
            for part, who in asked
        ),
    )


def _told(community: Community, submitted: FormSubmitted, known: Known) -> tuple[Said, ...]:
    """The room, where the charter stands changed; and the sponsor, who permitted the words as they were."""
    person, sponsor = submitted.who.person, community.sponsor
    charter, name = (
        charter_card(community),
        f"{charter_name(community)}:{community.charter_version}",
    )
    line = texts("charter.changed_by", name=community.name_of(person))
    told = in_rooms(community, name, Card(charter.title, (*line, *texts("charter.read_it"))))
    if sponsor is None or sponsor.person == person:
        return told
    card = replace(charter, body=(*line, *charter.body))
    return (*told, in_good_time(community, sponsor.person, name, card, submitted.at, known))


CONVERSATION = Conversation(
    commands={"charter": charter},
    presses={Act.CHARTER: press_words},
    forms={Act.CHARTER: change_words},
)
