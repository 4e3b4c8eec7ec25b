"""Statements become findings: which belong together, how sure one may be, what changed."""

from veedor.find.findings import find

__all__ = ["find"]
