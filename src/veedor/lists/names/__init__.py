"""Names across scripts, spellings and languages: taken apart, compared, reduced to one form."""

from veedor.lists.names.compare import Comparison, compare
from veedor.lists.names.parts import parts

__all__ = ["Comparison", "compare", "parts"]
