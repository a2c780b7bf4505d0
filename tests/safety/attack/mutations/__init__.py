"""Leaks, planted one at a time into the running bot: the attack must notice each of them.

Each is done here, in the tests, around the product's own parts; nothing of it is in the product.
"""
