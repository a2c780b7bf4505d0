"""The cards on which a member reads what they offer, and the group what is told."""

from collections.abc import Iterable, Iterator

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Quote, Text, Weight
from bot.conversations.saying import button, revised, texts
from bot.conversations.sessions.shaping import thing
from bot.conversations.sessions.story_forms import box_names
from bot.domain.community import Community, Stage
from bot.domain.formats import Kind
from bot.domain.people import Appointment
from bot.domain.story import Story
from bot.words import say

GLIMPSE = 300
"""Characters of a story that its teller's own card shows."""


def own_card(community: Community, mine: Story) -> Card:
    """The teller's own card: where it stands, and what can still be done with it."""
    return Card(
        card_title(mine),
        (*_glimpse(mine), *standing(community, mine)),
        ways_with(community, mine),
    )


def shown_to_tellers(community: Community, stories: Iterable[Story]) -> tuple[Revise, ...]:
    """Their own cards, where a story's turn hangs on the community: in its last days none is told any more."""
    return tuple(
        revised(community, own_name(one), own_card(community, one))
        for one in stories
        if one.changeable
    )


def card_title(mine: Story) -> str:
    return say("story.card.title", thing=thing(mine.kind))


def standing(community: Community, mine: Story) -> tuple[Text, ...]:
    """Where it stands, and what it still needs."""
    if community.stage is Stage.ENDING and mine.changeable:
        return texts("story.stands.ending")
    reader = talks_with(community, mine)
    keeper = reader.name if reader else community.facilitator_name
    stands = texts(f"story.stands.{mine.state}", keeper=keeper)
    if not mine.missing:
        return stands
    boxes = box_names(mine.kind, mine.missing)
    return (*stands, *texts("story.card.missing", boxes=boxes))


def told_card(community: Community, mine: Story) -> Card:
    """What was offered, as members read it."""
    teller = community.name_of(mine.teller)
    wish = texts(f"story.told.help.{mine.help}", teller=teller)
    asks = wish if mine.kind is Kind.MOMENT else ()
    return Card(say(f"story.told.title.{mine.kind}", teller=teller), (*_boxes_told(mine), *asks))


def talk_card(community: Community, mine: Story) -> Card:
    """As whoever talks it over reads it, once its teller has asked for that."""
    teller = community.name_of(mine.teller)
    asks = texts("story.talk.asks", "story.talk.arrange", teller=teller)
    title = say("story.talk.title", teller=teller, thing=thing(mine.kind))
    return Card(title, (*asks, *_boxes_told(mine)))


def talks_with(community: Community, mine: Story) -> Appointment | None:
    """Who talks a story over with its teller: the facilitator, or else the deputy. Nobody with themselves."""
    return next((who for who in community.keepers if who.person != mine.teller), None)


def telling_card(community: Community, mine: Story, usual: Kind) -> Card:
    """For somebody whose story is open just now. The `usual` kind is what they may offer next."""
    another = button("offer_another", Act.OFFER, community.id, asks=True, thing=thing(usual))
    body = texts("story.card.open_now", thing=thing(mine.kind))
    return Card(card_title(mine), body, (another,))


def idle_over(community: Community, mine: Story) -> tuple[Revise, ...]:
    """What was left alone has moved on: the warning, if there was one, no longer holds."""
    card = Card(card_title(mine), texts("story.idle_over", thing=thing(mine.kind)))
    return (revised(community, idle_name(mine), card),)


def deleted(community: Community, mine: Story) -> tuple[Revise, ...]:
    """It lay untouched for too long. Whoever had it to talk over reads that it is gone, too; of one
    that was told nothing is left to press."""
    if not mine.changeable:
        return ()
    gone = Card(card_title(mine), texts(f"story.deleted.{mine.state}", thing=thing(mine.kind)))
    read = Card("", texts("story.talk.deleted", **_whose(community, mine)))
    return (
        revised(community, own_name(mine), gone),
        revised(community, idle_name(mine), gone),
        revised(community, talk_name(mine), read),
    )


def talked_card(community: Community, mine: Story) -> Card:
    """What is left of it with whoever talked it over, once its teller has gone on."""
    return Card("", texts("story.talk.over", **_whose(community, mine)))


def withdrawn_card(community: Community, mine: Story) -> Card:
    """What the facilitator sees in its place once its teller has withdrawn it."""
    return Card("", texts("story.talk.withdrawn", **_whose(community, mine)))


def _whose(community: Community, mine: Story) -> dict[str, str]:
    """Who has left has no name here after two weeks, and may still have a draft."""
    teller = community.name_of(mine.teller) or say("one_of_us.at_first")
    return {"teller": teller, "thing": thing(mine.kind)}


def own_buttons(mine: Story) -> tuple[Button, ...]:
    return (button("change_it", Act.CHANGE_STORY, mine.id, asks=True), _withdraw(mine))


def _withdraw(mine: Story) -> Button:
    return button("withdraw_it", Act.WITHDRAW_STORY, mine.id, weight=Weight.GRAVE)


def ways_with(community: Community, mine: Story) -> tuple[Button, ...]:
    if not mine.changeable:
        return ()
    return (_withdraw(mine),) if community.stage is Stage.ENDING else own_buttons(mine)


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
    first = next((words for _, words in mine.words), "")
    cut = first if len(first) <= GLIMPSE else f"{first[:GLIMPSE].rstrip()} …"
    return (Quote(cut),) if first else ()


def _boxes_told(mine: Story) -> Iterator[Text | Quote]:
    for box, words in mine.words:
        yield from (Text(say(f"story.told.box.{box}")), Quote(words))
