"""Is this still worth our time? Asked of everyone, without names, after every sixth session and now and then."""

from collections.abc import Sequence
from datetime import datetime

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Revise, Slip
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element
from bot.conversations.conversation import Conversation
from bot.conversations.endings.renewal_cards import (
    question_card,
    renewal_form,
    renewal_name,
    renewal_title,
)
from bot.conversations.endings.renewal_results import answers, result
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    revised,
    texts,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import RecordId
from bot.domain.refusal import Reason, Refused
from bot.domain.renewal import Occasion, Renewal, WayOn
from bot.domain.told import may_be_asked
from bot.words import say


def put(community: Community, renewal: Renewal, at: datetime, known: Known) -> Decision:
    """One card in the room; where too few could answer, it is talked over."""
    if not may_be_asked(community.crowd):
        return _talked_over(community, renewal.closed(), at, known)
    said = (
        *in_rooms(community, renewal_name(renewal), question_card(community, renewal)),
        *(_stopped(community, at, known) if renewal.occasion is Occasion.QUIET else ()),
    )
    return Decision(keep=(renewal,), say=said)


def press_renew(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _, renewal = _open(press, token, known)
    return form(renewal_form(renewal))


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Into the box, without a name. A second answer of the same person replaces the first."""
    community, renewal = _open(submitted, token, known)
    way = submitted.given.text("way")
    if way not in set(WayOn):
        return Decision(reply=(FormErrors({"way": say("renewal.choose")}),))
    kept = community.is_kept_by(submitted.who.person)
    slip = Slip(
        community=community.id,
        box=renewal.box_of_keepers if kept else renewal.box,
        person=submitted.who.person,
        answers={"way": way, "only_here": submitted.given.text("only_here")},
    )
    return Decision(drop=(slip,)) + whispered("renewal.thanks")


def close(alarm: AlarmRang, known: Known) -> Decision:
    """The week is over: the boxes are opened if enough have answered, and are gone either way."""
    renewal = known.records.one(Renewal, alarm.about)
    if renewal is None or renewal.over or renewal.closes_at > alarm.at:
        return Decision()
    community = known.community(renewal.community)
    told = Card(say("renewal.result_title"), result(answers(renewal, known), known))
    said = (
        *in_rooms(community, f"renewed:{renewal.id}", told),
        *_ways_on(community, renewal.id, told.body, alarm.at, known),
    )
    return _over(community, renewal) + Decision(say=said)


def let_go(community: Community, known: Known) -> Decision:
    """The group has decided meanwhile: what was answered is destroyed unread."""
    gone = Decision()
    for one in open_renewals(community, known):
        gone += _over(community, one)
    return gone


def stands(community: Community, known: Known) -> tuple[Post, ...]:
    """The question in the room, while it is open."""
    return tuple(
        post
        for one in open_renewals(community, known)
        for post in in_rooms(community, renewal_name(one), question_card(community, one))
    )


def _over(community: Community, renewal: Renewal) -> Decision:
    card = Card(renewal_title(renewal), texts("renewal.over"))
    return Decision(
        keep=(renewal.closed(),),
        empty=(renewal.box, renewal.box_of_keepers),
        say=(revised(community, renewal_name(renewal), card),),
    )


def _ways_on(
    community: Community, about: str, result: Sequence[Element], at: datetime, known: Known
) -> tuple[Post, ...]:
    """The facilitator sees the same as everyone, with a button for each thing that could follow. Where nobody
    looks after us, they stand in the room."""
    if not community.keepers:
        return _anyones_ways(community, about, known)
    card = Card(
        say("renewal.result_title"),
        (*result, *texts("renewal.ways_on")),
        (*_on(community), *propose_buttons(community)),
    )
    return tuple(
        in_good_time(community, who.person, f"ways_on:{about}", card, at, known)
        for who in community.keepers[:1]
    )


def _anyones_ways(community: Community, about: str, known: Known) -> tuple[Post, ...]:
    """Any of us may say how it goes on, or who could look after us."""
    if community.stage is Stage.ENDING:
        return ()
    rests = community.stage is Stage.RESTING
    card = Card(
        say("renewal.anyone_title"),
        texts("standstill.nobody_to_ask", "renewal.anyone"),
        (
            *_on(community),
            button("who_could", Act.NOMINATE, community.id, asks=True),
            *propose_buttons(community),
        ),
    )
    name = _stopped_name(community, known) if rests else f"ways_on:{about}"
    return in_rooms(community, name, card)


def _on(community: Community) -> tuple[Button, ...]:
    resting = community.stage is Stage.RESTING
    return (button("carry_on", Act.CARRY_ON, community.id),) if resting else ()


def propose_buttons(community: Community) -> tuple[Button, ...]:
    return (
        button("propose_a_change", Act.PROPOSE, community.id, asks=True),
        button("propose_a_pause", Act.PROPOSE_PAUSE, community.id, asks=True),
        button("propose_ending_well", Act.PROPOSE_ENDING, community.id, asks=True),
    )


def _talked_over(community: Community, renewal: Renewal, at: datetime, known: Known) -> Decision:
    """Fewer than five could answer: without a name would be as good as with one."""
    asks = texts(f"renewal.why.{renewal.occasion}", "renewal.asks", "renewal.too_small")
    card = Card(renewal_title(renewal), asks)
    said = in_rooms(community, renewal_name(renewal), card)
    ways_on = _ways_on(community, renewal.id, (), at, known)
    return Decision(keep=(renewal,), say=(*said, *ways_on))


def put_off(
    community: Community, renewal: Renewal, occasion: Occasion, at: datetime, known: Known
) -> Decision:
    """It was asked not long ago. That nothing is planned any more is said all the same."""
    kept = Decision(keep=(renewal.put_off(occasion),))
    if occasion is not Occasion.QUIET:
        return kept
    words = texts("renewal.why.quiet", "renewal.asked_lately")
    name = f"quiet:{_stopped_name(community, known)}"
    told = in_rooms(community, name, Card(say("renewal.title.quiet"), words))
    ways = () if community.keepers else _anyones_ways(community, renewal.id, known)
    return kept + Decision(say=(*told, *ways, *_stopped(community, at, known, lately=True)))


def _stopped(
    community: Community, at: datetime, known: Known, *, lately: bool = False
) -> tuple[Post, ...]:
    """After two quiet sessions nothing is planned until somebody who looks after it says so."""
    words = "renewal.nothing_planned_lately" if lately else "renewal.nothing_planned"
    card = Card(
        say("renewal.title.quiet"),
        texts(words),
        (button("carry_on", Act.CARRY_ON, community.id),),
    )
    name = _stopped_name(community, known)
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers[:1]
    )


def carries_on(community: Community, known: Known) -> Revise:
    """Somebody has said that it goes on: the button there goes."""
    card = Card(say("renewal.title.quiet"), texts("renewal.carries_on"))
    return revised(community, _stopped_name(community, known), card)


def _stopped_name(community: Community, known: Known) -> str:
    """The same until another session has been planned."""
    return f"stopped:{community.id}:{len(known.sessions(community))}"


def renewals_of(community: Community, known: Known) -> tuple[Renewal, ...]:
    return tuple(known.records.all(Renewal, RecordId(community.id)))


def open_renewals(community: Community, known: Known) -> tuple[Renewal, ...]:
    """Those that stand in the room and can be answered."""
    return tuple(one for one in renewals_of(community, known) if one.is_open)


def _open(
    arrival: ButtonPressed | FormSubmitted, token: Token, known: Known
) -> tuple[Community, Renewal]:
    community, renewal = known.held(Renewal, token[0])
    community.must_include(arrival.who.person)
    if not renewal.is_open or arrival.at >= renewal.closes_at:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return community, renewal


CONVERSATION = Conversation(
    presses={Act.RENEW: press_renew},
    forms={Act.RENEW: answer},
    alarms={AlarmKind.CLOSE_RENEWAL: close},
)
