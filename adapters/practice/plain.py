"""Text as it comes from outside: what can't be kept is taken out, and everything else left as it is."""

import unicodedata

LONGEST = 10_000
"""Characters that one message may have. About four pages: more is for a document."""

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def cleaned(text: str) -> str:
    """Without what no database keeps (NUL, half a surrogate pair), and with one kind of line break.

    Right-to-left marks, zero-width characters, tags and asterisks stay: they are the person's words,
    and whoever shows them must show them as letters.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def says_something(text: str) -> bool:
    """Whether anything of it can be seen: spaces and zero-width characters alone are silence."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in text)


def too_long(text: str, most: int) -> str:
    """The sentence for a text of more than `most` characters."""
    return f"This is {len(text):,} characters long. Please keep it to {most:,}, then send it again."
