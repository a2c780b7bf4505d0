"""Something worries me: one private form, and it goes to one or two people. Nothing of it is kept as a record."""

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Care, Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Text
from bot.conversations.care.repairing import stories_stop
from bot.conversations.care.worry_cards import Told, checklist_card, told_card
from bot.conversations.care.worry_forms import WITHOUT, first_form, rules_of, worry_form
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.promising import note_to_sponsor
from bot.conversations.saying import (
    button,
    form,
    in_good_time,
    privately,
    texts,
    whisper,
)
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.worry import WITHOUT_NAME, About, Worry, hear_it
from bot.words import say
from bot.words.times import name_list


def worry(command: CommandGiven, known: Known) -> Decision:
    """In private, somebody in several communities says which it is about."""
    mine = _mine(command, known)
    if len(mine) > 1:
        return whisper(*texts("worry.which"), buttons=tuple(_about_one(one) for one in mine))
    community = known.community_at(command.place, command.who)
    community.must_include(command.who.person)
    return form(first_form(community, known))


def press(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    community.must_include(press.who.person)
    return form(first_form(community, known))


def _mine(command: CommandGiven, known: Known) -> tuple[Community, ...]:
    found = known.communities_at(command.place, command.who)
    return tuple(one for one in found if one.takes_part(command.who.person))


def _about_one(community: Community) -> Button:
    return button("worry_in", Act.WORRY, community.id, asks=True, name=community.name)


def go_further(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """What it is about decides what is asked next."""
    community = known.community(token[0])
    community.must_include(submitted.who.person)
    chosen = submitted.given.text("about")
    if chosen not in set(Worry):
        return Decision(reply=(FormErrors({"about": say("worry.choose")}),))
    return form(worry_form(community, Worry(chosen), submitted.who.person, known))


def tell(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """It goes to those who hear it. Said without a name, there is none in it, and none beside it."""
    community, worried = known.community(token[0]), submitted.who.person
    community.must_include(worried)
    about = _about(_worry(token), submitted)
    hearing = hear_it(community, worried, about, known.trusted(community))
    if errors := _errors(community, about, submitted, heard=bool(hearing)):
        return Decision(reply=(FormErrors(errors),))
    told = _told(community, _worry(token), about, submitted, known)
    said = _posts(community, told, hearing, submitted, known)
    follows = _follows(community, told.worry, hearing, submitted, known)
    return Decision(say=said) + follows + _thanks(community, told, about, hearing, known)


def _worry(token: Token) -> Worry:
    if token[1] not in set(Worry):
        raise Refused(Reason.UNKNOWN_BUTTON)
    return Worry(token[1])


def _about(worry: Worry, submitted: FormSubmitted) -> About | None:
    """Whom a worry about those who look after it is about."""
    whom = submitted.given.text("whom")
    if worry is not Worry.KEEPERS:
        return None
    return About(whom) if whom in set(About) else About.FACILITATOR


def _errors(
    community: Community, about: About | None, submitted: FormSubmitted, *, heard: bool
) -> dict[str, str]:
    """What was typed stays in the form."""
    if not submitted.given.text("words"):
        return {"words": say("propose.empty")}
    if not heard:
        return {"": say("worry.nobody_hears" if about is None else "worry.nobody_hears_that")}
    return {}


def _told(
    community: Community,
    worry: Worry,
    about: About | None,
    submitted: FormSubmitted,
    known: Known,
) -> Told:
    given = submitted.given
    unnamed = worry in WITHOUT_NAME and given.text("name") == WITHOUT
    rules = dict(enumerate(rules_of(community, known)))
    chosen = given.text("rule")
    return Told(
        worry=worry,
        words=given.text("words"),
        name="" if unnamed else community.name_of(submitted.who.person),
        rule=rules.get(int(chosen), "") if chosen.isdecimal() else "",
        whom=say(f"worry.card.whom.{about}") if about else "",
    )


def _posts(
    community: Community,
    told: Told,
    hearing: tuple[PersonId, ...],
    submitted: FormSubmitted,
    known: Known,
) -> tuple[Post, ...]:
    """What may be about somebody's life goes at once, whatever the hour."""
    name = f"worry:{known.mint.id()}"
    card = told_card(community, told, known, alone=len(hearing) == 1)
    if told.worry in (Worry.DANGER, Worry.ELSEWHERE):
        return tuple(privately(community, one, name, card, care=Care.REPEAT) for one in hearing)
    return tuple(
        in_good_time(community, one, name, card, submitted.at, known, care=Care.REPEAT)
        for one in hearing
    )


def _follows(
    community: Community,
    worry: Worry,
    hearing: tuple[PersonId, ...],
    submitted: FormSubmitted,
    known: Known,
) -> Decision:
    match worry:
        case Worry.DANGER:
            return _checklist(community, hearing, submitted.who.person, known)
        case Worry.PRESSURE:
            return note_to_sponsor(community, hearing, submitted.at, known)
        case Worry.LEFT_HERE:
            return stories_stop(community, submitted.at, known)
        case _:
            return Decision()


def _checklist(
    community: Community, hearing: tuple[PersonId, ...], worried: PersonId, known: Known
) -> Decision:
    """For whoever hears it; and for one who looks after the group and is worried about somebody."""
    keeper = (worried,) if community.is_kept_by(worried) else ()
    card = checklist_card(community, known.current(community), known)
    name = f"checklist:{known.mint.id()}"
    people = (*hearing, *keeper)
    return Decision(
        say=tuple(privately(community, one, name, card, care=Care.REPEAT) for one in people)
    )


def _thanks(
    community: Community,
    told: Told,
    about: About | None,
    hearing: tuple[PersonId, ...],
    known: Known,
) -> Decision:
    names = name_list([community.name_of(one) for one in hearing])
    return whisper(
        *_who_has_it(community, told.worry, about, names, len(hearing)),
        *(() if told.name else texts("worry.no_name_kept")),
        *(
            texts("worry.cannot_wait", helplines=known.contacts.helplines)
            if told.worry is Worry.DANGER
            else ()
        ),
        *(texts("worry.stories_stop") if told.worry is Worry.LEFT_HERE else ()),
    )


def _who_has_it(
    community: Community, worry: Worry, about: About | None, names: str, how_many: int
) -> tuple[Text, ...]:
    """Of what has left the group others hear too: not the words, but that it is so."""
    if worry is Worry.LEFT_HERE:
        return (*texts("worry.reads_it", names=names), *texts("worry.told_on"))
    if about is None:
        return texts("worry.has_it", names=names)
    whom = say(f"worry.card.whom.{about}")
    if how_many > 1:
        return texts("worry.two_have_it", whom=whom)
    return texts("worry.one_has_it", names=names)


CONVERSATION = Conversation(
    commands={"worry": worry},
    presses={Act.WORRY: press},
    forms={Act.WORRY: go_further, Act.TELL_WORRY: tell},
)
