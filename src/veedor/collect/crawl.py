"""Many addresses at once, each host in its own time.

One thread hands out requests and takes in answers; others wait for the servers. A host that
rests holds up nobody but itself. Lists (feeds, sitemaps, front pages) lead to further addresses;
those that memory knows are left alone unless their list says that they were changed.
"""

from __future__ import annotations

import queue
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from veedor.collect.events import Asked, Event, Known, Polled, Read
from veedor.collect.fetch import Fetched, Fetcher
from veedor.collect.item import Collected
from veedor.collect.links import Link, authority_of, cleaned
from veedor.collect.memory import Memory
from veedor.collect.retry import pause_before
from veedor.collect.web import Listing, read_fetched
from veedor.errors import InputRefused
from veedor.model import Marks, Refusal
from veedor.settings import Collect

__all__ = ["Start", "crawl"]

#: How deep lists may lead to lists: an index of sitemaps, or a front page that names a feed,
#: leads to lists of reports; some sites put one index into another.
MAX_DEPTH = 3
#: Lists that one source may lead to at one pass: the newest sitemaps of an index.
MAX_LISTS = 20
#: Seconds between two looks at hosts that rest.
_TICK = 0.05


@dataclass(frozen=True, kw_only=True)
class Start:
    """An address to begin with: what lies there, and how many of its pages are taken.

    `since` leaves out pages that their list dates before that day. `again` says that the
    address itself is asked for only if it has changed since it was last asked.
    """

    url: str
    read: Read = "auto"
    most_links: int = 200
    since: str | None = None
    again: bool = False


@dataclass
class _Job:
    url: str
    start: Start
    read: Read
    depth: int = 0
    mark: str | None = None
    marks: Marks = field(default_factory=Marks)
    attempts: int = 0
    not_before: float = 0.0


@dataclass
class _Pass:
    """How far one start is: what it may still take, what is under way, and what its lists
    answered, which is remembered only when all that they list has been had.
    """

    links: int
    lists: int = MAX_LISTS
    listed: int = 0
    open: int = 0
    whole: bool = True
    answered: list[Asked] = field(default_factory=list)


class _Rests:
    """The host asks for a pause first."""


_Answer = Fetched | None | InputRefused | Collected | Listing | _Rests


def crawl(
    starts: Iterable[Start], memory: Memory, settings: Collect, until: float | None = None
) -> Iterator[Event]:
    """What lies at some addresses and at those they list, as the servers answer.

    Args:
        starts: where to begin.
        memory: what was asked before; it is only read: `Asked` says what to remember.
        settings: limits and manners.
        until: when to stop asking (`time.monotonic`); what is left is new at the next pass.
    """
    fetcher = Fetcher(settings)
    try:
        with ThreadPoolExecutor(settings.at_once, thread_name_prefix="collect") as threads:
            yield from _Crawl(fetcher, memory, settings, threads).run(starts, until)
    finally:
        fetcher.close()


class _Crawl:
    def __init__(
        self, fetcher: Fetcher, memory: Memory, settings: Collect, threads: ThreadPoolExecutor
    ) -> None:
        self._fetcher = fetcher
        self._memory = memory
        self._settings = settings
        self._threads = threads
        self._waiting: dict[str, deque[_Job]] = {}
        self._running: Counter[str] = Counter()
        self._answers: queue.SimpleQueue[tuple[_Job, Future[_Answer]]] = queue.SimpleQueue()
        self._seen: set[str] = set()
        self._passes: dict[str, _Pass] = {}

    def run(self, starts: Iterable[Start], until: float | None) -> Iterator[Event]:
        for start in starts:
            if start.url in self._passes:
                continue
            self._passes[start.url] = _Pass(start.most_links)
            self._seen.add(cleaned(start.url))
            known = self._memory.marks(start.url) if start.again else None
            self._add(_Job(start.url, start, start.read, marks=known or Marks()))
        while self._waiting or self._running.total():
            if until is not None and time.monotonic() > until:
                self._waiting.clear()
            self._hand_out()
            try:
                job, answer = self._answers.get(timeout=_TICK)
            except queue.Empty:
                continue
            self._running[authority_of(job.url)] -= 1
            yield from self._take_in(job, answer)

    def _add(self, job: _Job) -> None:
        self._passes[job.start.url].open += 1
        self._waiting.setdefault(authority_of(job.url), deque()).append(job)

    def _hand_out(self) -> None:
        """Begin every request whose host may be asked now."""
        moment = time.monotonic()
        for host in list(self._waiting):
            jobs = self._waiting[host]
            while (
                jobs
                and self._running.total() < self._settings.at_once
                and self._running[host] < self._settings.per_host
                and jobs[0].not_before <= moment
                and not self._fetcher.gate.wait_of(host)
            ):
                job = jobs.popleft()
                self._running[host] += 1
                future = self._threads.submit(self._work, job)
                future.add_done_callback(partial(self._answered, job))
            if not jobs:
                del self._waiting[host]

    def _answered(self, job: _Job, answer: Future[_Answer]) -> None:
        self._answers.put((job, answer))

    def _work(self, job: _Job) -> _Answer:
        """In a thread: ask for one address and read what is there."""
        try:
            self._fetcher.prepare(job.url)
            if self._fetcher.gate.wait_of(authority_of(job.url)) > _TICK:
                return _Rests()
            marks = job.marks
            fetched = self._fetcher.ask(job.url, marks.etag, marks.modified)
            if fetched is None:
                return None
            job.marks = Marks(etag=fetched.etag, modified=fetched.modified, mark=job.mark)
            return read_fetched(job.url, fetched, self._settings.max_bytes, job.read)
        except InputRefused as error:
            return error

    def _take_in(self, job: _Job, answer: Future[_Answer]) -> Iterator[Event]:
        try:
            found = answer.result()
        except Exception as error:
            found = InputRefused(
                job.url, f"a fault of the program: {type(error).__name__}: {error}"
            )
        if isinstance(found, _Rests):
            self._add(job)
        elif isinstance(found, InputRefused):
            yield from self._refused(job, found)
        elif isinstance(found, Listing):
            yield from self._listed(job, found)
        elif isinstance(found, Collected):
            yield found
            yield self._asked(job)
            if job.depth == 0:
                yield Polled(source=job.start.url, listed=1)
        elif job.depth == 0:
            yield Polled(source=job.start.url, unchanged=True)
        else:
            yield Known(url=job.url)
            yield self._asked(job)
        state = self._passes[job.start.url]
        state.open -= 1
        if not state.open and state.whole:
            yield from state.answered

    def _refused(self, job: _Job, refused: InputRefused) -> Iterator[Event]:
        """Try again where that may help; else say so, and remember what is lasting."""
        job.attempts += 1
        pause = pause_before(job.attempts, refused, self._settings)
        if pause is not None:
            job.not_before = time.monotonic() + pause
            self._add(job)
            return
        yield Refusal(source=job.url, stage="collect", reason=refused.reason)
        lasting = refused.again is None
        if job.depth == 0:
            yield Polled(source=job.start.url, problem=refused.reason)
        elif not lasting:
            self._passes[job.start.url].whole = False
        marks = Marks(mark=job.mark, refused=refused.reason)
        remembered = marks if lasting and job.depth else None
        yield Asked(url=job.url, start=job.start.url, marks=remembered)

    def _asked(self, job: _Job) -> Asked:
        return Asked(url=job.url, start=job.start.url, marks=job.marks)

    def _listed(self, job: _Job, listing: Listing) -> Iterator[Event]:
        """Go on to what a list leads to, as far as it is new and the source's share lasts."""
        state = self._passes[job.start.url]
        for link in listing.lists:
            if job.depth < MAX_DEPTH and state.lists > 0 and self._first(link):
                state.lists -= 1
                self._add(_Job(link.url, job.start, "auto", job.depth + 1, link.mark))
        for link in listing.pages:
            if job.start.since and link.mark and link.mark[:10] < job.start.since:
                continue
            state.listed += 1
            if self._first(link):
                yield from self._page(link, job, state)
        state.answered.append(self._asked(job))
        if job.depth == 0:
            yield Polled(source=job.start.url, listed=state.listed)

    def _page(self, link: Link, job: _Job, state: _Pass) -> Iterator[Event]:
        known = self._memory.marks(link.url)
        if known is not None and (link.mark or "") <= (known.mark or ""):
            yield Known(url=link.url)
        elif state.links > 0:
            state.links -= 1
            marks = known or Marks()
            self._add(_Job(link.url, job.start, "page", job.depth + 1, link.mark, marks))
        else:
            state.whole = False

    def _first(self, link: Link) -> bool:
        """Whether this address comes up for the first time in this pass."""
        if link.url in self._seen:
            return False
        self._seen.add(link.url)
        return True
