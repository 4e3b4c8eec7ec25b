"""Mutated inputs over every reader and parser: no crash, no hang, no flood of memory.

Each input is a sound one with some of its bytes changed, cut, doubled, or replaced by what
breaks parsers (deep nesting, entities within entities, NUL, endless numbers). What a reader may
do with it: read it, or refuse it with an error of ours. A process reads one after another; it is
killed at 5 s of processor time for one input, and may take 1 GB more than it had at the start.

Usage: python -m benchmarks.fuzz [--count N] [--seed N] [--only READER]
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import random
import resource
import shutil
import signal
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.collect.conftest import ARTICLE, SPANISH
from tests.lists import samples, whole_samples

from veedor.collect import collect
from veedor.collect.encoding import decode
from veedor.collect.feeds import feed_links
from veedor.collect.front import links_of_front
from veedor.collect.robots import Robots
from veedor.collect.sitemaps import sitemap_of, unpacked
from veedor.errors import InputRefused, VeedorError
from veedor.lists import load
from veedor.model import Article, Capture, Linked, Reading
from veedor.outlets import built_in
from veedor.regimes import load_pack
from veedor.settings import Collect, load_settings
from veedor.store import Workspace
from veedor.store.copying import back_up, opened_backup
from veedor.store.exchange import export_warc, import_warc
from veedor.store.payload import pack, unpack
from veedor.store.warc import packed, read, records

ROOT = Path(__file__).parent.parent
SECONDS, MEMORY = 5, 1 << 30
#: A process that is stuck without using the processor is given up after so many seconds.
PATIENCE = 60.0
PAGE = Capture(
    uri="https://press.example/1", at="2024-03-05T10:00:00+00:00", media_type="text/html",
    request_line="GET /1 HTTP/1.1", status_line="HTTP/1.1 200 OK",
    response=(("Content-Type", "text/html; charset=utf-8"),),
)  # fmt: skip
FEED = (
    "<rss version='2.0'><channel><item><title>x</title><link>https://press.example/1</link>"
    "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/1' rel='alternate'/>"
    "<updated>2024-03-05T10:00:00Z</updated></entry></feed>"
)
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/1", "id": "2"}]}'
SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/1"
    "</loc><lastmod>2024-03-05</lastmod></url></urlset>"
)
ROBOTS = "User-agent: *\nDisallow: /a*$\nAllow: /\nCrawl-delay: 2\nSitemap: https://a.example/s\n"
SETTINGS = '[store]\nurl = "sqlite:///a.db"\n[collect]\npause = 1.0\n[models]\nes = "x"\n'
OUTLETS = (
    "- {name: Diario del Sur, domains: [sur.example], country: ES, kind: independent}\n"
    "- {name: Agencia Costa, names: [AC], domains: [costa.example], country: MX, kind: agency}\n"
)
ROW = json.dumps({"url": "https://press.example/1", "title": "Abre", "text": SPANISH})

#: Entities within entities.
ENTITIES = (
    b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
    b"'&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;&c;&c;</a>"
)
#: What breaks parsers, put in at a random place.
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n" * 999, b"\x1a",
    b"9" * 400, b"-1", b"1e999", b"NaN", b"<div>" * 3000, b"[" * 3000, b'{"a":' * 3000, b"<!--",
    b"<![CDATA[", b"&#0;", b"&#x110000;", b"&amp;" * 500, b"</", b"<a b=", b'"', b"'", b"\\", b"%",
    ENTITIES, b"a" * 20000, b",;\t|" * 200,
    "ﷺ\u202e\u200d\u0301".encode() * 50, b"&a: [*a, *a]\n", b"0000-00-00", b"2024-99-99T99:99:99",
)  # fmt: skip

Read = Callable[[bytes, Path], object]


@dataclass
class Target:
    """A reader, sound inputs of it, and what share of all inputs it gets (1 where it is cheap)."""

    read: Read
    samples: Sequence[bytes]
    share: float = 1.0


def mutated(sample: bytes, other: bytes, chance: random.Random) -> bytes:
    """A sound input with a few things wrong."""
    content = bytearray(sample)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        place = chance.randrange(len(content) + 1)
        end = min(len(content), place + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.randrange(7)
        if kind == 0 and content:
            content[min(place, len(content) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            content[place:place] = chance.choice(NASTY)
        elif kind == 2:
            del content[place:end]
        elif kind == 3:
            content[place:place] = content[place:end] * chance.choice((1, 2, 50))
        elif kind == 4:
            start = chance.randrange(len(other) + 1)
            content[place:end] = other[start : start + chance.randrange(200)]
        elif kind == 5:
            content[place:end] = chance.randbytes(end - place)
        elif chance.random() < 0.3:
            del content[place:]
    return bytes(content)


# ---------------------------------------------------------------- the readers


def _file(name: str) -> Read:
    def collected(content: bytes, folder: Path) -> object:
        (folder / name).write_bytes(content)
        return list(collect([str(folder / name)], Collect(workers=1)))

    return collected


def _list(name: str) -> Read:
    def loaded(content: bytes, folder: Path) -> object:
        (folder / name).write_bytes(content)
        return load(folder / name)

    return loaded


def _settings(content: bytes, folder: Path) -> object:
    (folder / "veedor.toml").write_bytes(content)
    return load_settings(folder, {})


def _outlets(content: bytes, folder: Path) -> object:
    (folder / "a.yaml").write_bytes(content)
    return built_in().with_own([folder / "a.yaml"], [])


def _pack(name: str) -> Read:
    sound = ROOT / "tests" / "regimes" / "fictional"

    def loaded(content: bytes, folder: Path) -> object:
        place = folder / "pack"
        shutil.copytree(sound, place)
        (place / name).write_bytes(content)
        return load_pack(place)

    return loaded


def _robots(content: bytes, _: Path) -> object:
    return Robots(lambda _site: content, "veedor").allows("https://a.example", "https://a.example/a1")


def _front(content: bytes, _: Path) -> object:
    return links_of_front("x", content, "https://press.example/")


def _sitemap(content: bytes, _: Path) -> object:
    return sitemap_of(unpacked("x", content, 20_000_000), "https://a.example/s")


def _evidence(content: bytes, folder: Path) -> object:
    (folder / "in.warc.gz").write_bytes(content)
    Workspace.create(folder / "w")
    with Workspace(folder / "w", doing="fuzz") as place:
        return import_warc(place, folder / "in.warc.gz")


def _backup(content: bytes, folder: Path) -> object:
    (folder / "backup").write_bytes(content)
    with opened_backup(folder / "backup") as database, database.begin() as connection:
        return connection.exec_driver_sql("SELECT * FROM articles").all()


def _segment(content: bytes, _: Path) -> object:
    return read(BytesIO(content))


def _reading(content: bytes, _: Path) -> object:
    from veedor.read.reader import Reader

    global _READER
    text = content.decode("utf-8", "replace")[:4000]
    if not text.strip():
        return None
    _READER = _READER or Reader({})
    return _READER.read(Article(id="x", source="x", text=text, language="es"))


_READER: Any = None


def targets(folder: Path) -> dict[str, Target]:
    """Every reader, with inputs that are sound."""
    import typst

    (folder / "a.typ").write_text(f"= Abre el puerto\n\n{SPANISH}\n\n{SPANISH}\n", "utf-8")
    pdf = bytes(typst.compile(str(folder / "a.typ")))
    web = b"".join(map(gzip.compress, records(PAGE, ARTICLE.encode())))
    exported, backup = _exported(folder)
    page = ARTICLE.encode()
    packs = ROOT / "tests" / "regimes" / "fictional"
    found = {
        "text file": Target(_file("a.txt"), [SPANISH.encode(), SPANISH.encode("utf-16")]),
        "HTML file": Target(_file("a.html"), [page, page.replace(b"utf-8", b"latin-1")]),
        "PDF file": Target(_file("a.pdf"), [pdf]),
        "JSON Lines": Target(_file("a.jsonl"), [f"{ROW}\n{ROW}\n".encode()]),
        "packed JSON Lines": Target(_file("a.jsonl.gz"), [gzip.compress(ROW.encode())]),
        "JSON file": Target(_file("a.json"), [ROW.encode()]),
        "WARC file": Target(_file("a.warc.gz"), [web, exported]),
        "plain WARC file": Target(_file("a.warc"), [b"".join(records(PAGE, page))]),
        "encoding": Target(lambda content, _: decode("x", content), [SPANISH.encode("cp1252")]),
        "feed": Target(
            lambda content, _: feed_links(content, "https://press.example/f"),
            [FEED.encode(), ATOM.encode(), JSON_FEED.encode()],
        ),
        "sitemap": Target(_sitemap, [SITEMAP.encode(), gzip.compress(SITEMAP.encode())]),
        "front page": Target(_front, [page]),
        "robots.txt": Target(_robots, [ROBOTS.encode()]),
        "settings": Target(_settings, [SETTINGS.encode()]),
        "outlets": Target(_outlets, [OUTLETS.encode()]),
        "evidence import": Target(_evidence, [exported], 0.3),
        "evidence record": Target(_segment, [packed(PAGE, page), web]),
        "backup": Target(_backup, [backup], 0.3),
        "stored reading": Target(
            lambda content, _: unpack(content, Reading), [pack(_reading(SPANISH.encode(), folder))]
        ),
        "stored link": Target(lambda content, _: unpack(content, Linked), [pack({"article": "x"})]),
        "reading": Target(_reading, [SPANISH.encode()], 0.5),
    }
    for name, text in [*vars(samples).items(), *vars(whole_samples).items()]:
        if isinstance(text, str) and not name.startswith("_"):
            name = f"{name}, whole" if f"list {name}" in found else name
            ending = "xml" if text.startswith("<") else "json" if text.startswith("{") else "csv"
            found[f"list {name}"] = Target(_list(f"a.{ending}"), [text.encode()])
    for file in sorted(path for path in packs.iterdir() if path.suffix == ".yaml"):
        found[f"pack {file.name}"] = Target(_pack(file.name), [file.read_bytes()])
    return found


def _exported(folder: Path) -> tuple[bytes, bytes]:
    """A workspace's evidence as WARC, and a backup of it."""
    Workspace.create(folder / "w")
    with Workspace(folder / "w", doing="fuzz") as place:
        (folder / "a.txt").write_text(SPANISH, "utf-8")
        for item in collect([str(folder / "a.txt")]):
            assert not hasattr(item, "reason"), item
            place.articles.add(item.article, item.content, item.note, item.extractor, PAGE)
        export_warc(place, folder / "out.warc.gz")
        back_up(place.evidence, folder / "out.backup")
    return (folder / "out.warc.gz").read_bytes(), (folder / "out.backup").read_bytes()


# ---------------------------------------------------------------- running them


@dataclass
class Fuzzed:
    """How many inputs each reader got and refused, and what went wrong."""

    inputs: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)


def fuzz(count: int, seed: int, only: str | None = None) -> Fuzzed:
    """Give so many inputs to the readers."""
    result = Fuzzed()
    with tempfile.TemporaryDirectory(prefix="veedor-fuzz-") as name:
        found = targets(Path(name))
        if only:
            found = {key: target for key, target in found.items() if only in key}
        plan = list(_plan(found, count, seed))
        position = 0
        while position < len(plan):
            position = _run(found, plan, position, Path(name), result)
    return result


def _plan(found: dict[str, Target], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """Which reader gets the next input, and the seed that the input is made from."""
    chance = random.Random(seed)
    names = list(found)
    weights = [target.share for target in found.values()]
    for name in chance.choices(names, weights, k=count):
        yield name, chance.getrandbits(48)


def _made(target: Target, seed: int) -> bytes:
    chance = random.Random(seed)
    return mutated(chance.choice(target.samples), chance.choice(target.samples), chance)


def _run(
    found: dict[str, Target], plan: list[tuple[str, int]], start: int, folder: Path, result: Fuzzed
) -> int:
    """Read from a place of the plan on, in a process, until it ends or dies; where to go on."""
    told, telling = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        with contextlib.suppress(BaseException):
            _read_all(found, plan[start:], folder, telling)
        os._exit(0)
    os.close(telling)
    position = start
    with os.fdopen(told, "rb") as stream:
        while header := stream.read(_HEAD.size):
            seconds, refused, length = _HEAD.unpack(header)
            name, seed = plan[position]
            fault = stream.read(length).decode("utf-8", "replace")
            result.inputs[name] += 1
            result.refused[name] += refused
            result.slowest[name] = max(result.slowest.get(name, 0.0), round(seconds, 2))
            if fault:
                result.faults.append(f"{name} (seed {seed}): {fault}")
            position += 1
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if position < len(plan) and status <= 0:
        name, seed = plan[position]
        why = "the process ended" if status == 0 else f"died of {signal.Signals(-status).name}"
        hang = f", more than {SECONDS} s" if -status in {signal.SIGPROF, signal.SIGALRM} else ""
        result.faults.append(f"{name} (seed {seed}): {why}{hang}")
        result.inputs[name] += 1
        position += 1
    return position


_HEAD = struct.Struct("<dII")


def _read_all(
    found: dict[str, Target], plan: list[tuple[str, int]], folder: Path, telling: int
) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _reading(SPANISH.encode(), folder)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for name, seed in plan:
        content = _made(found[name], seed)
        place = Path(tempfile.mkdtemp(dir=folder))
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        fault, refused = "", False
        try:
            found[name].read(content, place)
        except (VeedorError, InputRefused):
            refused = True
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"[:300]
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        shutil.rmtree(place, ignore_errors=True)
        told = fault.encode()
        head = _HEAD.pack(time.process_time() - began, refused, len(told))
        os.write(telling, head + told)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--only", help="readers with this in their name")
    options = parser.parse_args()
    began = time.monotonic()
    result = fuzz(options.count, options.seed, options.only)
    for name, number in sorted(result.inputs.items()):
        refused = result.refused[name]
        print(f"  {name:22} {number:6} inputs {refused:6} refused, slowest "
              f"{result.slowest.get(name, 0.0):.2f} s")  # fmt: skip
    for fault in result.faults:
        print(f"FAULT {fault}")
    print(f"{sum(result.inputs.values())} inputs, {len(result.faults)} faults, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    sys.exit(bool(result.faults))


if __name__ == "__main__":
    main()
