"""What a conversation is: the commands, buttons, forms and alarms that it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.boundary.arrivals import AlarmRang, ButtonPressed, CommandGiven, FormSubmitted
from bot.boundary.decision import Decision
from bot.boundary.tokens import Act, Token
from bot.conversations.known import Known
from bot.domain.alarm import AlarmKind

OnCommand = Callable[[CommandGiven, Known], Decision]
OnPress = Callable[[ButtonPressed, Token, Known], Decision]
OnForm = Callable[[FormSubmitted, Token, Known], Decision]
OnAlarm = Callable[[AlarmRang, Known], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Each command word, act and alarm belongs to exactly one conversation; a test holds that."""

    commands: Mapping[str, OnCommand] = field(default_factory=dict)
    presses: Mapping[Act, OnPress] = field(default_factory=dict)
    forms: Mapping[Act, OnForm] = field(default_factory=dict)
    alarms: Mapping[AlarmKind, OnAlarm] = field(default_factory=dict)
