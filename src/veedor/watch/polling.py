"""What a pass asks: the declared sources that are due, each in its way."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from stat import S_ISREG

from veedor.collect import Event, Known, Polled, from_file, is_page_address
from veedor.collect.events import Asked, Elsewhere
from veedor.collect.memory import Memory
from veedor.declared import Source
from veedor.model import Marks, SourceHealth
from veedor.settings import Collect

__all__ = ["due_sources", "poll"]


def due_sources(
    sources: Sequence[Source], health: dict[str, SourceHealth], now: datetime
) -> list[Source]:
    """The sources whose time has come, those first that have waited longest."""
    moment = now.isoformat(timespec="seconds")
    due = {s.address: (health[s.address].due if s.address in health else "") for s in sources}
    return sorted((s for s in sources if due[s.address] <= moment), key=lambda s: due[s.address])


def poll(
    sources: Sequence[Source], memory: Memory, settings: Collect, seconds: float
) -> Iterator[Event]:
    """What the sources bring: files and folders first, then everything on the web at once.

    Args:
        sources: those that are due.
        memory: what was asked before.
        settings: limits and manners.
        seconds: how long pages are asked for; what is left comes at the next pass.
    """
    until = time.monotonic() + seconds
    elsewhere: list[str] = []
    for source in sources:
        if is_page_address(source.address):
            continue
        mark = _mark(source.address)
        if mark is not None and _known(memory, source.address) == mark:
            yield Polled(source=source.address, unchanged=True)
            continue
        count = 0
        for event in from_file(source.address, settings):
            if isinstance(event, Elsewhere):
                elsewhere.append(event.url)
                continue
            count += 1
            yield event
            yield Asked(url=source.address, start=source.address, marks=None)
        yield Polled(source=source.address, listed=count)
        marks = None if mark is None else Marks(mark=mark)
        yield Asked(url=source.address, start=source.address, marks=marks)
    yield from _from_web(sources, elsewhere, memory, settings, until)


def _mark(address: str) -> str | None:
    """What changes when a file does; None for folders and what lies elsewhere."""
    try:
        found = Path(address).stat()
    except (OSError, ValueError):
        return None
    return f"{found.st_size}-{found.st_mtime_ns}" if S_ISREG(found.st_mode) else None


def _known(memory: Memory, address: str) -> str | None:
    marks = memory.marks(address)
    return marks.mark if marks else None


def _from_web(
    sources: Sequence[Source],
    elsewhere: Sequence[str],
    memory: Memory,
    settings: Collect,
    until: float,
) -> Iterator[Event]:
    from veedor.collect.crawl import Start, crawl

    starts = [
        Start(
            url=source.address,
            read=source.read,
            most_links=source.most_links or settings.most_links,
            since=source.since or None,
            again=True,
        )
        for source in sources
        if is_page_address(source.address)
    ]
    for url in elsewhere:
        if memory.marks(url) is None:
            starts.append(Start(url=url, read="page", again=True))
        else:
            yield Known(url=url)
    if starts:
        yield from crawl(starts, memory, settings, until)
