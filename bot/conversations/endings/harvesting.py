"""Before a community is deleted: what is kept of it, by whom and where; and two letters."""

from datetime import datetime

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Line, Lines, Quote, SomeOf
from bot.conversations.consent.proposal_forms import MOST_WORDS
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.endings.ending import ending_of
from bot.conversations.endings.ending_cards import export_card, export_name
from bot.conversations.endings.harvest_cards import harvest_cards
from bot.conversations.known import Known
from bot.conversations.saying import form, in_good_time, privately, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.community import Community, Stage
from bot.domain.hints import hints
from bot.domain.ids import PersonId
from bot.domain.proposal import Proposal
from bot.domain.refusal import Reason, Refused
from bot.domain.shapes import HintKind
from bot.takeaway import LETTER, agreed_to_keep, harvest, taken
from bot.words import say
from bot.words.times import name_list

KEPT, SPONSOR, FUTURE = "kept", "sponsor", "future"
"""What an agreement on the harvest is about."""
MOST_PIECES = 6
"""More than this is no pleasure to read as messages: whoever runs the bot makes a file of it."""


def press_keep(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _ending(press.who.person, token, known)
    return form(_keep_form(community, known))


def keep(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Each part that is kept is one line of the proposal, so that other words can leave it out."""
    community = _ending(submitted.who.person, token, known)
    titles, given = submitted.given.many("what"), submitted.given
    lines = (
        *(titles or _nothing(community, known)),
        *((say("harvest.by_whom", who=given.text("who")),) if titles else ()),
        *((say("harvest.where", where=given.text("where")),) if titles else ()),
    )
    if titles and not (given.text("who") and given.text("where")):
        empty = [one for one in ("who", "where") if not given.text(one)]
        return Decision(reply=(FormErrors({one: say("propose.empty") for one in empty}),))
    return _put(community, KEPT, "\n".join(lines), submitted, known)


def press_sponsor(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _ending(press.who.person, token, known)
    return form(_letter_form(community, Act.SPONSOR_LETTER, SPONSOR))


def letter_to_sponsor(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """By consent, and without names: the sponsor never learns who was here, or said what."""
    community = _ending(submitted.who.person, token, known)
    letter = submitted.given.text("letter")
    if found := _names_in(community, letter):
        error = say("harvest.names_in_it", names=name_list(found))
        return Decision(reply=(FormErrors({"letter": error}),))
    return _put(community, SPONSOR, letter, submitted, known)


def press_future(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = _ending(press.who.person, token, known)
    return form(_letter_form(community, Act.FUTURE_LETTER, FUTURE))


def letter_to_future(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Becomes a part of what is kept, whatever else is."""
    community = _ending(submitted.who.person, token, known)
    return _put(community, FUTURE, submitted.given.text("letter"), submitted, known)


def export(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """What the group agreed to keep, as private messages to whoever looks after it."""
    community = _ending(press.who.person, token, known)
    if not agreed_to_keep(community, known.records):
        raise Refused(Reason.HARVEST_NOT_AGREED)
    day = known.days(community).day_of(press.at)
    title = say("harvest.export_title", name=community.name)
    cards = harvest_cards(title, taken(community, known.records), day)
    if len(cards) > MOST_PIECES:
        return whispered("harvest.too_long")
    name = f"harvest:{known.mint.id()}"
    said = tuple(
        privately(community, press.who.person, f"{name}:{number}", card)
        for number, card in enumerate(cards, 1)
    )
    return Decision(say=said) + whispered("harvest.exported")


def harvested(community: Community, proposal: Proposal, at: datetime, known: Known) -> Decision:
    """What follows once the group has agreed on a part of its harvest."""
    if community.stage is not Stage.ENDING:
        return Decision()
    match proposal.about:
        case "kept" | "future":
            return Decision(say=_may_export(community, at, known))
        case "sponsor":
            return Decision(say=_to_sponsor(community, proposal, at, known))
        case _:
            return Decision()


def _may_export(community: Community, at: datetime, known: Known) -> tuple[Post, ...]:
    ending = ending_of(community, known)
    card, name = export_card(community, ending), export_name(ending)
    return tuple(
        in_good_time(community, who.person, name, card, at, known) for who in community.keepers
    )


def _to_sponsor(
    community: Community, proposal: Proposal, at: datetime, known: Known
) -> tuple[Post, ...]:
    sponsor = community.sponsor
    if sponsor is None or not sponsor.accepted:
        return ()
    card = Card(
        say("harvest.sponsor_title", name=community.name),
        (Quote(proposal.words), *texts("harvest.sponsor_ends")),
    )
    name = f"last_letter:{proposal.id}"
    return (in_good_time(community, sponsor.person, name, card, at, known),)


def _nothing(community: Community, known: Known) -> tuple[str, ...]:
    letter = LETTER in agreed_to_keep(community, known.records)
    return (say("harvest.keep_the_letter" if letter else "harvest.keep_nothing"),)


def _put(
    community: Community, about: str, words: str, submitted: FormSubmitted, known: Known
) -> Decision:
    if not words:
        return Decision(reply=(FormErrors({"letter": say("propose.empty")}),))
    put = proposed(
        community,
        Matter.HARVEST,
        about=about,
        title=say(f"harvest.title.{about}"),
        words=words,
        proposer=submitted.who.person,
        at=submitted.at,
        known=known,
    )
    return put + whispered("propose.sent")


def _names_in(community: Community, letter: str) -> tuple[str, ...]:
    names = [community.name_of(person) for person in community.circle]
    return tuple(one.found for one in hints(letter, names) if one.kind is HintKind.NAME)


def _keep_form(community: Community, known: Known) -> Form:
    """A letter to a future community is no choice: whoever agreed on it agreed that it is kept."""
    there_is = [one.title for one in harvest(community, known.records)]
    parts = tuple(Choice(one, one) for one in there_is if one != LETTER)
    letter = texts("harvest.form.letter_too") if LETTER in there_is else ()
    what = SomeOf("what", say("harvest.what"), parts, values=tuple(one.value for one in parts))
    return Form(
        token=Token(Act.KEEP_HARVEST, (community.id,)).pack(),
        title=say("harvest.title.kept"),
        intro=(*texts("harvest.form.intro"), *letter),
        fields=(
            *((what,) if parts else ()),
            Line("who", say("harvest.form.who"), beside=say("harvest.form.needed"), most=150),
            Line("where", say("harvest.form.where"), beside=say("harvest.form.needed"), most=150),
        ),
        submit=say("button.ask_everyone"),
        cancel=say("button.not_now"),
    )


def _letter_form(community: Community, act: Act, to: str) -> Form:
    letter = Lines("letter", say("harvest.form.letter"), required=True, most=MOST_WORDS)
    return Form(
        token=Token(act, (community.id,)).pack(),
        title=say(f"harvest.title.{to}"),
        intro=texts(f"harvest.form.{to}"),
        fields=(letter,),
        submit=say("button.ask_everyone"),
        cancel=say("button.not_now"),
    )


def _ending(person: PersonId, token: Token, known: Known) -> Community:
    """The community, if it is ending and this person looks after it."""
    community = known.community(token[0])
    community.must_be_kept_by(person)
    ending_of(community, known).must_not_be_said()
    return community


CONVERSATION = Conversation(
    presses={
        Act.KEEP_HARVEST: press_keep,
        Act.SPONSOR_LETTER: press_sponsor,
        Act.FUTURE_LETTER: press_future,
        Act.EXPORT: export,
    },
    forms={
        Act.KEEP_HARVEST: keep,
        Act.SPONSOR_LETTER: letter_to_sponsor,
        Act.FUTURE_LETTER: letter_to_future,
    },
)
