"""The form in which a story is written, and the cards on which it is read."""

from collections.abc import Iterator, Mapping

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Field,
    Form,
    Lines,
    OneOf,
    Points,
    Quote,
    Text,
    Weight,
)
from bot.conversations.saying import button, revised, texts
from bot.domain.community import Community
from bot.domain.people import Appointment
from bot.domain.story import NEEDED, Help, Story, StoryState
from bot.words import say
from bot.words.times import name_list

BOXES: Mapping[str, int] = {"where": 300, "moment": 2000, "pull": 2000, "did": 2000, "still": 1000}
"""The boxes of the story form in order, and the most characters each takes."""

GLIMPSE = 300
"""Characters of a story that its teller's own card shows."""
DRAFT = "draft"
WAYS = ("next", "talk", DRAFT)
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

    A page to read: closed without a choice, a story that is under way already stays where it is.
    """
    draft = mine.state is StoryState.DRAFT
    ask = "story.hints.ask" if draft else "story.hints.ask_under_way"
    leave = "button.keep_as_draft" if draft else "button.leave_as_it_is"
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("story.hints.title"),
        intro=(*texts("story.hints.found"), Points(found), *texts(ask)),
        cancel=say(leave),
        buttons=(
            button("change_it", Act.CHANGE_STORY, mine.id, way, asks=True, weight=Weight.MAIN),
            button("it_is_all_right", Act.STORY_AGREED, mine.id, way),
        ),
    )


def own_card(community: Community, mine: Story) -> Card:
    """The teller's own card: where the story stands, and what can still be done with it."""
    return Card(
        say("story.card.title"),
        (*_glimpse(mine), *standing(community, mine)),
        own_buttons(mine) if mine.changeable else (),
    )


def standing(community: Community, mine: Story) -> tuple[Text, ...]:
    """Where the story stands, and what it still needs."""
    reader = talks_with(community, mine)
    keeper = reader.name if reader else community.facilitator_name
    stands = texts(f"story.stands.{mine.state}", keeper=keeper)
    if not mine.missing:
        return stands
    names = (say(f"story.form.box.{box}") for box in mine.missing)
    boxes = name_list([say("story.card.box", box=name) for name in names])
    return (*stands, *texts("story.card.missing", boxes=boxes))


def told_card(community: Community, mine: Story) -> Card:
    """The story as members read it."""
    teller = community.name_of(mine.teller)
    wish = Text(say(f"story.told.help.{mine.help}", teller=teller))
    return Card(say("story.told.title", teller=teller), (*_boxes_told(mine), wish))


def talk_card(community: Community, mine: Story) -> Card:
    """The story as whoever talks it over reads it, once its teller has asked for that."""
    teller = community.name_of(mine.teller)
    asks = texts("story.talk.asks", "story.talk.arrange", teller=teller)
    return Card(say("story.talk.title", teller=teller), (*asks, *_boxes_told(mine)))


def talks_with(community: Community, mine: Story) -> Appointment | None:
    """Who talks a story over with its teller: the facilitator, or else the deputy. Nobody with themselves."""
    return next((who for who in community.keepers if who.person != mine.teller), None)


def telling_card(community: Community) -> Card:
    """For somebody whose story is open just now."""
    another = button("offer_another", Act.OFFER, community.id, asks=True)
    return Card(say("story.card.title"), texts("story.card.open_now"), (another,))


def idle_over(community: Community, mine: Story) -> tuple[Revise, ...]:
    """A story that was left alone has moved on: the warning, if there was one, no longer holds."""
    card = Card(say("story.card.title"), texts("story.idle_over"))
    return (revised(community, idle_name(mine), card),)


def talked_card(community: Community, mine: Story) -> Card:
    """What is left of it with whoever talked it over, once its teller has gone on."""
    return Card("", texts("story.talk.over", teller=community.name_of(mine.teller)))


def withdrawn_card(community: Community, mine: Story) -> Card:
    """What the facilitator sees in its place once its teller has withdrawn it."""
    return Card("", texts("story.talk.withdrawn", teller=community.name_of(mine.teller)))


def own_buttons(mine: Story) -> tuple[Button, ...]:
    return (
        button("change_it", Act.CHANGE_STORY, mine.id, asks=True),
        button("withdraw_it", Act.WITHDRAW_STORY, mine.id, weight=Weight.GRAVE),
    )


def own_name(mine: Story) -> str:
    return f"own_story:{mine.id}"


def idle_name(mine: Story) -> str:
    """One warning for each time that a story is left alone."""
    return f"idle:{mine.id}:{mine.touched_at:%Y%m%d%H%M%S}"


def talk_name(mine: Story) -> str:
    """One name however often it is asked, so that a story withdrawn goes wherever it was read."""
    return f"talk:{mine.id}"


def _glimpse(mine: Story) -> tuple[Quote, ...]:
    """The beginning of what is written, so that its teller knows it again."""
    first = next((words for box in BOXES if (words := mine.boxes.get(box))), "")
    cut = first if len(first) <= GLIMPSE else f"{first[:GLIMPSE].rstrip()} …"
    return (Quote(cut),) if first else ()


def _boxes_told(mine: Story) -> Iterator[Text | Quote]:
    for box in BOXES:
        if words := mine.boxes.get(box):
            yield from (Text(say(f"story.told.box.{box}")), Quote(words))


def _box_fields(boxes: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Lines(
            box,
            say(f"story.form.box.{box}"),
            hint=say(f"story.form.hint.{box}"),
            value=boxes.get(box, ""),
            beside=say("story.form.needed_to_tell") if box in NEEDED else "",
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
        hint=say("story.form.way_hint"),
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
