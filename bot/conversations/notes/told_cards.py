"""Notes as the room reads them: one post, no names, no order but chance; and which one a shared doubt stays with."""

from collections.abc import Sequence

from bot.boundary.decision import Post, Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Quote, Text, Weight
from bot.conversations.notes.here import Here
from bot.conversations.saying import button, in_good_time, in_rooms, revised, texts
from bot.domain.community import Community
from bot.domain.formats import Format
from bot.domain.notes_release import back_since, in_post, reasons
from bot.domain.session import Session
from bot.domain.told import may_be_asked
from bot.domain.unsigned import Stands, Unsigned, Voice
from bot.words import count, say
from bot.words.times import moment_words, name_list

BEGINS = 60
"""Characters of a note that say which one an answer belongs to."""


def told_name(session: str) -> str:
    return f"notes:{session}"


def told_card(community: Community, session: Session, notes: Sequence[Unsigned]) -> Card:
    """Of all `notes`, those that this session tells, as they stand there now."""
    told, back = in_post(notes, session.id), back_since(notes, session.id)
    if not told:
        return Card(say("notes.title"), texts("notes.none_left"))
    fresh = [one for one in told if one.voice is Voice.NOTE]
    answers = [one for one in told if one.voice is Voice.ANSWER]
    body = (
        *((Text(count("notes.told", len(fresh))),) if fresh else texts("notes.only_answers")),
        *map(_shown, fresh),
        *(part for one in answers for part in _answer(one, notes)),
        *_went_back(back),
        *(_which_one(fresh) if stays_with_notes(session) else ()),
    )
    return Card(say("notes.title"), body, _buttons(community, session, fresh))


def stays_with_notes(session: Session) -> bool:
    """A doubt that nobody tells under their name: the group stays with one of the notes."""
    full = session.running and not session.light
    return full and session.format is Format.SHARED_DOUBT and session.teller is None


def choosing_posts(here: Here, session: Session, fresh: Sequence[Unsigned]) -> tuple[Post, ...]:
    """Whoever holds it chooses, after hearing what the group would stay with. One alone is chosen already."""
    if not stays_with_notes(session) or not fresh or session.held_by is None:
        return ()
    notes = [one for one in fresh if one.voice is Voice.NOTE]
    if not notes:
        return ()
    if len(notes) == 1:
        return stay_posts(here.community, session, notes[0])
    card = choosing_card(
        here.community, session, (*texts("notes.choose.asks"), *_until(here, session))
    )
    name = f"notes_choose:{session.id}"
    return (in_good_time(here.community, session.held_by, name, card, here.at, here.known),)


def _until(here: Here, session: Session) -> tuple[Text, ...]:
    if session.chooses_until is None:
        return ()
    zone = here.community.rhythm.hours.zone
    return texts("notes.choose.until", when=moment_words(session.chooses_until, zone))


def choosing_card(community: Community, session: Session, words: tuple[Element, ...]) -> Card:
    marks = button("see_marks", Act.COUNT_MARKS, session.id, asks=True)
    choose = button("choose_note", Act.STAY_WITH, session.id, asks=True, weight=Weight.MAIN)
    can_see = can_mark(community) and not session.marks_closed
    buttons = (marks, choose) if can_see else (choose,)
    return Card(say("notes.choose.title"), words, buttons)


def stay_posts(community: Community, session: Session, note: Unsigned) -> tuple[Post, ...]:
    """Once a session: what it stays with, under its thread."""
    return in_rooms(community, _stay_name(session), _stay_card(note), under=session.thread)


def stay_revised(
    community: Community, session: Session, notes: Sequence[Unsigned]
) -> tuple[Revise, ...]:
    """Once its writer has put a name to it, it is hidden or it is taken back, it stands so there, too."""
    if not session.note_chosen:
        return ()
    stays = next((one for one in in_post(notes, session.id) if one.stayed), None)
    gone = Card(say("notes.stay.title"), texts("notes.none_left"))
    return (revised(community, _stay_name(session), _stay_card(stays) if stays else gone),)


def _stay_card(note: Unsigned) -> Card:
    words = "notes.stay.signed" if note.name else "notes.stay.words"
    return Card(say("notes.stay.title"), (_shown(note), *texts(words)))


def _stay_name(session: Session) -> str:
    return f"stay:{session.id}"


def about_notes_card(*, alone: bool) -> Card:
    """What a session opens with that stays with a note. `alone`: there is one, so nothing is to be chosen."""
    what = "notes.stay.opening_one" if alone else "notes.stay.opening"
    return Card(say("notes.stay.opening_title"), texts(what))


def can_mark(community: Community) -> bool:
    return may_be_asked(community.crowd)


def begins(text: str) -> str:
    """Its first words, on one line; whole words, unless the first is longer than that."""
    line = " ".join(text.split())
    if len(line) <= BEGINS:
        return line
    whole_words, _, _ = line[: BEGINS + 1].rpartition(" ")
    return f"{whole_words or line[:BEGINS]} …"


def in_full(notes: Sequence[Unsigned]) -> tuple[Quote, ...]:
    """The whole words of those that do not fit into a choice: nobody chooses by half a note."""
    return tuple(Quote(one.text, one.name) for one in notes if begins(one.text).endswith(" …"))


def _shown(one: Unsigned) -> Element:
    if one.stands is Stands.HIDDEN:
        return Text(say("notes.hidden"))
    return Quote(one.text, one.name)


def _answer(one: Unsigned, notes: Sequence[Unsigned]) -> tuple[Element, ...]:
    first = next((it for it in notes if it.mark == one.mark and it.voice is Voice.NOTE), None)
    if first is None or first.stands is Stands.HIDDEN:
        return (Text(say("notes.answer")), _shown(one))
    return (Text(say("notes.answer_to", begins=begins(first.text))), _shown(one))


def _went_back(back: Sequence[Unsigned]) -> tuple[Text, ...]:
    if not back:
        return ()
    why = name_list([say(f"note.back.{reason}") for reason in reasons(back)])
    return (Text(count("notes.went_back", len(back), why=why)),)


def _which_one(fresh: Sequence[Unsigned]) -> tuple[Text, ...]:
    return texts("notes.which_one") if len(fresh) > 1 else ()


def _buttons(
    community: Community, session: Session, fresh: Sequence[Unsigned]
) -> tuple[Button, ...]:
    hide = button("hide_note", Act.HIDE_NOTE, session.id, asks=True)
    several = stays_with_notes(session) and len(fresh) > 1
    marks = several and can_mark(community) and not session.marks_closed
    mark = button("mark_notes", Act.MARK_NOTES, session.id, asks=True)
    return (mark, hide) if marks else (hide,)
