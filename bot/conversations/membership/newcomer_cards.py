"""What is said to somebody who joins after the start, and to those who are here already."""

from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Choice, Form, Line, Lines, OneOf, Text, Weight
from bot.conversations.saying import button, named, texts
from bot.domain.community import Community
from bot.domain.newcomer import Newcomer
from bot.words import say
from bot.words.prompts import prompt

FIRST_BOXES = ("work", "stayed", "ask")
"""The three beginnings of a first post: who says what they read, and asks something, is answered."""
ODD = "ON-01"


def welcome_name(newcomer: Newcomer) -> str:
    return f"welcome:{newcomer.id}"


def welcome_card(community: Community, newcomer: Newcomer) -> Card:
    """In the room: somebody new, and who shows them around."""
    name = community.name_of(newcomer.person)
    title, welcome = say("newcomer.welcome_title", name=name), texts("newcomer.welcome", name=name)
    if newcomer.buddy is not None:
        buddy = community.name_of(newcomer.buddy)
        return Card(title, (*welcome, *texts("newcomer.has_buddy", name=name, buddy=buddy)))
    show = button("show_around", Act.SHOW_AROUND, newcomer.id, name=name)
    return Card(title, (*welcome, *texts("newcomer.who_shows", name=name)), (show,))


def first_post_name(newcomer: Newcomer) -> str:
    return f"first_post:{newcomer.id}"


def first_post_card(newcomer: Newcomer) -> Card:
    write = button("first_post", Act.FIRST_POST, newcomer.id, asks=True, weight=Weight.MAIN)
    return Card(say("first_post.title"), texts("first_post.asks"), (write,))


def first_post_form(newcomer: Newcomer) -> Form:
    fields = tuple(Line(one, say(f"first_post.box.{one}"), most=200) for one in FIRST_BOXES)
    return Form(
        token=Token(Act.FIRST_POST, (newcomer.id,)).pack(),
        title=say("first_post.title"),
        intro=texts("first_post.intro"),
        fields=fields,
        submit=say("button.post_it"),
        cancel=say("button.not_now"),
    )


def first_post(community: Community, newcomer: Newcomer, boxes: dict[str, str]) -> Card:
    """In their own words, under their own name."""
    lines = [say(f"first_post.says.{one}", words=words) for one, words in boxes.items() if words]
    name = named(community, newcomer.person)
    return Card(say("first_post.from", name=name), tuple(Text(line) for line in lines))


def odd_name(newcomer: Newcomer) -> str:
    return f"odd:{newcomer.id}"


def odd_card(newcomer: Newcomer) -> Card:
    answer = button("i_noticed", Act.WHAT_IS_ODD, newcomer.id, asks=True)
    return Card(say("odd.title"), texts("odd.asks", question=prompt(ODD).text), (answer,))


def odd_form(newcomer: Newcomer) -> Form:
    where = (Choice("keep", say("odd.keep_it")), Choice("say", say("odd.say_it")))
    return Form(
        token=Token(Act.WHAT_IS_ODD, (newcomer.id,)).pack(),
        title=say("odd.title"),
        intro=texts("odd.intro"),
        fields=(
            Lines("odd", prompt(ODD).text, required=True, most=600),
            OneOf("where", say("odd.where"), where, required=True),
        ),
        submit=say("button.done"),
        cancel=say("button.not_now"),
    )
