"""Somebody types straight to the bot: it is neither kept nor passed on, and a safer way is offered."""

from bot.boundary.arrivals import DirectMessage
from bot.boundary.decision import Decision
from bot.boundary.views import Text
from bot.conversations.known import Known
from bot.conversations.notes.checking_in import ways_in
from bot.conversations.saying import texts, texts_in, whisper
from bot.domain.ids import Direct, PersonId, platform_of


def typed_by_a_member(message: DirectMessage, known: Known) -> Decision:
    """The text has not come along, so the form opens empty."""
    person = message.who.person
    mine = [one for one in known.records.communities_of(person) if one.takes_part(person)]
    buttons = ways_in(mine, message, known)
    safer = texts("direct.use_the_form") if buttons else ()
    known_here = known.records.communities_of(person)
    what = () if known_here else _what_this_is(person)
    return whisper(*texts("direct.not_kept"), *safer, *what, buttons=buttons)


def _what_this_is(person: PersonId) -> tuple[Text, ...]:
    chat = platform_of(Direct(person))
    return texts_in(chat, "home.what_it_is", "home.what_i_do", "home.how_to_begin")
