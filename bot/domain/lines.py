"""Words that are read line by line."""


def lines_of(words: str) -> tuple[str, ...]:
    """Without empty lines, and without white space around them."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())
