"""Every reader and parser that is given broken inputs (`benchmarks.fuzz`), with sound ones."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

__all__ = ["Target", "targets", "warm_up"]

ROOT = Path(__file__).parent.parent
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

Read = Callable[[bytes, Path], object]


@dataclass
class Target:
    """A reader, sound inputs of it, and what share of all inputs it gets (1 where it is cheap)."""

    read: Read
    samples: Sequence[bytes]
    share: float = 1.0


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


def warm_up(folder: Path) -> None:
    """Load what reading loads once."""
    _reading(SPANISH.encode(), folder)
