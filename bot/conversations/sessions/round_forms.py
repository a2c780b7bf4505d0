"""The forms in which whoever looks after a session changes a round that has not opened."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Field, Form, Lines, OneOf, Text
from bot.conversations.saying import button, texts
from bot.conversations.sessions.round_words import asks, draft, title
from bot.domain.community import Community
from bot.domain.contribution import Part
from bot.domain.session import Session
from bot.words import say

AS_IT_COMES, AT_ONCE = "come", "at_once"


def rounds_page(session: Session, parts: tuple[Part, ...]) -> Form:
    """What is still to be asked: a page with one button for each."""
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("wording.title"),
        intro=texts("wording.which"),
        cancel=say("button.leave_it"),
        buttons=tuple(
            button(
                "a_round", Act.ROUND, session.id, part.value, asks=True, title=title(session, part)
            )
            for part in parts
        ),
        gives_way=True,
    )


def round_form(community: Community, session: Session, part: Part) -> Form:
    """With the words that stand there now; where they are not the draft's, a way back to these."""
    own = part in session.wording
    again = (button("back_to_draft", Act.ROUND_DRAFT, session.id, part.value),) if own else ()
    was = (Text(say("wording.draft_was", draft=draft(community, session, part))),) if own else ()
    return Form(
        token=Token(Act.ROUND, (session.id, part.value)).pack(),
        title=title(session, part),
        intro=(*texts("wording.intro"), *was),
        fields=_fields(community, session, part),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
        buttons=again,
    )


def appear_field(*, at_once: bool) -> OneOf:
    """How what people write appears. An arrival has no end at which it could."""
    choices = (
        Choice(AS_IT_COMES, say("wording.as_it_comes")),
        Choice(AT_ONCE, say("wording.at_once")),
    )
    value = AT_ONCE if at_once else AS_IT_COMES
    hint = say("wording.at_once_hint")
    return OneOf("appear", say("wording.appear"), choices, hint=hint, value=value, required=True)


def _fields(community: Community, session: Session, part: Part) -> tuple[Field, ...]:
    words = asks(community, session, part)
    question = Lines("words", say("wording.words"), value=words, required=True, most=600)
    if part is Part.ARRIVING:
        return (question,)
    return (question, appear_field(at_once=part in session.at_once))
