"""Nothing but the gate tells a number about people (docs/decisions/0019).

Whoever adds one finds it here: a sentence with a number in it, a number that is said, a count of what people gave
without a name, a number from which on something is told. Each that is no number about what people did stands
on a list, with its reason.
"""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from bot.domain.message import Came, ResponseKind
from tests.architecture.counting import counted, drawn, forged, said, thresholds
from tests.architecture.sources import HOUSE

PO = HOUSE / "bot" / "words" / "locale" / "en" / "LC_MESSAGES" / "lcbot.po"

_WORDS = """
    bands statement
    about agreed also at band begins box boxes bring buddy change channel chat chosen contact convenor country dates
    day deed deputy do draft facilitator first follows format gap helplines holiday idea keeper keepers last letter
    line mark matter matters means name names note nth option options other part parts prompt question quiet role
    roles room rule second side source sponsor state suggester take teller thing time title until version way weekday
    what when where which who whom why word words zone
"""
WORDS = frozenset(_WORDS.split())
"""Places in sentences that take words. Any other place takes a number."""

SENTENCES: Mapping[str, str] = {
    **dict.fromkeys(
        ("poll.answered", "poll.bar.of", "poll.bar.time"),
        "votes, made by the gate of five at least",
    ),
    "poll.dots": "dots: chosen in the form, and made by the gate in the outcome",
    **dict.fromkeys(("poll.bar.place", "poll.bar.ahead"), "options beside options, not people"),
    **dict.fromkeys(
        ("suggest.small", "suggest.few_of_us", "agreements.now_that_we_are"),
        "how many of us there are: everyone sees who is in the room",
    ),
    **dict.fromkeys(
        ("joining.people", "joining.invited"), "what the person who reads it has just done"
    ),
    "doubt.stand": "messages that one post takes",
    **dict.fromkeys(
        ("notes.told", "notes.went_back"), "notes: they stand there, from a crowd of five at least"
    ),
    **dict.fromkeys(
        (
            "brief.title",
            "expects.form.title",
            "handing.numbered",
            "rules.needs.title",
            "notes.read.more",
        ),
        "which page of how many",
    ),
    "expects.line": "what the group asked for, in words",
    "poll.form.working_days": "days",
    "poll.form.too_many_options": "options in the form",
    "ending.met": "sessions",
    **dict.fromkeys(("health.met", "health.light", "health.missed"), "sessions"),
    "health.tries": "what was tried, made by the gate from eight on",
    **dict.fromkeys(
        (
            "health.messages",
            *(f"health.messages.{one}" for one in (*ResponseKind, *Came, "open", "silent")),
        ),
        "messages of the whole group, and what the organisation said",
    ),
    "harvest.lines": "lines that are kept",
    **dict.fromkeys(("poll.how.dots", "poll.vote.too_many_dots"), "the reader's own dots"),
    "rules.how_many": "lines in the form that is filled in",
}
"""Sentences with a number that is counted, and what it is a number of."""
FIXED = frozenset({"most", "fewest", "days", "weeks", "sessions", "number", "year"})
"""Places for a limit of ours, a length of time that was chosen, or the number that a thing is called by."""
THRESHOLDS: Mapping[str, str] = {
    "domain/community.py: FEWEST_TO_BEGIN": "people who begin together: they know one another",
    "domain/drafting.py: FEWEST_LINES": "lines of rules",
    "domain/notes.py: FEWEST_SLOTS": "leaves of a box",
    "domain/notes_times.py: LEAST": "working days",
    "domain/poll.py: FEWEST_OPTIONS": "options",
    "domain/poll.py: LEAST_LEVEL": "a gradient",
    "domain/proposal.py: ENOUGH": "from when on silence is no yes: the number is never told",
    "domain/sponsorship.py: HALF_YEAR": "time",
    "conversations/consent/agreeing.py: HALF_YEAR": "time",
    "conversations/doubting.py: len(token.about) > 3": "parts of a token",
    "domain/note_text.py: len(letters) > 20": "letters",
    "domain/note_text.py: len(text) > 20": "letters",
    "domain/shapes.py: 9 <= sum((each.isdigit() for each in text)) <= 15": "digits",
    "domain/shapes.py: len(digits) == 10": "digits",
}

SAID: Mapping[str, str] = {
    "boundary/notes.py: len(leaves)": "an error of ours: too many leaves for a box",
    "conversations/codesign/drafting_rules.py: len(given)": "lines in the form",
    "conversations/codesign/rules_forms.py: len(every)": "pages of needs, shown on the form",
    "conversations/consent/still_fits.py: len(community.joined)": "how many of us there are",
    "conversations/endings/ending_cards.py: len(one.lines)": "lines that are kept",
    "conversations/endings/handing.py: len(parts)": "parts of a long message",
    "conversations/endings/harvest_cards.py: len(packed)": "parts of a long message",
    "conversations/endings/renewing.py: len(known.sessions(community))": "a post's name",
    "conversations/membership/invitation_cards.py: len(community.joined)": "how many of us there are",
    "conversations/membership/invitation_cards.py: facts": "how many of us there are",
    "conversations/membership/joining.py: len(new)": "whom the reader has just asked",
    "conversations/membership/suggesting.py: few": "how many of us there are",
    "conversations/membership/suggestion_cards.py: len(community.joined)": "how many of us there are",
    "conversations/notes/reading_cards.py: pages": "pages of the form of whoever reads the notes",
    "conversations/notes/told_cards.py: len(back)": "notes that went back",
    "conversations/notes/told_cards.py: len(fresh)": "notes that are told there and then",
    **dict.fromkeys(
        (f"conversations/notes/health_lines.py: {one}" for one in ("met", "so_many")),
        "sessions; messages of the whole group",
    ),
    "conversations/permission/brief_cards.py: len(brief.done)": "the sponsor's own pages",
    "conversations/permission/expecting.py: len(brief.expectations)": "lines of the sponsor's",
    "conversations/polls/forms.py: len(options)": "options in the form",
    "conversations/polls/votes.py: spent": "the voter's own dots",
    "statement.py: len(community.people)": "how many of us there are, for whoever answers a request",
}

COUNTED: Mapping[str, str] = {
    "conversations/codesign/drafting_rules.py: len(given)": "lines in the form",
    "conversations/codesign/drafting_rules.py: len(here.gathered.needs if here.gathered else ())": "needs",
    "conversations/codesign/drafting_rules.py: len(pages(here.gathered))": "pages",
    "conversations/codesign/questions.py: len(community.joined)": "how many of us there are",
    "conversations/codesign/rules_forms.py: len(every)": "pages",
    "conversations/codesign/rules_forms.py: len(needs)": "needs",
    "conversations/consent/proposal_cards.py: len(lines)": "lines",
    "conversations/consent/proposal_cards.py: len(lines_of(proposal.words))": "lines",
    "conversations/endings/renewing.py: len(known.sessions(community))": "sessions",
    "conversations/learning/organisation_answers.py: len(answered.answers)": "answers of the organisation",
    "conversations/membership/stepping_back.py: len(before)": "sessions",
    "conversations/membership/suggestion_cards.py: len(community.joined)": "how many of us there are",
    "conversations/membership/suggestion_cards.py: len(names)": "names",
    "conversations/notes/found_notes.py: len(found)": "notes of one receipt",
    **dict.fromkeys(
        (
            "conversations/notes/health_lines.py: len(held)",
            "conversations/notes/health_lines.py: len([one for one in held if one.light])",
            "conversations/notes/health_lines.py: len([one for one in sessions if _missed(one, at)])",
        ),
        "sessions",
    ),
    **dict.fromkeys(
        (
            "conversations/notes/health_lines.py: len(sent)",
            "conversations/notes/health_lines.py: len([one for one in sent if holds(one)])",
        ),
        "messages of the whole group, and what the organisation said",
    ),
    "conversations/notes/reading_cards.py: len(here.community.keepers)": "those who look after the group",
    "conversations/notes/pulse_results.py: len(here.community.keepers)": "those who look after the group",
    "conversations/notes/reading_cards.py: len(notes)": "pages of that form",
    "conversations/notes/staying.py: len(chosen)": "one person's own marks",
    "conversations/notes/told_cards.py: len(back)": "notes that went back",
    "conversations/notes/told_cards.py: len(fresh)": "notes that are told there and then",
    "conversations/notes/told_cards.py: len(line)": "letters",
    "conversations/notes/told_cards.py: len(notes)": "notes",
    "conversations/permission/brief_cards.py: len(brief.done)": "the sponsor's own pages",
    "conversations/polls/cards.py: len(question)": "letters",
    "conversations/polls/closing.py: len(ballots)": "whether votes were lost: yes or no is told",
    "conversations/polls/closing.py: len(poll.voted)": "whether votes were lost: yes or no is told",
    "conversations/polls/closing.py: len(everyone)": "how many were asked: the group",
    "conversations/polls/outcomes.py: len(outcome.chosen)": "options that are level",
    "conversations/polls/votes.py: len(options)": "options",
    "conversations/polls/votes.py: sum(ballot.values())": "one person's own dots",
    "conversations/rhythm/asking.py: len(ahead.asked)": "which of two people is asked next",
    "conversations/rhythm/asking.py: len(community.keepers)": "which of two people is asked next",
    "domain/counting.py: len(beaten)": "options",
    "domain/counting.py: len(marks)": "options",
    "domain/counting.py: len(others)": "options",
    "domain/counting.py: len(paths)": "options",
    "domain/counting.py: len(preferred)": "options",
    **dict.fromkeys(
        (
            "domain/counting.py: sum((ballot.get(one, 0) == YES for ballot in ballots))",
            "domain/counting.py: sum((ballot.get(one, 0) >= IF_NEED_BE for ballot in ballots))",
            "domain/counting.py: sum((ballot.get(one, 0) for ballot in ballots))",
            "domain/counting.py: sum((ballot.get(one, last) < ballot.get(other, last) for ballot in ballots))",
        ),
        "votes: what is told of them passes the gate",
    ),
    "domain/message.py: len(reminds_after(SPONSOR_ANSWERS_WITHIN))": "reminders",
    "domain/notes_fates.py: len(fresh)": "notes: one alone obeys its writer",
    "domain/notes_fates.py: len(waiting)": "notes: one alone obeys its writer",
    "domain/pulse.py: len(one)": "how many statements somebody was asked",
    "domain/poll.py: len(asked)": "whether two thirds have voted: a poll may be closed then",
    "domain/poll.py: len(self.voted & asked)": "whether two thirds have voted: a poll may be closed then",
    "domain/poll.py: len(self.options)": "options",
    "domain/poll.py: len(self.outcome.chosen)": "options that are level",
    "domain/proposal.py: len(asked)": "whether two thirds have answered: silence is no yes",
    "domain/proposal.py: len(self.answers.keys() & asked)": "whether two thirds have answered",
}
"""What is counted in texts that read what people gave without a name, or gave while it is open."""

FORGED: Mapping[str, str] = {}
DRAWN = "conversations/polls/tallies.py: "

Finder = Callable[[str], Iterator[str]]


@pytest.mark.parametrize(
    ("find", "reviewed"),
    [(thresholds, THRESHOLDS), (said, SAID), (counted, COUNTED), (forged, FORGED)],
)
def test_what_is_no_number_about_people_is_on_the_list_and_nothing_else(
    find: Finder, reviewed: Mapping[str, str]
) -> None:
    assert set(everywhere(find)) ^ reviewed.keys() == set()


def test_bars_are_drawn_of_votes_alone() -> None:
    found = list(everywhere(drawn))

    assert found
    assert [one for one in found if not one.startswith(DRAWN)] == []


def test_each_sentence_with_a_number_in_it_is_on_the_list() -> None:
    assert set(with_numbers(PO.read_bytes())) ^ SENTENCES.keys() == set()


PLANTED: Mapping[str, tuple[Finder, str]] = {
    "a floor of its own": (thresholds, "FEWEST_ANSWERS = 3"),
    "a floor in a comparison": (thresholds, "def f(slips):\n    return len(slips) >= 4"),
    "a share of its own": (thresholds, "MOST, HALF = 0.7, 0.4"),
    "an open box that is counted": (counted, "def f(known):\n    return len(known.records.opened('box'))"),
    "who has voted so far": (counted, "def f(poll):\n    return len(poll.voted)"),
    "answers, one by one": (counted, "def f(slips):\n    return sum(1 for slip in slips if slip.answers)"),
    "a mean": (counted, "def f(slips):\n    return mean(slip.answers for slip in slips)"),
    "a histogram": (counted, "def f(taps):\n    return Counter(taps).most_common()"),
    "a number in a sentence": (said, "def f(answers):\n    return say('x', n=len(answers))"),
    "a number by another name": (said, "def f(them):\n    so_many = len(them)\n    return texts('x', n=so_many)"),
    "a number as text": (said, "def f(them):\n    return Facts((('Answered', str(len(them))),))"),
    "a number between quotation marks": (said, "def f(them):\n    return f'{len(them)} of us'"),
    "a word of the gate made elsewhere": (forged, "from bot.domain.told import Told\nx = Told(None, 'most')"),
    "what opens the gate": (forged, "from bot.domain.told import _HERE"),
    "the whole gate": (forged, "from bot.domain import told"),
    "bars": (drawn, "def f(them):\n    return Bar('Yes', '', len(them))"),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_whoever_plants_one_is_found(planted: str) -> None:
    find, source = PLANTED[planted]

    assert list(find(source)) != []


def test_a_planted_sentence_is_found() -> None:
    catalogue = b'msgid ""\nmsgstr ""\n\nmsgid "x.said"\nmsgstr "{so_many} of us said so."\n\n'
    plural = b'msgid "x.more"\nmsgid_plural "x.more.many"\nmsgstr[0] "One."\nmsgstr[1] "Several."\n'

    assert set(with_numbers(catalogue + plural)) == {"x.said", "x.more"}


def test_the_test_does_not_find_what_is_harmless() -> None:
    harmless = "def f(names, community):\n    return say('x', name=names[0]), len(names) > 1"

    assert [*said(harmless), *counted(harmless), *thresholds(harmless), *forged(harmless)] == []


def everywhere(find: Finder) -> Iterator[str]:
    """All that is found in the project but in the gate."""
    home = HOUSE / "bot"
    for file in sorted(home.rglob("*.py")):
        if file != home / "domain" / "told.py":
            place = file.relative_to(home).as_posix()
            yield from (f"{place}: {one}" for one in find(file.read_text("utf-8")))


def with_numbers(catalogue: bytes) -> Iterator[str]:
    """Keys of sentences in which a number is counted: a plural, or a place that takes neither words nor a limit."""
    for entry in read_po(iter(catalogue.decode("utf-8").splitlines()), locale="en"):
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        places = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        if entry.pluralizable or places - WORDS - FIXED:
            yield key
