"""What is kept until when stands twice: for members (docs/what-is-kept.md), and for a privacy officer (docs/dpia.md).

`python -m tests.architecture.dpia` copies it from the first to the second.
"""

from tests.architecture.sources import HOUSE

KEPT, DPIA = HOUSE / "docs" / "what-is-kept.md", HOUSE / "docs" / "dpia.md"
BEGINS, ENDS = (f"<!-- the table of docs/what-is-kept.md {one} -->" for one in ("begins", "ends"))


def for_members() -> str:
    text = KEPT.read_text("utf-8")
    begins = text.index("| What | With a name?")
    return text[begins : text.index("\n\n", begins)]


def for_the_officer() -> str:
    _, _, rest = DPIA.read_text("utf-8").partition(BEGINS)
    return rest.partition(ENDS)[0].strip()


def copied() -> str:
    before, _, rest = DPIA.read_text("utf-8").partition(BEGINS)
    return f"{before}{BEGINS}\n{for_members()}\n{ENDS}{rest.partition(ENDS)[2]}"


if __name__ == "__main__":
    DPIA.write_text(copied(), "utf-8")
