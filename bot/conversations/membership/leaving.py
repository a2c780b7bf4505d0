"""Anyone may go at any time: with a word or without one, taking along what is theirs."""

from dataclasses import replace

from bot.boundary.arrivals import (
    AlarmRang,
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    MemberWent,
)
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Element,
    Form,
    Lines,
    OneOf,
    Quote,
    Text,
    Weight,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership import walking_in
from bot.conversations.membership.departing import departed
from bot.conversations.membership.held import held
from bot.conversations.membership.held_things import Theirs
from bot.conversations.membership.my_data import taken_back, what_there_is
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    in_rooms,
    texts,
    whisper,
    whispered,
)
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.member_card import KEPT_AFTER_LEAVING
from bot.domain.refusal import Reason, Refused
from bot.words import say

HOW = ("quietly", "moved_on", "goodbye")
WROTE = ("leave", "remove", "show")
TAKEN = frozenset({Theirs.STORIES, Theirs.CARDS})


def leave(command: CommandGiven, known: Known) -> Decision:
    """`/lc leave`: whoever looks after it can first stop doing that alone."""
    community = known.community_at(command.place, command.who)
    person = command.who.person
    _must_be_able_to(community, person)
    if not (community.is_kept_by(person) or _can_stop_convening(community, person)):
        return form(_form(community))
    return whisper(
        *_what_first(community, person),
        title=say("leave.title"),
        buttons=_ways(community, person),
    )


def press_leave(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to(community, press.who.person)
    return form(_form(community))


def submit(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community, given = known.community(token[0]), submitted.given
    person = submitted.who.person
    _must_be_able_to(community, person)
    how, wrote, words = given.text("how"), given.text("wrote"), given.text("words")
    if wrote == "show":
        there_is = what_there_is(community, person, held(community, person, known))
        return form(_form(community, how=how, words=words, there_is=there_is))
    if errors := _errors(how, words):
        return Decision(reply=(FormErrors(errors),))
    told = Decision(say=_goodbye(community, person, how, words, known))
    _, gone = departed(community, person, submitted, known)
    taken = _taken(community, person, submitted, known) if wrote == "remove" else Decision()
    return told + gone + taken + whispered("leave.thanks")


def _errors(how: str, words: str) -> dict[str, str]:
    """A goodbye is neither left out nor said unasked."""
    if how == "goodbye" and not words:
        return {"words": say("leave.words_missing")}
    if how != "goodbye" and words:
        return {"how": say("leave.words_too")}
    return {}


def went(arrival: MemberWent, known: Known) -> Decision:
    """Out of a room: nothing but a word in private. With the whole account: as if they had left quietly."""
    decided = Decision()
    for found in _communities(arrival, known):
        community, person = known.community(found.id), arrival.who.person
        decided += walking_in.went(arrival, community, known)
        if arrival.room is None:
            decided += _account_gone(community, arrival, known)
        elif community.takes_part(person):
            decided += _still_one_of_us(community, person, arrival, known)
    return decided


def forget_who_left(alarm: AlarmRang, known: Known) -> Decision:
    """Two weeks on, nothing here knows who it was."""
    community = known.community(alarm.community)
    staying = tuple(
        one
        for one in community.members
        if one.left_at is None or one.left_at + KEPT_AFTER_LEAVING > alarm.at
    )
    gone = {one.person for one in community.members} - {one.person for one in staying}
    members = tuple(replace(one, asked_by=None) if one.asked_by in gone else one for one in staying)
    return Decision(keep=(replace(community, members=members),))


def _communities(arrival: MemberWent, known: Known) -> tuple[Community, ...]:
    if arrival.room is None:
        return known.records.communities_of(arrival.who.person)
    found = known.records.community_in(arrival.room)
    return (found,) if found else ()


def _account_gone(community: Community, arrival: MemberWent, known: Known) -> Decision:
    """What was theirs goes in two weeks, and the group is told nothing."""
    person = arrival.who.person
    if not community.takes_part(person):
        return Decision()
    return departed(community, person, arrival, known)[1]


def _still_one_of_us(
    community: Community, person: PersonId, arrival: MemberWent, known: Known
) -> Decision:
    card = Card(
        say("leave.title"),
        texts("leave.still_one_of_us", name=community.name),
        (button("leave_community", Act.LEAVE, community.id, asks=True),),
    )
    name = f"out_of_room:{known.mint.id()}"
    return Decision(say=(in_good_time(community, person, name, card, arrival.at, known),))


def _goodbye(
    community: Community, person: PersonId, how: str, words: str, known: Known
) -> tuple[Post, ...]:
    """Said only if they want it said."""
    name, mark = community.name_of(person), f"goodbye:{known.mint.id()}"
    if how == "goodbye":
        card = Card(say("leave.says_goodbye", name=name), (Quote(words, name),))
        return in_rooms(community, mark, card)
    if how == "moved_on":
        return in_rooms(community, mark, Card("", texts("leave.has_moved_on", name=name)))
    return ()


def _taken(
    community: Community, person: PersonId, submitted: FormSubmitted, known: Known
) -> Decision:
    """Stories, cards, tries and lines: gone at once, also where I posted them."""
    theirs = [one for one in held(community, person, known) if one.theirs in TAKEN]
    return sum((taken_back(community, one, submitted, known) for one in theirs), Decision())


def _ways(community: Community, person: PersonId) -> tuple[Button, ...]:
    back = button("step_back", Act.STEP_BACK, community.id, weight=Weight.MAIN)
    altogether = button("leave_altogether", Act.LEAVE, community.id, asks=True)
    return (back, *((altogether,) if community.takes_part(person) else ()))


def _what_first(community: Community, person: PersonId) -> tuple[Text, ...]:
    """Both ways are named only where both are there."""
    if community.is_kept_by(person):
        return texts("leave.step_back_first")
    both = community.takes_part(person)
    return texts("leave.stop_convening_first" if both else "leave.stop_convening")


def _can_stop_convening(community: Community, person: PersonId) -> bool:
    """Somebody must be there to hand it on to."""
    return person == community.convenor and bool(community.keepers)


def _form(
    community: Community,
    *,
    how: str = HOW[0],
    words: str = "",
    there_is: tuple[Element, ...] = (),
) -> Form:
    """`there_is`: what they asked to see first. It stands in the form, and the choice stays as it was."""
    seen = (*there_is, *texts("leave.what_there_is")) if there_is else texts("leave.any_time")
    value = "show" if there_is else WROTE[0]
    hows = tuple(Choice(one, say(f"leave.how.{one}")) for one in HOW)
    wrote = tuple(Choice(one, say(f"leave.wrote.{one}")) for one in WROTE)
    return Form(
        token=Token(Act.LEAVE, (community.id,)).pack(),
        title=say("leave.form_title", name=community.name),
        intro=seen,
        fields=(
            OneOf("how", say("leave.how"), hows, value=how, required=True),
            Lines("words", say("leave.words"), value=words, most=600),
            OneOf("wrote", say("leave.wrote"), wrote, value=value, required=True),
        ),
        submit=say("button.leave_community"),
        cancel=say("button.stay"),
    )


def _must_be_able_to(community: Community, person: PersonId) -> None:
    """At any time. While nothing has begun, whoever was asked to look after it tells the convenor."""
    if not (_can_stop_convening(community, person) and community.has_begun):
        community.must_include(person)
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOTHING_TO_LEAVE, convenor=community.convenor_name)


CONVERSATION = Conversation(
    commands={"leave": leave},
    presses={Act.LEAVE: press_leave},
    forms={Act.LEAVE: submit},
    alarms={AlarmKind.FORGET_WHO_LEFT: forget_who_left},
)
