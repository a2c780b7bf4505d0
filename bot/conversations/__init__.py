"""Every conversation that the bot can hold: `(arrival, what is known) -> Decision`, pure.

A folder for each part of a community's life, in the method's order: `permission`, `codesign`, `sessions`,
`learning`; and beside them `membership`, `rhythm`, `consent`, `polls`, `care`, `endings` and `home`. In each, one file
for a conversation, and one line in `every`: what happens, read from the top. What people read about it stands
beside it in `*cards`, what they are asked in `*forms`; `saying` and `known` hold what all of them share.
"""

from bot.conversations.hearing import hears
from bot.conversations.home.page import page
from bot.conversations.known import Known
from bot.conversations.past_its_day import past_its_day
from bot.conversations.routing import COMMANDS, decide

__all__ = ["COMMANDS", "Known", "decide", "hears", "page", "past_its_day"]
