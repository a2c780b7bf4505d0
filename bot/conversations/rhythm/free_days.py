"""The days that a community keeps free: how they are named, asked for and taken back."""

from datetime import date

from bot.boundary.arrivals import Given
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Choice, Day, Form, Line, SomeOf, Text
from bot.conversations.rhythm.planning import too_far
from bot.conversations.saying import texts
from bot.domain.community import Community
from bot.domain.rhythm import LONGEST_CLOSURE, Closure, Rhythm
from bot.words import say
from bot.words.times import days_between, name_list


def free_days(rhythm: Rhythm, today: date) -> tuple[Text, ...]:
    """A line that names every day ahead that is kept free; nothing where there is none."""
    named = [closure_words(one) for one in closures_ahead(rhythm, today)]
    return texts("rhythm.free_days", days=name_list(named)) if named else ()


def closures_ahead(rhythm: Rhythm, today: date) -> tuple[Closure, ...]:
    """The soonest first."""
    ahead = (one for one in rhythm.closures if one.last >= today)
    return tuple(sorted(ahead, key=lambda one: (one.first, one.last)))


def without_closures(rhythm: Rhythm, keys: set[str]) -> tuple[Closure, ...]:
    return tuple(one for one in rhythm.closures if closure_key(one) not in keys)


def closure_form(community: Community) -> Form:
    return Form(
        token=Token(Act.ADD_CLOSURE, (community.id,)).pack(),
        title=say("closure.title"),
        intro=texts("closure.intro"),
        fields=(
            Day("first", say("closure.first"), required=True),
            Day("last", say("closure.last"), required=True),
            Line("why", say("closure.why"), hint=say("closure.why_hint"), most=60),
        ),
        submit=say("button.keep"),
        cancel=say("button.leave_it"),
    )


def drop_closure_form(community: Community, closures: tuple[Closure, ...]) -> Form:
    choices = tuple(Choice(closure_key(one), closure_words(one)) for one in closures)
    return Form(
        token=Token(Act.DROP_CLOSURE, (community.id,)).pack(),
        title=say("closure.drop_title"),
        intro=texts("closure.drop_intro"),
        fields=(SomeOf("closures", say("closure.which"), choices, required=True),),
        submit=say("button.take_back"),
        cancel=say("button.leave_it"),
    )


def closure_key(closure: Closure) -> str:
    """What names a closure: a community keeps the same days free once only."""
    return f"{closure.first.isoformat()}_{closure.last.isoformat()}"


def closure_words(closure: Closure) -> str:
    days = days_between(closure.first, closure.last)
    return say("closure.line", days=days, why=closure.why) if closure.why else days


def read_closure(given: Given, today: date) -> tuple[Closure, dict[str, str]]:
    """The days to keep free, and a sentence for each answer that can't be."""
    first, last = (date.fromisoformat(given.text(end)) for end in ("first", "last"))
    errors = too_far(today, first=first, last=last)
    if last < first:
        errors["last"] = say("closure.upside_down")
    elif last < today:
        errors["last"] = say("closure.over")
    elif not errors and last - first >= LONGEST_CLOSURE:
        errors["last"] = say("closure.too_long")
    return Closure(first, last, given.text("why")), errors
