"""Pictures of what the bot shows in Slack, to be looked at while it is developed."""
