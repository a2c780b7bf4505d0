"""Offering a story: written in private, resting overnight, its teller's until it opens."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.choosing import asks_for_ready, prepared, session_of, teller_waits
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    form,
    in_good_time,
    privately,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.conversations.story_cards import (
    BOXES,
    FRESH,
    hints_page,
    own_buttons,
    own_card,
    story_form,
    talk_card,
    withdrawn_card,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.hints import hints
from bot.domain.ids import Direct, PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.session import Session
from bot.domain.story import KEPT_IDLE, Help, Story, StoryState
from bot.words import say


def story(command: CommandGiven, known: Known) -> Decision:
    """`/lc story`: a new one, or the one that is still on its way."""
    community = known.community_at(command.place, command.who)
    return _offer(community, command.who.person, known)


def press_offer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _offer(known.community(token[0]), press.who.person, known)


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, mine = _mine(press.who.person, token, known)
    return form(story_form(community, mine, way=next(iter(token.about[1:]), "")))


def send(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Keep what was written; then show what in it might point to a person."""
    community = known.community(token[0])
    _must_be_able_to_tell(community, submitted.who.person)
    before = _before(token, submitted.who.person, known)
    written = _written(before, submitted, community, known)
    way, found = submitted.given.text("way"), _pointing(written, community)
    if found and way != "draft":
        said = asks_for_ready(community, written, known)
        return Decision(keep=(written,), say=said) + form(hints_page(written, found, way))
    return _placed(community, written, way, known)


def agreed(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "It is all right": the teller has seen what might point to a person."""
    community, mine = _mine(press.who.person, token, known)
    return _placed(community, mine, token[1], known)


def withdraw(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, mine = _mine(press.who.person, token, known)
    return withdrawn(community, mine, known) + whispered("story.withdrawn")


def withdrawn(community: Community, mine: Story, known: Known) -> Decision:
    """It is forgotten, and gone from each private card that showed it."""
    gone = Card(say("story.card.title"), texts("story.withdrawn"))
    said = (
        revised(community, _own(mine), gone),
        *prepared(community, mine, gone, known),
        revised(community, _talk(mine), withdrawn_card(community, mine)),
    )
    freed = _freed_session(mine, known)
    return Decision(keep=freed, forget=(mine,), say=said)


def ready(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller's last word before it opens."""
    community, mine = _mine(press.who.person, token, known)
    if mine.state is not StoryState.CHOSEN:
        raise Refused(Reason.BUTTON_TOO_OLD)
    card = Card(say("prepare.title"), texts("prepare.is_ready"), own_buttons(mine))
    said = prepared(community, mine, card, known)
    agreed = replace(mine, ready=True, touched_at=press.at)
    return Decision(keep=(agreed,), say=said) + whispered("prepare.is_ready")


def not_this_week(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It goes back to being a draft, without a reason asked."""
    community, mine = _mine(press.who.person, token, known)
    draft = replace(mine, state=StoryState.DRAFT, session=None, ready=False, touched_at=press.at)
    card = Card(say("prepare.title"), texts("prepare.not_this_week"))
    said: tuple[Said, ...] = (
        *prepared(community, mine, card, known),
        revised(community, _own(mine), own_card(draft)),
        *teller_waits(community, mine, press, known),
    )
    kept = Decision(keep=(draft, *_freed_session(mine, known)), say=said)
    return kept + whispered("prepare.not_this_week")


def idle(alarm: AlarmRang, known: Known) -> Decision:
    """A story that nobody touches is deleted in two days: say so to its author, once."""
    community, mine = known.story(alarm.about)
    if mine.state not in KEPT_IDLE:
        return Decision()
    card = Card(say("story.idle_title"), texts(f"story.idle.{mine.state}"), own_buttons(mine))
    name = f"idle:{mine.id}:{mine.touched_at:%Y%m%d}"
    return Decision(say=(in_good_time(community, mine.teller, name, card, alarm.at, known),))


def _offer(community: Community, person: PersonId, known: Known) -> Decision:
    _must_be_able_to_tell(community, person)
    told_by = [one for one in known.stories(community) if one.teller == person]
    mine = next((one for one in told_by if one.changeable), None)
    if mine is None:
        return form(story_form(community, None))
    card = own_card(mine)
    return whisper(*card.body, title=card.title, buttons=card.buttons)


def _written(
    before: Story | None, submitted: FormSubmitted, community: Community, known: Known
) -> Story:
    """The story as it now reads. A story that already waits, or belongs to a session, stays where it is."""
    given = submitted.given
    fresh = before or Story(
        id=RecordId(known.mint.id()),
        community=community.id,
        teller=submitted.who.person,
        touched_at=submitted.at,
    )
    boxes = {box: words for box in BOXES if (words := given.text(box))}
    wish = Help(given.text("help") or Help.LISTEN)
    return replace(fresh, boxes=boxes, help=wish, touched_at=submitted.at, ready=False)


def _placed(community: Community, mine: Story, way: str, known: Known) -> Decision:
    """Where the story goes now: to the next free session, to a talk first, or nowhere yet."""
    placed = _going(mine, way)
    card = own_card(placed)
    own = privately(community, mine.teller, _own(mine), card)
    said: list[Said] = [own, revised(community, _own(mine), card)]
    if way == "talk" and community.keepers:
        said += _ask_for_a_talk(community, placed, known)
    said += asks_for_ready(community, placed, known)
    return Decision(keep=(placed,), say=tuple(said)) + whispered(f"story.card.{placed.state}")


def _going(mine: Story, way: str) -> Story:
    if mine.state is StoryState.CHOSEN:
        return mine
    match way:
        case "next":
            return replace(mine, state=StoryState.OFFERED, offered_at=mine.touched_at)
        case "talk":
            return replace(mine, state=StoryState.TALK, offered_at=None)
        case _:
            return replace(mine, state=StoryState.DRAFT, offered_at=None, session=None)


def _ask_for_a_talk(community: Community, mine: Story, known: Known) -> tuple[Said, ...]:
    """Only now may the facilitator read it: the teller has asked for it."""
    to, card = community.keepers[0].person, talk_card(community, mine)
    post = in_good_time(community, to, _talk(mine), card, mine.touched_at, known)
    return (post, replace(revised(community, _talk(mine), card), to=Direct(to)))


def _freed_session(mine: Story, known: Known) -> tuple[Session, ...]:
    session = session_of(mine, known)
    if session is None or not session.ahead:
        return ()
    return (replace(session, story=None, teller=None),)


def _pointing(mine: Story, community: Community) -> tuple[str, ...]:
    names = [member.name for member in community.members]
    words = "\n".join(mine.boxes.values())
    return tuple(hint.found for hint in hints(words, names))


def _before(token: Token, person: PersonId, known: Known) -> Story | None:
    if token[1] == FRESH:
        return None
    return _mine(person, Token(token.act, token.about[1:]), known)[1]


def _mine(person: PersonId, token: Token, known: Known) -> tuple[Community, Story]:
    community, mine = known.story(token[0])
    if mine.teller != person:
        raise Refused(Reason.NOT_YOURS)
    if not mine.changeable:
        raise Refused(Reason.STORY_FIXED)
    return community, mine


def _must_be_able_to_tell(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_not_be_ending()
    if community.stage in (Stage.DRAFT, Stage.GATHERING, Stage.CODESIGN):
        raise Refused(Reason.NOT_STARTED_YET)


def _own(mine: Story) -> str:
    return f"own_story:{mine.id}"


def _talk(mine: Story) -> str:
    """One name however often it is asked, so that a story withdrawn goes wherever it was read."""
    return f"talk:{mine.id}"


CONVERSATION = Conversation(
    commands={"story": story},
    presses={
        Act.OFFER: press_offer,
        Act.CHANGE_STORY: press_change,
        Act.STORY_AGREED: agreed,
        Act.WITHDRAW_STORY: withdraw,
        Act.STORY_READY: ready,
        Act.NOT_THIS_WEEK: not_this_week,
    },
    forms={Act.SEND_STORY: send},
    alarms={AlarmKind.STORY_IDLE: idle},
)
