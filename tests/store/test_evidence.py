"""Evidence: kept once, with how it was had, and found damaged when it is."""

from __future__ import annotations

import gzip
import hashlib
import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from tests.store.damage import damage

from veedor.errors import StoreError
from veedor.model import Capture, Reference
from veedor.store import Workspace, segments
from veedor.store.housekeeping import drop_loose, finish_erasure, take_in
from veedor.store.schema import evidence
from veedor.store.warc import packed, read, records, uri_of

FILE = Capture(uri="press/a b ñ.txt", at="2024-03-05T10:00:00+00:00")
PAGE = Capture(
    uri="https://press.example/n?a=1", at="2024-03-05T10:00:00+00:00", media_type="text/html",
    address="192.0.2.7", request_line="GET /n?a=1 HTTP/1.1",
    request=(("Host", "press.example"), ("Accept", "*/*")), status_line="HTTP/1.1 200 OK",
    response=(("Content-Type", "text/html"), ("Content-Encoding", "gzip"),
              ("Content-Length", "12"), ("X-Ñ", "mañana: sí")),
)  # fmt: skip


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(workspace: Workspace) -> list[Path]:
    folder = workspace.folder / "evidence"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("capture", [FILE, PAGE])
@pytest.mark.parametrize(
    "content", [b"", b"x", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"q" * 10**6]
)
def test_a_record_says_what_it_was_given(capture: Capture, content: bytes) -> None:
    found, kept = read(BytesIO(packed(capture, content)))
    assert kept == content
    assert (found.uri, found.at) == (uri_of(capture.uri), capture.at)
    assert (found.request, found.response) == (capture.request, capture.response)
    assert packed(found, kept) == packed(capture, content)
    assert read(BytesIO(b"".join(records(capture, content)))) == (found, content)
    assert read(BytesIO(b"".join(map(gzip.compress, records(capture, content))))) == (found, kept)


TEXT = st.text(st.characters(max_codepoint=255), max_size=20)


@settings(max_examples=60)
@given(TEXT, st.lists(st.tuples(st.from_regex("[A-Za-z][A-Za-z0-9-]{0,9}", fullmatch=True), TEXT),
                      max_size=4), st.binary(max_size=50))  # fmt: skip
def test_any_answer_comes_back_the_same_twice(
    uri: str, fields: list[tuple[str, str]], content: bytes
) -> None:
    capture = Capture(uri=uri, at=FILE.at, status_line="HTTP/1.1 200 OK", response=tuple(fields))
    once, kept = read(BytesIO(packed(capture, content)))
    assert kept == content
    assert read(BytesIO(packed(once, content))) == (once, content)
    assert [name for name, _ in once.response] == [name for name, _ in fields]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("press/a b.txt", "file:press/a%20b.txt"),
        ("50%.txt", "file:50%25.txt"),
        ("file:press/a%20b.txt", "file:press/a%20b.txt"),
        ("https://x.es/ñ?q=a b", "https://x.es/%C3%B1?q=a%20b"),
        ("a\nWARC-Type: x", "file:a%0AWARC-Type:%20x"),
    ],
)
def test_a_source_is_a_uri(source: str, uri: str) -> None:
    assert uri_of(source) == uri
    assert uri_of(uri) == uri


def test_bytes_are_kept_once_with_how_they_were_had(workspace: Workspace) -> None:
    digest = workspace.evidence.add(b"<p>", PAGE)
    assert digest == hashed(b"<p>")
    assert workspace.evidence.add(b"<p>", FILE) == digest
    piece = workspace.evidence.piece(digest)
    assert piece is not None
    assert piece.content == b"<p>"
    assert piece.capture == PAGE
    assert workspace.evidence.piece(hashed(b"other")) is None
    assert workspace.evidence.size() == 3
    (segment,) = files(workspace)
    assert segment.name.endswith(".warc.zst")


def test_nothing_is_kept_of_what_fails(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="stop"), workspace.transaction():
        workspace.evidence.add(b"one", FILE)
        raise ValueError("stop")
    assert workspace.evidence.content(hashed(b"one")) is None
    (segment,) = files(workspace)
    size = segment.stat().st_size
    workspace.evidence.add(b"one", PAGE)
    assert segment.stat().st_size == size, "what lies there already is used"
    piece = workspace.evidence.piece(hashed(b"one"))
    assert piece is not None
    assert piece.capture is not None
    assert piece.capture.uri == uri_of(FILE.uri), "as it was had when it was written"


@pytest.mark.parametrize("torn", [1, 40, 0])
def test_a_torn_record_is_cut_off_and_whole_ones_are_used(workspace: Workspace, torn: int) -> None:
    workspace.evidence.add(b"one", FILE)
    (segment,) = files(workspace)
    end = segment.stat().st_size
    left = packed(PAGE, b"two") + packed(FILE, b"three")
    with segment.open("ab") as file:
        file.write(left + packed(FILE, b"four")[:torn])
    workspace.evidence.close()
    workspace.evidence.add(b"three", PAGE)
    workspace.evidence.add(b"two", FILE)
    assert segment.stat().st_size == end + len(left)
    assert workspace.evidence.content(hashed(b"three")) == b"three"
    found = workspace.evidence.piece(hashed(b"two"))
    assert found is not None
    assert found.capture == PAGE
    workspace.evidence.add(b"five", FILE)
    assert workspace.evidence.content(hashed(b"five")) == b"five"
    assert files(workspace) == [segment]


def test_a_segment_that_lost_bytes_is_left_alone(workspace: Workspace) -> None:
    one, two = workspace.evidence.add(b"one", FILE), workspace.evidence.add(b"two", FILE)
    (segment,) = files(workspace)
    os.truncate(segment, segment.stat().st_size - 1)
    workspace.evidence.close()
    three = workspace.evidence.add(b"three", FILE)
    assert len(files(workspace)) == 2
    assert workspace.evidence.content(one) == b"one"
    assert workspace.evidence.content(three) == b"three"
    with pytest.raises(StoreError, match=r"warc\.zst: ends before byte"):
        workspace.evidence.content(two)


def test_another_writer_has_a_segment_of_its_own(workspace: Workspace) -> None:
    one = workspace.evidence.add(b"one", FILE)
    with Workspace(workspace.folder) as other:
        two = other.evidence.add(b"two", FILE)
        assert len(files(workspace)) == 2
        assert workspace.evidence.content(two) == b"two"
        assert other.evidence.content(one) == b"one"


def test_a_full_segment_is_followed_by_another(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "FULL", 1000)
    kept = [workspace.evidence.add(f"text {number}".encode(), FILE) for number in range(9)]
    assert len(files(workspace)) > 2
    assert [workspace.evidence.content(digest) for digest in kept] == [
        f"text {number}".encode() for number in range(9)
    ]


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.8, 0.99])
def test_any_changed_bit_is_found(workspace: Workspace, part: float) -> None:
    one, two = workspace.evidence.add(b"one" * 50, PAGE), workspace.evidence.add(b"two", FILE)
    (row,) = [row for row in workspace.evidence.rows() if row.sha256 == one]
    damage(workspace, row, part)
    with pytest.raises(StoreError):
        workspace.evidence.content(one)
    assert workspace.evidence.content(two) == b"two"


def test_a_segment_that_is_gone_is_said(workspace: Workspace) -> None:
    one = workspace.evidence.add(b"one", FILE)
    (segment,) = files(workspace)
    segment.unlink()
    with pytest.raises(StoreError, match=r"cannot be read \(No such file"):
        workspace.evidence.content(one)


def test_a_forged_capture_is_found(workspace: Workspace) -> None:
    one = workspace.evidence.add(b"one", FILE)
    with workspace.database.begin() as connection:
        connection.execute(update(evidence).values(capture_sha256="0" * 64))
    with pytest.raises(StoreError, match="how the bytes were had was changed"):
        workspace.evidence.content(one)


# ---------------------------------------------------------------- by reference


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, int]:
    """A WARC file of somebody else, and where its second record begins."""
    first = gzip.compress(next(records(FILE, b"first")))
    second = b"".join(map(gzip.compress, records(PAGE, b"<p>second")))
    (tmp_path / "in.warc.gz").write_bytes(first + second)
    return tmp_path / "in.warc.gz", len(first)


def test_what_lies_in_a_warc_file_is_not_kept_twice(
    workspace: Workspace, archive: tuple[Path, int]
) -> None:
    file, offset = archive
    place = Reference(file=str(file), offset=offset)
    digest = workspace.evidence.add(b"<p>second", PAGE, place)
    assert files(workspace) == []
    piece = workspace.evidence.piece(digest)
    assert piece is not None
    assert (piece.content, piece.capture) == (b"<p>second", PAGE)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(StoreError):
        workspace.evidence.content(digest)


def test_a_reference_to_other_bytes_is_not_believed(
    workspace: Workspace, archive: tuple[Path, int]
) -> None:
    file, offset = archive
    for wrong in (0, offset + 3):
        content = f"other {wrong}".encode()
        digest = workspace.evidence.add(content, PAGE, Reference(file=str(file), offset=wrong))
        file.touch()
        assert workspace.evidence.content(digest) == content
    assert len(files(workspace)) == 1


# ---------------------------------------------------------------- moving and erasing


def test_bytes_within_the_database_are_taken_in(workspace: Workspace) -> None:
    evidence_ = workspace.evidence
    digests = {}
    with workspace.transaction():
        for number in range(3):
            content = f"old {number}".encode()
            row = {"sha256": hashed(content), "size": len(content), "fetched_at": FILE.at}
            workspace.database.put(evidence, [row])
            evidence_.hold(hashed(content), content, PAGE if number else None)
            digests[hashed(content)] = content
    assert {digest: evidence_.content(digest) for digest in digests} == digests
    assert take_in(evidence_) == 3
    assert take_in(evidence_) == 0
    assert {digest: evidence_.content(digest) for digest in digests} == digests
    assert all(row.file and row.capture_sha256 for row in evidence_.rows())


def test_what_is_loose_leaves_no_trace(workspace: Workspace) -> None:
    from tests.store.test_articles import article

    workspace.articles.add(article(), b"kept")
    secret = workspace.evidence.add(b"a secret", PAGE)
    with workspace.transaction():
        workspace.evidence.add(b"another", FILE)
        with workspace.database.begin() as connection:
            connection.execute(delete(evidence).where(evidence.c.sha256 == hashed(b"another")))
    (before,) = files(workspace)
    assert drop_loose(workspace.evidence) == []
    finish_erasure(workspace.evidence)
    (after,) = files(workspace)
    assert after != before
    assert workspace.evidence.content(secret) is None
    assert workspace.evidence.content(hashed(b"kept")) == b"kept"
    (row,) = workspace.evidence.rows()
    assert after.stat().st_size == row.length
    workspace.articles.add(article(text="next"), b"next")
    assert workspace.evidence.content(hashed(b"next")) == b"next"


def test_an_erasure_that_was_killed_is_finished(workspace: Workspace) -> None:
    workspace.evidence.add(b"a secret", FILE)
    (before,) = files(workspace)
    drop_loose(workspace.evidence)
    workspace.close()
    with Workspace(workspace.folder, doing="test"):
        assert not before.exists()


def test_bytes_in_files_of_others_are_named(
    workspace: Workspace, archive: tuple[Path, int]
) -> None:
    file, offset = archive
    workspace.evidence.add(b"<p>second", PAGE, Reference(file=str(file), offset=offset))
    assert drop_loose(workspace.evidence) == [str(file)]
    finish_erasure(workspace.evidence)
    assert file.exists()
