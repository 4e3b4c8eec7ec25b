"""How long pages take while several people read a large archive, and how heavy they are.

Usage: python -m benchmarks.web_speed [ARTICLES] [--readers N] [--pause S] [--requests N]
                                      [--keep DIR]

The archive is the example press many times over: the real stages make its records once, and
copies of them get ids, names and days of their own, but for the names that are in all of it, so
that some are named in a third of the archive. Readers are threads of this process, on this
machine alone; the server is a process of its own. Each reader asks for a page of a random kind,
looks at it for `pause` seconds on average, and asks for the next.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import msgspec

from veedor.engine import run
from veedor.model import Article, Dating, Entity, Finding, Linked, Reading
from veedor.store import Workspace
from veedor.store.collected import KINDS
from veedor.store.outputs import Made
from veedor.store.payload import pack
from veedor.store.schema import articles as articles_table

#: What the quality gate measures: the archive of the bar takes minutes to be made.
SMALL, LARGE = 300, 3_000
#: So many of the names of the example press are in every copy of it.
SHARED = 60
MAX_MS, MAX_KB = 150, 300
_QUOTED = re.compile(rb'"([0-9a-z][0-9a-z:_\-]{2,70})"')
_DAY = re.compile(rb"20[12]\d-[01]\d-[0-3]\d")


# ---------------------------------------------------------------- a large archive


class Copier:
    """Rewrites records for one copy of the example press."""

    def __init__(self, number: int, ids: set[bytes], names: set[bytes]) -> None:
        self.number, self.ids, self.names = number, ids, names
        self.shift = (number * 37) % 1_500

    def __call__(self, record: Any, kind: Any) -> Any:
        raw = _QUOTED.sub(self._renamed, msgspec.json.encode(record))
        return msgspec.json.decode(_DAY.sub(self._moved, raw), type=kind)

    def _renamed(self, found: re.Match[bytes]) -> bytes:
        token = found[1]
        if token in self.ids:
            return b'"' + _own_id(token, self.number) + b'"'
        return b'"%b-%d"' % (token, self.number % 400) if token in self.names else found[0]

    def _moved(self, found: re.Match[bytes]) -> bytes:
        return _moved(found[0], self.shift)


@lru_cache(maxsize=100_000)
def _own_id(token: bytes, number: int) -> bytes:
    return hashlib.sha256(b"%b %d" % (token, number)).hexdigest()[:16].encode()


@lru_cache(maxsize=100_000)
def _moved(day: bytes, shift: int) -> bytes:
    try:
        return (date.fromisoformat(day.decode()) - timedelta(days=shift)).isoformat().encode()
    except ValueError:
        return day


def multiply(source: Workspace, target: Workspace, count: int) -> None:
    """Fill a workspace with copies of another until it has so many articles."""
    articles = source.articles.all()
    outputs = {stage: source.outputs.all(stage, kind) for stage, kind in _STAGES.items()}
    groups = {kind: source.records.all(kind, type_) for kind, type_ in KINDS.items()}
    findings = source.findings.all()
    everything = b"".join(map(msgspec.json.encode, (groups, findings, outputs["link"])))
    ids = set(re.findall(rb'"([0-9a-f]{16})"', everything)) | {a.encode() for a in articles}
    entities: list[Entity] = sorted(groups.pop("entities"), key=lambda e: -len(e.articles))
    names = {entity.key.encode() for entity in entities[SHARED:]}
    made: dict[str, list[Any]] = defaultdict(list)
    whole: dict[str, Entity] = {}
    done = number = 0
    while done < count:
        copy = Copier(number, ids, names)
        _copy_articles(target, copy, articles, outputs)
        for kind, records in groups.items():
            made[kind] += [copy(record, KINDS[kind]) for record in records]
        made["findings"] += [copy(finding, Finding) for finding in findings]
        for entity in (copy(entity, Entity) for entity in entities):
            before = whole.get(entity.key)
            both = (*before.articles, *entity.articles) if before else entity.articles
            whole[entity.key] = msgspec.structs.replace(entity, articles=both)
        done, number = done + len(articles), number + 1
    with target.transaction():
        for kind, type_ in KINDS.items():
            rows = list(whole.values()) if kind == "entities" else made[kind]
            assert all(isinstance(row, type_) for row in rows[:1])
            target.records.replace(kind, rows)
        target.findings.replace(made["findings"])
        for stage in ("date", "group", "find"):
            target.set(stage, f"copies of the example press: {count}")
    target.search.refresh()


_STAGES: dict[str, Any] = {"read": Reading, "date": Dating, "link": Linked}


def _copy_articles(
    target: Workspace, copy: Copier, articles: dict[str, Article], outputs: dict[str, Any]
) -> None:
    rows = []
    for number, article in enumerate(articles.values()):
        outlet = article.outlet or f"Gaceta {(copy.number + number) % 80}"
        own = msgspec.structs.replace(
            copy(article, Article), text=article.text, evidence=None, revision_of=None,
            source=f"{article.source}#{copy.number}", outlet=outlet,
        )  # fmt: skip
        row = {name: getattr(own, name) for name in
               ("id", "source", "outlet", "title", "language", "published", "collected_at",
                "revision_of", "evidence")}  # fmt: skip
        rows.append(row | {"payload": pack(own)})
    with target.transaction():
        target.database.put(articles_table, rows)
        for stage, kind in _STAGES.items():
            payloads = {}
            for record in outputs[stage].values():
                own = copy(record, kind)
                payloads[own.article] = own
            target.outputs.put(stage, dict.fromkeys(payloads, Made("1", "1")), payloads)


@contextlib.contextmanager
def archive(count: int, keep: Path | None = None) -> Iterator[Path]:
    """A workspace of so many articles, made unless it is there."""
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not (folder / "large" / "made").exists():
            press = Path(__file__).resolve().parents[1] / "examples" / "press"
            for name in ("small", "large"):
                Workspace.create(folder / name)
            with (
                Workspace(folder / "small", doing="bench") as small,
                Workspace(folder / "large", doing="bench") as large,
            ):
                run(small, [str(press)])
                multiply(small, large, count)
            (folder / "large" / "made").touch()
        yield folder / "large"


# ---------------------------------------------------------------- readers


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of a server over the workspace, and its process id."""
    command = [sys.executable, "-m", "veedor", "serve", "--workspace", str(folder), "--port", "0"]
    with (
        tempfile.NamedTemporaryFile("r") as said,
        Path(said.name).open("w") as log,
        subprocess.Popen(command, stderr=log) as process,
    ):
        try:
            for _ in range(600):
                if address := re.search(r"http://\S+", Path(said.name).read_text()):
                    break
                time.sleep(0.1)
            else:
                raise SystemExit(f"the server does not begin: {said.read()}")
            yield address[0].rstrip("/"), process.pid
        finally:
            process.terminate()


def addresses(base: str) -> Callable[[random.Random], tuple[str, str]]:
    """A kind of page and an address of that kind, at random."""
    with httpx.Client(base_url=base, timeout=900) as client:
        client.get("/")

        def some(kind: str) -> list[str]:
            items = client.get(f"/api/v1/{kind}?limit=400").json()["items"]
            return [item.get("key") or item["id"] for item in items]

        keys = {kind: some(kind) for kind in
                ("articles", "events", "stories", "findings", "entities")}  # fmt: skip
        most = re.findall(r'href="/entities/([^"]+)"', client.get("/entities").text)
        parties = re.findall(r'href="/parties/([^"]+)"', client.get("/queue").text)
    words = ("contenedores", "misiles Rusia", "Kim Putin", "tratado de defensa", "barco carbón",
             "sanctions panel", "petróleo", "troops Kursk")  # fmt: skip
    pages: dict[str, Callable[[random.Random], str]] = {
        "overview": lambda _: "/",
        "findings": lambda r: r.choice(
            ("/findings", "/findings?kind=lead", "/findings?sort=date&country=KP",
             f"/findings?page={r.randint(1, 60)}", "/findings?status=corroborated&sort=origins")
        ),
        "finding": lambda r: f"/findings/{r.choice(keys['findings'])}",
        "queue": lambda r: r.choice(("/queue", f"/queue?page={r.randint(1, 9)}")),
        "queue of findings": lambda r: f"/queue?show=findings&page={r.randint(1, 60)}",
        "events": lambda r: r.choice(
            (f"/events?page={r.randint(1, 400)}", "/events?since=2022-01-01&until=2022-03-01")
        ),
        "event": lambda r: f"/events/{r.choice(keys['events'])}",
        "stories": lambda r: f"/stories?page={r.randint(1, 30)}",
        "story": lambda r: f"/stories/{r.choice(keys['stories'])}",
        "articles": lambda r: f"/articles?page={r.randint(1, 2000)}",
        "article": lambda r: f"/articles/{r.choice(keys['articles'])}?at=100-180",
        "entities": lambda r: r.choice(
            (f"/entities?page={r.randint(1, 300)}", "/entities?q=kim", "/entities?listed=1")
        ),
        "entity": lambda r: f"/entities/{r.choice((*most[:25], *keys['entities']))}",
        "party": lambda r: f"/parties/{r.choice(parties)}",
        "sources": lambda r: f"/sources?families={r.randint(1, 100)}",
        "lists": lambda _: "/lists",
        "search": lambda r: f"/search?q={r.choice(words)}",
        "report": lambda _: "/report",
        "press": lambda _: "/press",
        "conflicts": lambda r: f"/conflicts?page={r.randint(1, 300)}",
        "API": lambda r: r.choice(
            ("/api/v1/findings?limit=50", f"/api/v1/articles/{r.choice(keys['articles'])}",
             f"/api/v1/readings/{r.choice(keys['articles'])}", "/api/v1/events?limit=50")
        ),
    }
    kinds = list(pages)

    def choose(at: random.Random) -> tuple[str, str]:
        kind = at.choice(kinds)
        return kind, pages[kind](at)

    return choose


def read(base: str, readers: int, pause: float, requests: int, seconds: float) -> dict[str, Any]:
    """Milliseconds and kilobytes of each page that the readers had, by its kind."""
    choose = addresses(base)
    taken: dict[str, list[float]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    left = [requests]
    until = time.monotonic() + seconds
    lock = threading.Lock()

    def reader(number: int) -> None:
        at = random.Random(number)
        with httpx.Client(base_url=base, timeout=60, headers={"accept-language": "es"}) as client:
            while time.monotonic() < until:
                with lock:
                    left[0] -= 1
                    if left[0] < 0:
                        return
                kind, address = choose(at)
                time.sleep(at.expovariate(1 / pause) if pause else 0)
                begun = time.perf_counter()
                answer = client.get(address)
                spent = 1000 * (time.perf_counter() - begun)
                answer.raise_for_status()
                with lock:
                    taken[kind].append(spent)
                    weights[kind] = max(weights[kind], len(answer.content) / 1000)

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {kind: (sorted(times), weights[kind]) for kind, times in sorted(taken.items())}


def percentile(times: list[float], share: float = 0.95) -> float:
    """The value that so large a share of a sorted list does not exceed."""
    return times[min(len(times) - 1, int(share * len(times)))]


def _processor(process: int) -> float:
    """Seconds of processor time that a process has taken, which no other load changes much."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def measure(data: Path | None = None) -> dict[str, float]:
    """How much of a page's speed is left when the archive is ten times as large, and how much of
    the weight that a page may have is left. `data` is not needed.

    One reader, so that the figure is the work of a page and not the crowd on the machine.
    """
    del data
    medians, heaviest = [], 0.0
    for count in (SMALL, LARGE):
        with archive(count) as folder, served(folder) as (base, _):
            read(base, 1, 0, 120, 60)
            found = read(base, 1, 0, 250, 60)
        medians.append(statistics.fmean(statistics.median(t) for t, _ in found.values()))
        heaviest = max(heaviest, *(weight for _, weight in found.values()))
    return {
        "web_speed.growth": round(min(1.0, medians[0] / medians[1]), 3),
        "web_speed.weight": round(max(0.0, 1 - heaviest / MAX_KB), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds; 0: all at once")
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--keep", type=Path, help="make the archive here, or use it again")
    given = parser.parse_args()
    begun = time.monotonic()
    with archive(given.articles, given.keep) as folder:
        print(f"archive: {time.monotonic() - begun:.0f} s", flush=True)
        begun = time.monotonic()
        with served(folder) as (base, process):
            httpx.get(base + "/", timeout=900)
            print(f"first page: {time.monotonic() - begun:.0f} s", flush=True)
            loading = _processor(process)
            print(f"processor time until then: {loading:.0f} s", flush=True)
            found = read(base, given.readers, given.pause, given.requests, given.seconds)
            memory, busy = _memory(process), _processor(process) - loading
    for kind, (times, weight) in found.items():
        high = percentile(times)
        mark = "" if high <= MAX_MS and weight <= MAX_KB else "  OVER"
        print(f"{kind:20} n {len(times):4}  median {statistics.median(times):6.0f} ms  "
              f"p95 {high:6.0f} ms  {weight:6.0f} kB{mark}")
    every = sorted(t for times, _ in found.values() for t in times)
    figures = {
        "p95_ms": round(percentile(every)), "memory_mb": round(memory),
        "processor_ms_a_page": round(1000 * busy / max(1, len(every)), 1),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
