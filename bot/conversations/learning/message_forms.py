"""The forms around a message to the organisation: its writer's, everyone's, and whoever answers it."""

from collections.abc import Mapping
from datetime import date

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Day, Field, Form, Line, Lines, OneOf, Points, Text, Weight
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.message import Came, Message, MessageDraft, ResponseKind
from bot.words import say

BOXES: Mapping[str, bool] = {"meeting": True, "matters": True, "help": True, "doing": False}
"""The boxes of a message in order, and whether it needs them."""
MOST = 300
MOST_ANSWER = 1000
KNOWN, NOT_KNOWN = "known", "not_known"


def words_of(boxes: Mapping[str, str]) -> str:
    """One line for each box, with its name before it."""
    filled = ((box, " ".join(words.split())) for box, words in boxes.items())
    return "\n".join(say(f"message.line.{box}", words=words) for box, words in filled if words)


def write_form(community: Community, draft: MessageDraft | None) -> Form:
    boxes = draft.boxes if draft else {}
    return Form(
        token=Token(Act.WRITE_OUT, (community.id,)).pack(),
        title=say("message.form.title"),
        intro=texts("message.form.intro"),
        fields=tuple(
            Lines(
                box,
                say(f"message.form.{box}"),
                hint=say(f"message.hint.{box}"),
                value=boxes.get(box, ""),
                required=needed,
                most=MOST,
            )
            for box, needed in BOXES.items()
        ),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def hints_page(draft: MessageDraft, found: tuple[str, ...]) -> Form:
    """What might point to a person: shown to its writer before anybody else reads it; never a barrier."""
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("story.hints.title"),
        intro=(
            *texts("story.hints.found"),
            Points(found),
            *texts("message.hints.ask"),
        ),
        cancel=say("button.keep_as_draft"),
        buttons=(
            button("change_it", Act.WRITE_OUT, draft.community, asks=True, weight=Weight.MAIN),
            button("it_is_all_right", Act.OUT_AGREED, draft.id),
        ),
        gives_way=True,
    )


def recognise_form(draft: MessageDraft) -> Form:
    choices = (
        Choice(KNOWN, say("message.recognise.known")),
        Choice(NOT_KNOWN, say("message.recognise.not_known")),
    )
    question = OneOf("known", say("message.recognise.question"), choices, required=True)
    return Form(
        token=Token(Act.RECOGNISE, (draft.id,)).pack(),
        title=say("message.recognise.title"),
        intro=(
            Points(tuple(words_of(draft.boxes).splitlines())),
            *texts("message.recognise.how_it_is_kept"),
        ),
        fields=(question,),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def answer_form(message: Message, kind: ResponseKind) -> Form:
    """For the sponsor. A yes has its day; a no has its reason."""
    words = Lines(
        "words",
        say(f"message.answer.label.{kind}"),
        required=kind is not ResponseKind.YES,
        most=MOST_ANSWER,
    )
    by = (Day("by", say("message.answer.by"), required=True),) if kind is ResponseKind.YES else ()
    return Form(
        token=Token(Act.ORGANISATION_ANSWERS, (message.id, kind)).pack(),
        title=say(f"message.answer.title.{kind}"),
        intro=texts("message.answer.intro"),
        fields=(*by, words),
        submit=say("button.answer_them"),
        cancel=say("button.not_now"),
    )


def told_form(message: Message) -> Form:
    """For a member who carried it, or was told the answer by mouth."""
    choices = tuple(Choice(one, say(f"message.told.{one}")) for one in ResponseKind)
    fields: tuple[Field, ...] = (
        Line("who", say("message.told.who"), required=True, most=80),
        OneOf("kind", say("message.told.kind"), choices, required=True),
        Day("by", say("message.told.by"), hint=say("message.told.by_hint")),
        Lines("words", say("message.told.words"), required=True, most=MOST_ANSWER),
    )
    return Form(
        token=Token(Act.ANSWER_TOLD, (message.id,)).pack(),
        title=say("message.told.title"),
        fields=fields,
        submit=say("button.post_it"),
        cancel=say("button.not_now"),
    )


def came_form(message: Message, came: Came) -> Form:
    line = Line("line", say("message.came.line"), hint=say("message.came.hint"), most=200)
    return Form(
        token=Token(Act.CAME_OF_IT, (message.id, came)).pack(),
        title=say("message.came.title"),
        intro=(Text(say(f"message.came.{came}")),),
        fields=(line,),
        submit=say("button.post_it"),
        cancel=say("button.not_now"),
    )


def wrong_day(by: date, today: date) -> dict[str, str]:
    return {"by": say("message.answer.over")} if by < today else {}
