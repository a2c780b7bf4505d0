"""The name that somebody goes by here, and their hours, put right by themselves."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Line
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.hours import hours_fields, read_hours
from bot.conversations.membership.invitation_cards import people_card, people_name
from bot.conversations.membership.joining import is_somebody_elses
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.saying import form, revised, texts, whispered
from bot.domain.agreement import Agreement, Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.names import known_as
from bot.domain.people import Member
from bot.domain.refusal import Reason, Refused
from bot.words import say


def press_correct(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, member = _joined(press, token, known)
    return form(_correct_form(community, member))


def correct(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """No two people here go by the same name."""
    community, member = _joined(submitted, token, known)
    name = submitted.given.text("name")
    hours, errors = read_hours(submitted.given, community.hours_of(member.person))
    if not name:
        errors = {**errors, "name": say("propose.empty")}
    elif is_somebody_elses(community, name, member.person):
        errors = {**errors, "name": say("joining.form.name_taken")}
    if errors:
        return Decision(reply=(FormErrors(errors),))
    changed = community.with_member(replace(member, hours=hours))
    kept = (
        Decision(keep=(changed,)) if name == member.name else _renamed(changed, member, name, known)
    )
    return kept + whispered("mydata.corrected")


def _renamed(community: Community, member: Member, name: str, known: Known) -> Decision:
    """What tells who is here follows; what has been said stays as it was."""
    changed = known_as(community, member.person, name)
    said: tuple[Said, ...] = (
        revised(changed, people_name(changed), people_card(changed)),
        charter_shown(changed, known.brief(changed)),
    )
    trusted = _trusted_as(community, member.person, name, known)
    return Decision(keep=(changed, *trusted), say=said)


def _trusted_as(
    community: Community, person: PersonId, name: str, known: Known
) -> tuple[Agreement, ...]:
    """Where the group has agreed on them, what it agreed on has their name in it."""
    agreed = known.agreed(community, Matter.TRUSTED)
    if agreed is None or known.trusted(community) != person:
        return ()
    return (replace(agreed, about=person, words=name),)


def _correct_form(community: Community, member: Member) -> Form:
    return Form(
        token=Token(Act.CORRECT, (community.id,)).pack(),
        title=say("mydata.correct.title"),
        intro=texts("mydata.correct.intro"),
        fields=(
            Line("name", say("joining.form.name"), value=member.name, required=True, most=80),
            *hours_fields(community.hours_of(member.person)),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def _joined(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Member]:
    community = known.community(token[0])
    member = community.member(arrival.who.person)
    if member is None or not member.joined:
        raise Refused(Reason.NOT_A_MEMBER, facilitator=community.facilitator_name)
    return community, member


CONVERSATION = Conversation(
    presses={Act.CORRECT: press_correct},
    forms={Act.CORRECT: correct},
)
