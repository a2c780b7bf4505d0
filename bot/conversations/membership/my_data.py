"""`/lc mydata`: what is kept about a person, and for how long; to be corrected, taken along, or deleted."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Element,
    Form,
    Points,
    Quote,
    SomeOf,
    Text,
    Weight,
)
from bot.conversations.conversation import Conversation
from bot.conversations.endings.handing import in_pieces
from bot.conversations.known import Known
from bot.conversations.membership.held import held
from bot.conversations.membership.held_things import Held, Theirs
from bot.conversations.membership.invitation_forms import whom_to_ask
from bot.conversations.saying import button, form, revised, texts, whisper, whispered
from bot.conversations.sessions.placing import withdrawn
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import PersonId
from bot.domain.records import Record
from bot.domain.story import Story
from bot.domain.wrap import Wrap
from bot.words import say

TEXT, JSON = "text", "json"


def my_data(command: CommandGiven, known: Known) -> Decision:
    """Each kind of thing that carries this person's name, with how long it is kept: in a room of its
    community, in private of each that they have a part in."""
    person = command.who.person
    found = known.communities_at(command.place, command.who)
    told = [shown(one, person, known) for one in found if person in one.people]
    return sum(told, Decision()) if told else whispered("mydata.nothing")


def shown(community: Community, person: PersonId, known: Known) -> Decision:
    found = held(community, person, known)
    return whisper(
        *what_there_is(community, person, found),
        *texts("mydata.unsigned", "mydata.posts", "mydata.sent_with_name"),
        *whom_to_ask(known.contacts),
        title=say("mydata.title", name=community.name),
        buttons=_buttons(community, person, found),
    )


def what_there_is(
    community: Community, person: PersonId, found: Sequence[Held]
) -> tuple[Element, ...]:
    """What they are here, what is kept with their name, and the words that they alone can read."""
    return (
        *texts("mydata.parts", parts=", ".join(parts(community, person))),
        *((Points(_kinds(found)),) if found else ()),
        *_own_words(found),
    )


def send(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Everything, as private messages: to be read, or as JSON for a machine."""
    community = known.community(token[0])
    found = held(community, press.who.person, known)
    write = _as_json if token[1] == JSON else _as_text
    title = say("mydata.title", name=community.name)
    name = f"mydata:{known.mint.id()}"
    said = in_pieces(community, press.who.person, name, title, write(community, found))
    return Decision(say=said) + whispered("mydata.sent")


def press_delete(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    there_is = _deletable(held(community, press.who.person, known))
    if not there_is:
        return whispered("mydata.nothing_to_delete")
    return form(_delete_form(community, there_is))


def delete(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """At once, and for good. Where I posted it, the post says that its author has taken it back."""
    community, person = known.community(token[0]), submitted.who.person
    chosen = submitted.given.many("which")
    if not chosen:
        return Decision(reply=(FormErrors({"which": say("mydata.choose")}),))
    gone = Decision()
    for one in held(community, person, known):
        if one.theirs in chosen:
            gone += taken_back(community, one, submitted, known)
    return gone + whispered("mydata.deleted")


def taken_back(community: Community, one: Held, submitted: FormSubmitted, known: Known) -> Decision:
    card = Card("", texts("mydata.taken_back"))
    said: tuple[Said, ...] = tuple(revised(community, name, card) for name in one.posts)
    if isinstance(one.record, Story):
        return withdrawn(community, one.record, submitted, known) + Decision(say=said)
    return Decision(forget=(one.record, *_remembered(one.record, known)), say=said)


def _remembered(record: Record, known: Known) -> tuple[Record, ...]:
    """Four lines that their writer takes back are not remembered without a name either."""
    if not (isinstance(record, Contribution) and record.part is Part.WRAP):
        return ()
    found = known.records.one(Wrap, record.id)
    return (found,) if found else ()


def _kinds(found: Sequence[Held]) -> tuple[str, ...]:
    """A line for each kind, however many there are of it."""
    return tuple(say(f"mydata.kind.{kind}") for kind in dict.fromkeys(one.kind for one in found))


def _deletable(found: Sequence[Held]) -> set[Theirs]:
    return {one.theirs for one in found if one.theirs}


def _as_text(community: Community, found: Sequence[Held]) -> str:
    """Kind by kind, each with its sentence first."""
    parts: list[str] = []
    for kind, things in groupby(found, key=lambda one: one.kind):
        parts += [say(f"mydata.kind.{kind}"), *(one.words for one in things), "—"]
    return "\n\n".join(parts[:-1]) or say("mydata.nothing_held")


def _as_json(community: Community, found: Sequence[Held]) -> str:
    things = [{"kind": one.kind, "id": one.record.id, "words": one.words} for one in found]
    whole = {"community": community.name, "held": things}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _buttons(community: Community, person: PersonId, found: Sequence[Held]) -> tuple[Button, ...]:
    member = community.member(person)
    joined = bool(member and member.joined)
    correct = button("correct_name_and_hours", Act.CORRECT, community.id, asks=True)
    delete = button(
        "delete_what_i_wrote", Act.DELETE_MINE, community.id, asks=True, weight=Weight.GRAVE
    )
    send = (
        button("send_me_everything", Act.SEND_MY_DATA, community.id, TEXT),
        button("send_me_json", Act.SEND_MY_DATA, community.id, JSON),
    )
    return (
        *((correct,) if joined else ()),
        *(send if found else ()),
        *((delete,) if _deletable(found) else ()),
    )


def _delete_form(community: Community, there_is: set[Theirs]) -> Form:
    choices = tuple(
        Choice(one.value, say(f"mydata.delete.{one}")) for one in Theirs if one in there_is
    )
    return Form(
        token=Token(Act.DELETE_MINE, (community.id,)).pack(),
        title=say("mydata.delete.title"),
        intro=texts("mydata.delete.for_good", "mydata.delete.in_the_chat"),
        fields=(SomeOf("which", say("mydata.delete.which"), choices, required=True),),
        submit=say("button.delete_it"),
        cancel=say("button.leave_it"),
    )


def _own_words(found: Sequence[Held]) -> Iterator[Element]:
    """What nobody else can read anywhere, or what one may want to read again before others do."""
    for one in found:
        if one.kind == "note":
            yield Text(say("mydata.note"))
            yield Quote(one.words)
        if one.kind == "permission":
            yield Text(say("mydata.sponsors_words"))
            yield Quote(one.words)


def parts(community: Community, person: PersonId) -> Iterator[str]:
    """What they are here."""
    if person == community.convenor:
        yield say("mydata.convenor")
    if community.is_sponsor(person):
        agreed = community.sponsor and community.sponsor.accepted
        yield say("mydata.is_sponsor" if agreed else "mydata.sponsor")
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        yield say("mydata.is_keeper" if community.is_kept_by(person) else "mydata.keeper")
    if member := community.member(person):
        yield say(f"mydata.member_{member.standing}")


CONVERSATION = Conversation(
    commands={"mydata": my_data},
    presses={Act.SEND_MY_DATA: send, Act.DELETE_MINE: press_delete},
    forms={Act.DELETE_MINE: delete},
)
