"""The charter: what was agreed, to be read again, and changed by those who wrote its words."""

from collections.abc import Iterator
from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Element
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.brief_forms import again_form
from bot.conversations.permission.briefing import promises_amiss, with_promises
from bot.conversations.permission.charter_cards import charter_card, promises_changed
from bot.conversations.permission.charter_news import charter_shown, charter_told, renewed
from bot.conversations.permission.founding_cards import (
    DEPUTY,
    FACILITATOR,
    SPONSOR,
    appointment,
    asking_card,
    asking_name,
    convenors_cards,
)
from bot.conversations.permission.founding_forms import charter_form
from bot.conversations.permission.looking_again import stands_again
from bot.conversations.rhythm.regions import read_region
from bot.conversations.saying import button, form, revised, texts, whisper, whispered
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId, Room
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief, Permission
from bot.words import say


def charter(command: CommandGiven, known: Known) -> Decision:
    """`/lc charter`: in a room its community's, in private that of each of the person's."""
    found = known.communities_at(command.place, command.who)
    if not found:
        if isinstance(command.place, Room):
            raise known.none_here(command.who.person)
        raise Refused(Reason.NO_COMMUNITY_OF_YOURS)
    return sum((_shown(one, command.who.person, known) for one in found), Decision())


def press_words(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    person, brief = press.who.person, known.brief(community)
    if person == community.convenor:
        return form(charter_form(community))
    return form(again_form(community, _written_by(community, person, brief)))


def change_words(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    person, brief = submitted.who.person, known.brief(community)
    if person == community.convenor:
        return _convenors(community, brief, submitted, known)
    return _sponsors(community, _written_by(community, person, brief), submitted, known)


def _convenors(
    community: Community, brief: Brief | None, submitted: FormSubmitted, known: Known
) -> Decision:
    given = submitted.given
    name, purpose, roles = (given.text(field) for field in ("name", "purpose", "roles"))
    region, unknown = read_region(given, community.rhythm.region, known.calendar)
    if unknown:
        return Decision(reply=(FormErrors(unknown),))
    kept = community.rhythm.region if community.has_begun else region
    changed = replace(
        community,
        name=name,
        purpose=purpose,
        roles=roles,
        rhythm=replace(community.rhythm, region=kept),
        keepers_manage=given.texts.get("manages", _manages(community)) == "yes",
    )
    if changed == community:
        return whispered("charter.unchanged")
    return _changed(renewed(changed), brief, submitted, known)


def _sponsors(
    community: Community, brief: Brief, submitted: FormSubmitted, known: Known
) -> Decision:
    """What a sponsor changes stands from then on; with that it has been looked at."""
    said = with_promises(replace(brief, why=submitted.given.text("why")), submitted.given)
    wrong = promises_amiss(said) if said.why else {"why": say("brief.empty")}
    if wrong:
        return Decision(reply=(FormErrors(wrong),))
    if said == brief and brief.state is not Permission.LOOKED_AT:
        return whispered("charter.unchanged")
    again, said_so = stands_again(community, said, submitted.at, known)
    kept = Decision(keep=(again,)) + said_so
    if said == brief:
        return (
            kept + Decision(say=(charter_shown(community, again),)) + whispered("permission.thanks")
        )
    changes = promises_changed(brief, again)
    return kept + _changed(renewed(community), again, submitted, known, changes)


def _changed(
    community: Community,
    brief: Brief | None,
    submitted: FormSubmitted,
    known: Known,
    changes: tuple[Element, ...] = (),
) -> Decision:
    person = submitted.who.person
    (line,) = texts("charter.changed_by", name=community.name_of(person))
    at = submitted.at
    told = charter_told(community, brief, line, at, known, by=person, changes=changes)
    changed = Decision(keep=(community,), say=(*_cards(community, brief), *told))
    return changed + whispered("charter.changed")


def _shown(community: Community, person: PersonId, known: Known) -> Decision:
    brief = known.brief(community)
    card = charter_card(community, brief)
    ways = tuple(_ways(community, person, brief))
    return whisper(*card.body, title=card.title, buttons=ways)


def _ways(community: Community, person: PersonId, brief: Brief | None) -> Iterator[Button]:
    """What this person can do about it; nothing that would be refused."""
    sponsors = community.is_sponsor(person) and brief is not None and brief.given
    if sponsors or person == community.convenor:
        yield button("change_my_words", Act.CHARTER, community.id, asks=True)
    if community.stage is Stage.ENDING:
        return
    if sponsors:
        yield button("leaves_post", Act.LEAVES_POST, community.id, asks=True)
    if community.is_arranged_by(person):
        yield from _arranging(community, brief)


def _arranging(community: Community, brief: Brief | None) -> Iterator[Button]:
    if community.self_authorised:
        yield button("our_promises", Act.OUR_PROMISES, community.id, asks=True)
    if brief and brief.sponsor and brief.given and brief.first_unmarked is not None:
        at = str(brief.first_unmarked)
        yield button("say_what_fits", Act.EXPECTS, brief.id, at, asks=True)
    if community.stage is not Stage.DRAFT:
        yield button("name_next_sponsor", Act.APPOINT, community.id, SPONSOR, asks=True)


def _written_by(community: Community, person: PersonId, brief: Brief | None) -> Brief:
    """The words of whoever gave permission, for them alone."""
    if brief is None or not brief.given or not community.is_sponsor(person):
        raise Refused(Reason.NOT_YOURS)
    return brief


def _manages(community: Community) -> str:
    return "yes" if community.keepers_manage else "no"


def _cards(community: Community, brief: Brief | None) -> tuple[Revise, ...]:
    """Wherever the old words stand on a card that is still read."""
    parts = (SPONSOR, FACILITATOR, DEPUTY)
    asked = ((part, who) for part in parts if (who := appointment(community, part)))
    return (
        *convenors_cards(community),
        charter_shown(community, brief),
        *(
            revised(
                community, asking_name(community, part, who), asking_card(community, part, brief)
            )
            for part, who in asked
        ),
    )


CONVERSATION = Conversation(
    commands={"charter": charter},
    presses={Act.CHARTER: press_words},
    forms={Act.CHARTER: change_words},
)
