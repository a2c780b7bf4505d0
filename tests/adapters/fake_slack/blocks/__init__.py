"""What Slack takes as blocks and views: three layers, for each of them misses something.

The structure from `@slack/types`, the lengths that slack_sdk's models check, and the rules of
Slack's reference pages that both miss.
"""

from tests.adapters.fake_slack.blocks.check import problems_of_message, problems_of_view
from tests.adapters.fake_slack.blocks.problem import Problem

__all__ = ["Problem", "problems_of_message", "problems_of_view"]
