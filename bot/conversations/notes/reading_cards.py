"""What those who look after the group see once a window has closed, and the form in which they read the notes."""

from collections.abc import Sequence

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Card,
    Choice,
    Element,
    Field,
    Form,
    Line,
    Moment,
    OneOf,
    Points,
    Text,
    Weight,
)
from bot.conversations.notes.here import Here
from bot.conversations.notes.looking import names_of, pointers
from bot.conversations.saying import button, in_good_time, revised, texts
from bot.domain.community import Community
from bot.domain.notes import NotesReading, NotesWindow
from bot.domain.notes_sheets import Energy
from bot.domain.told import Alike, Bands, TooFew, spread
from bot.domain.unsigned import Back, Unsigned, Voice
from bot.words import count, say, tell_of

RELEASE, HOLD = "release", "hold"
LONGEST_WORD = 140
"""Characters of what a note's writer can be told."""
AT_ONCE = 4
"""Notes on one page of the form."""


def asked_to_read(
    here: Here, reading: NotesReading, taps: Sequence[Energy], *, unread: bool
) -> tuple[Post, ...]:
    """One private card for the facilitator, or whoever looks after the group alone."""
    card = reading_card(here, reading, energy_lines(here, taps), unread=unread)
    return to_keeper(here, _name(reading), card)


def reading_card(
    here: Here, reading: NotesReading, room: tuple[Element, ...] = (), *, unread: bool
) -> Card:
    until = Moment(say("notes.read.opens"), reading.releases_at, here.community.rhythm.hours.zone)
    if not unread:
        return Card(say("notes.read.title"), (*texts("notes.read.done"), *room, until))
    read = button("read_notes", Act.READ_NOTES, here.community.id, asks=True, weight=Weight.MAIN)
    return Card(say("notes.read.title"), (*texts("notes.read.asks"), *room, until), (read,))


def deputy_asked(here: Here, reading: NotesReading) -> tuple[Post, ...]:
    """Nobody has read them for a working day. The card says so, and blames nobody."""
    card = reading_card(here, reading, texts("notes.read.deputy"), unread=True)
    return tuple(
        in_good_time(
            here.community, who.person, f"deputy_{_name(reading)}", card, here.at, here.known
        )
        for who in here.community.keepers[1:]
    )


def all_read(here: Here, reading: NotesReading) -> tuple[Revise, ...]:
    card = reading_card(here, reading, unread=False)
    return tuple(
        revised(here.community, name, card) for name in (_name(reading), f"deputy_{_name(reading)}")
    )


def energy_post(here: Here, window: NotesWindow, taps: Sequence[Energy]) -> tuple[Post, ...]:
    """No notes came. How much room people have is worth knowing all the same."""
    lines = energy_lines(here, taps)
    card = Card(say("notes.read.title"), (*texts("notes.read.none"), *lines))
    return to_keeper(here, f"energy:{window.id}", card)


def energy_lines(here: Here, taps: Sequence[Energy]) -> tuple[Element, ...]:
    """In bands, and only if five others have tapped even if each of those who look after it did."""
    match spread(taps, tuple(Energy), aside=len(here.community.keepers)):
        case TooFew():
            return texts("notes.energy.too_few")
        case Alike():
            return texts("notes.energy.same")
        case Bands(of=bands):
            lines = (
                tell_of("notes.energy", bands[one], room=say(f"check_in.energy.{one}"))
                for one in Energy
            )
            return (*texts("notes.energy.asked"), Points(tuple(lines)))


def to_keeper(here: Here, name: str, card: Card) -> tuple[Post, ...]:
    return tuple(
        in_good_time(here.community, who.person, name, card, here.at, here.known)
        for who in here.community.keepers[:1]
    )


def read_form(community: Community, notes: Sequence[Unsigned]) -> Form:
    """A few at a time, mixed. Nobody can change a word of them."""
    here = enumerate(notes[:AT_ONCE], 1)
    fields = tuple(field for which, one in here for field in _fields(community, which, one))
    return Form(
        token=Token(Act.READ_NOTES, (community.id,)).pack(),
        title=say("notes.read.form_title"),
        intro=(*texts("notes.read.how"), *_more(notes)),
        fields=fields,
        submit=say("button.so_be_it"),
        cancel=say("button.read_later"),
    )


def _more(notes: Sequence[Unsigned]) -> tuple[Text, ...]:
    """In pages: a number of notes would be a live count, and would fall when somebody takes one back (R5)."""
    pages = (len(notes) - 1) // AT_ONCE
    return (Text(count("notes.read.more", pages)),) if pages else ()


def _fields(community: Community, which: int, one: Unsigned) -> tuple[Field, ...]:
    """A note's words stand right above what may become of them, so that no answer goes to another note."""
    choices = (
        Choice(RELEASE, say("notes.read.release")),
        *(Choice(why.value, say(f"notes.read.back.{why}")) for why in Back),
        Choice(HOLD, say("notes.read.hold")),
    )
    word = say("notes.read.word", number=which)
    hint = say("notes.read.word_hint")
    return (
        OneOf(f"do_{one.key}", _words(which, one), choices, hint=_hints(community, one)),
        Line(f"say_{one.key}", word, hint=hint, most=LONGEST_WORD),
    )


def _words(which: int, one: Unsigned) -> str:
    answer = one.voice is Voice.ANSWER
    heading = say("notes.read.answer" if answer else "notes.read.note", number=which)
    return f"{heading} {one.text}"


def _hints(community: Community, one: Unsigned) -> str:
    again = (say("notes.read.again"),) if one.again else ()
    found = pointers((one.text,), names_of(community))
    points = (f"{say('notes.read.hints')} {', '.join(found)}",) if found else ()
    return " ".join((*again, *points))


def _name(reading: NotesReading) -> str:
    return f"read_notes:{reading.id}"
