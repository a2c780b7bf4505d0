"""Offering a story: written in private, resting overnight, its teller's until it opens."""

from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.choosing import asks_for_ready, card_now
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.placing import not_this_week, placed, ready, story_of, withdraw
from bot.conversations.saying import form, in_good_time, texts, whispered_card
from bot.conversations.story_cards import (
    BOXES,
    DRAFT,
    FRESH,
    hints_page,
    idle_name,
    idle_over,
    own_buttons,
    story_form,
    telling_card,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.hints import hints
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.story import KEPT_IDLE, Help, Story
from bot.words import say


def story(command: CommandGiven, known: Known) -> Decision:
    """`/lc story`: a new one, or the one that is still on its way."""
    community = known.community_at(command.place, command.who)
    person = command.who.person
    _must_be_able_to_tell(community, person)
    if mine := _on_its_way(community, person, known):
        return whispered_card(card_now(community, mine, command.at, known))
    if _is_telling(community, person, known):
        return whispered_card(telling_card(community))
    return form(story_form(community, None))


def press_offer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Also from somebody whose story is being told just now: they may offer another."""
    community, person = known.community(token[0]), press.who.person
    _must_be_able_to_tell(community, person)
    if mine := _on_its_way(community, person, known):
        return whispered_card(card_now(community, mine, press.at, known))
    return form(story_form(community, None))


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, mine = story_of(press.who.person, token, known)
    return form(story_form(community, mine, way=next(iter(token.about[1:]), "")))


def send(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Keep what was written; then show what in it might point to a person."""
    community = known.community(token[0])
    _must_be_able_to_tell(community, submitted.who.person)
    before = _before(token, submitted.who.person, known)
    written = _written(before, submitted, community, known)
    way = submitted.given.text("way") or DRAFT
    if unfinished := _unfinished(written, way):
        return Decision(reply=(FormErrors(unfinished),))
    moved_on = idle_over(community, before) if before else ()
    found = _pointing(written, community)
    if found and way != DRAFT:
        said = (*moved_on, *asks_for_ready(community, written, known))
        return Decision(keep=(written,), say=said) + form(hints_page(written, found, way))
    return Decision(say=moved_on) + placed(community, written, way, submitted, known)


def agreed(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "It is all right": the teller has seen what might point to a person."""
    community, mine = story_of(press.who.person, token, known)
    if _unfinished(mine, token[1]):
        return form(story_form(community, mine, way=token[1]))
    return placed(community, mine, token[1], press, known)


def idle(alarm: AlarmRang, known: Known) -> Decision:
    """A story that nobody touches is deleted in two days: say so to its author, once."""
    community, mine = known.story(alarm.about)
    if mine.state not in KEPT_IDLE:
        return Decision()
    card = Card(say("story.idle_title"), texts(f"story.idle.{mine.state}"), own_buttons(mine))
    name = idle_name(mine)
    return Decision(say=(in_good_time(community, mine.teller, name, card, alarm.at, known),))


def _on_its_way(community: Community, person: PersonId, known: Known) -> Story | None:
    told_by = (one for one in known.stories(community) if one.teller == person)
    return next((one for one in told_by if one.changeable), None)


def _is_telling(community: Community, person: PersonId, known: Known) -> bool:
    return any(one.running and one.teller == person for one in known.sessions(community))


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


def _unfinished(mine: Story, way: str) -> dict[str, str]:
    """A sentence for each box that is still needed. A draft needs only to say something."""
    if way == DRAFT:
        return {} if mine.boxes else {next(iter(BOXES)): say("story.form.nothing_yet")}
    return {box: say("story.form.needed") for box in mine.missing}


def _pointing(mine: Story, community: Community) -> tuple[str, ...]:
    names = [member.name for member in community.members]
    words = "\n".join(mine.boxes.values())
    return tuple(hint.found for hint in hints(words, names))


def _before(token: Token, person: PersonId, known: Known) -> Story | None:
    if token[1] == FRESH:
        return None
    return story_of(person, Token(token.act, token.about[1:]), known)[1]


def _must_be_able_to_tell(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_not_be_ending()
    if community.stage in (Stage.DRAFT, Stage.GATHERING, Stage.CODESIGN):
        raise Refused(Reason.NOT_STARTED_YET)


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
