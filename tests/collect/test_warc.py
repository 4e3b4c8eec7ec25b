"""WARC files: pages as articles with the place of their records; damage told, not fatal."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest

from veedor.collect import Collected, collect
from veedor.collect.parallel import LostError, Workers
from veedor.model import Refusal
from veedor.settings import Collect


def record(url: str, body: bytes, http: str = "HTTP/1.1 200 OK", **headers: str) -> bytes:
    fields = {"Content-Type": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    block = f"{http}\r\n{head}\r\n".encode() + body
    return (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-06-19T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def page_of(make_page: Callable[..., str], spanish: str, number: int) -> bytes:
    return make_page(f"<p>{spanish}</p>", title=f"Abre el puerto número {number}").encode()


def packed(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(each) for each in records)


@pytest.fixture
def records(make_page: Callable[..., str], spanish: str) -> list[bytes]:
    body = page_of(make_page, spanish, 1)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    return [
        record("https://a.example/nota-1", body),
        record("https://a.example/nota-2", gzip.compress(body), Content_Encoding="gzip"),
        record("https://a.example/nota-3", chunked, Transfer_Encoding="chunked"),
        record("https://a.example/nota-4", body, Transfer_Encoding="chunked"),
        record("https://a.example/nota-5", body, Content_Encoding="br"),
        record("https://a.example/foto.jpg", b"\xff\xd8", Content_Type="image/jpeg"),
        record("https://a.example/gone", b"", http="HTTP/1.1 404 Not Found"),
        record("https://a.example/menu", b"<html><body><p>Nada.</p></body></html>"),
    ]


def test_pages_become_articles_with_their_place(tmp_path: Path, records: list[bytes]) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(packed(records))
    found = list(collect([str(file)]))
    articles = [item for item in found if isinstance(item, Collected)]
    assert [a.article.source for a in articles] == [
        f"https://a.example/nota-{n}" for n in range(1, 6)
    ]
    for item in articles:
        assert item.reference is not None
        with file.open("rb") as stream:
            stream.seek(item.reference.offset)
            raw = gzip.GzipFile(fileobj=io.BytesIO(stream.read())).read(400)
        assert item.article.source.encode() in raw
        assert item.capture is not None
        assert item.capture.at == "2024-06-19T10:00:00Z"
    refused = {item.source: item.reason for item in found if isinstance(item, Refusal)}
    assert refused["https://a.example/menu"] == "has no article on it"
    assert "2 records that are no pages" in refused[file.as_posix()]
    assert "1 image/jpeg" in refused[file.as_posix()]


def test_records_packed_as_one_are_read_too(tmp_path: Path, records: list[bytes]) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(b"".join(records)))
    articles = [item for item in collect([str(file)]) if isinstance(item, Collected)]
    assert len(articles) == 5


@pytest.mark.parametrize(
    ("damage", "articles", "words"),
    [
        (lambda c: b"nothing of the kind", 0, "cannot be read as a WARC file"),
        (lambda c: b"", 0, "has no answers of web servers"),
        (lambda c: c[:900] + b"\x00" * 50 + c[950:], None, "cannot be read"),
    ],
)
def test_damage_is_told(
    tmp_path: Path, records: list[bytes], damage: Any, articles: int | None, words: str
) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(damage(packed(records)))
    found = list(collect([str(file)]))
    assert any(words in item.reason for item in found if isinstance(item, Refusal))
    if articles is not None:
        assert sum(isinstance(item, Collected) for item in found) == articles


def test_large_pages_and_bombs_are_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>a</p>" * 1_000_000)
    file = tmp_path / "a.warc"
    file.write_bytes(
        record("https://a.example/bomb", bomb, Content_Encoding="gzip")
        + record("https://a.example/large", b"x" * 200_000)
    )
    found = list(collect([str(file)], Collect(max_bytes=100_000)))
    assert {item.source for item in found if isinstance(item, Refusal)} == {
        "https://a.example/bomb", "https://a.example/large",
    }  # fmt: skip
    assert all("is larger than" in item.reason for item in found if isinstance(item, Refusal))


def test_many_pages_are_read_in_processes_in_order(
    tmp_path: Path, make_page: Callable[..., str], spanish: str
) -> None:
    file = tmp_path / "many.warc.gz"
    urls = [f"https://a.example/nota-{n}" for n in range(90)]
    file.write_bytes(
        packed([record(url, page_of(make_page, spanish, n)) for n, url in enumerate(urls)])
    )
    found = list(collect([str(file)], Collect(workers=2)))
    assert [item.article.source for item in found if isinstance(item, Collected)] == urls


def test_a_file_elsewhere_is_read_as_it_comes(press: Any, records: list[bytes]) -> None:
    with fsspec.open("memory://prensa/a.warc.gz", "wb") as stream:
        stream.write(packed(records))
    url = press.say("/crawl/a.warc.gz", packed(records), kind="application/octet-stream")
    settings = Collect(allow_hosts=("127.0.0.1",), pause=0.0)
    for address in ("memory://prensa/a.warc.gz", url):
        found = [item for item in collect([address], settings) if isinstance(item, Collected)]
        assert len(found) == 5
        assert found[1].reference is not None
        assert found[1].reference.file == address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("memory://prensa/none.warc.gz", "cannot be read"),
        ("memory://prensa/a.zip", "of a kind that is not read"),
        ("nosuch://x/a.warc", "cannot be read"),
        ("http://127.0.0.1:9/a.warc", "private network"),
    ],
)
def test_what_is_not_there_is_refused(address: str, words: str) -> None:
    (item,) = collect([address], Collect(robots=False))
    assert isinstance(item, Refusal)
    assert words in item.reason


def work(item: int) -> int:
    if item == 13:
        os._exit(1)
    if item == 17:
        import time

        time.sleep(60)
    return item * 2


def test_an_item_that_ends_its_process_or_hangs_is_given_up_alone() -> None:
    with Workers(work, 2, 0.5) as workers:
        found = list(workers.map(range(40)))
    lost = {item: str(result) for item, result in found if isinstance(result, LostError)}
    assert lost == {
        13: "ends the process that reads it", 17: "takes longer than 0.5 s to read",
    }  # fmt: skip
    assert [result for _, result in found if not isinstance(result, LostError)] == [
        n * 2 for n in range(40) if n not in lost
    ]
