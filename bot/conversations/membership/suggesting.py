"""Once members work together, they decide together who joins: anyone may suggest somebody."""

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.invitation_forms import MOST_MEMBERS
from bot.conversations.membership.inviting import is_in, size
from bot.conversations.membership.joining import ask_people
from bot.conversations.membership.suggestion_cards import GOOD_SIZE, suggest_form
from bot.conversations.saying import form, in_rooms, texts, whisper
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say

DAYS = 4
"""Working days in which the others say whether they can work with somebody."""


def invite(command: CommandGiven, known: Known) -> Decision:
    """`/lc invite`: while a community is founded its convenor asks people; after that anyone suggests."""
    community = known.community_at(command.place, command.who)
    return _asked(community, command.who.person)


def press_invite(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _asked(known.community(token[0]), press.who.person)


def press_suggest(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Beside somebody who walked in: whom it is about is chosen already."""
    community = known.community(token[0])
    _must_be_able_to(community, press.who.person)
    came = [one for one in known.walked_in(community) if one.id in token.about[1:]]
    return form(suggest_form(community, who=came[0].person if came else None))


def suggest(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The group hears who, and what they would bring; never who suggested them."""
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to(community, submitted.who.person)
    person = next((PersonId(one) for one in given.many("who")), None)
    if error := _why_not(community, person, submitted.who.person, known):
        return Decision(reply=(FormErrors({"who": error}),))
    if not given.text("bring"):
        return Decision(reply=(FormErrors({"bring": say("suggest.bring_missing")}),))
    assert person is not None
    asked = "suggest.you_asked_them" if given.text("asked") == "yes" else "suggest.you_did_not_ask"
    here = _reads_along(community, person, known)
    sent = texts("suggest.sent", *(("suggest.in_private",) if here else ()), asked)
    put = _put(community, person, submitted, known, quietly=here)
    return put + Decision(say=said_once_that_few(community)) + whisper(*sent)


def _put(
    community: Community, person: PersonId, submitted: FormSubmitted, known: Known, *, quietly: bool
) -> Decision:
    given = submitted.given
    return proposed(
        community,
        Matter.MEMBER,
        about=person,
        title=say("suggest.somebody_new"),
        words=given.names.get(person, "") or community.name_of(person),
        why=given.text("bring"),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
        days=DAYS,
        quietly=quietly,
    )


def _reads_along(community: Community, person: PersonId, known: Known) -> bool:
    """They walked in, and can read what is said about them in the room."""
    return any(one.person == person for one in known.walked_in(community))


def said_once_that_few(community: Community) -> tuple[Post, ...]:
    """With fewer than five the room is told, a single time: the post's name is the same each time."""
    few = len(community.joined)
    if few >= GOOD_SIZE:
        return ()
    card = Card("", texts("suggest.few_of_us", n=few))
    return in_rooms(community, f"few:{community.id}", card)


def _asked(community: Community, person: PersonId) -> Decision:
    if not community.has_begun:
        return ask_people(community, person)
    _must_be_able_to(community, person)
    return form(suggest_form(community))


def _why_not(
    community: Community, person: PersonId | None, suggester: PersonId, known: Known
) -> str:
    if person is None:
        return say("suggest.nobody")
    if person == suggester:
        return say("suggest.that_is_you")
    if community.is_sponsor(person):
        return say("joining.invite.not_the_sponsor")
    if community.takes_part(person):
        return say("suggest.here_already")
    if is_in(community, person):
        return say("suggest.asked_already")
    suggested = [one.about for one in known.proposals(community) if one.about_a_person]
    if person in suggested:
        return say("suggest.suggested_already")
    if size(community) + len(suggested) >= MOST_MEMBERS:
        return say("joining.invite.too_many", most=MOST_MEMBERS)
    return ""


def _must_be_able_to(community: Community, person: PersonId) -> None:
    if person != community.convenor or community.is_sponsor(person):
        community.must_include(person)
    if not community.has_begun:
        raise Refused(Reason.NOT_STARTED_YET)
    community.must_not_be_ending()
    if not community.keepers:
        raise Refused(Reason.NOBODY_KEEPS_IT)
    if size(community) >= MOST_MEMBERS:
        raise Refused(Reason.TWO_COMMUNITIES, most=str(MOST_MEMBERS))


CONVERSATION = Conversation(
    commands={"invite": invite},
    presses={Act.INVITE: press_invite, Act.SUGGEST: press_suggest},
    forms={Act.SUGGEST: suggest},
)
