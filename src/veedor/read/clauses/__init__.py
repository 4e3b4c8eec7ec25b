"""Who does what to whom, clause by clause, and how far it is said to be true."""

from __future__ import annotations

from veedor.read.clauses.find import find_clauses

__all__ = ["find_clauses"]
