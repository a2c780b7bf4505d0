"""Notes without a name, attacked: the real bot lives, and others try to find out who wrote what.

docs/decisions/0017 says what is attacked, how it is measured, and what it does not cover.
"""
