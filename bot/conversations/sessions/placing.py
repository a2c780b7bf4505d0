"""Where a story goes: to the next free session, to a talk first, back to its teller, or away."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Token
from bot.boundary.views import Card, Text
from bot.conversations.known import Known
from bot.conversations.saying import (
    in_good_time,
    privately,
    revised,
    texts,
    whisper,
    whispered,
    whispered_card,
)
from bot.conversations.sessions.choosing import leaving_session
from bot.conversations.sessions.nobody_tells import none_over, unsure_again
from bot.conversations.sessions.preparing import asks_for_ready, card_now, prepared, session_of
from bot.conversations.sessions.shaping import agreed_format, kind_told, thing
from bot.conversations.sessions.story_cards import (
    card_title,
    idle_name,
    own_buttons,
    own_card,
    own_name,
    standing,
    talk_card,
    talk_name,
    talked_card,
    talks_with,
    withdrawn_card,
)
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.story import Story, StoryState
from bot.words import say


def placed(
    community: Community,
    mine: Story,
    way: str,
    arrival: ButtonPressed | FormSubmitted,
    known: Known,
) -> Decision:
    """Where the story goes now. One that belongs to a session stays there, unless its teller takes it back."""
    going = _going(mine, way)
    card = own_card(community, going)
    own = privately(community, mine.teller, own_name(mine), card)
    said: list[Said] = [own, revised(community, own_name(mine), card)]
    if going.state is StoryState.TALK:
        said += _ask_for_a_talk(community, going, known)
    elif mine.state is StoryState.TALK:
        said.append(revised(community, talk_name(mine), talked_card(community, mine)))
    said += asks_for_ready(community, going, known)
    said += unsure_again(community, going, arrival.at, known)
    kept = Decision(keep=(going,), say=tuple(said))
    if mine.state is StoryState.CHOSEN and going.state is not StoryState.CHOSEN:
        kept += leaving_session(community, mine, "prepare.taken_back", arrival, known)
    if going.state is StoryState.CHOSEN:
        return kept + whispered_card(card_now(community, going, arrival.at, known))
    return kept + whisper(*standing(community, going), *_waits_for(community, going, known))


def _waits_for(community: Community, going: Story, known: Known) -> tuple[Text, ...]:
    """What has been offered waits for more than its turn: for what must be agreed first, or for its own way."""
    if going.state is not StoryState.OFFERED:
        return ()
    if not known.may_tell(community):
        return texts("story.waits_for_routes")
    agreed = agreed_format(community, known)
    if kind_told(agreed) is going.kind:
        return ()
    return texts("story.waits_for_its_way", format=say(f"format.name.{agreed}"))


def withdraw(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, mine = story_of(press.who.person, token, known)
    gone = withdrawn(community, mine, press, known)
    return gone + whispered("story.withdrawn", thing=thing(mine.kind))


def withdrawn(
    community: Community, mine: Story, arrival: ButtonPressed | FormSubmitted, known: Known
) -> Decision:
    """It is forgotten, and gone from each private card that showed it."""
    gone = Card(card_title(mine), texts("story.withdrawn", thing=thing(mine.kind)))
    said = (
        revised(community, own_name(mine), gone),
        revised(community, idle_name(mine), gone),
        revised(community, talk_name(mine), withdrawn_card(community, mine)),
    )
    freed = leaving_session(community, mine, "story.withdrawn", arrival, known)
    return Decision(forget=(mine,), say=said) + freed


def ready(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The teller's last word before it opens."""
    community, mine = story_of(press.who.person, token, known)
    if mine.state is StoryState.OFFERED:
        raise Refused(Reason.STORY_WAITS)
    if mine.state is not StoryState.CHOSEN:
        raise Refused(Reason.STORY_NOT_OFFERED)
    words = texts("prepare.is_ready", thing=thing(mine.kind))
    card = Card(card_title(mine), words, own_buttons(mine))
    said = (*prepared(community, mine, card, known), *_sure(community, mine, known))
    agreed = replace(mine, ready=True, touched_at=press.at)
    return Decision(keep=(agreed,), say=said) + whisper(*words)


def _sure(community: Community, mine: Story, known: Known) -> tuple[Said, ...]:
    """Whoever holds the session, if they were told that it may open with nothing."""
    session = session_of(mine, known)
    return (none_over(community, session, texts("prepare.ready_after_all")),) if session else ()


def not_this_week(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It goes back to being a draft, without a reason asked."""
    community, mine = story_of(press.who.person, token, known)
    if mine.state not in (StoryState.CHOSEN, StoryState.OFFERED):
        raise Refused(Reason.STORY_NOT_OFFERED)
    draft = _going(replace(mine, touched_at=press.at), "draft")
    said = (revised(community, own_name(mine), own_card(community, draft)),)
    freed = leaving_session(community, mine, "prepare.not_this_week", press, known)
    return (
        Decision(keep=(draft,), say=said)
        + freed
        + whispered("prepare.not_this_week", thing=thing(mine.kind))
    )


def story_of(person: PersonId, token: Token, known: Known) -> tuple[Community, Story]:
    """The story that a button names, if it is this person's own and has not been told."""
    community, mine = known.story(token[0])
    if mine.teller != person:
        raise Refused(Reason.NOT_YOURS)
    if not mine.changeable:
        raise Refused(Reason.STORY_FIXED)
    return community, mine


def _going(mine: Story, way: str) -> Story:
    waits = mine.state is StoryState.CHOSEN
    match way:
        case "next" if waits:
            return mine
        case "next":
            return replace(mine, state=StoryState.OFFERED, offered_at=mine.touched_at)
        case "talk":
            state = StoryState.TALK
        case _:
            state = StoryState.DRAFT
    return replace(mine, state=state, offered_at=None, session=None, ready=False)


def _ask_for_a_talk(community: Community, mine: Story, known: Known) -> tuple[Said, ...]:
    """Only now may somebody else read it: the teller has asked for it."""
    reader = talks_with(community, mine)
    if reader is None:
        return ()
    name, card, to = talk_name(mine), talk_card(community, mine), reader.person
    post = in_good_time(community, to, name, card, mine.touched_at, known)
    return (post, replace(revised(community, name, card), to=Direct(to)))
