"""Whoever looks after a community reads what is kept, as those who join do, and says when they may be written to."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.hours import hours_fields, read_hours, with_hours
from bot.conversations.membership.invitation_forms import read_field, what_is_kept, whom_to_ask
from bot.conversations.permission.founding_cards import asking_card, asking_name, parts_of
from bot.conversations.saying import form, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say


def press_page(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Before they answer, a page to read; once they have said yes, their days and hours with it."""
    community = known.community(token[0])
    _must_be_asked(community, press.who.person)
    return form(_page(community, press.who.person, known))


def after_a_yes(community: Community, person: PersonId, known: Known) -> Decision:
    if community.has_joined(person):
        return Decision()
    return form(_page(community, person, known))


def keep(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, person = known.community(token[0]), submitted.who.person
    community.must_be_kept_by(person)
    hours, errors = read_hours(submitted.given, community.hours_of(person))
    if not submitted.given.many("read"):
        errors = {**errors, "read": say("joining.form.read_needed")}
    if errors:
        return Decision(reply=(FormErrors(errors),))
    changed = with_hours(community, person, hours)
    return Decision(keep=(changed,), say=_card_settled(changed, person)) + whispered("hours.kept")


def _page(community: Community, person: PersonId, known: Known) -> Form:
    title = say("looking_after.title")
    page = (what_is_kept(), *whom_to_ask(known.contacts))
    if not community.is_kept_by(person):
        return Form(Token(Act.CLOSE_PAGE).pack(), title, page, cancel=say("button.close"))
    return Form(
        token=Token(Act.LOOKING_AFTER, (community.id,)).pack(),
        title=title,
        intro=(*page, *texts("looking_after.form")),
        fields=(read_field(), *hours_fields(community.hours_of(person))),
        submit=say("button.keep"),
        cancel=say("button.later"),
    )


def _card_settled(community: Community, person: PersonId) -> tuple[Revise, ...]:
    """The card that asked them has nothing left to press."""
    return tuple(
        revised(community, asking_name(community, part, who), asking_card(community, part))
        for part, who in parts_of(community, person)
    )


def _must_be_asked(community: Community, person: PersonId) -> None:
    if not parts_of(community, person):
        raise Refused(Reason.NOT_YOURS)


CONVERSATION = Conversation(
    presses={Act.LOOKING_AFTER: press_page}, forms={Act.LOOKING_AFTER: keep}
)
