"""What is seen of the question whether it is still worth our time, while it is open."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Lines, OneOf, Weight
from bot.conversations.saying import button, texts
from bot.domain.community import Community
from bot.domain.renewal import Renewal, WayOn
from bot.words import say
from bot.words.times import moment_words


def renewal_title(renewal: Renewal) -> str:
    return say(f"renewal.title.{renewal.occasion}")


def renewal_name(renewal: Renewal) -> str:
    return f"renewal:{renewal.id}"


def question_card(community: Community, renewal: Renewal) -> Card:
    until = moment_words(renewal.closes_at, community.rhythm.hours.zone)
    return Card(
        renewal_title(renewal),
        texts(f"renewal.why.{renewal.occasion}", "renewal.asks")
        + texts("renewal.until", until=until),
        (button("answer_this", Act.RENEW, renewal.id, asks=True, weight=Weight.MAIN),),
    )


def renewal_form(renewal: Renewal) -> Form:
    choices = tuple(Choice(way.value, say(f"renewal.way.{way}")) for way in WayOn)
    return Form(
        token=Token(Act.RENEW, (renewal.id,)).pack(),
        title=say("renewal.form.title"),
        intro=texts("renewal.form.how_it_is_kept", "renewal.form.may_change"),
        fields=(
            OneOf("way", say("renewal.form.way"), choices, required=True),
            Lines("only_here", say("renewal.form.only_here"), most=500),
        ),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )
