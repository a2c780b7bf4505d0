"""The buttons that are wanted now and then stand behind one: pressed, it opens a view with them. Pure.

Slack's own menus would not do. The small one holds five; the large one goes on showing what was chosen last, so that
the same can't be chosen twice. A view of buttons reads and is heard like any other, and on a telephone each label has
a line of its own. What stands behind a button is carried by the button: it is opened without asking anybody.
"""

import json
from collections.abc import Sequence
from typing import Final

from adapters.splitting import short
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Form, Weight

MORE: Final = "More"
MOST_BESIDE: Final = 6
"""Buttons that stand beside one another; where there are no more of them, each is shown."""
LONGEST_VALUE: Final = 2000
"""Characters that Slack lets a button carry."""
LONGEST_TITLE: Final = 150
PACKED: Final = "more "
ESCAPED: Final = {ord(one): f"\\u{ord(one):04x}" for one in "&<>"}
"""Slack writes these otherwise, here and there."""


def few(views: Sequence[Button], title: str) -> tuple[Button, ...]:
    """The same, with those wanted now and then behind the last. `title` is what they are about."""
    seldom = [one for one in views if one.weight is Weight.SELDOM]
    while len(_packed(title, seldom)) > LONGEST_VALUE:
        seldom.pop(0)
    if len(views) <= MOST_BESIDE or len(seldom) < 2:
        return tuple(views)
    more = Button(MORE, _packed(title, seldom), asks=True)
    return (*(one for one in views if one not in seldom), more)


def has_others_behind(one: Button) -> bool:
    return one.token.startswith(PACKED)


def form(packed: str) -> Form:
    """To be read, pressed and closed."""
    title, buttons = json.loads(packed.removeprefix(PACKED))
    return Form(
        token=Token(Act.CLOSE_PAGE).pack(),
        title=title or MORE,
        buttons=tuple(Button(label, token) for label, token in buttons),
        gives_way=True,
    )


def _packed(title: str, views: Sequence[Button]) -> str:
    about = [short(title, LONGEST_TITLE), [[one.label, one.token] for one in views]]
    return PACKED + json.dumps(about, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
