"""What a sponsor hopes for is answered line by line, and goes back to them once."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Line, OneOf, Quote
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.brief_cards import (
    expects_card,
    expects_name,
    marked_card,
    marked_name,
)
from bot.conversations.permission.charter_cards import wish_line
from bot.conversations.permission.charter_news import charter_shown, renewed
from bot.conversations.saying import form, in_good_time, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief, Expectation, Mark, Wish
from bot.words import say


def press_expects(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Whichever is the first without an answer: a card may be older than an answer."""
    community, brief = _brief(token, known)
    at = _unmarked(community, brief, press.who.person)
    return form(_mark_form(community, brief, at))


def mark(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """One is answered, and the next one opens; after the last they all go back together."""
    community, brief = _brief(token, known)
    _unmarked(community, brief, submitted.who.person)
    at = _place(token, brief)
    if brief.expectations[at].mark is not None:
        raise Refused(Reason.ALREADY_ANSWERED)
    said, chosen = submitted.given.text("said"), submitted.given.text("mark")
    if chosen not in tuple(Mark):
        return Decision(reply=(FormErrors({"mark": say("brief.choose")}),))
    if chosen == Mark.CHANGE and not said:
        return Decision(reply=(FormErrors({"said": say("expects.say_how")}),))
    marked = brief.with_mark(at, Mark(chosen), said, submitted.who.person)
    return _kept(community, marked, submitted, known)


def press_go_with_it(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, brief = _brief(token, known)
    _must_wait_for(brief, press.who.person)
    return form(_go_with_it_form(brief))


def go_with_it(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """What a sponsor can go with is settled; the rest stands on the charter as not settled."""
    community, brief = _brief(token, known)
    _must_wait_for(brief, submitted.who.person)
    given = submitted.given
    expectations = tuple(
        replace(one, agreed=one.mark is Mark.CHANGE and given.text(f"e{at}") == "yes")
        for at, one in enumerate(brief.expectations)
    )
    settled = replace(brief, expectations=expectations, answered=True)
    changed = _with_roles(renewed(community), settled)
    said = (
        revised(changed, marked_name(brief), marked_card(changed, settled)),
        revised(changed, expects_name(brief), expects_card(changed, settled)),
        charter_shown(changed, settled),
    )
    return Decision(keep=(changed, settled), say=said) + whispered("marked.thanks")


def _kept(community: Community, marked: Brief, submitted: FormSubmitted, known: Known) -> Decision:
    following = marked.first_unmarked
    if following is None:
        return _all_answered(community, marked, submitted, known)
    shown = Decision(keep=(marked,), say=_shown(community, marked))
    return shown + form(_mark_form(community, marked, following))


def _all_answered(
    community: Community, marked: Brief, submitted: FormSubmitted, known: Known
) -> Decision:
    """They go back together, with who spoke for the group; and that is not kept any longer."""
    changed, gone_back = _with_roles(renewed(community), marked), replace(marked, marked_by=())
    kept = Decision(keep=(changed, gone_back), say=_shown(changed, marked))
    return kept + _to_sponsor(changed, marked, submitted, known) + whispered("expects.sent")


def _shown(community: Community, marked: Brief) -> tuple[Said, ...]:
    return (
        revised(community, expects_name(marked), expects_card(community, marked)),
        charter_shown(community, marked),
    )


def _to_sponsor(
    community: Community, marked: Brief, submitted: FormSubmitted, known: Known
) -> Decision:
    assert marked.sponsor is not None
    card, name = marked_card(community, marked), marked_name(marked)
    post = in_good_time(community, marked.sponsor, name, card, submitted.at, known)
    return Decision(say=(post,))


def _with_roles(community: Community, brief: Brief) -> Community:
    """Who could belong, once both say the same."""
    for one in brief.expectations:
        if one.wish is Wish.ROLES and one.mark is Mark.FITS:
            return replace(community, roles=one.words)
        if one.wish is Wish.ROLES and one.agreed:
            return replace(community, roles=one.said)
    return community


def _mark_form(community: Community, brief: Brief, at: int) -> Form:
    one = brief.expectations[at]
    name = community.sponsor.name if community.sponsor else ""
    return Form(
        token=Token(Act.EXPECTS, (brief.id, str(at))).pack(),
        title=say("expects.form.title", n=at + 1, of=len(brief.expectations)),
        intro=(*texts(f"expects.about.{one.wish}", name=name), Quote(one.words)),
        fields=(
            OneOf(
                "mark",
                say("expects.form.mark"),
                tuple(Choice(mark, say(f"expects.mark.{mark}")) for mark in Mark),
                required=True,
            ),
            Line("said", say("expects.form.said"), hint=say("expects.form.said_hint")),
        ),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def _go_with_it_form(brief: Brief) -> Form:
    return Form(
        token=Token(Act.GO_WITH_IT, (brief.id,)).pack(),
        title=say("marked.form.title"),
        intro=texts("marked.form.intro"),
        fields=tuple(
            _can_you(at, one)
            for at, one in enumerate(brief.expectations)
            if one.mark is Mark.CHANGE
        ),
        submit=say("button.send_it"),
        cancel=say("button.later"),
    )


def _can_you(at: int, one: Expectation) -> OneOf:
    choices = (
        Choice("yes", say("marked.form.yes")),
        Choice("open", say("marked.form.open")),
    )
    label = say("marked.form.said", line=wish_line(one), words=one.said)
    return OneOf(f"e{at}", label, choices, required=True)


def _brief(token: Token, known: Known) -> tuple[Community, Brief]:
    """The brief that counts now; one that somebody else's has replaced is gone."""
    community, brief = known.held(Brief, token[0])
    community.must_not_be_ending()
    return community, brief


def _unmarked(community: Community, brief: Brief, person: PersonId) -> int:
    community.must_be_arranged_by(person)
    at = brief.first_unmarked
    if at is None or brief.sponsor is None or not brief.given:
        raise Refused(Reason.ALREADY_ANSWERED)
    return at


def _place(token: Token, brief: Brief) -> int:
    known = {str(at): at for at in range(len(brief.expectations))}
    if token[1] not in known:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return known[token[1]]


def _must_wait_for(brief: Brief, person: PersonId) -> None:
    if brief.sponsor != person:
        raise Refused(Reason.NOT_YOURS)
    if not brief.waits_for_sponsor:
        raise Refused(Reason.ALREADY_ANSWERED)


CONVERSATION = Conversation(
    presses={Act.EXPECTS: press_expects, Act.GO_WITH_IT: press_go_with_it},
    forms={Act.EXPECTS: mark, Act.GO_WITH_IT: go_with_it},
)
