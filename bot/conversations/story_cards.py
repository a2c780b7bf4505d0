"""The form in which a story is written, and the cards on which it is read."""

from collections.abc import Mapping

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Choice, Field, Form, Lines, OneOf, Quote, Text, Weight
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.story import Help, Story, StoryState
from bot.words import say
from bot.words.times import name_list

BOXES: Mapping[str, int] = {"where": 300, "moment": 2000, "pull": 2000, "did": 2000, "still": 1000}
"""The boxes of the story form in order, and the most characters each takes."""

WAYS = ("next", "talk", "draft")
FRESH = "new"


def story_form(community: Community, mine: Story | None, *, way: str = "") -> Form:
    """`way` is what was chosen just now, where that is not yet so."""
    about = mine.id if mine else FRESH
    boxes = mine.boxes if mine else {}
    return Form(
        token=Token(Act.SEND_STORY, (community.id, about)).pack(),
        title=say("story.form.title"),
        intro=texts("story.form.what_it_is", "story.form.leave_out", "story.form.who_could_ask"),
        fields=(*_box_fields(boxes), _help_field(mine), _way_field(mine, way)),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )


def hints_page(mine: Story, found: tuple[str, ...], way: str) -> Form:
    """What might point to a person: shown, never a barrier. `way` is where the story goes if all is well.

    Closed without a choice, a story that is under way already stays where it is.
    """
    draft = mine.state is StoryState.DRAFT
    ask = "story.hints.ask" if draft else "story.hints.ask_under_way"
    leave = "button.keep_as_draft" if draft else "button.leave_as_it_is"
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("story.hints.title"),
        intro=(Text(say("story.hints.found", found=name_list(found))), *texts(ask)),
        submit=say(leave),
        buttons=(
            button("change_it", Act.CHANGE_STORY, mine.id, way, asks=True, weight=Weight.MAIN),
            button("it_is_all_right", Act.STORY_AGREED, mine.id, way),
        ),
    )


def own_card(mine: Story) -> Card:
    """The teller's own card: where the story stands, and how to change or withdraw it."""
    where = mine.boxes.get("where", "")
    quoted = (Quote(where),) if where else ()
    body = (*quoted, *texts(f"story.card.{mine.state}"))
    return Card(say("story.card.title"), body, own_buttons(mine))


def told_card(community: Community, mine: Story) -> Card:
    """The story as members read it."""
    teller = community.name_of(mine.teller)
    body: list[Text | Quote] = []
    for box in BOXES:
        if words := mine.boxes.get(box):
            body += [Text(say(f"story.told.box.{box}")), Quote(words)]
    wish = Text(say(f"story.told.help.{mine.help}", teller=teller))
    return Card(say("story.told.title", teller=teller), (*body, wish))


def talk_card(community: Community, mine: Story) -> Card:
    """The story as the facilitator reads it, once its teller has asked to talk it over."""
    teller = community.name_of(mine.teller)
    words = [Quote(words, teller) for box in BOXES if (words := mine.boxes.get(box))]
    asks = texts("story.talk.asks", teller=teller)
    return Card(say("story.talk.title", teller=teller), (*asks, *words))


def withdrawn_card(community: Community, mine: Story) -> Card:
    """What the facilitator sees in its place once its teller has withdrawn it."""
    return Card("", texts("story.talk.withdrawn", teller=community.name_of(mine.teller)))


def own_buttons(mine: Story) -> tuple[Button, ...]:
    return (
        button("change_it", Act.CHANGE_STORY, mine.id, asks=True),
        button("withdraw_it", Act.WITHDRAW_STORY, mine.id, weight=Weight.GRAVE),
    )


def _box_fields(boxes: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Lines(
            box,
            say(f"story.form.box.{box}"),
            hint=say(f"story.form.hint.{box}"),
            value=boxes.get(box, ""),
            required=box in ("where", "moment"),
            most=most,
        )
        for box, most in BOXES.items()
    )


def _help_field(mine: Story | None) -> OneOf:
    return OneOf(
        "help",
        say("story.form.help"),
        tuple(Choice(wish, say(f"story.form.help.{wish}")) for wish in Help),
        value=mine.help if mine else Help.LISTEN,
        required=True,
    )


def _way_field(mine: Story | None, way: str) -> OneOf:
    return OneOf(
        "way",
        say("story.form.way"),
        tuple(Choice(one, say(f"story.form.way.{one}")) for one in WAYS),
        value=way or (_way_of(mine) if mine else "next"),
        required=True,
    )


def _way_of(mine: Story) -> str:
    match mine.state:
        case StoryState.TALK:
            return "talk"
        case StoryState.DRAFT:
            return "draft"
        case _:
            return "next"
