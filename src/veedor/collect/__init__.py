"""From sources to articles: files, folders, JSON Lines, pages and feeds.

```
sources ─▶ files │ web ─▶ encoding ─▶ page (HTML) │ jsonl ─▶ item (language) ─▶ Collected │ Refusal
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
    addresses = []
    for source in sources:
        if source.startswith(("http://", "https://")):
            addresses.append(source)
        else:
            yield from from_path(source, limits)
    if addresses:
        yield from _from_web(addresses, limits)


def _from_web(addresses: Iterable[str], settings: Collect) -> Iterator[Collected | Refusal]:
    # The web's libraries take half a second to import, which a run on files need not wait for.
    from veedor.collect.fetch import Fetcher
    from veedor.collect.web import from_address

    fetcher = Fetcher(settings)
    try:
        for address in addresses:
            yield from from_address(address, fetcher)
    finally:
        fetcher.close()
