"""Where the world meets the core."""
