"""What a sponsor reads: being asked, where their brief stands, and what the group said to their hopes."""

from bot.boundary.decision import Revise
from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Facts, Points, Text, Weight
from bot.conversations.permission.charter_cards import expectation_line, wish_line
from bot.conversations.saying import button, revised, texts
from bot.domain.community import Community, Stage
from bot.domain.ids import PersonId
from bot.domain.people import Answer, Appointment
from bot.domain.sponsorship import Brief, Promise, Screen
from bot.words import say
from bot.words.times import name_list

REMINDERS = "permission"
"""The nudge to a sponsor whose answer is missing, for whoever wants less of it."""
SURE = "sure"
"""A no that was said twice."""


def sponsor_card(community: Community, asked: Appointment, brief: Brief | None) -> Card:
    """Changed in place: it says how far they have come, and takes them on."""
    title = say("founding.sponsor.asked_title", name=community.name)
    about = Facts(
        ((say("charter.purpose"), community.purpose), (say("charter.roles"), community.roles))
    )
    body: tuple[Element, ...] = (*_asked(community, brief), about)
    if asked.answer is Answer.YES:
        agreed = texts("founding.sponsor.said_yes", "founding.sponsor.will_see")
        return Card(title, (*body, *agreed))
    if asked.answer is Answer.NO:
        return Card(title, (*body, *_said_no(community)))
    agenda = _agenda(community) if asked.answer is Answer.TALK else ()
    done = len(brief.done) if brief else 0
    progress = texts(f"brief.done_{done}")
    return Card(title, (*body, *progress, *agenda), brief_buttons(community, brief))


def brief_buttons(community: Community, brief: Brief | None) -> tuple[Button, ...]:
    """On to the next question; back to the first; or a word before any of it."""
    done = brief.done if brief else ()
    next_ = brief.next_screen if brief else Screen.WHY
    key = "go_on_brief" if done else "begin_brief"
    go_on = button(key, Act.BRIEF, community.id, next_, asks=True, weight=Weight.MAIN)
    again = button("look_at_it_again", Act.BRIEF, community.id, Screen.WHY, asks=True)
    return (
        go_on,
        *((again,) if done else ()),
        button("talk_first", Act.TALK_FIRST, community.id, "sponsor"),
        button("no", Act.DECLINE, community.id, "sponsor"),
    )


def is_that_a_no(community: Community) -> Card:
    """A sponsor's no ends a beginning, so it takes a second press; and it says what follows from it."""
    draft = community.stage is Stage.DRAFT
    follows = "brief.no_follows" if draft else "brief.no_follows_later"
    return Card(
        say("brief.is_that_a_no"),
        texts(follows, "brief.nobody_told", convenor=community.convenor_name),
        (
            button("it_is_a_no", Act.DECLINE, community.id, "sponsor", SURE),
            button("talk_first", Act.TALK_FIRST, community.id, "sponsor"),
        ),
    )


def reminder_card(community: Community, brief: Brief) -> Card:
    """Once. They may not want another."""
    less = button("less_of", Act.LESS_OF, community.id, REMINDERS)
    return Card(
        say("founding.sponsor.asked_title", name=community.name),
        (*texts("brief.reminder"), *texts(f"brief.done_{len(brief.done)}")),
        (*brief_buttons(community, brief), less),
    )


def expects_card(community: Community, brief: Brief) -> Card:
    """For whoever speaks for the group: what the sponsor hopes for, and what we say to it."""
    assert community.sponsor is not None
    title = say("expects.title", sponsor=community.sponsor.name)
    lines = Points(
        tuple(expectation_line(one) if one.mark else wish_line(one) for one in brief.expectations)
    )
    at = brief.first_unmarked
    if at is None:
        return Card(title, (lines, *texts("expects.sent")))
    go_on = button("say_what_fits", Act.EXPECTS, brief.id, str(at), asks=True, weight=Weight.MAIN)
    return Card(title, (*texts("expects.intro"), lines), (go_on,))


def marked_card(community: Community, brief: Brief) -> Card:
    """To the sponsor, once: what the group said to each."""
    lines = Points(tuple(expectation_line(one) for one in brief.expectations))
    title, said = say("marked.title", name=community.name), _said_by(community, brief)
    if brief.waits_for_sponsor:
        go = button("answer_changes", Act.GO_WITH_IT, brief.id, asks=True, weight=Weight.MAIN)
        return Card(title, (*said, lines, *texts("marked.asks")), (go,))
    return Card(title, (*said, lines, *texts("marked.stands")))


def sign_card(community: Community, brief: Brief) -> Card:
    """The sponsor's own message: theirs to change, and theirs to post."""
    title = say("sign.title")
    change = button("change_the_draft", Act.SIGN, brief.id, asks=True)
    posted = button("posted", Act.SIGNED, brief.id, weight=Weight.MAIN)
    if brief.signed_on:
        return Card(title, texts("sign.thanks"))
    words = Text(brief.sign or draft_sign(community, brief))
    intro = texts("sign.intro" if brief.sign_until else "sign.any_time")
    return Card(title, (*intro, words, *texts("sign.by_hand")), (posted, change))


def gone_cards(community: Community, brief: Brief) -> tuple[Revise, ...]:
    """Whoever does not sponsor the group any more has nothing left to answer."""
    title = say("founding.sponsor.asked_title", name=community.name)
    card = Card(title, texts("founding.somebody_else"))
    names = (marked_name(brief), sign_name(brief), reminder_name(brief), review_name(brief))
    expects = Card(say("expects.gone_title"), texts("expects.gone"))
    return (
        *(revised(community, name, card) for name in names),
        revised(community, expects_name(brief), expects),
    )


def draft_sign(community: Community, brief: Brief) -> str:
    """What a sponsor may want to say, in their own name: nothing that they have not promised."""
    begins = "sign.draft.follows" if brief.anew else "sign.draft.begins"
    answers = Promise.REPLY in brief.promises
    lines = (
        say(begins, convenor=community.convenor_name),
        say("sign.draft.roles", roles=community.roles),
        say("sign.draft.what_it_is"),
        *((say("sign.draft.answers", days=brief.reply_within),) if answers else ()),
        say("sign.draft.going_first"),
    )
    return "\n".join(lines)


def expects_name(brief: Brief) -> str:
    return f"expects:{brief.id}"


def marked_name(brief: Brief) -> str:
    return f"marked:{brief.id}"


def sign_name(brief: Brief) -> str:
    return f"sign:{brief.id}"


def reminder_name(brief: Brief) -> str:
    return f"remind_brief:{brief.id}:{brief.looked_at}"


def review_name(brief: Brief) -> str:
    return f"permission:{brief.id}:{brief.looked_at}"


def _asked(community: Community, brief: Brief | None) -> tuple[Text, ...]:
    """Who asks; and to whoever follows another, that nothing of theirs goes over."""
    if brief and brief.anew:
        return texts("founding.sponsor.asked_later")
    return texts("founding.sponsor.asked", convenor=community.convenor_name)


def _said_by(community: Community, brief: Brief) -> tuple[Text, ...]:
    """Whose word it is. Before anyone has joined it is not yet that of a group."""
    if not brief.marked_by:
        return texts("marked.was_said")
    names = name_list([_speaker(community, one) for one in brief.marked_by])
    alone = not any(one.person not in brief.marked_by for one in community.joined)
    return (*texts("marked.intro", names=names), *(texts("marked.alone") if alone else ()))


def _speaker(community: Community, person: PersonId) -> str:
    """Who spoke for the group; somebody who has left it meanwhile is one of us."""
    return community.name_of(person) if community.is_arranged_by(person) else say("one_of_us")


def _said_no(community: Community) -> tuple[Text, ...]:
    if community.stage is Stage.DRAFT:
        return texts("founding.sponsor.said_no")
    return texts("founding.sponsor.said_no_later")


def _agenda(community: Community) -> tuple[Text, ...]:
    return texts("founding.sponsor.agenda", convenor=community.convenor_name)
