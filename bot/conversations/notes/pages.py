"""The first two pages of the check-in: what is asked, and what is said before it goes. The same for everybody."""

from collections.abc import Sequence

from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Choice,
    Element,
    Field,
    Form,
    Line,
    Lines,
    OneOf,
    Points,
    SomeOf,
)
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.notes.found_notes import Found, found_elements, found_fields
from bot.conversations.notes.here import Here
from bot.conversations.notes.last_pages import LEAD, NOBODY, PERSON, PLANNED
from bot.conversations.notes.looking import clean, names_of, pointers, ways_of_writing
from bot.conversations.notes.pulsing import pulse_asks, pulse_fields
from bot.conversations.notes.second_page import Carried
from bot.conversations.notes.who_could import promise
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.distress import sounds_heavy
from bot.domain.drafting import Route
from bot.domain.ids import PersonId
from bot.domain.notes import LONGEST_NOTE, NotesWindow
from bot.domain.notes_sheets import Alone, Energy
from bot.domain.worry import hear_it
from bot.words import say
from bot.words.times import moment_words, name_list

TYPED = 120
"""Characters of a receipt's box: six long words and what people put between them."""


def first_page(here: Here, window: NotesWindow) -> Form:
    return Form(
        token=Token(Act.CHECK_IN, (window.id,)).pack(),
        title=say("check_in.title"),
        intro=(
            *promise(here.community),
            *_moment(here, window),
            *texts("note.not_a_report"),
            *pulse_asks(window),
            *where_things_go(here.community, here.known),
        ),
        fields=(*_fields(), *pulse_fields(window), _receipt_field()),
        submit=say("button.go_on_to_check"),
        cancel=say("button.not_now"),
        buttons=(button("who_could_find_out", Act.WHO_COULD, here.community.id, asks=True),),
    )


def second_page(
    here: Here,
    writer: PersonId,
    carried: Carried,
    notes: Sequence[str],
    found: Sequence[Found],
    *,
    opens_nothing: bool = False,
) -> Form:
    """Before it goes. Blank or not, everybody passes here, in as many steps. Who writes is read only to name
    somebody else. `opens_nothing`: six words were typed, and there is no note to them."""
    cleaned = [clean(one) for one in notes]
    shown = tuple(one.text for one in cleaned if one.text)
    made_safe = any(one.link for one in cleaned), any(one.mention for one in cleaned)
    heavy = any(map(sounds_heavy, shown))
    return Form(
        token=carried.token().pack(),
        title=say("note.before.title"),
        intro=(
            *(_heavy(here) if heavy else ()),
            *_checked(here.community, shown, *made_safe, heavy=heavy),
            *(texts("note.before.opened") if found else ()),
            *found_elements(here, found),
            *(texts("note.receipt.opens_nothing") if opens_nothing else ()),
        ),
        fields=(
            *(_text_fields(shown) if shown else ()),
            *(_way(here, writer) if heavy else ()),
            *found_fields(found),
        ),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def _moment(here: Here, window: NotesWindow) -> tuple[Element, ...]:
    """Outside of the check-in this says which moment is the safer one."""
    if window.checked_in or window.times is None:
        return texts("note.most_send_it_empty")
    zone = here.community.rhythm.hours.zone
    when = moment_words(window.times.checks_in_at, zone)
    return texts("note.safer_moment", when=when)


def _fields() -> tuple[Field, ...]:
    taps = tuple(Choice(one.value, say(f"check_in.energy.{one}")) for one in Energy)
    alone = tuple(Choice(one.value, say(f"note.alone.{one}")) for one in Alone)
    return (
        OneOf("energy", say("check_in.energy"), taps),
        _box("note", say("note.box"), hint=say("note.starters")),
        _box("second", say("note.second")),
        OneOf("alone", say("note.alone"), alone, value=Alone.WAIT.value, required=True),
    )


def _box(name: str, label: str, value: str = "", hint: str = "") -> Lines:
    return Lines(name, label, hint=hint, value=value, most=LONGEST_NOTE)


def _receipt_field() -> Line:
    return Line("receipt", say("note.receipt"), hint=say("note.receipt.hint"), most=TYPED)


def _checked(
    community: Community, shown: tuple[str, ...], link: bool, mention: bool, *, heavy: bool
) -> tuple[Element, ...]:
    """What could point to its writer. It is shown and never a barrier. Where words are `heavy`, that there was
    nothing to be found goes unsaid: help is the last that is read."""
    if not shown:
        return texts("note.before.nothing")
    found = pointers(shown, names_of(community))
    ways = ways_of_writing(shown)
    none = () if heavy else texts("note.before.found_nothing")
    return (
        *(texts("note.before.link") if link else ()),
        *(texts("note.before.mention") if mention else ()),
        *(texts("note.before.found") if found else ()),
        *((Points(found),) if found else ()),
        *(texts("note.before.ways") if ways else ()),
        *((Points(ways),) if ways else ()),
        *(texts("note.before.change") if found or ways else none),
    )


def _text_fields(shown: tuple[str, ...]) -> tuple[Field, ...]:
    boxes = zip(("note", "second"), shown, strict=False)
    plain = (Choice("yes", say("note.plain.yes")),)
    return (
        *(_box(name, say(f"note.before.{name}"), text) for name, text in boxes),
        SomeOf("plain", say("note.plain"), plain, hint=say("note.plain.hint")),
    )


def _heavy(here: Here) -> tuple[Element, ...]:
    """Kind, and no barrier. Nobody but the writer learns that it was said."""
    rows = where_things_go(here.community, here.known, (Route.DANGER, Route.COPING))
    helplines = here.known.contacts.helplines
    return (*texts("note.heavy.sounds"), *texts("note.heavy.helplines", helplines=helplines), *rows)


def _way(here: Here, writer: PersonId) -> tuple[OneOf, ...]:
    who = hear_it(here.community, writer, None, here.known.trusted(here.community))
    name = name_list([here.community.name_of(one) for one in who])
    ways = (PLANNED, PERSON, LEAD, NOBODY) if who else (PLANNED, NOBODY)
    choices = tuple(Choice(one, say(f"note.heavy.way.{one}", name=name)) for one in ways)
    return (OneOf("way", say("note.heavy.way"), choices, value=PLANNED, required=True),)
