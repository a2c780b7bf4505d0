"""What is asked of whoever drafts the rules."""

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
LINES_SHOWN = 40
"""So many needs stand above the box; all of them are in the room."""


def seeds_form(community: Community) -> Form:
    choices = tuple(Choice(one, seed_words(one)) for one in SEEDS)
    return Form(
        token=Token(Act.DRAFT_RULES, (community.id,)).pack(),
        title=say("task.draft_rules.title"),
        intro=texts("rules.seeds.intro"),
        fields=(SomeOf("seeds", say("rules.seeds.field"), choices),),
        submit=say("button.next"),
        cancel=say("button.not_now"),
    )


def lines_form(community: Community, lines: tuple[str, ...], gathered: Gathered | None) -> Form:
    intro: tuple[Element, ...] = texts("rules.lines.intro", fewest=FEWEST_LINES, most=MOST_LINES)
    if gathered and gathered.needs:
        intro = (*texts("rules.lines.needs"), Points(gathered.needs[:LINES_SHOWN]), *intro)
    box = Lines(
        "lines",
        say("rules.lines.field"),
        hint=say("rules.lines.hint"),
        value="\n".join(lines),
        required=True,
        most=2000,
    )
    return Form(
        token=Token(Act.RULE_LINES, (community.id,)).pack(),
        title=say("task.draft_rules.title"),
        intro=intro,
        fields=(box,),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def needs_form(
    community: Community, draft: RulesDraft, gathered: Gathered | None, page: int
) -> Form:
    """For each need of this page, the line that answers it."""
    lines = tuple(f"{number}. {line}" for number, line in enumerate(draft.lines, 1))
    choices = tuple(Choice(str(number), line) for number, line in enumerate(lines, 1))
    none = Choice(str(NO_LINE), say("rules.no_line"))
    every = pages(gathered)
    return Form(
        token=Token(Act.RULE_NEEDS, (community.id, str(page))).pack(),
        title=say("rules.needs.title", page=page + 1, pages=len(every)),
        intro=texts("rules.needs.intro"),
        fields=tuple(
            OneOf(
                need_field(number),
                need,
                (*choices, none),
                value=str(draft.answers.get(number, NO_LINE)),
            )
            for number, need in every[page]
        ),
        submit=say("button.next" if page + 1 < len(every) else "button.put_to_everyone"),
        cancel=say("button.later"),
    )


def pages(gathered: Gathered | None) -> list[tuple[tuple[int, str], ...]]:
    """The needs with their numbers, so many to a page."""
    needs = tuple(enumerate(gathered.needs)) if gathered else ()
    return [needs[start : start + NEEDS_A_PAGE] for start in range(0, len(needs), NEEDS_A_PAGE)]


def need_field(number: int) -> str:
    return f"need_{number}"


def seed_words(seed: str) -> str:
    return say(f"seed.{seed}")
