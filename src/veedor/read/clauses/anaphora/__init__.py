"""What words that point back to other sentences stand for."""

from veedor.read.clauses.anaphora.discourse import Discourse

__all__ = ["Discourse"]
