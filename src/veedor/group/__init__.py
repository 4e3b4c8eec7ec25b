"""Events, stories, utterances, conflicts and entities, over a whole collection."""

from __future__ import annotations

from veedor.group.collection import Collection, Groups

__all__ = ["Collection", "Groups", "group"]


def group(_collection: Collection) -> Groups:
    """Put together what the articles of a collection tell of the same things."""
    return Groups()
