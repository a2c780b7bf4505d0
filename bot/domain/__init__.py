"""The nouns and rules of a learning community. Frozen values; the standard library only."""
