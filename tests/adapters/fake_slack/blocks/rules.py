"""Rules of Slack's reference pages that neither the types nor slack_sdk's models hold.

Each names its source: a page under docs.slack.dev/reference/block-kit unless said otherwise.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.adapters.fake_slack.blocks.lengths import INPUT_MOST
from tests.adapters.fake_slack.blocks.problem import Problem
from tests.adapters.fake_slack.wire import Json


def broken_rules(node: Json, at: str) -> Iterator[Problem]:
    """What one object breaks, without what lies deeper."""
    match node.get("type"):
        case "section":
            yield from _section_says_something(node, at)
        case "actions" | "context_actions":
            yield from _action_ids_differ(node, at)
        case "plain_text_input":
            yield from _input_lengths_fit(node, at)
        case "number_input":
            yield from _numbers_fit(node, at)
    yield from _initial_is_an_option(node, at)
    yield from _options_or_groups(node, at)


def broken_together(blocks: list[Json], at: str) -> Iterator[Problem]:
    """What the blocks of one surface break together."""
    yield from _block_ids_differ(blocks, at)
    yield from _one_focus(blocks, at)
    yield from _one_table(blocks, at)


def broken_view(view: Json, at: str) -> Iterator[Problem]:
    """A modal with an input must have `submit` (docs.slack.dev/reference/views/modal-views)."""
    inputs = any(block.get("type") == "input" for block in view.get("blocks") or ())
    if view.get("type") == "modal" and inputs and not view.get("submit"):
        yield Problem(f"{at}/submit", "missing required field: submit")


def _section_says_something(node: Json, at: str) -> Iterator[Problem]:
    """blocks/section-block: `text` or `fields`."""
    if not node.get("text") and not node.get("fields"):
        yield Problem(at, "missing required field: text or fields")


def _action_ids_differ(node: Json, at: str) -> Iterator[Problem]:
    """block-elements: an `action_id` is unique among those of its block."""
    ids = [each.get("action_id") for each in node.get("elements") or () if isinstance(each, dict)]
    for twice in _repeated(ids):
        yield Problem(f"{at}/elements", f"`action_id` {twice!r} already exists")


def _block_ids_differ(blocks: list[Json], at: str) -> Iterator[Problem]:
    """blocks: a `block_id` is unique in each message or view."""
    for twice in _repeated([block.get("block_id") for block in blocks]):
        yield Problem(at, f"`block_id` {twice!r} already exists")


def _one_focus(blocks: list[Json], at: str) -> Iterator[Problem]:
    """block-elements: only one element can have `focus_on_load`."""
    focused = [each for block in blocks for each in _inside(block) if each.get("focus_on_load")]
    if len(focused) > 1:
        yield Problem(at, "only one element can have focus_on_load set to true")


def _one_table(blocks: list[Json], at: str) -> Iterator[Problem]:
    """blocks/table-block: one table in a message (`only_one_table_allowed`)."""
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield Problem(at, "only one table allowed")


def _input_lengths_fit(node: Json, at: str) -> Iterator[Problem]:
    """block-elements/plain-text-input-element: 0 to 3000 and 1 to 3000, in that order."""
    least, most = node.get("min_length", 0), node.get("max_length", INPUT_MOST)
    initial = node.get("initial_value") or ""
    if not 0 <= least <= INPUT_MOST:
        yield Problem(f"{at}/min_length", f"must be between 0 and {INPUT_MOST}")
    if not 1 <= most <= INPUT_MOST or most < least:
        yield Problem(f"{at}/max_length", f"must be between 1 and {INPUT_MOST}")
    if len(initial) > most:
        yield Problem(f"{at}/initial_value", f"must be less than {most + 1} characters")


def _numbers_fit(node: Json, at: str) -> Iterator[Problem]:
    """block-elements/number-input-element: the bounds in order, the initial value within."""
    bounds = [node.get("min_value"), node.get("initial_value"), node.get("max_value")]
    given = [float(bound) for bound in bounds if bound is not None]
    if given != sorted(given):
        yield Problem(at, "min_value, initial_value and max_value must be in order")


def _initial_is_an_option(node: Json, at: str) -> Iterator[Problem]:
    """block-elements/*-menu, checkboxes, radio: what is chosen at first exactly matches an option."""
    initial = node.get("initial_options") or [node.get("initial_option")]
    options = [each for each in _options(node) if each is not None]
    for each in initial:
        if options and each is not None and each not in options:
            yield Problem(f"{at}/initial_option", "must exactly match one of the options")


def _options_or_groups(node: Json, at: str) -> Iterator[Problem]:
    """block-elements/select-menu-element: `options` or `option_groups`, not both."""
    if str(node.get("type", "")).endswith("static_select"):
        given = [name for name in ("options", "option_groups") if node.get(name)]
        if len(given) != 1:
            yield Problem(at, "options or option_groups must be given, and not both")


def _options(node: Json) -> list[Any]:
    groups = node.get("option_groups") or ()
    return [*(node.get("options") or ()), *(o for g in groups for o in g.get("options") or ())]


def _inside(block: Json) -> list[Json]:
    found = [block.get("element"), block.get("accessory"), *(block.get("elements") or ())]
    return [each for each in found if isinstance(each, dict)]


def _repeated(ids: list[Any]) -> list[Any]:
    return [each for each, times in Counter(ids).items() if each and times > 1]
