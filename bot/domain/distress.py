"""Whether a note sounds heavy: a short list of words, looked up in memory while its writer is there.

What it finds is told to the writer alone. It is never kept, counted, logged or passed on. False alarms
are expected, and harm is missed; so it only ever offers.
"""

import re
import unicodedata

_HEAVY = re.compile(
    r"""\b(?:
    suicid\w*
    | (?:kill|harm|hurt|cut(?:ting)?|hang|poison)(?:ing)?\ (?:my|him|her|your|them)\s?sel(?:f|ves)
    | self[\ -]?harm\w* | overdos\w*
    | (?:want|wanted|wanting|wish|going|like)\ to\ (?:die|be\ dead|disappear|end\ it(?:\ all)?)
    | end(?:ing)?\ (?:my|his|her|their)\ (?:own\ )?life | take\ my\ (?:own\ )?life
    | (?:do\ not|don't|dont|no\ longer)\ want\ to\ (?:live|be\ here|wake\ up|be\ alive)
    | better\ off\ (?:dead|without\ me) | no\ (?:reason|point)\ (?:to|in)\ liv(?:e|ing)
    | (?:can't|cant|cannot|can\ not)\ (?:go\ on|cope|carry\ on|take\ (?:it|this)\ any\ ?more)
    | not\ coping | (?:at|near)\ (?:the\ )?breaking\ point | break(?:ing)?\ down | panic\ attacks?
    | (?:am|feel|feeling|is|are|was)\ (?:not|un)\s?safe | in\ danger | afraid\ (?:of|for)\ my
    | rap(?:e|ed|ist) | (?:sexual(?:ly)?\ )?assault\w* | molest\w* | groom(?:ed|ing)
    | abus(?:e|ed|es|ing|ive) | beat(?:s|en|ing)?\ (?:me|him|her|them|up)
    | (?:hits|hit|hurts|hurting|strangl\w+|threaten\w*)\ (?:me|him|her|us|them)\b
    | (?:kill|stab|shoot)(?:s|ed|ing)?\ (?:me|him|her|us|them|someone|somebody)
    | bull(?:y|ied|ies|ying) | harass\w* | neglect\w*
    | drink(?:ing)?\ (?:at|on|before)\ (?:work|shift|the\ job) | relaps\w*
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def sounds_heavy(text: str) -> bool:
    straight = unicodedata.normalize("NFKC", text).replace("’", "'")
    return _HEAVY.search(" ".join(straight.split())) is not None
