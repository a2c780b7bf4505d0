"""What is asked of somebody whom something worries: first what it is about, then about that alone."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Element, Field, Form, Lines, OneOf
from bot.conversations.codesign.where_things_go import where_things_go
from bot.conversations.known import Known
from bot.conversations.saying import texts
from bot.domain.agreement import Matter
from bot.domain.community import Community
from bot.domain.ids import PersonId
from bot.domain.worry import GOES_TO, WITHOUT_NAME, About, Worry, hear_it
from bot.words import say
from bot.words.times import name_list

MOST_WORDS = 1000
WITHOUT = "without"


def first_form(community: Community, known: Known) -> Form:
    """Where things go comes first: what cannot wait should not wait for a form."""
    choices = tuple(Choice(one.value, say(f"worry.about.{one}")) for one in Worry)
    return Form(
        token=Token(Act.WORRY, (community.id,)).pack(),
        title=say("worry.title"),
        intro=(
            *texts("worry.cannot_wait", helplines=known.contacts.helplines),
            *where_things_go(community, known),
            *texts("worry.intro"),
        ),
        fields=(OneOf("about", say("worry.about"), choices, required=True),),
        submit=say("button.go_further"),
        cancel=say("button.not_now"),
    )


def worry_form(community: Community, worry: Worry, worried: PersonId, known: Known) -> Form:
    """About this one thing. Where nobody is there to hear it, a page that says so."""
    if not _can_be_heard(community, worry, worried, known):
        return _nobody_page(community, known)
    return Form(
        token=Token(Act.TELL_WORRY, (community.id, worry.value)).pack(),
        title=say("worry.title"),
        intro=(
            *(() if worry in WITHOUT_NAME else texts("worry.with_your_name")),
            *_intro(community, worry, known),
            *_who_gets_it(community, worry, worried, known),
        ),
        fields=(*_which(community, worry, known), _words(worry), *_name(worry)),
        submit=say("button.tell_them"),
        cancel=say("button.not_now"),
    )


def rules_of(community: Community, known: Known) -> tuple[str, ...]:
    agreed = known.agreed(community, Matter.RULES)
    return agreed.lines if agreed else ()


def _can_be_heard(community: Community, worry: Worry, worried: PersonId, known: Known) -> bool:
    trusted = known.trusted(community)
    abouts = tuple(About) if worry is Worry.KEEPERS else (None,)
    return any(hear_it(community, worried, one, trusted) for one in abouts)


def _nobody_page(community: Community, known: Known) -> Form:
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=say("worry.title"),
        intro=(*texts("worry.nobody_hears"), *where_things_go(community, known)),
        cancel=say("button.close"),
    )


def _intro(community: Community, worry: Worry, known: Known) -> tuple[Element, ...]:
    routes = GOES_TO.get(worry)
    rows = where_things_go(community, known, routes) if routes else ()
    if worry is Worry.DANGER:
        return (*texts("worry.cannot_wait", helplines=known.contacts.helplines), *rows)
    return (*rows, *texts(f"worry.first.{worry}"))


def _who_gets_it(
    community: Community, worry: Worry, worried: PersonId, known: Known
) -> tuple[Element, ...]:
    trusted = known.trusted(community)
    if worry is not Worry.KEEPERS:
        names = _names(community, hear_it(community, worried, None, trusted))
        told_on = texts("worry.told_on") if worry is Worry.LEFT_HERE else ()
        return (*texts("worry.goes_to", names=names), *told_on)
    if trusted:
        return texts("worry.keepers_go_to", name=community.name_of(trusted))
    return texts("worry.nobody_is_trusted")


def _names(community: Community, people: tuple[PersonId, ...]) -> str:
    return name_list([community.name_of(one) for one in people])


def _which(community: Community, worry: Worry, known: Known) -> tuple[Field, ...]:
    """Which rule it is, or whom it is about."""
    if worry is Worry.RULE and (rules := rules_of(community, known)):
        choices = tuple(Choice(str(number), line) for number, line in enumerate(rules))
        return (OneOf("rule", say("worry.which_rule"), choices),)
    if worry is Worry.KEEPERS:
        people = tuple(Choice(one.value, _whom(community, one)) for one in _there_are(community))
        return (OneOf("whom", say("worry.whom"), people, required=True),)
    return ()


def _there_are(community: Community) -> tuple[About, ...]:
    there = {
        About.FACILITATOR: community.facilitator,
        About.DEPUTY: community.deputy,
        About.SPONSOR: community.sponsor,
    }
    return tuple(one for one, who in there.items() if who)


def _whom(community: Community, about: About) -> str:
    who = {
        About.FACILITATOR: community.facilitator,
        About.DEPUTY: community.deputy,
        About.SPONSOR: community.sponsor,
    }[about]
    return say(f"worry.whom.{about}", name=who.name if who else "")


def _words(worry: Worry) -> Lines:
    hint = say(f"worry.words_hint.{worry}")
    return Lines("words", say("worry.words"), hint=hint, required=True, most=MOST_WORDS)


def _name(worry: Worry) -> tuple[OneOf, ...]:
    if worry not in WITHOUT_NAME:
        return ()
    choices = (Choice("with", say("worry.with_name")), Choice(WITHOUT, say("worry.without_name")))
    hint = say("worry.name_hint")
    return (OneOf("name", say("worry.name"), choices, hint=hint, value="with", required=True),)
