"""The community's own prompts: any member adds one, and whoever added it, or looks after us, takes it out."""

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Element,
    Form,
    Lines,
    OneOf,
    Points,
    Quote,
    SomeOf,
    Text,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_rooms,
    named,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.conversations.sessions.own_prompts import own_set
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.own_prompt import MOST, OwnPrompt, Use
from bot.domain.refusal import Reason, Refused
from bot.words import say
from bot.words.prompts import library

LABEL = 70
"""Characters of a prompt by which it is known again in a list."""


def prompts(command: CommandGiven, known: Known) -> Decision:
    """`/lc prompts`: what we have added, by what it is for."""
    community, person = known.community_at(command.place, command.who), command.who.person
    _must_be_able_to_read(community, person)
    ours = own_set(community, known)
    title, buttons = say("own_prompts.title"), _buttons(community, person, ours)
    return whisper(*_page(ours), title=title, buttons=buttons)


def press_add(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _to_add_to(press.who.person, token, known)
    return form(_add_form(community))


def add(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It is asked just as it was written. The room sees what has come into the set, and from whom."""
    community = _to_add_to(submitted.who.person, token, known)
    text, use = submitted.given.text("text").strip(), submitted.given.text("use")
    chosen = next((one for one in Use if one == use), None)
    if errors := _why_not(community, text, chosen, known):
        return Decision(reply=(FormErrors(errors),))
    assert chosen is not None
    added = OwnPrompt(
        id=RecordId(known.mint.id()),
        community=community.id,
        use=chosen,
        text=text,
        author=submitted.who.person,
    )
    posts = in_rooms(community, own_prompt_name(added), _room_card(community, added))
    return Decision(keep=(added,), say=posts) + whispered("own_prompts.added")


def press_take_out(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _must_be_able_to_read(community, press.who.person)
    theirs = _may_take_out(community, press.who.person, own_set(community, known))
    if not theirs:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    return form(_take_out_form(community, theirs))


def take_out(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Where it was asked it stays; it is not asked again."""
    community, person = known.community(token[0]), submitted.who.person
    _must_be_able_to_read(community, person)
    chosen = submitted.given.many("which")
    if not chosen:
        return Decision(reply=(FormErrors({"which": say("own_prompts.choose")}),))
    theirs = _may_take_out(community, person, own_set(community, known))
    gone = tuple(one for one in theirs if one.id in chosen)
    if not gone:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    said = tuple(_taken_out(community, one) for one in gone)
    return Decision(forget=gone, say=said) + whispered("own_prompts.taken_out")


def own_prompts_of_nobody(community: Community, person: PersonId, known: Known) -> Decision:
    """Somebody leaves: what they added stays as added by one of us."""
    theirs = [one.of_nobody() for one in own_set(community, known) if one.author == person]
    said = tuple(
        revised(community, own_prompt_name(one), _room_card(community, one)) for one in theirs
    )
    return Decision(keep=tuple(theirs), say=said)


def own_prompt_name(one: OwnPrompt) -> str:
    return f"own_prompt:{one.id}"


def _page(ours: tuple[OwnPrompt, ...]) -> tuple[Element, ...]:
    shown: tuple[Element, ...] = texts("own_prompts.what_they_are")
    for use in Use:
        lines = tuple(one.text for one in ours if one.use is use)
        if lines:
            shown += (Text(say(f"own_prompts.use.{use}")), Points(lines))
    return shown if ours else (*shown, *texts("own_prompts.none"))


def _buttons(
    community: Community, person: PersonId, ours: tuple[OwnPrompt, ...]
) -> tuple[Button, ...]:
    add_one = button("add_a_prompt", Act.ADD_PROMPT, community.id, asks=True)
    drop = button("take_prompts_out", Act.DROP_PROMPT, community.id, asks=True)
    may_drop = _may_take_out(community, person, ours)
    return (*((add_one,) if len(ours) < MOST else ()), *((drop,) if may_drop else ()))


def _may_take_out(
    community: Community, person: PersonId, ours: tuple[OwnPrompt, ...]
) -> tuple[OwnPrompt, ...]:
    keeps = community.is_kept_by(person)
    return tuple(one for one in ours if keeps or one.author == person)


def _why_not(community: Community, text: str, use: Use | None, known: Known) -> dict[str, str]:
    errors = {} if use else {"use": say("own_prompts.which_use")}
    there = {one.text.casefold() for one in library()}
    there |= {one.text.casefold() for one in own_set(community, known)}
    if not text:
        errors["text"] = say("own_prompts.needed")
    elif text.casefold() in there:
        errors["text"] = say("own_prompts.there_already")
    return errors


def _room_card(community: Community, one: OwnPrompt) -> Card:
    name = named(community, one.author, at_first=True)
    told = Text(say(f"own_prompts.told.{one.use}", name=name))
    return Card("", (told, Quote(one.text)))


def _taken_out(community: Community, one: OwnPrompt) -> Revise:
    return revised(community, own_prompt_name(one), Card("", texts("own_prompts.is_out")))


def _add_form(community: Community) -> Form:
    choices = tuple(Choice(one, say(f"own_prompts.use.{one}")) for one in Use)
    hint = say("own_prompts.text_hint")
    return Form(
        token=Token(Act.ADD_PROMPT, (community.id,)).pack(),
        title=say("own_prompts.add_title"),
        intro=texts("own_prompts.intro"),
        fields=(
            Lines("text", say("own_prompts.text"), hint=hint, required=True, most=200),
            OneOf("use", say("own_prompts.which_use"), choices, required=True),
        ),
        submit=say("button.add_it"),
        cancel=say("button.not_now"),
    )


def _take_out_form(community: Community, theirs: tuple[OwnPrompt, ...]) -> Form:
    choices = tuple(Choice(one.id, _short(one.text)) for one in theirs)
    return Form(
        token=Token(Act.DROP_PROMPT, (community.id,)).pack(),
        title=say("own_prompts.take_out_title"),
        intro=texts("own_prompts.take_out_intro"),
        fields=(SomeOf("which", say("own_prompts.which"), choices, required=True),),
        submit=say("button.take_it_out"),
        cancel=say("button.leave_it"),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LABEL else f"{line[:LABEL].rstrip()} …"


def _to_add_to(person: PersonId, token: Token, known: Known) -> Community:
    community = known.community(token[0])
    _must_be_able_to_read(community, person)
    community.must_not_be_ending()
    if len(own_set(community, known)) >= MOST:
        raise Refused(Reason.PROMPTS_FULL)
    return community


def _must_be_able_to_read(community: Community, person: PersonId) -> None:
    community.must_include(person)
    community.must_have_begun()


CONVERSATION = Conversation(
    commands={"prompts": prompts},
    presses={Act.ADD_PROMPT: press_add, Act.DROP_PROMPT: press_take_out},
    forms={Act.ADD_PROMPT: add, Act.DROP_PROMPT: take_out},
)
