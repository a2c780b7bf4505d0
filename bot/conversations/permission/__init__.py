"""Authorise: somebody has the idea, a sponsor gives permission, and two people look after it."""
