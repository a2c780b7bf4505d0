"""What is asked in a form while a group agrees on something."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Form, Line, Lines, OneOf, Quote
from bot.conversations.saying import texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.formats import Format, Hearing
from bot.domain.notes import NotesWay
from bot.domain.proposal import Proposal
from bot.words import say

OPEN_TO_ALL = (
    Matter.RULES,
    Matter.LEAVES,
    Matter.ROUTES,
    Matter.FORMAT,
    Matter.RHYTHM,
    Matter.HEARING,
    Matter.NOTES,
    Matter.CHARTER,
    Matter.KEEPER,
    Matter.TRUSTED,
    Matter.ANYTHING,
)
"""What any member may propose to change here. The safety floors are not among them (docs/trust.md)."""
ONE_OF_OURS: Mapping[Matter, type[StrEnum]] = {
    Matter.FORMAT: Format,
    Matter.HEARING: Hearing,
    Matter.NOTES: NotesWay,
}
"""Matters that are chosen from what the bot can do: `<matter>.<choice>` is what would be agreed."""
MOST_WORDS = 1500
MOST_WHY = 300


def which_form(community: Community) -> Form:
    """First what it is about, so that nobody writes new words without seeing those that stand."""
    choices = tuple(Choice(one.value, say(f"matter.{one}")) for one in OPEN_TO_ALL)
    return Form(
        token=Token(Act.PROPOSE, (community.id,)).pack(),
        title=say("propose.title"),
        intro=texts("propose.which"),
        fields=(OneOf("matter", say("propose.about"), choices, required=True),),
        submit=say("button.go_further"),
        cancel=say("button.not_now"),
    )


def propose_form(
    community: Community,
    matter: Matter,
    words: str = "",
    about: str = "",
    *,
    notes: Sequence[NotesWay] = tuple(NotesWay),
) -> Form:
    """A proposal by any member. `words` is what stands now, to be changed; `about` tells it apart where
    several stand side by side. `notes`: which ways of having notes without a name there are to choose from."""
    stands = texts("propose.stands") if words and matter not in ONE_OF_OURS else ()
    unnamed = matter is Matter.NOTES and len(notes) == 1
    first = texts("notes.operator_first") if unnamed else ()
    return Form(
        token=Token(Act.PROPOSE, (community.id, matter, *((about,) if about else ()))).pack(),
        title=say("propose.title"),
        intro=(*texts("propose.intro"), *stands, *first),
        fields=(
            Line("title", say("propose.short"), required=True, most=80),
            _what_field(matter, words, notes),
            Lines("why", say("propose.why"), most=MOST_WHY),
        ),
        submit=say("button.propose_it"),
        cancel=say("button.not_now"),
    )


def concern_form(proposal: Proposal) -> Form:
    return Form(
        token=Token(Act.CONCERN, (proposal.id,)).pack(),
        title=say("concern.title"),
        intro=texts("concern.intro"),
        fields=(
            Lines("words", say("concern.words"), required=True, most=500),
            _to_whom(say("concern.alone")),
        ),
        submit=say("button.go_on_with_it"),
        cancel=say("button.not_now"),
    )


def objection_form(proposal: Proposal, keeper: str) -> Form:
    """`keeper`: the name of whoever reads it, if it is not for everyone."""
    return Form(
        token=Token(Act.OBJECT, (proposal.id,)).pack(),
        title=say("objection.title"),
        intro=texts("objection.intro"),
        fields=(
            Lines("words", say("objection.words"), required=True, most=500),
            _to_whom(say("objection.privately", name=keeper)),
        ),
        submit=say("button.stop_it_for_now"),
        cancel=say("button.not_now"),
    )


def reword_form(proposal: Proposal) -> Form:
    return Form(
        token=Token(Act.REWORD, (proposal.id,)).pack(),
        title=say("reword.title"),
        intro=(*texts("reword.intro"), Quote(proposal.words)),
        fields=(_words_field(proposal.words),),
        submit=say("button.ask_everyone"),
        cancel=say("button.not_now"),
    )


def _what_field(matter: Matter, words: str, notes: Sequence[NotesWay]) -> Lines | OneOf:
    """The group's own words; or, where the bot has to carry it out, one of what it can do."""
    if matter not in ONE_OF_OURS:
        return _words_field(words)
    ways: Iterable[StrEnum] = notes if matter is Matter.NOTES else ONE_OF_OURS[matter]
    choices = tuple(Choice(one.value, ours(matter, one)) for one in ways)
    return OneOf("words", say("propose.choice"), choices, required=True)


def ours(matter: Matter, choice: str) -> str:
    """What would be agreed, if one of ours is chosen."""
    match matter:
        case Matter.FORMAT:
            return say(f"format.{choice}")
        case Matter.NOTES:
            return say(f"notes_way.{choice}")
        case _:
            return say(f"hearing.{choice}")


def _words_field(words: str) -> Lines:
    return Lines(
        "words",
        say("propose.words"),
        hint=say("propose.words_hint"),
        value=words,
        required=True,
        most=MOST_WORDS,
    )


def _to_whom(alone: str) -> OneOf:
    choices = (Choice("all", say("stance.to_everyone")), Choice("alone", alone))
    return OneOf("to", say("stance.to_whom"), choices, value="all", required=True)
