"""What each of us lets the others count on: a card under one's own name, in the room."""

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Facts, Form, Lines, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import button, form, in_rooms, revised, texts, whispered
from bot.domain.community import Community
from bot.domain.ids import PersonId, RecordId
from bot.domain.marks import mark_of
from bot.domain.member_card import MemberCard
from bot.words import say

BOXES = ("count_on", "judge_better", "if_quiet")


def card_question(community: Community) -> tuple[Post, ...]:
    """Once the rules stand. It stays open for whoever comes later; sent once."""
    card = Card(
        say("member_card.title"),
        texts("member_card.asks"),
        (button("my_card", Act.MEMBER_CARD, community.id, asks=True, weight=Weight.MAIN),),
    )
    return in_rooms(community, _question(community), card)


def press_card(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_include(press.who.person)
    return form(_card_form(community, card_of(community, press.who.person, known)))


def keep_card(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Posted under one's own name; written again, it is changed where it stands."""
    community, person = known.community(token[0]), submitted.who.person
    community.must_include(person)
    given = {one: submitted.given.text(one) for one in BOXES}
    if not any(given.values()):
        return Decision(reply=(FormErrors({BOXES[0]: say("codesign.empty")}),))
    kept = MemberCard(
        id=_id(community, person),
        community=community.id,
        person=person,
        count_on=given["count_on"],
        judge_better=given["judge_better"],
        if_quiet=given["if_quiet"],
    )
    name, card = f"card:{kept.id}", _shown(community, kept)
    said: tuple[Said, ...] = (*in_rooms(community, name, card), revised(community, name, card))
    return Decision(keep=(kept,), say=said) + whispered("member_card.kept")


def card_of(community: Community, person: PersonId, known: Known) -> MemberCard | None:
    return known.records.one(MemberCard, _id(community, person))


def _card_form(community: Community, card: MemberCard | None) -> Form:
    fields = tuple(
        Lines(one, say(f"member_card.box.{one}"), value=getattr(card, one, ""), most=400)
        for one in BOXES
    )
    return Form(
        token=Token(Act.MEMBER_CARD, (community.id,)).pack(),
        title=say("member_card.title"),
        intro=texts("member_card.intro"),
        fields=fields,
        submit=say("button.post_it"),
        cancel=say("button.not_now"),
    )


def _shown(community: Community, card: MemberCard) -> Card:
    said = ((one, getattr(card, one)) for one in BOXES)
    facts = Facts(tuple((say(f"member_card.label.{one}"), words) for one, words in said if words))
    return Card(say("member_card.of", name=community.name_of(card.person)), (facts,))


def _question(community: Community) -> str:
    return f"member_cards:{community.id}"


def _id(community: Community, person: PersonId) -> RecordId:
    return RecordId("c" + mark_of(community, person))


CONVERSATION = Conversation(
    presses={Act.MEMBER_CARD: press_card}, forms={Act.MEMBER_CARD: keep_card}
)
