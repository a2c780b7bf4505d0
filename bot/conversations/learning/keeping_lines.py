"""A line of learning is kept, once whoever said it has said yes. Silence is a no, and nobody hears of it."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Element,
    Form,
    Lines,
    OneOf,
    People,
    Quote,
    Weight,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    named,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.learning import LINE_WAITS, Kept
from bot.domain.marks import mark_of
from bot.domain.refusal import Reason, Refused
from bot.words import say

MOST = 300
MOST_SHOWN = 20
NAMED, ONE_OF_US, OTHER = "named", "one_of_us", "other"


def lines(command: CommandGiven, known: Known) -> Decision:
    """`/lc keep`: what has been kept, and a way to keep more; the form at once where nothing is."""
    community = known.community_at(command.place, command.who)
    _must_be_able_to(community, command.who.person)
    kept = known.kept_lines(community)[-MOST_SHOWN:]
    if not kept:
        return form(_form(community))
    return whisper(
        *(Quote(one.line, named(community, one.author, at_first=True)) for one in kept),
        title=say("keep.list.title"),
        buttons=(
            button("keep_a_line", Act.KEEP_LINE, community.id, asks=True, weight=Weight.MAIN),
        ),
    )


def press_keep(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to(community, press.who.person)
    return form(_form(community))


def keep(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """One's own line is kept at once; somebody else's waits for them."""
    community, given = known.community(token[0]), submitted.given
    person = submitted.who.person
    _must_be_able_to(community, person)
    line = given.text("line")
    if not line:
        return _wrong("line", "stance.empty")
    if any(_folded(one.line) == _folded(line) for one in known.kept_lines(community)):
        raise Refused(Reason.LINE_KEPT_ALREADY)
    if given.text("whose") == OTHER:
        return _ask_author(community, line, submitted, known)
    kept = Kept(id=_fresh(known), community=community.id, line=line, author=person)
    own = kept.agreed(named=given.text("whose") != ONE_OF_US)
    return Decision(keep=(own,)) + whispered("keep.kept")


def answer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Its author says yes with their name, yes as one of us, or no."""
    community, waits = known.held(Kept, token[0])
    community.must_include(press.who.person)
    if waits.author != press.who.person:
        raise Refused(Reason.NOT_YOURS)
    if waits.waits_until is None:
        raise Refused(Reason.ALREADY_ANSWERED)
    if waits.waits_until <= press.at:
        raise Refused(Reason.BUTTON_TOO_OLD)
    match token[1]:
        case "named":
            return Decision(keep=(waits.agreed(named=True),)) + _answered(
                community, waits, "keep.kept"
            )
        case "one_of_us":
            return _without_name(community, waits, known)
        case "no":
            return Decision(forget=(waits,)) + _answered(community, waits, "keep.no")
        case _:
            raise Refused(Reason.UNKNOWN_BUTTON)


def _ask_author(
    community: Community, line: str, submitted: FormSubmitted, known: Known
) -> Decision:
    """Whoever asks hears the same, whether the author then says no, or nothing."""
    author = _author(submitted.given)
    if author is None:
        return _wrong("author", "keep.form.who_missing")
    if author == submitted.who.person:
        return _wrong("author", "keep.form.that_is_you")
    if not community.takes_part(author):
        return _wrong("author", "keep.form.not_here")
    waits = Kept(
        id=_of_author(community, author, line),
        community=community.id,
        line=line,
        author=author,
        waits_until=submitted.at + LINE_WAITS,
    )
    asked = _asked(community, waits, author, submitted, known)
    name = community.name_of(author)
    return Decision(keep=(waits,), say=(asked,)) + whispered("keep.asked", name=name)


def _asked(
    community: Community, waits: Kept, author: PersonId, submitted: FormSubmitted, known: Known
) -> Post:
    asker = community.name_of(submitted.who.person)
    card = Card(
        say("keep.ask.title"),
        (*texts("keep.ask.said", name=asker), Quote(waits.line), *texts("keep.ask.may_we")),
        _answers(waits),
    )
    return in_good_time(community, author, _ask_name(waits), card, submitted.at, known)


def _answers(waits: Kept) -> tuple[Button, ...]:
    return (
        button("keep_named", Act.LINE_ANSWER, waits.id, NAMED),
        button("keep_one_of_us", Act.LINE_ANSWER, waits.id, ONE_OF_US),
        button("keep_not", Act.LINE_ANSWER, waits.id, "no"),
    )


def _without_name(community: Community, waits: Kept, known: Known) -> Decision:
    """Kept under an id of its own: the one it waited under could be reckoned from its author."""
    agreed = waits.agreed(named=False)
    kept = Kept(
        id=_fresh(known), community=agreed.community, line=agreed.line, author=agreed.author
    )
    return Decision(keep=(kept,), forget=(waits,)) + _answered(community, waits, "keep.kept")


def _answered(community: Community, waits: Kept, key: str) -> Decision:
    card = Card(say("keep.ask.title"), texts(key))
    return Decision(say=(revised(community, _ask_name(waits), card),)) + whispered(key)


def waiting_card(waits: Kept) -> Card:
    """For its author alone. Who would like to keep it stands in the message that asked."""
    body: tuple[Element, ...] = (
        *texts("keep.ask.waits"),
        Quote(waits.line),
        *texts("keep.ask.may_we"),
    )
    return Card(say("keep.ask.title"), body, _answers(waits))


def unanswered(community: Community, waits: Kept) -> tuple[Revise, ...]:
    """Its author said neither yes nor no: it is not kept, and that is an answer too."""
    card = Card(say("keep.ask.title"), texts("keep.ask.unanswered"))
    return (revised(community, _ask_name(waits), card),)


def form_of(community: Community, words: str, author: PersonId, person: PersonId) -> Form:
    """For words that `author` wrote. What is longer than a line is shown whole, for the part that matters to be
    taken out of it."""
    line = words if len(words) <= MOST else ""
    of = (NAMED, ()) if author == person else (OTHER, (author,))
    made = _form(community, line, *of)
    if line or not words:
        return made
    return replace(made, intro=(*made.intro, *texts("keep.form.too_long"), Quote(words)))


def _form(
    community: Community, line: str = "", by: str = OTHER, author: tuple[PersonId, ...] = ()
) -> Form:
    whose = (
        Choice(OTHER, say("keep.form.other")),
        Choice(NAMED, say("keep.form.mine_named")),
        Choice(ONE_OF_US, say("keep.form.mine_one_of_us")),
    )
    return Form(
        token=Token(Act.KEEP_LINE, (community.id,)).pack(),
        title=say("keep.form.title"),
        intro=texts("keep.form.intro"),
        fields=(
            Lines("line", say("keep.form.line"), value=line, required=True, most=MOST),
            OneOf("whose", say("keep.form.whose"), whose, value=by, required=True),
            People(
                "author", say("keep.form.author"), hint=say("keep.form.author_hint"), values=author
            ),
        ),
        submit=say("button.keep"),
        cancel=say("button.not_now"),
    )


def _author(given: Given) -> PersonId | None:
    chosen = given.many("author")
    return PersonId(chosen[0]) if chosen else None


def _of_author(community: Community, author: PersonId, line: str) -> RecordId:
    """The same line of the same author is one thing: they are asked about it once, whoever asks."""
    return RecordId("k" + mark_of(community, author, _folded(line)))


def _fresh(known: Known) -> RecordId:
    return RecordId(known.mint.id())


def _folded(line: str) -> str:
    return " ".join(line.casefold().split())


def _ask_name(waits: Kept) -> str:
    return f"keep_line:{waits.id}"


def _wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def _must_be_able_to(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_have_begun()


CONVERSATION = Conversation(
    commands={"keep": lines},
    presses={Act.KEEP_LINE: press_keep, Act.LINE_ANSWER: answer},
    forms={Act.KEEP_LINE: keep},
)
