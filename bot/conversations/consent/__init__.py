"""Consent: how a group agrees on anything. Silence is never taken for a yes."""
