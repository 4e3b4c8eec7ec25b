"""Evidence as a WARC file: what others read in it, and what comes back of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from tests.store.damage import damage
from tests.store.test_evidence import PAGE
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from veedor.engine.verify import verify
from veedor.errors import StoreError, UsageError
from veedor.model import Article, article_id
from veedor.store import Workspace
from veedor.store.exchange import export_warc, import_warc

TEXTS = ["El barco zarpó de noche.", "«¿Adónde?», preguntó\u2028ella. 😀", "Tercera nota."]


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    for number, text in enumerate(TEXTS):
        source = f"https://press.example/{number}"
        moment = f"2024-03-0{number + 1}T10:00:00+00:00"
        made = Article(id=article_id(source, text), source=source, text=text, language="es",
                       outlet="El Faro", collected_at=moment)  # fmt: skip
        capture = PAGE if number else None
        workspace.articles.add(made, text.encode(), f"note {number}", "text", capture)
    workspace.evidence.add(b"<list/>", PAGE)
    return workspace


def fresh(folder: Path) -> Workspace:
    Workspace.create(folder)
    return Workspace(folder, doing="test")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.zst", "a.warc"])
def test_there_and_back_is_the_same(full: Workspace, tmp_path: Path, name: str) -> None:
    done = export_warc(full, tmp_path / name)
    assert (done.pieces, done.articles, done.damaged) == (4, 3, {})
    with fresh(tmp_path / "other") as other:
        brought = import_warc(other, tmp_path / name)
        assert (brought.new, brought.known, brought.pieces, brought.refused) == (3, 0, 4, [])
        assert other.articles.all() == full.articles.all()
        assert other.articles.notes() == full.articles.notes()
        pieces = [other.evidence.piece(row.sha256) for row in full.evidence.rows()]
        assert pieces == [full.evidence.read(row) for row in full.evidence.rows()]
        assert verify(other).faults == []
        again = import_warc(other, tmp_path / name)
        assert (again.new, again.known) == (0, 3)
        export_warc(other, tmp_path / f"again-{name}")
    if name == "a.warc":
        first, second = (sorted(path.read_bytes().split(b"WARC/1.1\r\n")[2:])
                         for path in (tmp_path / name, tmp_path / f"again-{name}"))  # fmt: skip
        assert first == second


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_another_program_reads_it_and_finds_no_fault(
    full: Workspace, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    export_warc(full, tmp_path / name)

    class Options:
        inputs = [str(tmp_path / name)]  # noqa: RUF012
        verbose = True

    checker = Checker(Options())
    checker.process_all()
    assert checker.exit_value == 0
    said = capsys.readouterr().out
    assert "digest pass" in said
    assert "digest failed" not in said
    kinds: dict[str, int] = {}
    payloads: set[str] = set()
    with (tmp_path / name).open("rb") as stream:
        for record in ArchiveIterator(stream):
            kinds[record.rec_type] = kinds.get(record.rec_type, 0) + 1
            body: Any = record.content_stream().read()
            if record.rec_type in ("response", "resource"):
                digest = hashlib.sha256(body).hexdigest()
                assert record.rec_headers.get_header("WARC-Payload-Digest") == f"sha256:{digest}"
                payloads.add(digest)
            if record.rec_type == "response":
                assert record.http_headers.get_header("Content-Type") == "text/html"
    assert kinds == {"warcinfo": 1, "resource": 1, "response": 3, "request": 3,
                     "metadata": 3, "conversion": 3}  # fmt: skip
    assert payloads == {row.sha256 for row in full.evidence.rows()}


def test_a_record_that_was_changed_is_refused_and_the_rest_is_brought(
    full: Workspace, tmp_path: Path
) -> None:
    export_warc(full, tmp_path / "a.warc")
    content = (tmp_path / "a.warc").read_bytes()
    assert content.count(b"Tercera") == 2
    (tmp_path / "a.warc").write_bytes(content.replace(b"Tercera", b"Primera", 1))
    with fresh(tmp_path / "one") as other:
        brought = import_warc(other, tmp_path / "a.warc")
        assert brought.new == 2
        (refusal,) = brought.refused
        assert refusal.reason == "its bytes are not those that its hash says"
    head, _, tail = content.rpartition(b"Tercera")
    (tmp_path / "a.warc").write_bytes(head + b"Primera" + tail)
    with fresh(tmp_path / "two") as other:
        brought = import_warc(other, tmp_path / "a.warc")
        (refusal,) = brought.refused
        assert refusal.reason == "its text is not the one that was collected"
    (tmp_path / "a.warc").write_bytes(content[: len(content) * 2 // 3])
    with fresh(tmp_path / "three") as other:
        brought = import_warc(other, tmp_path / "a.warc")
        assert brought.new >= 1
        assert verify(other).faults == []


def test_what_is_damaged_is_left_out_and_named(full: Workspace, tmp_path: Path) -> None:
    first, *_ = full.evidence.rows()
    damage(full, first)
    done = export_warc(full, tmp_path / "a.warc.gz")
    assert (done.pieces, list(done.damaged)) == (3, [first.sha256])


def test_what_cannot_be_is_said(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "there.warc").write_bytes(b"mine")
    with pytest.raises(UsageError, match="exists already"):
        export_warc(full, tmp_path / "there.warc")
    with pytest.raises(UsageError, match=r"name it \*\.warc\.gz"):
        export_warc(full, tmp_path / "a.zip")
    with pytest.raises(StoreError, match="cannot be written"):
        export_warc(full, tmp_path / "no" / "a.warc")
    with pytest.raises(StoreError, match="cannot be read"):
        import_warc(full, tmp_path / "none.warc")
    (tmp_path / "x.warc").write_bytes(b"not a WARC file " * 99)
    (refusal,) = import_warc(full, tmp_path / "x.warc").refused
    assert "no WARC file" in refusal.reason or "cannot be read" in refusal.reason
