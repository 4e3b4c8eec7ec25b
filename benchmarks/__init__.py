"""Measurements of veedor: one file per benchmark, each with `measure(data)`; see gate.py."""
