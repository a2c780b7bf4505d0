"""Polls: a question to the group, without names where it matters."""
