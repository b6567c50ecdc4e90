"""Benchmarks: the real window, loading and exports measured on made-up data, and whether the targets hold."""
