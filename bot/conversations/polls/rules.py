"""A result becomes a clause of the rules: by one button, and then by consent like any other rule."""

import unicodedata
from dataclasses import replace
from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Line, Text
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.polls.outcomes import quoted
from bot.conversations.saying import button, form, in_good_time, revised, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.counting import PollKind
from bot.domain.ids import PersonId
from bot.domain.poll import Outcome, Poll
from bot.domain.refusal import Reason, Refused
from bot.words import say

MOST = 250
"""Characters of a rule."""


def offered_as_rule(
    community: Community, poll: Poll, now: datetime, known: Known
) -> tuple[Post, ...]:
    """To those who look after the community, if the outcome is clear and could hold from now on. A tie
    settles nothing."""
    if not _could_be_one(poll) or community.stage is Stage.ENDING:
        return ()
    assert poll.clear_outcome is not None
    card = Card(
        poll.question,
        (Text(_chosen_words(poll, poll.clear_outcome)), *texts("poll.rule.offer")),
        (button("propose_as_rule", Act.POLL_TO_RULE, poll.id, asks=True),),
    )
    return tuple(
        in_good_time(community, who.person, _name(poll), card, now, known)
        for who in community.keepers
    )


def offer_over(community: Community, poll: Poll, over: Card) -> tuple[Revise, ...]:
    """It was not taken up, and can't be any more."""
    return () if poll.proposed else (revised(community, _name(poll), over),)


def press_rule(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, poll, outcome = _clear(press.who.person, token, known)
    return form(_rule_form(poll, outcome))


def propose_rule(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """The rules as they stand and one line more. The group was asked before: answers are taken at once."""
    community, poll, outcome = _clear(submitted.who.person, token, known)
    line = " ".join(submitted.given.text("line").split())
    stands = known.agreed(community, Matter.RULES)
    lines = stands.lines if stands else ()
    if not line or line in lines:
        return Decision(reply=(FormErrors({"line": say("poll.rule.there_already")}),))
    put = proposed(
        community,
        Matter.RULES,
        title=say("poll.rule.short"),
        words="\n".join((*lines, line)),
        why=_chosen_words(poll, outcome),
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
    )
    card = Card(poll.question, texts("poll.rule.proposed"))
    kept = Decision(
        keep=(replace(poll, proposed=True),), say=(revised(community, _name(poll), card),)
    )
    return put + kept + whispered("poll.rule.sent")


def _rule_form(poll: Poll, outcome: Outcome) -> Form:
    """With gradients the question itself is what was agreed with."""
    (option,) = outcome.chosen
    if poll.kind is not PollKind.GRADIENTS:
        option = say("poll.rule.line", question=_as_asked(poll), option=option)
    label, hint = say("poll.rule.label"), say("poll.rule.hint")
    return Form(
        token=Token(Act.POLL_TO_RULE, (poll.id,)).pack(),
        title=say("poll.rule.title"),
        intro=texts("poll.rule.intro"),
        fields=(Line("line", label, hint=hint, value=option, required=True, most=MOST),),
        submit=say("button.propose_it"),
        cancel=say("button.not_now"),
    )


def _chosen_words(poll: Poll, outcome: Outcome) -> str:
    if poll.kind is PollKind.GRADIENTS:
        return say("poll.all_can_live")
    return say("poll.rule.why", question=_as_asked(poll), chosen=quoted(outcome.chosen))


def _as_asked(poll: Poll) -> str:
    """With its mark at the end, in whatever script; without one, a question mark."""
    question = poll.question.rstrip()
    ends = unicodedata.category(question[-1:] or "?") == "Po"
    return question if ends else f"{question}?"


def _clear(person: PersonId, token: Token, known: Known) -> tuple[Community, Poll, Outcome]:
    community, poll = known.poll(token[0])
    community.must_be_kept_by(person)
    community.must_not_be_ending()
    if poll.clear_outcome is None or not _could_be_one(poll):
        raise Refused(Reason.BUTTON_TOO_OLD)
    if poll.proposed:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return community, poll, poll.clear_outcome


def _could_be_one(poll: Poll) -> bool:
    return poll.clear_outcome is not None and poll.kind.can_be_a_rule


def _name(poll: Poll) -> str:
    return f"poll_rule:{poll.id}"


CONVERSATION = Conversation(
    presses={Act.POLL_TO_RULE: press_rule}, forms={Act.POLL_TO_RULE: propose_rule}
)
