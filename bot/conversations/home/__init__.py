"""A person's own page: what waits for them, and what they have a part in."""
