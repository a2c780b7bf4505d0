"""A line of what good looks like, in boxes and in words."""

from collections.abc import Mapping, Sequence

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Lines, OneOf
from bot.conversations.saying import texts
from bot.domain.agreement import Agreement
from bot.domain.community import Community
from bot.words import say

BOXES: Mapping[str, bool] = {"means": True, "holds": True, "fails": True, "standard": False}
"""The boxes of a line in order, and whether it needs them."""
MOST = 300
CHOICE = 70
PLACE = "\0"


def words_of(boxes: Mapping[str, str]) -> str:
    """As sentences, one a line."""
    filled = ((box, words.rstrip(".")) for box, words in boxes.items() if words)
    return "\n".join(say(f"good.line.{box}", words=words) for box, words in filled)


def boxes_of(words: str) -> dict[str, str]:
    """Back into boxes. Sentences that were changed until they are no longer ours stand in the first."""
    boxes = dict.fromkeys(BOXES, "")
    for line in words.splitlines():
        box, found = _read(line)
        boxes[box] = " ".join(part for part in (boxes[box], found) if part)
    return boxes


def line_form(community: Community, line: Agreement | None = None) -> Form:
    """A new line, or one that stands with what it says now."""
    boxes = boxes_of(line.words if line else "")
    about = (community.id, line.about) if line else (community.id,)
    return Form(
        token=Token(Act.GOOD_WORK, about).pack(),
        title=say("good.form.title"),
        intro=texts("good.form.intro"),
        fields=tuple(
            Lines(
                box,
                say(f"good.form.{box}"),
                hint=say(f"good.hint.{box}"),
                value=boxes[box],
                required=needed,
                most=MOST,
            )
            for box, needed in BOXES.items()
        ),
        submit=say("button.propose_it"),
        cancel=say("button.not_now"),
    )


def which_form(community: Community, stands: Sequence[Agreement]) -> Form:
    choices = tuple(Choice(one.about, _short(boxes_of(one.words)["means"])) for one in stands)
    return Form(
        token=Token(Act.GOOD_WHICH, (community.id,)).pack(),
        title=say("good.which.title"),
        fields=(OneOf("line", say("good.which.label"), choices, required=True),),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def _read(line: str) -> tuple[str, str]:
    """Which box a sentence belongs to, and what it says there."""
    for box in BOXES:
        before, after = say(f"good.line.{box}", words=PLACE).split(PLACE)
        if line.startswith(before) and line.endswith(after):
            return box, line[len(before) : len(line) - len(after)]
    return next(iter(BOXES)), line


def _short(words: str) -> str:
    return words if len(words) <= CHOICE else f"{words[: CHOICE - 1]}…"
