"""Collecting: pages of a WARC file a second, extraction included, and feeds polled a second.

The press is generated: the texts of the example press in pages as large as a newspaper's. The
WARC file has 100,000 records by default; `--records` takes fewer, and the rate is what counts.

Usage: python -m benchmarks.collecting [--records N] [--feeds N]
"""

from __future__ import annotations

import argparse
import gzip
import os
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.press_sites import Sites, rss, serve

from veedor.collect import Collected, collect, gather
from veedor.collect.events import Polled
from veedor.model import Marks
from veedor.settings import Collect

PRESS = Path(__file__).resolve().parent.parent / "examples" / "press"
#: Bytes of markup around a text: half of the press's pages have between 60 and 150 kB, of which
#: most is scripts and menus.
FURNITURE = 60_000
#: The bars: pages a second on two idle cores, and seconds for 1,000 feeds.
PAGES, SECONDS = 150, 60


def texts() -> list[str]:
    """The reports of the example press, one paragraph a line."""
    files = sorted(path for path in PRESS.rglob("*") if path.suffix in (".txt", ".md"))
    return [path.read_text("utf-8", "replace") for path in files]


def page(text: str, number: int) -> bytes:
    """A newspaper's page around a text."""
    lines = [line for line in text.split("\n") if line.strip()]
    title = f"{lines[0][:90]} ({number})"
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    menu = "".join(f"<li><a href='/seccion-{n}/'>Sección {n}</a></li>" for n in range(60))
    more = "".join(
        f"<div><a href='/otra-{n}.html'><img src='/i/{n}.jpg'>Otra nota {n}</a></div>"
        for n in range(40)
    )
    script = f"<script>var datos = [{','.join(str(n) for n in range(FURNITURE // 6))}];</script>"
    head = (
        f"<meta property='og:type' content='article'><meta property='og:title' content='{title}'>"
        "<meta property='article:published_time' content='2024-06-19T10:00:00Z'>"
    )
    return (
        f"<!DOCTYPE html><html lang='es'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"{script}</head><body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<aside>{more}</aside><footer>Aviso legal</footer></body></html>"
    ).encode()


def record(url: str, body: bytes) -> bytes:
    """One packed record of a WARC file."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-06-19T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012}>\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + http + b"\r\n\r\n", 1)


def write(file: Path, records: int) -> None:
    reports = texts()
    with file.open("wb") as out:
        for number in range(records):
            body = page(reports[number % len(reports)], number)
            out.write(record(f"https://diario.example/nota-{number}.html", body))


class Rate(NamedTuple):
    """Pages a second by the clock, and what two processors of their own would do: pages for each
    two seconds of processor time, which others on the machine do not change.
    """

    clock: float
    two_processors: float


def warc_rate(records: int, workers: int = 2) -> Rate:
    """How fast the articles of a file come, with so many processes."""
    with tempfile.TemporaryDirectory(prefix="veedor-") as folder:
        file = Path(folder) / "prensa.warc.gz"
        write(file, records)
        started, before = time.monotonic(), sum(os.times()[:4])
        found = sum(
            isinstance(item, Collected) for item in collect([str(file)], Collect(workers=workers))
        )
        taken, used = time.monotonic() - started, sum(os.times()[:4]) - before
    if found != records:
        raise SystemExit(f"{found} of {records} pages came out of the file")
    return Rate(records / taken, 2 * records / used)


def bare_rate(pages: int = 100) -> float:
    """Pages a second that trafilatura alone takes the text from, in one process."""
    from trafilatura import bare_extraction

    reports = texts()
    bodies = [page(reports[n % len(reports)], n).decode() for n in range(pages)]
    started = time.monotonic()
    for body in bodies:
        bare_extraction(body, with_metadata=True, include_comments=False)
    return pages / (time.monotonic() - started)


def feed_seconds(feeds: int) -> float:
    """Seconds to poll so many feeds, each on a host of its own, whose reports are all known."""
    with serve(Sites()) as sites:
        starts = []
        for number in range(feeds):
            host = f"diario-{number}.example"
            links = [sites.url(host, f"/nota-{n}.html") for n in range(20)]
            starts.append(sites.put(host, "/rss", rss(links), Content_Type="application/rss+xml"))
        settings = Collect(allow_hosts=tuple(sites.pages), at_once=32)
        started = time.monotonic()
        polled = sum(
            isinstance(event, Polled) and event.listed == 20
            for event in gather(starts, settings, _Knowing())
        )
        taken = time.monotonic() - started
    if polled != feeds:
        raise SystemExit(f"{polled} of {feeds} feeds were polled")
    return taken


class _Knowing:
    """A memory in which every report is known."""

    def marks(self, _: str) -> Marks:
        return Marks(mark="9999")

    def remember(self, url: str, marks: Marks) -> None:
        pass


def measure(data: Path) -> dict[str, float]:
    """Both bars as ratios: more than 1 is above."""
    del data
    return {
        "WARC pages a second on two processors, of the bar": warc_rate(800).two_processors / PAGES,
        "seconds of the bar for each that 1,000 feeds take": SECONDS / feed_seconds(1000),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--feeds", type=int, default=1000)
    options = parser.parse_args()
    print(f"trafilatura alone, one process: {bare_rate():.0f} pages/s")
    rate, seconds = warc_rate(options.records), feed_seconds(options.feeds)
    print(
        f"WARC of {options.records:,} records, 2 processes: {rate.clock:.0f} pages/s by the clock, "
        f"{rate.two_processors:.0f} on two processors of their own (bar: {PAGES})"
    )
    print(f"{options.feeds:,} feeds polled in {seconds:.1f} s (bar: {SECONDS} s for 1,000)")
    if rate.two_processors < PAGES or seconds > SECONDS:
        raise SystemExit("below the bar")


if __name__ == "__main__":
    main()
