"""Pressure from outside: a prepared note holds the sponsor to their own words. A person sends it, by a press."""

from datetime import datetime

from bot.boundary.arrivals import ButtonPressed
from bot.boundary.decision import Care, Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Element, Quote, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.charter_cards import promises
from bot.conversations.saying import button, in_good_time, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.words import say


def note_to_sponsor(
    community: Community, hearing: tuple[PersonId, ...], at: datetime, known: Known
) -> Decision:
    """For whoever hears of it. Nothing of what a member said is in the note."""
    mark = known.mint.id()
    card = _offered(community, mark, known)
    name = _name(mark)
    return Decision(
        say=tuple(
            in_good_time(community, one, name, card, at, known, care=Care.REPEAT) for one in hearing
        )
    )


def send_it(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Once for each time that somebody told of pressure, however often it is pressed."""
    community, mark = known.community(token[0]), token[1]
    community.must_be_kept_by(press.who.person)
    sponsor = community.sponsor
    if sponsor is None or not sponsor.accepted:
        raise Refused(Reason.BUTTON_TOO_OLD)
    note = Card(
        say("pressure.note_title", name=community.name),
        _note(community, press.who.person, known),
    )
    name = f"promise:{mark}"
    post = in_good_time(community, sponsor.person, name, note, press.at, known, care=Care.REPEAT)
    sent = Card(say("pressure.title"), texts("pressure.sent", sponsor=sponsor.name))
    return Decision(say=(post, revised(community, _name(mark), sent))) + whispered(
        "pressure.sent", sponsor=sponsor.name
    )


def _offered(community: Community, mark: str, known: Known) -> Card:
    """Without a sponsor there is nobody to hold to a promise, and it says so."""
    sponsor = community.sponsor
    if sponsor is None or not sponsor.accepted:
        return Card(say("pressure.title"), texts("pressure.no_sponsor"))
    if not _promises(community, known):
        return Card(say("pressure.title"), texts("pressure.no_promise", sponsor=sponsor.name))
    send = button(
        "send_this_to",
        Act.NOTE_TO_SPONSOR,
        community.id,
        mark,
        weight=Weight.MAIN,
        sponsor=sponsor.name,
    )
    sender = community.keepers[0].person if community.keepers else None
    prepared = _note(community, sender, known)
    body = (*texts("pressure.prepared", sponsor=sponsor.name), *prepared)
    return Card(say("pressure.title"), body, (send,))


def _note(community: Community, sender: PersonId | None, known: Known) -> tuple[Element, ...]:
    """The promise as the sponsor said it, and what is asked of them now."""
    sponsor = community.sponsor
    assert sponsor is not None
    promised = tuple(Quote(line, sponsor.name) for line in _promises(community, known))
    sign = community.name_of(sender) if sender else community.facilitator_name
    return (*texts("pressure.note"), *promised, *texts("pressure.note_asks", facilitator=sign))


def _promises(community: Community, known: Known) -> tuple[str, ...]:
    """Those that they gave, in the words of the charter, and none that they did not give."""
    return promises(known.brief(community))


def _name(mark: str) -> str:
    return f"pressure:{mark}"


CONVERSATION = Conversation(presses={Act.NOTE_TO_SPONSOR: send_it})
