"""People are asked, see what is kept before they decide, and join."""

from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted, Given
from bot.boundary.decision import Care, Decision, FormErrors, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Quote
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership import newcomers
from bot.conversations.membership.hours import read_hours
from bot.conversations.membership.invitation_cards import (
    gathering_card,
    invitation,
    invitation_name,
    people_card,
    people_name,
)
from bot.conversations.membership.invitation_forms import (
    MOST_MEMBERS,
    invitation_form,
    joining_form,
    question_form,
)
from bot.conversations.membership.inviting import has_come, is_in, size, will_read_name
from bot.conversations.membership.walking_in import invited_after_all
from bot.conversations.saying import (
    form,
    in_good_time,
    in_rooms,
    privately,
    revised,
    texts,
    whispered,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.names import known_as
from bot.domain.people import Member, Standing
from bot.domain.refusal import Reason, Refused
from bot.words import count, say
from bot.words.times import moment_words


def ask_people(community: Community, person: PersonId) -> Decision:
    """While it is founded: whoever began it, or looks after it, asks people."""
    _must_gather(community, person)
    return form(invitation_form(community))


def send_invitations(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_gather(community, submitted.who.person)
    chosen = tuple(PersonId(one) for one in submitted.given.many("people"))
    new = tuple(person for person in chosen if not is_in(community, person))
    if error := _why_not(community, chosen, new):
        return Decision(reply=(FormErrors({"people": error}),))
    for person in new:
        name = submitted.given.names.get(person, "")
        asker = submitted.who.person
        community = community.with_member(Member(person=person, name=name, asked_by=asker))
    asked = tuple(_ask(community, person, submitted, known) for person in new)
    kept = Decision(keep=(community,), say=(*asked, *_people_changed(community)))
    return kept + whispered("joining.invited", how_many=count("joining.people", len(new)))


def ask_a_question(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_invited(community, press.who.person)
    return form(question_form(community, community.name_of(_answers(community, press.who.person))))


def pass_question_on(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """To whoever asked them, with the name of whoever would like to know."""
    community = known.community(token[0])
    _must_be_invited(community, submitted.who.person)
    card = Card(
        say("joining.question.from_title", name=submitted.who.name),
        (
            Quote(submitted.given.text("question"), submitted.who.name),
            *texts("joining.question.answer_them", name=submitted.who.name),
        ),
    )
    to = _answers(community, submitted.who.person)
    post = privately(community, to, f"question:{known.mint.id()}", card, care=Care.REPEAT)
    told = whispered("joining.question.sent", name=community.name_of(to))
    return Decision(say=(post,)) + told


def _answers(community: Community, person: PersonId) -> PersonId:
    """Whoever asked them to join, while they set it up; else whoever does."""
    member = community.member(person)
    asker = member.asked_by if member else None
    return asker if asker and community.is_arranged_by(asker) else community.arranger


def not_now(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    member = _must_be_invited(community, press.who.person)
    community = community.with_member(replace(member, standing=Standing.NOT_NOW, asked_by=None))
    begun = member.may_join_from is not None
    card = invitation(community, press.who.person, token[1], answered="not_now", begun=begun)
    answer = revised(community, invitation_name(token[1]), card)
    nobody = Card("", texts("newcomer.nobody_new"))
    tidy = revised(community, will_read_name(token[1]), nobody)
    return Decision(keep=(community,), say=(answer, tidy, *_people_changed(community)))


def privacy_page(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Before anyone joins: what is kept, and who can see it."""
    community = known.community(token[0])
    _may_still_join(community, press.who.person, press.at)
    agreed = known.agreements(community)
    return form(joining_form(community, press.who, token.about, agreed, known.contacts))


def join(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    member = _may_still_join(community, submitted.who.person, submitted.at)
    hours, errors = read_hours(submitted.given, community.rhythm.hours)
    errors |= _not_yet(community, member, submitted.given)
    if errors:
        return Decision(reply=(FormErrors(errors),))
    name = submitted.given.text("name")
    joined = replace(
        member,
        name=name,
        standing=Standing.JOINED,
        asked_by=None,
        hours=hours,
        may_join_from=None,
    )
    community = known_as(community.with_member(joined), joined.person, name)
    begun = member.may_join_from is not None
    card = invitation(community, joined.person, token[1], answered="joined", begun=begun)
    answer = revised(community, invitation_name(token[1]), card)
    told = has_come(community, joined, token[1])
    kept = Decision(keep=(community,), say=(answer, told, *_people_changed(community)))
    came = newcomers.joined(community, joined, submitted.at, known)
    settled = invited_after_all(community, joined.person, submitted.at, known)
    return kept + came + settled + whispered("joining.welcome")


def _not_yet(community: Community, member: Member, given: Given) -> dict[str, str]:
    """What keeps someone from joining for now, by field."""
    errors = {}
    if not given.many("read"):
        errors["read"] = say("joining.form.read_needed")
    if is_somebody_elses(community, given.text("name"), member.person):
        errors["name"] = say("joining.form.name_taken")
    return errors


def is_somebody_elses(community: Community, name: str, person: PersonId) -> bool:
    """Nobody can join under a name that others here go by."""
    others = community.people - {person}
    return name.casefold() in {community.name_of(other).casefold() for other in others}


def _ask(community: Community, person: PersonId, submitted: FormSubmitted, known: Known) -> Post:
    about = known.mint.id()
    card = invitation(community, person, about, submitted.given.text("bring"))
    return in_good_time(community, person, invitation_name(about), card, submitted.at, known)


def _why_not(
    community: Community, chosen: tuple[PersonId, ...], new: tuple[PersonId, ...]
) -> str | None:
    if any(community.is_sponsor(person) for person in chosen):
        return say("joining.invite.not_the_sponsor")
    if not chosen:
        return say("joining.invite.nobody")
    if not new:
        return say("joining.invite.all_asked")
    if size(community) + len(new) > MOST_MEMBERS:
        return say("joining.invite.too_many", most=MOST_MEMBERS)
    return None


def _people_changed(community: Community) -> tuple[Said, ...]:
    """Keep the list in the room and the facilitator's card up to date: each stands once, changed in place."""
    here, people = people_name(community), people_card(community)
    name, gathering = f"gathering:{community.id}", gathering_card(community)
    return (
        *(in_rooms(community, here, people) if community.joined else ()),
        revised(community, here, people),
        *(privately(community, who.person, name, gathering) for who in community.keepers),
        revised(community, name, gathering),
    )


def _must_gather(community: Community, person: PersonId) -> None:
    """Until members agree on it together, the convenor and those who look after it ask people."""
    if community.has_begun:
        raise Refused(Reason.AGREED_TOGETHER)
    if person != community.convenor:
        community.must_be_kept_by(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)


def _must_be_invited(community: Community, person: PersonId) -> Member:
    member = community.member(person)
    if community.is_sponsor(person):
        raise Refused(Reason.SPONSOR_CANNOT)
    if member is None:
        raise Refused(Reason.NOT_YOURS)
    if member.standing is not Standing.ASKED:
        raise Refused(Reason.ALREADY_ANSWERED)
    community.must_not_be_ending()
    return member


def _may_still_join(community: Community, person: PersonId, at: datetime) -> Member:
    """Who has said not now can think again, as long as there is room."""
    member = community.member(person)
    sponsors = community.is_sponsor(person)
    if member is None or sponsors or member.standing is not Standing.NOT_NOW:
        return _not_too_early(community, _must_be_invited(community, person), at)
    if size(community) >= MOST_MEMBERS:
        raise Refused(Reason.COMMUNITY_FULL, facilitator=community.facilitator_name)
    return member


def _not_too_early(community: Community, member: Member, at: datetime) -> Member:
    """The others were promised time to tidy the room."""
    if member.may_join_from and at < member.may_join_from:
        when = moment_words(member.may_join_from, community.rhythm.hours.zone)
        raise Refused(Reason.NOT_YET_JOINING, when=when)
    return member


CONVERSATION = Conversation(
    presses={
        Act.JOIN: privacy_page,
        Act.ASK_QUESTION: ask_a_question,
        Act.NOT_NOW: not_now,
    },
    forms={
        Act.INVITE: send_invitations,
        Act.JOIN: join,
        Act.ASK_QUESTION: pass_question_on,
    },
)
