"""Offering a story, or another kind: written in private, resting overnight, its teller's until it opens."""

from collections.abc import Sequence
from dataclasses import replace

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, form, in_good_time, texts, whispered_card
from bot.conversations.sessions.nobody_tells import unsure_again
from bot.conversations.sessions.placing import not_this_week, placed, ready, story_of, withdraw
from bot.conversations.sessions.preparing import asks_for_ready, card_now
from bot.conversations.sessions.shaping import agreed_format, kind_told, thing
from bot.conversations.sessions.story_cards import (
    card_title,
    idle_name,
    idle_over,
    own_buttons,
    telling_card,
)
from bot.conversations.sessions.story_forms import DRAFT, FRESH, hints_page, kinds_page, story_form
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.formats import Kind
from bot.domain.hints import hints
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.story import BOXES, KEPT_IDLE, Help, Story
from bot.words import say

ANOTHER_KIND = "else"


def story(command: CommandGiven, known: Known) -> Decision:
    """`/lc story`: a new one, or what is still on its way."""
    community = known.community_at(command.place, command.who)
    person = command.who.person
    _must_be_able_to_tell(community, person)
    if mine := _on_its_way(community, person, known):
        return _as_it_stands(community, mine[-1], command, known)
    if told := _telling(community, person, known):
        return whispered_card(telling_card(community, told, _usual(community, known)))
    return _fresh(community, _usual(community, known), known)


def press_offer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Also from somebody whose story is being told just now: they may offer another. One of each kind
    can be on its way."""
    community, person = known.community(token[0]), press.who.person
    _must_be_able_to_tell(community, person)
    mine, wanted = _on_its_way(community, person, known), next(iter(token.about[1:]), "")
    if wanted == ANOTHER_KIND:
        return form(kinds_page(community, _free(mine)))
    kind = _kind(wanted) if wanted else _usual(community, known)
    same = [one for one in mine if one.kind is kind]
    if same or (mine and not wanted):
        return _as_it_stands(community, (same or mine)[-1], press, known)
    return _fresh(community, kind, known)


def press_change(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, mine = story_of(press.who.person, token, known)
    return _opened_again(community, mine, known, way=next(iter(token.about[1:]), ""))


def send(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Keep what was written; then show what in it might point to a person."""
    community = known.community(token[0])
    _must_be_able_to_tell(community, submitted.who.person)
    before = _before(token, submitted.who.person, known)
    written = _written(before, token, submitted, community, known)
    way = submitted.given.text("way") or DRAFT
    if unfinished := _unfinished(written, way):
        return Decision(reply=(FormErrors(unfinished),))
    moved_on = idle_over(community, before) if before else ()
    found = _pointing(written, community)
    if found and way != DRAFT:
        waits = asks_for_ready(community, written, known)
        unsure = unsure_again(community, written, submitted.at, known)
        said = (*moved_on, *waits, *unsure)
        return Decision(keep=(written,), say=said) + form(hints_page(written, found, way))
    return Decision(say=moved_on) + placed(community, written, way, submitted, known)


def agreed(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """ "It is all right": the teller has seen what might point to a person."""
    community, mine = story_of(press.who.person, token, known)
    if _unfinished(mine, token[1]):
        return _opened_again(community, mine, known, way=token[1])
    return placed(community, mine, token[1], press, known)


def idle(alarm: AlarmRang, known: Known) -> Decision:
    """A story that nobody touches is deleted in two days: say so to its author, once."""
    community, mine = known.story(alarm.about)
    if mine.state not in KEPT_IDLE or not community.takes_part(mine.teller):
        return Decision()
    body = texts(f"story.idle.{mine.state}", thing=thing(mine.kind))
    card = Card(card_title(mine), body, own_buttons(mine))
    name = idle_name(mine)
    return Decision(say=(in_good_time(community, mine.teller, name, card, alarm.at, known),))


def _on_its_way(community: Community, person: PersonId, known: Known) -> tuple[Story, ...]:
    told_by = (one for one in known.stories(community) if one.teller == person)
    return tuple(one for one in told_by if one.changeable)


def _telling(community: Community, person: PersonId, known: Known) -> Story | None:
    """What is being told by this person just now."""
    running = (one for one in known.sessions(community) if one.running and one.teller == person)
    session = next(running, None)
    return known.records.one(Story, session.story) if session and session.story else None


def _as_it_stands(
    community: Community, mine: Story, arrival: CommandGiven | ButtonPressed, known: Known
) -> Decision:
    """Where it stands, and a way to offer something of another kind."""
    card = card_now(community, mine, arrival.at, known)
    if not _free(_on_its_way(community, mine.teller, known)):
        return whispered_card(card)
    other = button("offer_something_else", Act.OFFER, community.id, ANOTHER_KIND, asks=True)
    return whispered_card(replace(card, buttons=(*card.buttons, other)))


def _fresh(community: Community, kind: Kind, known: Known) -> Decision:
    others = tuple(one for one in Kind if one is not kind)
    routes = where_things_go(community, known)
    return form(story_form(community, None, kind, others=others, routes=routes))


def _opened_again(community: Community, mine: Story, known: Known, *, way: str) -> Decision:
    routes = where_things_go(community, known)
    return form(story_form(community, mine, way=way, routes=routes))


def _free(mine: Sequence[Story]) -> tuple[Kind, ...]:
    """The kinds of which this person has none on its way."""
    taken = {one.kind for one in mine}
    return tuple(kind for kind in Kind if kind not in taken)


def _usual(community: Community, known: Known) -> Kind:
    """What the group's sessions ask for; a story where they ask for nothing."""
    return kind_told(agreed_format(community, known)) or Kind.MOMENT


def _kind(word: str) -> Kind:
    found = next((one for one in Kind if one == word), None)
    if found is None:
        raise Refused(Reason.UNKNOWN_BUTTON)
    return found


def _written(
    before: Story | None, token: Token, submitted: FormSubmitted, community: Community, known: Known
) -> Story:
    """As it now reads. What already waits, or belongs to a session, stays where it is."""
    given = submitted.given
    fresh = before or Story(
        id=RecordId(known.mint.id()),
        community=community.id,
        teller=submitted.who.person,
        kind=_kind(next(iter(token.about[2:]), Kind.MOMENT)),
        touched_at=submitted.at,
    )
    boxes = {box: words for box in BOXES[fresh.kind] if (words := given.text(box))}
    wish = Help(given.text("help") or Help.LISTEN)
    return replace(fresh, boxes=boxes, help=wish, touched_at=submitted.at, ready=False)


def _unfinished(mine: Story, way: str) -> dict[str, str]:
    """A sentence for each box that is still needed. A draft needs only to say something."""
    if way == DRAFT:
        return {} if mine.boxes else {BOXES[mine.kind][0]: say("story.form.nothing_yet")}
    needed = say("story.form.needed", thing=thing(mine.kind))
    return dict.fromkeys(mine.missing, needed)


def _pointing(mine: Story, community: Community) -> tuple[str, ...]:
    names = [member.name for member in community.members]
    words = "\n".join(mine.boxes.values())
    return tuple(hint.found for hint in hints(words, names))


def _before(token: Token, person: PersonId, known: Known) -> Story | None:
    if token[1] == FRESH:
        return None
    return story_of(person, Token(token.act, token.about[1:2]), known)[1]


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
