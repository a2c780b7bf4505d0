"""What is asked of whoever drafts the rules."""

from collections.abc import Sequence

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Form, Lines, OneOf, Points, SomeOf
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.drafting import FEWEST_LINES, MOST_LINES, Gathered, RulesDraft
from bot.words import say

SEEDS = tuple(str(number) for number in range(1, 16))
"""Ground rules that other groups have chosen: `seed.<number>`. Shown only to whoever drafts."""
NEEDS_A_PAGE = 8
NO_LINE = 0
LOOKED = "looked"
THEN, LATER = "then", "later"
"""A platform drops what stands in a form that is cancelled; so finishing later is an answer of its own."""
LINES_SHOWN = 40
"""So many needs stand above the box; all of them are in the room."""


def lines_form(
    community: Community,
    lines: tuple[str, ...],
    gathered: Gathered | None,
    *,
    looked: bool = False,
) -> Form:
    """What people said they need, and below it the box. `looked`: lines of other groups have been shown."""
    intro: tuple[Element, ...] = texts("rules.lines.intro", fewest=FEWEST_LINES, most=MOST_LINES)
    intro += texts("rules.lines.as_they_stand" if looked else "rules.lines.examples_follow")
    if gathered and gathered.needs:
        intro = (*texts("rules.lines.needs"), Points(gathered.needs[:LINES_SHOWN]), *intro)
    return Form(
        token=Token(Act.RULE_LINES, (community.id, *((LOOKED,) if looked else ()))).pack(),
        title=say("task.draft_rules.title"),
        intro=intro,
        fields=(_lines_field(lines), _then("rules.then.go_on")),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def seeds_form(community: Community) -> Form:
    """After the group's own: what others have chosen, to take or to leave."""
    choices = tuple(Choice(one, seed_words(one)) for one in SEEDS)
    return Form(
        token=Token(Act.DRAFT_RULES, (community.id,)).pack(),
        title=say("task.draft_rules.title"),
        intro=texts("rules.seeds.intro"),
        fields=(SomeOf("seeds", say("rules.seeds.field"), choices),),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def needs_form(
    community: Community, draft: RulesDraft, gathered: Gathered | None, page: int
) -> Form:
    """For each need of this page, the line that answers it."""
    every = pages(gathered)
    last = page + 1 == len(every)
    return Form(
        token=Token(Act.RULE_NEEDS, (community.id, str(page))).pack(),
        title=_page_title(page, every),
        intro=texts("rules.needs.intro"),
        fields=(
            *(_need_field(draft, number, need) for number, need in every[page]),
            _then("rules.then.put" if last else "rules.then.go_on"),
        ),
        submit=say("button.done" if last else "button.next"),
        cancel=say("button.not_now"),
    )


def _page_title(page: int, every: Sequence[object]) -> str:
    if not every[1:]:
        return say("rules.needs.title_alone")
    return say("rules.needs.title", page=page + 1, pages=len(every))


def pages(gathered: Gathered | None) -> list[tuple[tuple[int, str], ...]]:
    """The needs with their numbers, so many to a page."""
    needs = tuple(enumerate(gathered.needs)) if gathered else ()
    return [needs[start : start + NEEDS_A_PAGE] for start in range(0, len(needs), NEEDS_A_PAGE)]


def need_field(number: int) -> str:
    return f"need_{number}"


def seed_words(seed: str) -> str:
    return say(f"seed.{seed}")


def _lines_field(lines: tuple[str, ...]) -> Lines:
    return Lines(
        "lines",
        say("rules.lines.field"),
        hint=say("rules.lines.hint"),
        value="\n".join(lines),
        most=2000,
    )


def _need_field(draft: RulesDraft, number: int, need: str) -> OneOf:
    lines = tuple(f"{at}. {line}" for at, line in enumerate(draft.lines, 1))
    choices = tuple(Choice(str(at), line) for at, line in enumerate(lines, 1))
    none = Choice(str(NO_LINE), say("rules.no_line"))
    chosen = str(draft.answers.get(number, NO_LINE))
    return OneOf(need_field(number), need, (*choices, none), value=chosen)


def _then(key: str) -> OneOf:
    choices = (Choice("on", say(key)), Choice(LATER, say("rules.then.later")))
    return OneOf(THEN, say("rules.then"), choices, value="on", required=True)
