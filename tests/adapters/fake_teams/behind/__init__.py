"""What runs in the fake's own process: it knows nothing of the bot but its address."""
