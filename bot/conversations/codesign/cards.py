"""What stands in the room while a group works out what it needs."""

from collections.abc import Iterator, Sequence

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Points, Quote, Text, Weight
from bot.conversations.saying import button, in_rooms, revised, texts
from bot.domain.codesign import BOXED, Codesign, Leaves, Step
from bot.domain.community import Community, Stage
from bot.domain.drafting import Gathered, Suggested
from bot.domain.told import may_be_asked
from bot.words import say
from bot.words.times import moment_words

LETTERS = "ABC"
A_POST = 25
"""Lines that one message holds; the rest follows in its thread."""


def question_name(codesign: Codesign, step: Step) -> str:
    return f"{step}:{codesign.id}"


def question_posts(
    community: Community, codesign: Codesign, gathered: Gathered | None
) -> tuple[Post, ...]:
    """The step's question; what does not fit into one message follows in its thread, at once."""
    name = question_name(codesign, codesign.step)
    posts = in_rooms(community, name, question_card(community, codesign, gathered))
    for number, lines in enumerate(_chunks(_lines(codesign.step, gathered)[A_POST:]), 2):
        more = Card("", (Points(lines),))
        posts += in_rooms(community, f"{name}:{number}", more, under=name)
    return posts


def question_card(community: Community, codesign: Codesign, gathered: Gathered | None) -> Card:
    """While it is open. In the thread, there is no button: whoever likes says it under their name. Once
    the group has agreed to end, it waits."""
    step = codesign.step
    if community.stage is Stage.ENDING:
        waits = texts("codesign.waits_for_ending")
        return Card(say(f"codesign.{step}.title"), (*_above(step, gathered), *waits))
    said = _openly(community, codesign) if codesign.openly else _asks(step)
    return Card(
        say(f"codesign.{step}.title"),
        (*_above(step, gathered), *said, *_until(community, codesign)),
        _answer(community, codesign),
    )


def question_now(community: Community, codesign: Codesign, gathered: Gathered | None) -> Revise:
    """The card in the room as it reads now."""
    card = question_card(community, codesign, gathered)
    return revised(community, question_name(codesign, codesign.step), card)


def closed(community: Community, codesign: Codesign, gathered: Gathered | None) -> Revise:
    """The question as it stays in the room, without its button."""
    step = codesign.step
    body = (*_above(step, gathered), *texts("codesign.closed"))
    card = Card(say(f"codesign.{step}.title"), body)
    return revised(community, question_name(codesign, step), card)


def longer_posts(community: Community, codesign: Codesign) -> tuple[Post, ...]:
    """Few have answered: everyone alike is told that there is more time."""
    assert codesign.ends_at is not None
    when = moment_words(codesign.ends_at, community.rhythm.hours.zone)
    name = question_name(codesign, codesign.step)
    card = Card("", texts("codesign.longer", when=when))
    return in_rooms(community, f"{name}:longer", card, under=name)


def bands_posts(
    community: Community, codesign: Codesign, bands: Sequence[tuple[str, str]]
) -> tuple[Post, ...]:
    """How often each happens, in a word. Without bands too few have marked, and we talk instead."""
    name = question_name(codesign, Step.ALREADY)
    lines = tuple(
        say("codesign.already.band", line=line.rstrip("."), band=band) for line, band in bands
    )
    shown: tuple[Element, ...] = (*texts("codesign.already.shown"), Points(lines))
    body = shown if bands else texts("codesign.already.too_few")
    return in_rooms(community, f"{name}:bands", Card("", body), under=name)


def suggested_posts(
    community: Community, codesign: Codesign, suggested: Suggested
) -> tuple[Post, ...]:
    """What the group would do, row by row; the draft is made of it."""
    name = question_name(codesign, Step.ROUTES)
    card = Card("", (*texts("codesign.routes.shown"), *rows_shown(suggested)))
    return in_rooms(community, f"{name}:shown", card, under=name)


def rows_shown(suggested: Suggested) -> tuple[Element, ...]:
    shown: list[Element] = []
    for route, lines in suggested.rows.items():
        shown += [Text(say(f"route.{route}")), Points(lines)]
    return tuple(shown)


def missing_posts(community: Community, codesign: Codesign) -> tuple[Post, ...]:
    """Who is missing: nobody has to answer, and it does not close."""
    card = Card(
        say("codesign.missing.title"),
        (*texts("codesign.missing.asks", "codesign.missing.not_outside"),),
        (button("suggest_someone", Act.COMMAND, "invite", asks=True),),
    )
    return in_rooms(community, f"missing_people:{codesign.id}", card)


def leaves_label(choice: Leaves) -> str:
    """The choice with its letter, as people talk about it."""
    letter = LETTERS[tuple(Leaves).index(choice)]
    return say("codesign.leaves.choice", letter=letter, words=say(f"leaves.{choice}"))


def _above(step: Step, gathered: Gathered | None) -> tuple[Element, ...]:
    """What stays when the question has closed: what was asked, about what."""
    lines = _lines(step, gathered)[:A_POST]
    shown: tuple[Element, ...] = (Points(lines),) if lines else ()
    if len(_lines(step, gathered)) > A_POST:
        shown += texts("codesign.more_below")
    match step:
        case Step.NEEDS:
            quote = Quote(say("codesign.needs.question"), say("codesign.needs.source"))
            return (*texts("codesign.needs.starts_with"), quote)
        case Step.HARDEST if lines:
            return (*texts("codesign.hardest.shown"), *shown, *texts("codesign.hardest.asks"))
        case Step.HARDEST:
            return texts("codesign.hardest.asks_without")
        case Step.UPSIDE_DOWN:
            return texts("codesign.upside_down.form")
        case Step.LEAVES:
            choices = Points(tuple(leaves_label(one) for one in Leaves))
            return (choices, *texts("codesign.leaves.note"))
        case _:
            return (*texts(f"codesign.{step}.about"), *shown)


def _lines(step: Step, gathered: Gathered | None) -> tuple[str, ...]:
    if gathered is None:
        return ()
    match step:
        case Step.HARDEST:
            before = tuple(say("codesign.made_safe", what=one) for one in gathered.made_safe)
            return (*gathered.needs, *before)
        case Step.ALREADY:
            return gathered.shuts_up
        case _:
            return ()


def _asks(step: Step) -> tuple[Text, ...]:
    """How it is answered."""
    if step is Step.HARDEST:
        return ()
    more = ("codesign.few_of_us",) if step is Step.NEEDS else ()
    return texts(f"codesign.{step}.asks", *more)


def _openly(community: Community, codesign: Codesign) -> tuple[Text, ...]:
    """Why there is no form, and how it is said instead."""
    small = not may_be_asked(community.crowd)
    why = "codesign.openly.small" if small else "codesign.openly.too_few"
    return texts(why, f"codesign.{codesign.step}.openly")


def _until(community: Community, codesign: Codesign) -> tuple[Text, ...]:
    if codesign.ends_at is None:
        return ()
    when = moment_words(codesign.ends_at, community.rhythm.hours.zone)
    boxed = codesign.step in BOXED and not codesign.openly
    shown = boxed and codesign.step in (Step.NEEDS, Step.ROUTES)
    rule = texts("codesign.five_of_us") if boxed else ()
    return (*texts("codesign.together" if shown else "codesign.until", when=when), *rule)


def _answer(community: Community, codesign: Codesign) -> tuple[Button, ...]:
    step = codesign.step
    if step not in BOXED or codesign.openly or codesign.ends_at is None:
        return ()
    label = f"codesign_{step}"
    main = Weight.MAIN
    return (button(label, Act.OUR_ANSWER, community.id, step, asks=True, weight=main),)


def _chunks(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(lines), A_POST):
        yield lines[start : start + A_POST]
