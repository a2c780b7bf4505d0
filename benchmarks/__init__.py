"""Measurements, printed as tables. Each part is a module with a `main()`; `python -m benchmarks PART` runs one."""
