"""From sources to articles: files, folders, JSON Lines, WARC, PDF, pages, feeds and sitemaps.

```
sources ─▶ files │ crawl (web) ─▶ page (HTML) │ pdf │ jsonl │ warc ─▶ item ─▶ Collected │ Refusal
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veedor.collect.events import Asked, Event, Known, Polled
from veedor.collect.files import from_path
from veedor.collect.item import Collected
from veedor.collect.memory import Forgetful, Memory
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["Asked", "Collected", "Event", "Known", "Polled", "collect", "gather"]


def collect(
    sources: Iterable[str], settings: Collect | None = None
) -> Iterator[Collected | Refusal]:
    """The articles of these sources, with a refusal for each that cannot be read.

    Args:
        sources: files, folders, and addresses of pages, feeds, sitemaps and sites, as a person
            gives them.
        settings: limits and manners.
    """
    for event in gather(sources, settings):
        if isinstance(event, (Collected, Refusal)):
            yield event


def gather(
    sources: Iterable[str], settings: Collect | None = None, memory: Memory | None = None
) -> Iterator[Event]:
    """What `collect` gives, and besides which addresses were asked and which were known before.

    Args:
        sources: as for `collect`.
        settings: limits and manners.
        memory: what was asked before; the reports that a list leads to are asked for once.
    """
    limits = settings or Collect()
    addresses = []
    for source in sources:
        if source.startswith(("http://", "https://")):
            addresses.append(source)
        else:
            yield from from_path(source, limits)
    if addresses:
        yield from _from_web(addresses, limits, memory or Forgetful())


def _from_web(addresses: Iterable[str], settings: Collect, memory: Memory) -> Iterator[Event]:
    # The web's libraries take half a second to import, which a run on files need not wait for.
    from veedor.collect.crawl import Start, crawl
    from veedor.collect.fetch import Fetcher

    fetcher = Fetcher(settings)
    try:
        starts = [Start(url=address, most_links=settings.most_links) for address in addresses]
        yield from crawl(starts, fetcher, memory, settings)
    finally:
        fetcher.close()
