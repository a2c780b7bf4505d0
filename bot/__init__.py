"""What a learning community is, and what the bot says."""
