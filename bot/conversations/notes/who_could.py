"""*Who could still find out?*: said in full, before anybody writes anything."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Form, Points, Text
from bot.conversations.known import Known
from bot.conversations.saying import met_in, texts
from bot.domain.community import Community
from bot.words import has, say


def promise(community: Community) -> tuple[Text, ...]:
    """In short, wherever something is written."""
    if community.sponsor is None:
        return texts("note.promise")
    return texts("note.promise_sponsor", sponsor=community.sponsor.name)


def who_could_page(community: Community, known: Known) -> Form:
    helper = community.facilitator_name
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("note.who.title"),
        intro=(
            Points(_ways(community, known)),
            *texts("note.who.opened_only_if"),
            *texts("note.who.if_you_worry", name=helper),
        ),
        cancel=say("button.close"),
    )


def chat_of(platform: str) -> str:
    """What the chat is called."""
    return say(f"chat.{platform}" if has(f"chat.{platform}") else "chat.other")


def _ways(community: Community, known: Known) -> tuple[str, ...]:
    return (
        say("note.who.people"),
        _operator(community, known),
        _administrators(community, known),
        say("note.who.sitting", chat=chat_of(met_in(community))),
        say("note.who.devices"),
        say("note.who.law"),
    )


def _operator(community: Community, known: Known) -> str:
    contacts = known.contacts
    who = say("note.who.operator_named", name=contacts.operator) if contacts.operator else ""
    where = say("note.who.source", source=contacts.source) if contacts.source else ""
    watched = say("note.who.operator", chat=chat_of(met_in(community)))
    version = say("note.who.version", version=contacts.version) if contacts.version else ""
    checked = say("note.who.open_program")
    return " ".join(filter(None, (watched, who, checked, version, where)))


def _administrators(community: Community, known: Known) -> str:
    name = met_in(community)
    line = say(
        f"note.who.chat.{name}" if has(f"note.who.chat.{name}") else "note.who.chat.other",
        chat=chat_of(name),
    )
    also = known.contacts.also_uses
    return f"{line} {say('note.who.also_uses', also=also)}" if also else line
