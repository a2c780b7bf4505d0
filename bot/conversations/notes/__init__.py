"""Notes without a name: the check-in, what lies behind its door, and how it comes to be told."""
