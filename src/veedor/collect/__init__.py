"""From sources to articles: files, folders, JSON Lines, pages and feeds.

```
sources ─▶ files │ web ─▶ text (encoding), page (HTML), jsonl ─▶ language ─▶ Collected │ Refusal
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veedor.collect.files import from_path
from veedor.collect.item import Collected
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["Collected", "collect"]


def collect(
    sources: Iterable[str], settings: Collect | None = None
) -> Iterator[Collected | Refusal]:
    """The articles of these sources, in order, with a refusal for each that cannot be read.

    Args:
        sources: files, folders, and addresses of pages and feeds, as a person gives them.
        settings: limits and manners.
    """
    limits = settings or Collect()
    for source in sources:
        if source.startswith(("http://", "https://")):
            from veedor.collect.web import from_address

            yield from from_address(source, limits)
        else:
            yield from from_path(source, limits)
