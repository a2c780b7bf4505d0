"""Somebody types straight to the bot: it is neither kept nor passed on, and a safer way is offered."""

from collections.abc import Sequence

from bot.boundary.arrivals import DirectMessage
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Text
from bot.conversations.known import Known
from bot.conversations.notes.checking_in import ways_in
from bot.conversations.saying import button, texts, texts_in, whisper
from bot.domain.community import Community
from bot.domain.ids import Direct, PersonId, platform_of


def typed_by_a_member(message: DirectMessage, known: Known) -> Decision:
    """The text has not come along, so the form opens empty."""
    person = message.who.person
    mine = [one for one in known.records.communities_of(person) if one.takes_part(person)]
    notes, worries = ways_in(mine, message, known), _worries(mine)
    safer = texts("direct.use_the_form") if notes else ()
    worry = texts("direct.worry") if worries else ()
    known_here = known.records.communities_of(person)
    what = () if known_here else _what_this_is(person)
    said = (*texts("direct.not_kept"), *safer, *worry, *what)
    return whisper(*said, buttons=(*notes, *worries))


def _worries(mine: Sequence[Community]) -> tuple[Button, ...]:
    """For whoever typed because they are not well. Nothing is read, so everybody is shown the same."""
    if len(mine) == 1:
        return (button("something_worries_me", Act.WORRY, mine[0].id, asks=True),)
    return tuple(button("worry_of", Act.WORRY, one.id, asks=True, name=one.name) for one in mine)


def _what_this_is(person: PersonId) -> tuple[Text, ...]:
    chat = platform_of(Direct(person))
    return texts_in(chat, "home.what_it_is", "home.what_i_do", "home.how_to_begin")
