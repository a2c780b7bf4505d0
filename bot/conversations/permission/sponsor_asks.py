"""What a sponsor is answered who types to the bot: nobody can look up for them who said what."""

from zoneinfo import ZoneInfo

from bot.boundary.arrivals import ButtonPressed, DirectMessage
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Element, Quote
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.learning.message_cards import answer_buttons
from bot.conversations.notes.typed_to_bot import typed_by_a_member
from bot.conversations.saying import button, in_good_time, texts, whispered, whispered_card
from bot.domain.community import Community
from bot.domain.message import Message
from bot.domain.refusal import Reason, Refused
from bot.words import say


def typed(message: DirectMessage, known: Known) -> Decision:
    """The text is never read: whatever it was, this is what can be said to a sponsor, and what they can do."""
    person = message.who.person
    sponsored = [one for one in known.records.communities_of(person) if one.is_sponsor(person)]
    if not sponsored:
        return typed_by_a_member(message, known)
    return sum((_answer(one, known) for one in sponsored), Decision())


def would_talk(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """That they would like to talk, and nothing else; once a day."""
    community = known.community(token[0])
    if not community.is_sponsor(press.who.person):
        raise Refused(Reason.NOT_YOURS)
    name = community.name_of(press.who.person)
    card = Card(say("sponsor_talks.title", name=name), texts("sponsor_talks.told", name=name))
    today = press.at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date()
    whom = community.keepers[0].person if community.keepers else community.convenor
    about = f"sponsor_talks:{community.id}:{today}"
    post = in_good_time(community, whom, about, card, press.at, known)
    told = whispered("sponsor_talks.passed_on", name=community.name_of(whom))
    return Decision(say=(post,)) + told


def _answer(community: Community, known: Known) -> Decision:
    open_ = _open_message(community, known)
    body: tuple[Element, ...] = texts("direct.sponsor", "direct.sponsor_can")
    if open_:
        body += (*texts("direct.sponsor_answer"), Quote(open_.lines[0]))
    title = say("direct.sponsor_title", name=community.name)
    buttons = (*ways(community), *(answer_buttons(open_) if open_ else ()))
    return whispered_card(Card(title, (*body, *texts("direct.not_kept")), buttons))


def ways(community: Community) -> tuple[Button, ...]:
    """What a sponsor can do of their own accord."""
    talk = button("ask_to_talk", Act.SPONSOR_TALKS, community.id, name=_whom(community))
    return (button("command_charter", Act.COMMAND, "charter", community.id), talk)


def _whom(community: Community) -> str:
    keepers = community.keepers
    return keepers[0].name if keepers else community.convenor_name


def _open_message(community: Community, known: Known) -> Message | None:
    sponsor = community.sponsor
    found = known.messages(community)
    open_ = (one for one in found if sponsor and one.to == sponsor.person and not one.settled)
    return next(open_, None)


CONVERSATION = Conversation(presses={Act.SPONSOR_TALKS: would_talk})
