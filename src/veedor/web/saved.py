"""Views of the findings that somebody saved under a name, for all who use the workspace."""

from __future__ import annotations

import msgspec

from veedor.errors import UsageError
from veedor.store import Workspace

__all__ = ["forget_view", "save_view", "saved_views"]

KEY = "web.views"
MOST_VIEWS = 60
MOST_NAME, MOST_QUERY = 80, 1_000


def saved_views(place: Workspace) -> dict[str, str]:
    """The questions of an address by the names they were saved under, in order of the names."""
    kept = msgspec.json.decode(place.get(KEY) or "{}", type=dict[str, str])
    return dict(sorted(kept.items(), key=lambda pair: pair[0].casefold()))


def save_view(place: Workspace, name: str, query: str) -> None:
    """Keep a view; one of the same name is replaced.

    Raises:
        UsageError: it has no name or too long a one, or there are too many.
    """
    views = saved_views(place)
    if not name or len(name) > MOST_NAME or len(query) > MOST_QUERY:
        raise UsageError("a view needs a name of at most 80 characters")
    if len(views | {name: query}) > MOST_VIEWS:
        raise UsageError("there are too many saved views: take one away first")
    place.set(KEY, msgspec.json.encode(views | {name: query}).decode())


def forget_view(place: Workspace, name: str) -> None:
    """Take a view away, if it is there."""
    views = saved_views(place)
    views.pop(name, None)
    place.set(KEY, msgspec.json.encode(views).decode())
