"""Who can hold the next session: what is asked of them, and what they see."""

from collections.abc import Iterable
from datetime import date

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Day, Form, Line, Moment, Text, Weight
from bot.conversations.known import Known
from bot.conversations.notes.releasing import notes_are_ready
from bot.conversations.notes.told_cards import stays_with_notes
from bot.conversations.saying import button, revised, texts
from bot.conversations.sessions.choosing import first_waiting, waiting_of_each_kind
from bot.conversations.sessions.loops import mix, mix_buttons
from bot.conversations.sessions.nobody_tells import none_over
from bot.conversations.sessions.preparing import let_go
from bot.conversations.sessions.shaping import (
    as_agreed,
    format_of,
    kind_told,
    question_words,
    thing,
)
from bot.domain.community import Community
from bot.domain.course import SessionState
from bot.domain.formats import Format
from bot.domain.ids import PersonId
from bot.domain.people import Appointment
from bot.domain.session import Session
from bot.words import say
from bot.words.prompts import prompt
from bot.words.times import name_list


def hold_card(community: Community, ahead: Session, person: PersonId, known: Known) -> Card:
    """Can you hold it? What it asks, and who else may be asked, follow what has been answered so far."""
    return Card(
        say("hold.title", number=ahead.number),
        (
            *_question(community, ahead, person),
            Moment(say("session.opens"), ahead.plan.opens_at, zone_of(community)),
            *_in_which_way(community, ahead, known),
            Text(story_words(community, ahead, known)),
            *_waits_for_another_way(community, ahead, known),
            *_you_first(community, ahead, known),
            *mix(community, known),
        ),
        (
            _yes(community, ahead, known),
            *_passing_on(community, ahead, person),
            *mix_buttons(community, ahead, known),
            button("another_way", Act.THIS_TIME, ahead.id, asks=True),
            button("move_it", Act.MOVE, ahead.id, asks=True),
            button("skip_it", Act.SKIP, ahead.id),
        ),
    )


def left_to_ask(community: Community, ahead: Session, person: PersonId) -> tuple[Appointment, ...]:
    """Those beside `person` who look after it and have not said that they can't."""
    return tuple(
        who for who in community.keepers if who.person != person and who.person not in ahead.passed
    )


def askings(ahead: Session) -> tuple[tuple[str, PersonId], ...]:
    """A message for each time that somebody was asked, the oldest first: who is asked again hears of it."""
    when = f"{ahead.plan.opens_at:%Y%m%d%H%M}"
    return tuple(
        (f"hold:{ahead.id}:{when}:{turn}", person) for turn, person in enumerate(ahead.asked)
    )


def settled(community: Community, ahead: Session, how: str, words: str = "") -> tuple[Revise, ...]:
    """Everyone who was asked, or heard that there is nothing to tell, sees what came of it; the buttons go.

    `ahead` is as it was when they were asked.
    """
    what = texts(f"hold.settled.{how}", words=words)
    card = Card(say("hold.title", number=ahead.number), what)
    none = () if how == "held" else (none_over(community, ahead, what),)
    return (*(revised(community, name, card) for name, _ in askings(ahead)), *none)


def told_of_change(community: Community, aside: Iterable[Session]) -> tuple[Revise, ...]:
    """Whoever was asked about a session that does not take place any more: their buttons go."""
    return tuple(
        card
        for one in aside
        for card in (
            *settled(community, one, "aside"),
            *let_go(community, one, "prepare.aside"),
        )
    )


def hold_form(ahead: Session, owed: Session) -> Form:
    return Form(
        token=Token(Act.HOLD, (ahead.id,)).pack(),
        title=say("hold.form.title"),
        intro=texts("hold.form.intro", number=owed.number),
        fields=(
            Line("change", say("review.change.label"), hint=say("review.change.hint"), most=200),
        ),
        submit=say("button.yes_i_can"),
        cancel=say("button.not_now"),
    )


def move_form(ahead: Session, day: date) -> Form:
    return Form(
        token=Token(Act.MOVE, (ahead.id,)).pack(),
        title=say("move.title"),
        intro=texts("move.intro"),
        fields=(Day("day", say("move.day"), value=day.isoformat(), required=True),),
        submit=say("button.move"),
        cancel=say("button.leave_it"),
    )


def line_owed(community: Community, known: Known) -> Session | None:
    """The last session, while nobody has said yet what will change after it."""
    last = known.last_closed(community)
    return last if last and last.change is None else None


def ahead_buttons(community: Community, current: Session, known: Known) -> tuple[Button, ...]:
    """What can be done about a session that has not opened."""
    held = current.state is SessionState.CONFIRMED
    first = () if held else (_yes(community, current, known),)
    rounds = (button("shape_rounds", Act.ROUNDS, current.id, asks=True),) if held else ()
    return (
        *first,
        button("open_now", Act.OPEN_NOW, current.id),
        *rounds,
        button("another_way", Act.THIS_TIME, current.id, asks=True),
        button("move_it", Act.MOVE, current.id, asks=True),
        button("skip_it", Act.SKIP, current.id),
    )


def story_words(community: Community, ahead: Session, known: Known) -> str:
    """Whose story it will be, or which question. What a story says stays with its teller until it opens."""
    format_ = format_of(community, ahead, known)
    kind = kind_told(format_)
    if kind is None:
        return _question_words(community, ahead, known)
    if ahead.teller:
        key = "session.story_of" if ahead.ahead else "session.story_told"
        return say(key, teller=community.name_of(ahead.teller), thing=thing(kind))
    if ahead.ahead and not known.may_tell(community):
        return say("session.too_early")
    waiting = first_waiting(community, ahead, known)
    if ahead.ahead and waiting:
        return say("session.story_of", teller=community.name_of(waiting.teller), thing=thing(kind))
    if ahead.ahead and notes_are_ready(community, ahead, known, format_):
        return say("notes.stay.will")
    if ahead.ahead:
        return say("session.no_story", thing=thing(kind))
    if stays_with_notes(ahead):
        return say("notes.stay.does")
    if waiting:
        teller = community.name_of(waiting.teller)
        return say("session.story_waits", teller=teller, thing=thing(kind))
    return say("session.light", thing=thing(kind))


def _question_words(community: Community, ahead: Session, known: Known) -> str:
    if ahead.light:
        return say("session.light", thing=say("thing.question"))
    question = question_words(as_agreed(community, ahead, known) if ahead.ahead else ahead)
    return say("wide.will_ask" if ahead.ahead else "wide.asks", question=question)


def _in_which_way(community: Community, ahead: Session, known: Known) -> tuple[Text, ...]:
    """The format, wherever it is not the one that everybody takes for granted."""
    format_ = format_of(community, ahead, known)
    if not ahead.this_time and format_ is Format.STORY_WITH_ROUNDS:
        return ()
    way = "this_time.is" if ahead.this_time else "this_time.as_agreed"
    return texts(way, format=say(f"format.name.{format_}"))


def _waits_for_another_way(community: Community, ahead: Session, known: Known) -> tuple[Text, ...]:
    """What members have offered and this session would not tell: whoever holds it can make room for it."""
    told = kind_told(format_of(community, ahead, known))
    return tuple(
        Text(say("hold.waits", thing=thing(one.kind), teller=community.name_of(one.teller)))
        for one in waiting_of_each_kind(community, ahead, known)
        if one.kind is not told
    )


def _you_first(community: Community, ahead: Session, known: Known) -> tuple[Text, ...]:
    """Before a group's first story: whoever holds it may go first with a mistake of their own."""
    told = any(
        one.closed_at and not one.light and one.format is Format.STORY_WITH_ROUNDS
        for one in known.sessions(community)
    )
    if told or format_of(community, ahead, known) is not Format.STORY_WITH_ROUNDS:
        return ()
    return texts("hold.you_first", prompt=prompt("CU-01").text)


def zone_of(community: Community) -> str:
    return community.rhythm.hours.zone


def _question(community: Community, ahead: Session, person: PersonId) -> tuple[Text, ...]:
    left = name_list([who.name for who in left_to_ask(community, ahead, person)])
    if person in ahead.passed:
        return texts("hold.asked_them", name=left) if left else texts("hold.nobody_can")
    cannot = [who for who in ahead.passed if who != person and community.is_kept_by(who)]
    if not cannot:
        return texts("hold.can_you")
    names = name_list([community.name_of(who) for who in cannot])
    return texts("hold.can_you_instead", name=names)


def _yes(community: Community, ahead: Session, known: Known) -> Button:
    owes = line_owed(community, known) is not None
    return button("yes_i_can", Act.HOLD, ahead.id, asks=owes, weight=Weight.MAIN)


def _passing_on(community: Community, ahead: Session, person: PersonId) -> tuple[Button, ...]:
    """Not this time: somebody else is asked, while there is anybody left."""
    if person in ahead.passed:
        return ()
    left = left_to_ask(community, ahead, person)
    if not left:
        return (button("not_this_time", Act.ASK_DEPUTY, ahead.id),)
    return tuple(button("ask_other", Act.ASK_DEPUTY, ahead.id, name=who.name) for who in left)
