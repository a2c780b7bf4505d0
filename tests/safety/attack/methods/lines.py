"""What the logs say."""

from collections import Counter

from tests.safety.attack.identity import Faces
from tests.safety.attack.sight import Numbers, Sight

NEAR = 2.0


def by_lines(sight: Sight) -> Numbers:
    """Who is named in them, and who pressed when one was written."""
    faces = Faces(sight.circle, sight.secrets)
    named = Counter(one for line in sight.lines for one in faces.in_text(line.text))
    moments = [line.at.timestamp() for line in sight.lines if line.at]
    at_time = {
        person: float(sum(abs(one - press.timestamp()) < NEAR for one in moments))
        for person, press in sight.presses.items()
    }
    return {
        "named: log": sight.each({one: float(many) for one, many in named.items()}),
        "at the time: log": sight.each(at_time),
    }
