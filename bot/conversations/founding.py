"""Before people, permission: who convenes, who permits it, and who looks after it."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, CommandGiven, FormSubmitted, Given
from bot.boundary.decision import Decision, FormErrors, Post, Revise
from bot.boundary.tokens import Act, Token
from bot.boundary.views import (
    Button,
    Card,
    Choice,
    Facts,
    Form,
    Line,
    Lines,
    OneOf,
    People,
    Text,
    Weight,
)
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import (
    button,
    form,
    in_rooms,
    privately,
    revised,
    texts,
    whisper,
    whispered,
)
from bot.domain.community import Community, Stage
from bot.domain.ids import CommunityId, PersonId, RecordId, Room
from bot.domain.people import Answer, Appointment
from bot.domain.refusal import Reason, Refused
from bot.domain.rhythm import Rhythm, Weekly
from bot.words import say

FACILITATOR, DEPUTY, SPONSOR = "facilitator", "deputy", "sponsor"
KEEPERS = "keepers"


def start(command: CommandGiven, known: Known) -> Decision:
    """`/lc start`: explain, and ask who would convene. Nothing is kept until someone says they would."""
    if not isinstance(command.place, Room):
        raise Refused(Reason.ONLY_IN_A_ROOM)
    community = known.records.community_in(command.place)
    if community is None:
        return whisper(
            *texts("founding.what_it_is", "founding.who_would"),
            title=say("founding.title"),
            buttons=(
                button("i_would", Act.I_WOULD, asks=True, weight=Weight.MAIN),
                button("someone_else", Act.SOMEONE_ELSE),
                button("just_looking", Act.JUST_LOOKING),
            ),
        )
    if community.stage is Stage.DRAFT and command.who.person == community.convenor:
        return Decision(reply=whisper(*founding_card(community).body).reply) + _next_form(community)
    raise Refused(Reason.COMMUNITY_HERE_ALREADY, name=community.name)


def i_would(press: ButtonPressed, token: Token, known: Known) -> Decision:
    _must_be_a_free_room(press, known)
    return form(
        Form(
            token=Token(Act.FOUND).pack(),
            title=say("founding.form.title"),
            intro=texts("founding.form.intro"),
            fields=(
                Line(
                    "name",
                    say("founding.form.name"),
                    hint=say("founding.form.name_hint"),
                    required=True,
                    most=60,
                ),
                Lines(
                    "purpose",
                    say("founding.form.purpose"),
                    hint=say("founding.form.purpose_hint"),
                    required=True,
                    most=300,
                ),
                Line(
                    "roles",
                    say("founding.form.roles"),
                    hint=say("founding.form.roles_hint"),
                    required=True,
                ),
            ),
            submit=say("button.next"),
            cancel=say("button.not_now"),
        )
    )


def someone_else(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return whispered("founding.someone_else")


def just_looking(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return whispered("founding.just_looking")


def found(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Keep the draft, and ask who gives permission."""
    room = _must_be_a_free_room(submitted, known)
    community = Community(
        id=CommunityId(RecordId(known.mint.id())),
        name=submitted.given.text("name"),
        purpose=submitted.given.text("purpose"),
        roles=submitted.given.text("roles"),
        convenor=submitted.who.person,
        convenor_name=submitted.who.name,
        rooms=(room,),
        rhythm=Rhythm(cadence=Weekly(2, 0, submitted.at.date())),
    )
    said = privately(community, community.convenor, _draft(community), founding_card(community))
    return Decision(keep=(community,), say=(said,)) + form(sponsor_form(community))


def ask_to_appoint(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The convenor goes on with the draft, or names someone else."""
    community = known.community(token.about[0])
    _must_convene(community, press.who.person)
    return form(sponsor_form(community) if token.about[1] == SPONSOR else keepers_form(community))


def appoint(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token.about[0])
    _must_convene(community, submitted.who.person)
    if community.stage is not Stage.DRAFT:
        raise Refused(Reason.ALREADY_ANSWERED)
    if token.about[1] == SPONSOR:
        return _name_sponsor(community, submitted.given)
    return _name_keepers(community, submitted.given, known)


def accept(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Someone says yes to looking after the sessions, or to stepping in."""
    return _answer(press.who.person, token, Answer.YES, known)


def decline(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _answer(press.who.person, token, Answer.NO, known)


def talk_first(press: ButtonPressed, token: Token, known: Known) -> Decision:
    return _answer(press.who.person, token, Answer.TALK, known)


def ask_sponsors_words(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token.about[0])
    _must_be_asked(community, SPONSOR, press.who.person)
    field = Lines(
        "purpose_said",
        say("founding.sponsor.form.label"),
        hint=say("founding.sponsor.form.hint"),
        value=community.purpose_said,
        required=True,
        most=400,
    )
    return form(
        Form(
            token=Token(Act.SPONSOR_YES, (community.id,)).pack(),
            title=say("founding.sponsor.form.title"),
            intro=texts("founding.sponsor.form.intro"),
            fields=(field,),
            submit=say("button.i_permit_it"),
            cancel=say("button.not_now"),
        )
    )


def sponsor_says_yes(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    community = known.community(token.about[0])
    _must_be_asked(community, SPONSOR, submitted.who.person)
    community = replace(community, purpose_said=submitted.given.text("purpose_said"))
    return _answered(community, SPONSOR, Answer.YES)


def _answer(person: PersonId, token: Token, answer: Answer, known: Known) -> Decision:
    community, part = known.community(token.about[0]), token.about[1]
    _must_be_asked(community, part, person)
    return _answered(community, part, answer)


def _answered(community: Community, part: str, answer: Answer) -> Decision:
    asked = _asked(community, part)
    assert asked is not None
    changed = _with(community, part, asked.answered(answer))
    say_it: tuple[Post | Revise, ...] = (
        revised(changed, _asking(changed, part, asked), asking_card(changed, part)),
        revised(changed, _draft(changed), founding_card(changed)),
    )
    if not changed.permitted:
        return Decision(keep=(changed,), say=say_it)
    gathering = replace(changed, stage=Stage.GATHERING)
    return Decision(keep=(gathering,), say=(*say_it[:1], *_permission(gathering)))


def _permission(community: Community) -> tuple[Post | Revise, ...]:
    """Permission is there: show the charter, and let the convenor ask people."""
    return (
        revised(community, _draft(community), founding_card(community)),
        *in_rooms(community, f"charter:{community.id}", charter_card(community)),
        privately(community, community.convenor, f"gather:{community.id}", gather_card(community)),
    )


def charter_card(community: Community) -> Card:
    """What is agreed, who permits it, and who looks after it."""
    permission = (
        say("charter.self_authorised")
        if community.self_authorised
        else say(
            "charter.permitted_by", sponsor=community.sponsor.name if community.sponsor else ""
        )
    )
    said = () if not community.purpose_said else ((say("charter.said"), community.purpose_said),)
    return Card(
        say("charter.title", name=community.name),
        (
            Facts(
                (
                    (say("charter.purpose"), community.purpose),
                    (say("charter.roles"), community.roles),
                    (say("charter.permission"), permission),
                    *said,
                    (say("charter.kept_by"), _kept_by(community)),
                )
            ),
            *texts("charter.what_a_sponsor_sees", "charter.next"),
        ),
    )


def gather_card(community: Community) -> Card:
    return Card(
        say("gather.title", name=community.name),
        texts("gather.ask_people"),
        (button("ask_people", Act.INVITE, community.id, asks=True, weight=Weight.MAIN),),
    )


def founding_card(community: Community) -> Card:
    """The convenor's own card: what is settled, and the next step."""
    facts = (
        (say("founding.part.sponsor"), _state_of(community, SPONSOR)),
        (say("founding.part.facilitator"), _state_of(community, FACILITATOR)),
        (say("founding.part.deputy"), _state_of(community, DEPUTY)),
    )
    steps = [] if community.stage is not Stage.DRAFT else _steps(community)
    line = "founding.card.waiting" if community.stage is Stage.DRAFT else "founding.card.permitted"
    return Card(
        say("founding.card.title", name=community.name),
        (*texts(line), Facts(facts)),
        tuple(button(key, Act.APPOINT, community.id, part, asks=True) for key, part in steps),
    )


def sponsor_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, SPONSOR)).pack(),
        title=say("founding.permission.title"),
        intro=texts("founding.permission.intro"),
        fields=(
            OneOf(
                "how",
                say("founding.permission.how"),
                (
                    Choice("sponsor", say("founding.permission.by_sponsor")),
                    Choice("self", say("founding.permission.by_ourselves")),
                ),
                value="sponsor",
                required=True,
            ),
            People(
                "sponsor",
                say("founding.permission.who"),
                hint=say("founding.permission.who_hint"),
                values=(community.sponsor.person,) if community.sponsor else (),
            ),
        ),
        submit=say("button.next"),
        cancel=say("button.later"),
    )


def keepers_form(community: Community) -> Form:
    return Form(
        token=Token(Act.APPOINT, (community.id, KEEPERS)).pack(),
        title=say("founding.keepers.title"),
        intro=texts("founding.keepers.intro"),
        fields=tuple(
            People(
                part,
                say(f"founding.keepers.{part}"),
                values=(asked.person,) if (asked := _asked(community, part)) else (),
                required=True,
            )
            for part in (FACILITATOR, DEPUTY)
        ),
        submit=say("button.ask_them"),
        cancel=say("button.later"),
    )


def asking_card(community: Community, part: str) -> Card:
    """What the person reads who was asked; without buttons once it is settled."""
    asked = _asked(community, part)
    assert asked is not None
    about = Facts(
        ((say("charter.purpose"), community.purpose), (say("charter.roles"), community.roles))
    )
    body = texts(f"founding.{part}.asked", convenor=community.convenor_name)
    title = say(f"founding.{part}.asked_title", name=community.name)
    if asked.answer in (Answer.YES, Answer.NO):
        answer = say(f"founding.{part}.said_{asked.answer}")
        return Card(title, (*body, about, Text(answer)))
    more = texts("founding.sponsor.agenda") if asked.answer is Answer.TALK else ()
    return Card(title, (*body, about, *_sponsor_limits(part), *more), _answers(community, part))


def _sponsor_limits(part: str) -> tuple[Text, ...]:
    return texts("founding.sponsor.will_see", "founding.sponsor.can_you") if part == SPONSOR else ()


def _answers(community: Community, part: str) -> tuple[Button, ...]:
    if part == SPONSOR:
        return (
            button("sponsor_yes", Act.SPONSOR_YES, community.id, asks=True, weight=Weight.MAIN),
            button("talk_first", Act.TALK_FIRST, community.id, part),
            button("no", Act.DECLINE, community.id, part),
        )
    return (
        button("yes_i_will", Act.ACCEPT, community.id, part, weight=Weight.MAIN),
        button("no_thank_you", Act.DECLINE, community.id, part),
    )


def _name_sponsor(community: Community, given: Given) -> Decision:
    chosen = given.many("sponsor")
    if given.text("how") == "self":
        changed = replace(community, self_authorised=True, sponsor=None)
        return _named(changed, ()) + form(keepers_form(changed))
    if not chosen:
        return _wrong("sponsor", "founding.permission.nobody_named")
    person = PersonId(chosen[0])
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        return _wrong("sponsor", "founding.permission.looks_after")
    changed = replace(
        community,
        self_authorised=False,
        sponsor=_appointed(community.sponsor, person, given),
    )
    return _named(changed, (SPONSOR,)) + (
        form(keepers_form(changed)) if community.facilitator is None else Decision()
    )


def _name_keepers(community: Community, given: Given, known: Known) -> Decision:
    facilitator, deputy = (PersonId(given.many(part)[0]) for part in (FACILITATOR, DEPUTY))
    if facilitator == deputy:
        return _wrong(DEPUTY, "founding.keepers.two_people")
    for part, person in ((FACILITATOR, facilitator), (DEPUTY, deputy)):
        if community.is_sponsor(person):
            return _wrong(part, "founding.keepers.not_the_sponsor")
    changed = replace(
        community,
        facilitator=_appointed(community.facilitator, facilitator, given),
        deputy=_appointed(community.deputy, deputy, given),
    )
    named = _named(changed, (FACILITATOR, DEPUTY))
    return named + whispered("founding.keepers.asked")


def _appointed(before: Appointment | None, person: PersonId, given: Given) -> Appointment:
    """The same person keeps their answer, unless it was no."""
    if before and before.person == person and before.answer is not Answer.NO:
        return before
    return Appointment(person=person, name=given.names.get(person, ""))


def _named(community: Community, parts: tuple[str, ...]) -> Decision:
    """Ask everyone newly named, in private, and bring the convenor's card up to date."""
    asked = [(part, who) for part in parts if (who := _asked(community, part))]
    posts = tuple(
        privately(
            community, who.person, _asking(community, part, who), asking_card(community, part)
        )
        for part, who in asked
        if who.answer is Answer.NONE
    )
    card = revised(community, _draft(community), founding_card(community))
    return Decision(keep=(community,), say=(*posts, card))


def _next_form(community: Community) -> Decision:
    steps = _steps(community)
    if not steps:
        return Decision()
    return form(sponsor_form(community) if steps[0][1] == SPONSOR else keepers_form(community))


def _steps(community: Community) -> list[tuple[str, str]]:
    """What the convenor still has to do: a button's key, and the part it is about."""
    steps = []
    declined = community.sponsor and community.sponsor.answer is Answer.NO
    if declined or not (community.sponsor or community.self_authorised):
        steps.append(("name_sponsor", SPONSOR))
    keepers = (community.facilitator, community.deputy)
    if any(who is None or who.answer is Answer.NO for who in keepers):
        steps.append(("name_keepers", KEEPERS))
    return steps


def _state_of(community: Community, part: str) -> str:
    if part == SPONSOR and community.self_authorised:
        return say("charter.self_authorised")
    asked = _asked(community, part)
    if asked is None:
        return say("founding.state.not_named")
    return say(f"founding.state.{asked.answer}", name=asked.name)


def _kept_by(community: Community) -> str:
    return say(
        "charter.kept_by_line",
        facilitator=community.facilitator_name,
        deputy=community.deputy.name if community.deputy else "",
    )


def _asked(community: Community, part: str) -> Appointment | None:
    parts = {
        FACILITATOR: community.facilitator,
        DEPUTY: community.deputy,
        SPONSOR: community.sponsor,
    }
    return parts.get(part)


def _with(community: Community, part: str, who: Appointment) -> Community:
    match part:
        case "facilitator":
            return replace(community, facilitator=who)
        case "deputy":
            return replace(community, deputy=who)
        case _:
            return replace(community, sponsor=who)


def _draft(community: Community) -> str:
    return f"founding:{community.id}"


def _asking(community: Community, part: str, who: Appointment) -> str:
    """One asking per person and part: naming the same person again does not ask twice."""
    return f"asked:{community.id}:{part}:{who.person}"


def _wrong(field: str, key: str) -> Decision:
    return Decision(reply=(FormErrors({field: say(key)}),))


def _must_convene(community: Community, person: PersonId) -> None:
    if person != community.convenor:
        raise Refused(Reason.NOT_YOURS)


def _must_be_asked(community: Community, part: str, person: PersonId) -> None:
    asked = _asked(community, part)
    if asked is None or asked.person != person:
        raise Refused(Reason.NOT_YOURS)
    if asked.answer in (Answer.YES, Answer.NO) or community.stage is not Stage.DRAFT:
        raise Refused(Reason.ALREADY_ANSWERED)


def _must_be_a_free_room(arrival: ButtonPressed | FormSubmitted, known: Known) -> Room:
    if not isinstance(arrival.place, Room):
        raise Refused(Reason.ONLY_IN_A_ROOM)
    taken = known.records.community_in(arrival.place)
    if taken is not None:
        raise Refused(Reason.COMMUNITY_HERE_ALREADY, name=taken.name)
    return arrival.place


CONVERSATION = Conversation(
    commands={"start": start},
    presses={
        Act.I_WOULD: i_would,
        Act.SOMEONE_ELSE: someone_else,
        Act.JUST_LOOKING: just_looking,
        Act.APPOINT: ask_to_appoint,
        Act.ACCEPT: accept,
        Act.DECLINE: decline,
        Act.TALK_FIRST: talk_first,
        Act.SPONSOR_YES: ask_sponsors_words,
    },
    forms={Act.FOUND: found, Act.APPOINT: appoint, Act.SPONSOR_YES: sponsor_says_yes},
)
