"""Caught in the moment: what has just happened, in one line, on any day. Posted by name, or not kept at all."""

from bot.boundary.arrivals import CommandGiven, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Element, Form, Line, OneOf, Points, Quote, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, in_rooms, texts, whispered
from bot.domain.caught import CAUGHT_KEPT, Caught
from bot.domain.community import Community, Stage
from bot.domain.hints import hints
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.words import say

POST = "post"
SEEN = "seen"
"""In the form's token: its author has seen what might point to a person."""


def moment(command: CommandGiven, known: Known) -> Decision:
    community = known.community_at(command.place, command.who)
    _must_be_able_to_say(community, command.who.person)
    return form(_moment_form(community))


def say_it(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """What is not posted is kept nowhere. What might point to a person is shown first, once."""
    community, given = known.community(token[0]), submitted.given
    _must_be_able_to_say(community, submitted.who.person)
    if given.text("where") != POST:
        return whispered("moment.not_kept")
    happened, unsure = given.text("happened"), given.text("unsure")
    found = _pointing(community, happened, unsure)
    if found and SEEN not in token.about[1:]:
        return form(_moment_form(community, happened, unsure, found))
    return _posted(community, happened, unsure, submitted, known)


def _posted(
    community: Community, happened: str, unsure: str, submitted: FormSubmitted, known: Known
) -> Decision:
    caught = Caught(
        id=RecordId(known.mint.id()),
        community=community.id,
        author=submitted.who.person,
        happened=happened,
        unsure=unsure,
        forget_at=submitted.at + CAUGHT_KEPT,
    )
    name = community.name_of(caught.author)
    post = in_rooms(community, caught_name(caught), _caught_card(caught, name))
    return Decision(keep=(caught,), say=post) + whispered("moment.posted")


def caught_name(caught: Caught) -> str:
    return f"caught:{caught.id}"


def _caught_card(caught: Caught, name: str) -> Card:
    body: tuple[Element, ...] = (Quote(caught.happened, name),)
    if caught.unsure:
        body += (Text(say("moment.unsure_about")), Quote(caught.unsure, name))
    return Card(say("moment.title"), body)


def _moment_form(
    community: Community, happened: str = "", unsure: str = "", found: tuple[str, ...] = ()
) -> Form:
    about = (community.id, SEEN) if found else (community.id,)
    choices = (
        Choice(POST, say("moment.form.post")),
        Choice("leave", say("moment.form.do_not_post")),
    )
    return Form(
        token=Token(Act.MOMENT, about).pack(),
        title=say("moment.title"),
        intro=_pointed_out(found) if found else texts("moment.form.intro"),
        fields=(
            Line("happened", say("moment.form.happened"), value=happened, required=True),
            Line("unsure", say("moment.form.unsure"), value=unsure),
            OneOf("where", say("moment.form.where"), choices, required=True),
        ),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def _pointed_out(found: tuple[str, ...]) -> tuple[Element, ...]:
    return (*texts("story.hints.found"), Points(found), *texts("moment.form.change_them"))


def _pointing(community: Community, *words: str) -> tuple[str, ...]:
    names = [member.name for member in community.members]
    return tuple(hint.found for hint in hints("\n".join(words), names))


def _must_be_able_to_say(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_not_be_ending()
    if community.stage not in (Stage.ACTIVE, Stage.RESTING):
        raise Refused(Reason.NOT_STARTED_YET)


CONVERSATION = Conversation(commands={"moment": moment}, forms={Act.MOMENT: say_it})
