"""A note that is heavy to read: words to everyone from whoever read it, and a way to one person without a name."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Care, Decision, FormErrors
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, Quote, Text
from bot.conversations.care.worry_cards import checklist_card
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, in_rooms, privately, texts, whisper, whispered
from bot.domain.community import Community
from bot.domain.drafting import Route
from bot.domain.worry import hear_it
from bot.words import say
from bot.words.times import name_list


def tell_lead(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """At once, whatever the hour, and without a name: so nobody can be asked back, and the form has said so."""
    community, writer = known.community(token[0]), submitted.who.person
    community.must_include(writer)
    words = submitted.given.text("words")
    if not words:
        return Decision(reply=(FormErrors({"words": say("propose.empty")}),))
    who = hear_it(community, writer, None, known.trusted(community))
    if not who:
        return Decision(reply=(FormErrors({"": say("worry.nobody_hears")}),))
    card, steps = _card(community, words, known), checklist_card(community, None, known)
    said = tuple(
        privately(community, one, f"{name}:{token[1]}", it, care=Care.REPEAT)
        for one in who
        for name, it in (("heavy", card), ("heavy_steps", steps))
    )
    names = name_list([community.name_of(one) for one in who])
    helplines = known.contacts.helplines
    told = (
        *texts("note.heavy.told", names=names),
        *texts("worry.cannot_wait", helplines=helplines),
    )
    return Decision(say=said) + whisper(*told)


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_be_kept_by(press.who.person)
    return form(_word_form(community, press.who.name, known))


def say_to_all(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """To the room: somebody has shared something heavy, and here is a person."""
    community, person = known.community(token[0]), submitted.who.person
    community.must_be_kept_by(person)
    card = Card("", _word(community.name_of(person), known))
    said = in_rooms(community, f"heavy_word:{known.mint.id()}", card)
    return Decision(say=said) + whispered("note.heavy.said")


def _card(community: Community, words: str, known: Known) -> Card:
    rows = where_things_go(community, known, (Route.DANGER, Route.COPING))
    body = (*texts("note.heavy.card"), Quote(words), *texts("note.heavy.no_name"), *rows)
    return Card(say("note.heavy.card_title"), body)


def _word_form(community: Community, name: str, known: Known) -> Form:
    shown = "\n".join(one.text for one in _word(name, known))
    return Form(
        token=Token(Act.HEAVY, (community.id,)).pack(),
        title=say("note.heavy.word_title"),
        intro=(*texts("note.heavy.word_asks"), Quote(shown)),
        submit=say("button.say_it_to_all"),
        cancel=say("button.not_now"),
    )


def _word(name: str, known: Known) -> tuple[Text, ...]:
    return texts("note.heavy.word", name=name, helplines=known.contacts.helplines)


CONVERSATION = Conversation(
    presses={Act.HEAVY: press}, forms={Act.HEAVY: say_to_all, Act.TELL_LEAD: tell_lead}
)
