"""The composition root: the only place that names adapters and storage, and puts them together.

`house` is what runs; `operating` is what an operator asks for beside it.
"""
