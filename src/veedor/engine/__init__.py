"""Which work is new or stale, and where it runs."""

from veedor.engine.collection import load_collection, load_groups
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.pipeline import collect_into, run, run_stages

__all__ = [
    "Outcome", "Progress", "collect_into", "load_collection", "load_groups", "run", "run_stages",
]  # fmt: skip
