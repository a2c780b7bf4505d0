"""This time otherwise: whoever looks after a session chooses another format for once, or one question to all."""

from collections.abc import Sequence
from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Element, Form, Lines, OneOf, Points, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.rhythm.asking import ahead_for
from bot.conversations.rhythm.hold_cards import askings, hold_card, story_words
from bot.conversations.saying import form, revised, texts, whisper, whispered
from bot.conversations.sessions.choosing import (
    choosing,
    first_waiting,
    waiting_of_each_kind,
    without_unlike,
)
from bot.conversations.sessions.loops import with_care
from bot.conversations.sessions.nobody_tells import none_card, none_name, none_title
from bot.conversations.sessions.own_prompts import found, marks, own
from bot.conversations.sessions.round_forms import AT_ONCE, appear_field
from bot.conversations.sessions.shaping import (
    agreed_format,
    format_of,
    suggestions,
    thing,
    thing_told,
    with_question,
)
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.own_prompt import Use
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.timetable import shaped
from bot.words import say
from bot.words.prompts import Prompt, ids, prompt

SUGGESTED = 3
"""Questions of the library that are offered at once."""
OWN = "own"


def press_this_time(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, ahead = ahead_for(press.who.person, token, known)
    return form(_format_form(community, ahead, known))


def this_time(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """What was chosen for a wide question is asked on a page of its own."""
    community, ahead = ahead_for(submitted.who.person, token, known)
    chosen = next((one for one in Format if one == submitted.given.text("format")), None)
    if chosen is None:
        return Decision(reply=(FormErrors({"format": say("this_time.which")}),))
    if chosen is Format.WIDE_QUESTION:
        return form(_question_form(community, ahead, known))
    return _taken(community, ahead, chosen, "", submitted, known)


def press_question(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, ahead = ahead_for(press.who.person, token, known)
    return form(_question_form(community, ahead, known))


def put_question(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, ahead = ahead_for(submitted.who.person, token, known)
    which, typed = submitted.given.text("which"), submitted.given.text("own").strip()
    if which == OWN and not typed:
        return Decision(reply=(FormErrors({"own": say("wide.form.own_needed")}),))
    if which != OWN and typed not in ("", ahead.question):
        return Decision(reply=(FormErrors({"which": say("wide.form.which_of_both")}),))
    question = typed if which == OWN else _put(community, which, known)
    if not question:
        return Decision(reply=(FormErrors({"which": say("wide.form.which_needed")}),))
    together = submitted.given.text("appear") == AT_ONCE
    return _taken(
        community, ahead, Format.WIDE_QUESTION, question, submitted, known, together=together
    )


def _put(community: Community, which: str, known: Known) -> str:
    """What was chosen: a prompt of the library by its id, one of our own in its words."""
    chosen = found(community, which, known)
    if chosen is None:
        return ""
    return chosen.id if chosen.id in ids() else chosen.text


def arrive_with(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The question to arrive with. Before one that may unsettle: offer time."""
    _, ahead = ahead_for(press.who.person, token, known)
    if token[1] not in ids():
        raise Refused(Reason.UNKNOWN_BUTTON)
    chosen = prompt(token[1])
    kept = Decision(keep=(replace(ahead, arrival=chosen.id),))
    return kept + whispered("loops.arrives", prompt=with_care(chosen))


def _taken(
    community: Community,
    ahead: Session,
    chosen: Format,
    question: str,
    submitted: FormSubmitted,
    known: Known,
    *,
    together: bool = False,
) -> Decision:
    """The session in the format that was chosen. What had been chosen to be told, and does not fit, waits.

    `together`: what all answer first appears at once.
    """
    formed = shaped(ahead, chosen, known.days(community))
    unlike = chosen is not agreed_format(community, known)
    formed = replace(formed, this_time=unlike, question=question or formed.question)
    formed = with_question(community, formed, known)
    formed = _answered_together(formed, together=together)
    done = _told_anew(community, ahead, formed, submitted, known)
    return done + whisper(*_what_it_is(community, formed, known))


def _answered_together(formed: Session, *, together: bool) -> Session:
    if formed.format is not Format.WIDE_QUESTION:
        return formed
    other = formed.at_once - {Part.OWN_ANSWER}
    return replace(formed, at_once=other | {Part.OWN_ANSWER} if together else other)


def _told_anew(
    community: Community, ahead: Session, formed: Session, submitted: FormSubmitted, known: Known
) -> Decision:
    bare, waits = without_unlike(community, ahead, formed, known)
    shown = (*_asked_see_it(community, bare, known), _instead(community, ahead, bare, known))
    if bare.state is SessionState.PLANNED or bare.format is ahead.format:
        return waits + Decision(keep=(bare,), say=shown)
    return waits + choosing(community, bare, submitted, known) + Decision(say=shown)


def _asked_see_it(community: Community, formed: Session, known: Known) -> tuple[Said, ...]:
    """Whoever has been asked whether they can hold it reads how it will be now."""
    if formed.state is not SessionState.PLANNED:
        return ()
    return tuple(
        revised(community, name, hold_card(community, formed, person, known))
        for name, person in askings(formed)
    )


def _instead(community: Community, ahead: Session, formed: Session, known: Known) -> Revise:
    """The word that there was nothing to tell, if it stands: as it is now."""
    waits = formed.format is Format.WIDE_QUESTION or first_waiting(community, formed, known)
    card = (
        Card(none_title(ahead), _what_it_is(community, formed, known))
        if waits
        else none_card(formed, texts("prepare.none", thing=thing_told(formed)))
    )
    return revised(community, none_name(ahead), card)


def _what_it_is(community: Community, formed: Session, known: Known) -> tuple[Element, ...]:
    now = say(f"format.name.{formed.format}")
    return (*texts("this_time.is", format=now), Text(story_words(community, formed, known)))


def _format_form(community: Community, ahead: Session, known: Known) -> Form:
    choices = tuple(Choice(one.value, say(f"format.name.{one}")) for one in Format)
    value = format_of(community, ahead, known).value
    stands = known.agreed(community, Matter.FORMAT)
    key = "this_time.intro" if stands else "this_time.usually"
    agreed = say(f"format.name.{agreed_format(community, known)}")
    return Form(
        token=Token(Act.THIS_TIME, (ahead.id,)).pack(),
        title=say("this_time.title"),
        intro=(*texts(key, agreed=agreed), *_waiting(community, ahead, known)),
        fields=(OneOf("format", say("this_time.which"), choices, value=value, required=True),),
        submit=say("button.choose_it"),
        cancel=say("button.leave_it"),
    )


def _waiting(community: Community, ahead: Session, known: Known) -> tuple[Element, ...]:
    """What has been offered, of every kind: whose, and never what it says."""
    found = tuple(
        say("this_time.waits", thing=thing(one.kind), teller=community.name_of(one.teller))
        for one in waiting_of_each_kind(community, ahead, known)
    )
    return (*texts("this_time.waiting"), Points(found)) if found else ()


def _question_form(community: Community, ahead: Session, known: Known) -> Form:
    offered = _offered(community, ahead, known)
    own_words = Choice(OWN, say("wide.form.own_choice"))
    choices = (*(Choice(one.id, with_care(one)) for one in offered), own_words)
    ours = marks(community, ahead.question, known)
    words = "" if ours else ahead.question
    value = OWN if words else next(iter(ours), offered[0].id)
    return Form(
        token=Token(Act.WIDE_QUESTION, (ahead.id,)).pack(),
        title=say("wide.form.title"),
        intro=texts("wide.form.intro"),
        fields=(
            OneOf("which", say("wide.form.which"), choices, value=value, required=True),
            Lines("own", say("wide.form.own"), value=words, most=300),
            appear_field(at_once=Part.OWN_ANSWER in ahead.at_once),
        ),
        submit=say("button.put_it"),
        cancel=say("button.not_now"),
    )


def _offered(community: Community, ahead: Session, known: Known) -> tuple[Prompt, ...]:
    """Three of our own and three of the library: what is chosen already comes first."""
    chosen = marks(community, ahead.question, known)
    library = _three(chosen, suggestions(community, known))
    return (*_three(chosen, own(community, Use.EVERYONE, known)), *library)


def _three(chosen: Sequence[str], offered: Sequence[Prompt]) -> tuple[Prompt, ...]:
    return tuple(sorted(offered, key=lambda one: one.id not in chosen))[:SUGGESTED]


CONVERSATION = Conversation(
    presses={
        Act.THIS_TIME: press_this_time,
        Act.WIDE_QUESTION: press_question,
        Act.ARRIVE_WITH: arrive_with,
    },
    forms={Act.THIS_TIME: this_time, Act.WIDE_QUESTION: put_question},
)
