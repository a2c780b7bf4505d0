"""Slack: a platform of the bot's. Of the shape of every platform's folder (docs/architecture.md)."""
