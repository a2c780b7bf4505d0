"""What is seen while a community comes to its end."""

from bot.boundary.tokens import Act
from bot.boundary.views import Button, Card, Element, Points, Text, Weight
from bot.conversations.known import Known
from bot.conversations.saying import button, listed, texts
from bot.domain.community import Community
from bot.domain.ending import Ending
from bot.domain.ids import PostName
from bot.takeaway import harvest
from bot.words import count, say
from bot.words.times import moment_words

PROMPTS = ("keep_doing", "grateful", "still_open")


def closing_name(ending: Ending) -> str:
    return f"ending:{ending.id}"


def data_name(ending: Ending) -> str:
    return f"ending_data:{ending.id}"


def desk_name(ending: Ending) -> str:
    return f"ending_desk:{ending.id}"


def export_name(ending: Ending) -> str:
    """One card, once: as soon as something may be taken along, or else when it is said what goes."""
    return f"export:{ending.id}"


def last_name(ending: Ending) -> PostName:
    return PostName(f"last:{ending.id}")


def leave_name(ending: Ending) -> PostName:
    return PostName(f"leave:{ending.id}")


def closing_card(community: Community, ending: Ending, *, running: bool, open: bool = True) -> Card:
    """Three things to say in its thread. They stay in the chat: I keep none of them."""
    prompts = Points(tuple(say(f"ending.prompt.{one}") for one in PROMPTS))
    body: tuple[Element, ...] = (
        *texts("ending.asks"),
        prompts,
        *texts("ending.in_the_thread"),
        *texts("ending.session_may_end" if running else "ending.no_session"),
        *texts("ending.when", when=gone_words(community, ending)),
    )
    return Card(say("ending.title"), body, _stop(community) if open else ())


def data_card(community: Community, ending: Ending, *, open: bool = True) -> Card:
    """What is deleted on which day, and what is not mine to delete."""
    body = (
        *texts("ending.when", when=gone_words(community, ending)),
        *texts("ending.chat_keeps", "ending.then_i_leave"),
        *texts("ending.who_exports", name=community.facilitator_name),
    )
    return Card(say("ending.data_title"), body, _stop(community) if open else ())


def desk_card(community: Community, known: Known) -> Card:
    """For those who look after it: what there is to keep. A facilitator's own notes are never part of it."""
    sheaves = harvest(community, known.records)
    there_is = tuple(f"{one.title}: {count('harvest.lines', len(one.lines))}" for one in sheaves)
    shown = listed("harvest.there_is", there_is) or texts("harvest.nothing")
    sponsored = community.sponsor is not None and community.sponsor.accepted
    letter = button("letter_to_sponsor", Act.SPONSOR_LETTER, community.id, asks=True)
    return Card(
        say("harvest.desk_title"),
        (*shown, *texts("harvest.then", "harvest.not_your_notes")),
        (
            button(
                "propose_what_is_kept",
                Act.KEEP_HARVEST,
                community.id,
                asks=True,
                weight=Weight.MAIN,
            ),
            *((letter,) if sponsored else ()),
            button("letter_to_future", Act.FUTURE_LETTER, community.id, asks=True),
        ),
    )


def export_card(community: Community, ending: Ending) -> Card:
    return Card(
        say("ending.copy_title"),
        (
            *texts("ending.when", when=gone_words(community, ending)),
            *texts("ending.chat_keeps", "harvest.export_now"),
        ),
        (button("export_the_harvest", Act.EXPORT, community.id, weight=Weight.MAIN),),
    )


def last_card(met: int) -> Card:
    """The last that is ever said here."""
    return Card("", (Text(count("ending.met", met)),) if met else texts("ending.never_met"))


def gone_words(community: Community, ending: Ending) -> str:
    return moment_words(ending.gone_at, community.rhythm.hours.zone)


def _stop(community: Community) -> tuple[Button, ...]:
    return (button("stop_this", Act.STOP_ENDING, community.id, asks=True),)
