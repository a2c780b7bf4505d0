"""Who can hold the next session: what is asked of them, and what they see."""

from collections.abc import Iterable
from datetime import date

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Day, Form, Line, Moment, Text, Weight
from bot.conversations.choosing import let_go
from bot.conversations.known import Known
from bot.conversations.saying import button, revised, texts
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.session import Session, SessionState
from bot.domain.story import StoryState
from bot.words import say


def hold_card(community: Community, ahead: Session, person: PersonId, known: Known) -> Card:
    others = [who for who in community.keepers if who.person != person]
    ask = tuple(button("ask_other", Act.ASK_DEPUTY, ahead.id, name=who.name) for who in others)
    return Card(
        say("hold.title", number=ahead.number),
        (
            *texts("hold.can_you"),
            Moment(say("session.opens"), ahead.plan.opens_at, zone_of(community)),
            Text(story_words(community, ahead, known)),
        ),
        (
            button("yes_i_can", Act.HOLD, ahead.id, weight=Weight.MAIN),
            *ask,
            button("move_it", Act.MOVE, ahead.id, asks=True),
            button("skip_it", Act.SKIP, ahead.id),
        ),
    )


def asking(ahead: Session, person: PersonId) -> str:
    """One asking per person and opening time: a session that is moved is asked about again."""
    return f"hold:{ahead.id}:{ahead.plan.opens_at:%Y%m%d%H%M}:{person}"


def settled(community: Community, ahead: Session, how: str, words: str = "") -> tuple[Revise, ...]:
    """Everyone who was asked sees what came of it; the buttons go. `ahead` is as it was when they were asked."""
    card = Card(
        say("hold.title", number=ahead.number), (Text(say(f"hold.settled.{how}", words=words)),)
    )
    return tuple(revised(community, asking(ahead, person), card) for person in ahead.asked)


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


def ahead_buttons(current: Session) -> tuple[Button, ...]:
    """What can be done about a session that has not opened."""
    held = current.state is SessionState.CONFIRMED
    first = () if held else (button("yes_i_can", Act.HOLD, current.id, weight=Weight.MAIN),)
    return (
        *first,
        button("open_now", Act.OPEN_NOW, current.id),
        button("move_it", Act.MOVE, current.id, asks=True),
        button("skip_it", Act.SKIP, current.id),
    )


def story_words(community: Community, ahead: Session, known: Known) -> str:
    """Whose story it will be. What it says stays with the teller until it opens."""
    if ahead.teller:
        return say("session.story_of", teller=community.name_of(ahead.teller))
    waiting = [one for one in known.stories(community) if one.state is StoryState.OFFERED]
    if waiting and ahead.ahead:
        return say("session.story_of", teller=community.name_of(waiting[0].teller))
    return say("session.no_story")


def zone_of(community: Community) -> str:
    return community.rhythm.hours.zone
