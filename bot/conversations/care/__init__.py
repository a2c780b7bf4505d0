"""When something is not right: worries, repair, and what belongs elsewhere."""
