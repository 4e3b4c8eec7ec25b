"""From sources to articles: files, folders, JSON Lines, WARC, PDF, pages, feeds and sitemaps.

```
sources ─▶ files │ crawl (web) ─▶ page (HTML) │ pdf │ jsonl │ warc ─▶ item ─▶ Collected │ Refusal
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veedor.collect.events import Asked, Elsewhere, Event, Known, Polled, Read
from veedor.collect.file_names import is_remote_file
from veedor.collect.files import from_path
from veedor.collect.item import Collected
from veedor.collect.memory import Forgetful, Memory
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = [
    "Asked", "Collected", "Elsewhere", "Event", "Known", "Polled", "collect", "from_file", "gather",
    "is_page_address",
]  # fmt: skip


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
    limits, remembered = settings or Collect(), memory or Forgetful()
    starts: list[tuple[str, Read]] = []
    for source in sources:
        if is_page_address(source):
            starts.append((source, "auto"))
            continue
        for event in from_file(source, limits):
            if not isinstance(event, Elsewhere):
                yield event
            elif remembered.marks(event.url) is None:
                starts.append((event.url, "page"))
            else:
                yield Known(url=event.url)
    if starts:
        yield from _from_web(starts, limits, remembered)


def is_page_address(source: str) -> bool:
    """Whether a source is asked for over the web, as pages and lists are."""
    return source.startswith(("http://", "https://")) and not is_remote_file(source)


def from_file(source: str, settings: Collect) -> Iterator[Collected | Refusal | Elsewhere]:
    """What a source gives that is no page: a file or folder, here or elsewhere."""
    if not is_remote_file(source):
        return from_path(source, settings)
    from veedor.collect.remote import from_remote

    return from_remote(source, settings)


def _from_web(
    sources: Iterable[tuple[str, Read]], settings: Collect, memory: Memory
) -> Iterator[Event]:
    # The web's libraries take half a second to import, which a run on files need not wait for.
    from veedor.collect.crawl import Start, crawl

    starts = [Start(url=url, read=read, most_links=settings.most_links) for url, read in sources]
    yield from crawl(starts, memory, settings)
