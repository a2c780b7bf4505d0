"""The forms in which a member writes what they offer to a session."""

from collections.abc import Mapping

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Choice, Element, Field, Form, Lines, OneOf, Points, Weight
from bot.conversations.saying import button, texts
from bot.conversations.sessions.shaping import thing
from bot.domain.community import Community
from bot.domain.formats import Kind
from bot.domain.story import BOXES, NEEDED, Help, Story, StoryState
from bot.words import say
from bot.words.times import name_list

SHORT = frozenset({"where", "task", "what"})
LONG = frozenset({"moment", "pull", "did", "steps", "noticed", "meant", "happened"})
"""How much a box takes: 300 characters, 2000, and 1000 for the others."""

DRAFT = "draft"
WAYS = ("next", "talk", DRAFT)
FRESH = "new"


def kinds_page(community: Community, kinds: tuple[Kind, ...]) -> Form:
    """Which kind would you like to offer? A page with one button for each."""
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("story.kinds.title"),
        intro=texts("story.kinds.asks"),
        cancel=say("button.not_now"),
        buttons=kind_buttons(community, kinds),
        gives_way=True,
    )


def kind_buttons(community: Community, kinds: tuple[Kind, ...]) -> tuple[Button, ...]:
    return tuple(
        button(f"kind.{kind}", Act.OFFER, community.id, kind.value, asks=True) for kind in kinds
    )


def story_form(
    community: Community,
    mine: Story | None,
    kind: Kind = Kind.MOMENT,
    *,
    way: str = "",
    others: tuple[Kind, ...] = (),
    routes: tuple[Element, ...] = (),
) -> Form:
    """`way` is what was chosen just now, where that is not yet so. `others`: kinds to write instead.
    `routes`: where things go that should not stay here."""
    about = mine.id if mine else FRESH
    kind = mine.kind if mine else kind
    instead = texts("story.form.instead") if others else ()
    return Form(
        token=Token(Act.SEND_STORY, (community.id, about, kind.value)).pack(),
        title=say(f"story.form.title.{kind}"),
        intro=(
            *texts("story.form.what_it_is"),
            *routes,
            *texts("story.form.leave_out", "story.form.who_could_ask"),
            *instead,
        ),
        fields=(*_box_fields(kind, mine), *_help_field(kind, mine), _way_field(kind, mine, way)),
        submit=say("button.done"),
        cancel=say("button.not_now"),
        buttons=kind_buttons(community, others),
    )


def hints_page(mine: Story, found: tuple[str, ...], way: str) -> Form:
    """What might point to a person: shown, never a barrier. `way` is where it goes if all is well.

    A page to read: closed without a choice, what is under way already stays where it is.
    """
    draft = mine.state is StoryState.DRAFT
    ask = "story.hints.ask" if draft else "story.hints.ask_under_way"
    leave = "button.keep_as_draft" if draft else "button.leave_as_it_is"
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("story.hints.title"),
        intro=(
            *texts("story.hints.found"),
            Points(found),
            *texts(ask, thing=thing(mine.kind)),
        ),
        cancel=say(leave),
        buttons=(
            button("change_it", Act.CHANGE_STORY, mine.id, way, asks=True, weight=Weight.MAIN),
            button("it_is_all_right", Act.STORY_AGREED, mine.id, way),
        ),
        gives_way=True,
    )


def box_names(kind: Kind, boxes: tuple[str, ...]) -> str:
    """As they stand in the form, in one line."""
    return name_list(
        [say("story.card.box", box=say(f"story.form.box.{kind}.{box}")) for box in boxes]
    )


def _box_fields(kind: Kind, mine: Story | None) -> tuple[Field, ...]:
    boxes: Mapping[str, str] = mine.boxes if mine else {}
    return tuple(
        Lines(
            box,
            say(f"story.form.box.{kind}.{box}"),
            hint=say(f"story.form.hint.{kind}.{box}"),
            value=boxes.get(box, ""),
            beside=say("story.form.needed_to_tell") if box in NEEDED[kind] else "",
            most=300 if box in SHORT else 2000 if box in LONG else 1000,
        )
        for box in BOXES[kind]
    )


def _help_field(kind: Kind, mine: Story | None) -> tuple[OneOf, ...]:
    """Only a story has rounds to choose among; the turns of the others are what they are."""
    if kind is not Kind.MOMENT:
        return ()
    choices = tuple(Choice(wish, say(f"story.form.help.{wish}")) for wish in Help)
    value = mine.help if mine else Help.LISTEN
    return (OneOf("help", say("story.form.help"), choices, value=value, required=True),)


def _way_field(kind: Kind, mine: Story | None, way: str) -> OneOf:
    boxes = box_names(kind, NEEDED[kind])
    return OneOf(
        "way",
        say("story.form.way"),
        tuple(Choice(one, say(f"story.form.way.{one}")) for one in WAYS),
        hint=say("story.form.way_hint", thing=thing(kind), boxes=boxes),
        value=way or (_way_of(mine) if mine else "next"),
        required=True,
    )


def _way_of(mine: Story) -> str:
    match mine.state:
        case StoryState.TALK:
            return "talk"
        case StoryState.DRAFT:
            return DRAFT
        case _:
            return "next"
