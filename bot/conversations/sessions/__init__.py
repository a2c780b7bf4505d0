"""Facilitate: a session from what is offered to its last line."""
