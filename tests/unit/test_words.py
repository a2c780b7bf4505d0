"""The catalogue and the code fit each other, and every sentence keeps to the house's style."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import bot
from bot.domain.counting import PollKind
from bot.domain.course import SessionState
from bot.domain.people import Answer, Standing
from bot.domain.refusal import Reason
from bot.domain.rhythm import DayOff
from bot.domain.session import Role
from bot.domain.story import Help, StoryState
from bot.words import count, say

CODE = Path(bot.__file__).parent
PO = CODE / "words" / "locale" / "en" / "LC_MESSAGES" / "lcbot.po"

SPEAKERS: Mapping[str, tuple[str, slice]] = {
    "say": ("{}", slice(0, 1)),
    "count": ("{}", slice(0, 1)),
    "tell_of": ("{}.*", slice(0, 1)),
    "tell_number": ("{}", slice(0, 1)),
    "texts": ("{}", slice(0, None)),
    "texts_in": ("{}", slice(1, None)),
    "listed": ("{}", slice(0, 1)),
    "whispered": ("{}", slice(0, 1)),
    "_wrong": ("{}", slice(1, 2)),
    "wrong": ("{}", slice(1, 2)),
    "button": ("button.{}", slice(0, 1)),
}
"""Functions that take keys: how a key is made of an argument, and which arguments are keys."""
IN_A_CHAT = {"texts_in"}
"""Those that look for the sentence of a chat first: `key.teams`."""
NOT_FILLS = {"button": {"asks", "weight"}}
FAMILIES: Mapping[str, type[StrEnum]] = {
    "refused.{}": Reason,
    "why.{}": DayOff,
    "session.state.{}": SessionState,
    "founding.state.{}": Answer,
    "mydata.member_{}": Standing,
    "role.{}": Role,
    "role.thanks.{}": Role,
    "story.stands.{}": StoryState,
    "story.form.help.{}": Help,
    "story.told.help.{}": Help,
    "poll.how.{}": PollKind,
}
"""Keys made of an enum: each of its values needs its sentence."""
ANY = "**"
"""A key out of a table or a loop: spelt in full elsewhere, and tried by the dialogs."""
LONGEST = 25
"""Words in a sentence."""
LONG: Mapping[str, str] = {}
"""Sentences that may be longer than 25 words, each with the reason."""
BANNED = (
    "engagement", "compliance", "user", "ticket", "resolve", "anonymous", "submission", "performance",
)  # fmt: skip
ROUND = re.compile(r"round\..*\.title$")
AMERICAN = (
    "color", "center", "organiz", "recogniz", "apologiz", "realiz", "summariz", "behavior", "favor",
    "canceled", "canceling", "fulfill ", "gotten", "enroll ", "traveling", "labeled", "gray",
)  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """One call: the keys it may say (as patterns), and the fills it gives (None: not to be read here)."""

    where: str
    keys: tuple[str, ...]
    fills: frozenset[str] | None
    counts: bool


def _catalogue() -> Mapping[str, tuple[str, ...]]:
    with PO.open("rb") as lines:
        return {
            entry.id if isinstance(entry.id, str) else entry.id[0]: (
                (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
            )
            for entry in read_po(lines, locale="en")
            if entry.id
        }


def _about(key: str) -> str:
    return key.partition(".")[0]


CATALOGUE = _catalogue()
SENTENCES = [(key, text) for key, texts in CATALOGUE.items() for text in texts]


def test_every_key_that_is_said_has_its_sentence() -> None:
    missing = {
        f"{spoken.where}: {key}" for spoken in _spoken() for key in spoken.keys if not _said_by(key)
    }

    assert missing == set()


def test_no_key_is_written_twice() -> None:
    keys = re.findall(r'^msgid "(.+)"$', PO.read_text("utf-8"), re.M)

    assert sorted(keys) == sorted(set(keys))


def test_every_key_can_be_followed_to_where_it_is_written() -> None:
    assert [spoken.where for spoken in _spoken() if not spoken.keys] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_value_of_a_family_has_its_sentence(family: str) -> None:
    assert {family.format(value) for value in FAMILIES[family]} - CATALOGUE.keys() == set()


def test_every_sentence_is_said_somewhere() -> None:
    patterns = {pattern for spoken in _spoken() for pattern in spoken.keys if pattern != ANY}
    said = {key for pattern in patterns for key in _said_by(pattern)}
    said |= {family.format(value) for family, values in FAMILIES.items() for value in values}
    said |= {shape.format(text) for text in _written() for shape, _ in SPEAKERS.values()}

    assert CATALOGUE.keys() - said == set()


def test_every_place_is_filled_and_every_fill_has_its_place() -> None:
    assert [problem for spoken in _spoken() for problem in _misfits(spoken)] == []


@pytest.mark.parametrize("about", sorted({_about(key) for key in CATALOGUE}))
def test_sentences_are_calm_plain_and_british(about: str) -> None:
    wrong = {
        key: complaint
        for key, text in SENTENCES
        if _about(key) == about
        for complaint in _complaints(key, text)
    }

    assert wrong == {}


def _complaints(key: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield "nothing is said"
    if "!" in text:
        yield "it shouts"
    if "..." in text:
        yield "what is left out is one sign (…) and not three dots"
    yield from re.findall(rf"\b(?:{'|'.join(BANNED + AMERICAN)})", text, re.IGNORECASE)
    longest = max(len(one.split()) for one in re.split(r"(?<=[.?:])\s+|\n", text))
    if longest > LONGEST and key not in LONG:
        yield f"{longest} words in one sentence"


def test_no_round_asks_what_its_title_has_just_asked() -> None:
    """In quotation marks it is what others are to ask."""
    rounds = {key.removesuffix(".title"): text for key, text in SENTENCES if ROUND.match(key)}
    twice = [
        key
        for key, title in rounds.items()
        for asks in CATALOGUE[f"{key}.asks"]
        if title.rstrip("?").lower() in re.sub("“.*?”", "", asks).lower()
    ]

    assert len(rounds) > 10
    assert twice == []


def test_what_is_filled_in_is_never_read_as_a_place() -> None:
    assert say("times.moment", day="{time} {0} {", time="%s") == "{time} {0} { at %s"


def test_a_missing_key_or_fill_is_a_bug() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say("no.such.key")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        count("no.such.key", 2)
    with pytest.raises(KeyError, match="time"):
        say("times.moment", day="Monday")


def test_there_is_a_plural_for_what_is_counted() -> None:
    counted = {key for spoken in _spoken() if spoken.counts for key in spoken.keys}

    assert {key for key in counted if len(CATALOGUE.get(key, ())) != 2} == set()


def _spoken() -> Iterator[Spoken]:
    for path in sorted(CODE.rglob("*.py")):
        if path != CODE / "words" / "__init__.py":
            yield from _spoken_in(path)


def _spoken_in(path: Path) -> Iterator[Spoken]:
    tree = ast.parse(path.read_text())
    inside_speakers = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in SPEAKERS
        for node in ast.walk(function)
    }
    names = _assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in inside_speakers:
            yield from _heard(node, f"{path.relative_to(CODE)}:{node.lineno}", names)


def _assigned(tree: ast.AST) -> Mapping[str, list[ast.expr]]:
    """What each name in a file may stand for."""
    names: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                names.setdefault(name, []).append(value)
    return names


def _heard(call: ast.Call, where: str, names: Mapping[str, list[ast.expr]]) -> Iterator[Spoken]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    ours = NOT_FILLS.get(name, set())
    fills: frozenset[str] | None = frozenset(word.arg or "" for word in call.keywords) - ours
    if "" in (fills or ()):
        fills = None
    elif name == "tell_number" and fills is not None:
        fills |= {"n"}
    if name == "Refused" and isinstance(call.args[0], ast.Attribute):
        yield Spoken(where, (f"refused.{call.args[0].attr.lower()}",), fills, counts=False)
    elif name in SPEAKERS:
        shape, which = SPEAKERS[name]
        keys = [key for given in call.args[which] for key in _constants(given, names)]
        said = tuple(key if key == ANY else shape.format(key) for key in keys)
        if name in IN_A_CHAT:
            said += tuple(f"{key}.*" for key in said if _said_by(f"{key}.*"))
        yield Spoken(where, said, None if ANY in keys else fills, counts=name == "count")


def _constants(argument: ast.expr, names: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """What an argument may be, `*` standing for what is only known when it runs."""
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts
            )
        case ast.IfExp(body=one, orelse=other):
            yield from (*_constants(one, names), *_constants(other, names))
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                yield from _constants(element, names)
        case ast.Starred(value=value):
            yield from _constants(value, names)
        case ast.Name(id=name) if name in names:
            for value in names[name]:
                yield from _constants(value, names)
        case ast.Name() | ast.Subscript() | ast.Attribute():
            yield ANY


def _said_by(pattern: str) -> set[str]:
    shape = re.compile(re.escape(pattern).replace(r"\*\*", ".+").replace(r"\*", "[a-z0-9_]+"))
    return {key for key in CATALOGUE if shape.fullmatch(key)}


def _written() -> set[str]:
    """Every text constant in the code: keys in tables are written there in full."""
    return {
        node.value
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _misfits(spoken: Spoken) -> Iterator[str]:
    if spoken.fills is None:
        return
    given = spoken.fills | ({"n"} if spoken.counts else set())
    used = set[str]()
    for key in {key for pattern in spoken.keys for key in _said_by(pattern)}:
        places = {place for text in CATALOGUE[key] for place in _places(text)}
        used |= places
        if places - given:
            yield f"{spoken.where}: {key} lacks {sorted(places - given)}"
    if any(_said_by(pattern) for pattern in spoken.keys) and spoken.fills - used:
        yield f"{spoken.where}: {spoken.keys} has no place for {sorted(spoken.fills - used)}"


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
