"""Files and folders, good and bad."""

from __future__ import annotations

import errno
import gzip
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from veedor.collect import Collected, collect
from veedor.collect.item import MAX_TEXT
from veedor.model import Refusal
from veedor.settings import Collect


def read(folder: Path, settings: Collect | None = None) -> tuple[list[Collected], list[Refusal]]:
    items = list(collect([str(folder)], settings))
    return (
        [item for item in items if isinstance(item, Collected)],
        [item for item in items if isinstance(item, Refusal)],
    )


def test_a_text_is_kept_to_the_code_point(tmp_path: Path, spanish: str) -> None:
    text = f"---\ntitle: x\n---\r\n\r\n{spanish}\u00a0\n\u2028fin\x0c\r"
    (tmp_path / "a.md").write_bytes(text.encode())
    (found,), refused = read(tmp_path)
    assert found.article.text == text
    assert found.article.language == "es"
    assert found.article.source == (tmp_path / "a.md").as_posix()
    assert not refused


BAD: dict[str, tuple[Callable[[str, str], bytes], str]] = {
    "empty.txt": (lambda es, pt: b"", "is empty"),
    "blank.txt": (lambda es, pt: b" \n \n", "is empty"),
    "binary.txt": (lambda es, pt: b"\x7fELF\x00\x01" + os.urandom(50), "binary"),
    "portuguese.txt": (lambda es, pt: pt.encode(), "readers? for"),
    "picture.png": (lambda es, pt: b"\x89PNG", "is a picture"),
    "note.docx": (lambda es, pt: b"PK", "save it as PDF or plain text"),
    "pages.zip": (lambda es, pt: b"PK", "unpack it"),
    "names.csv": (lambda es, pt: b"name", "veedor lists import"),
    "program.exe": (lambda es, pt: b"MZ", "of a kind that is not read"),
    "numbers.txt": (lambda es, pt: b"12 34 56", ""),
    "large.txt": (lambda es, pt: (es * 100).encode(), "too large"),
    "menu.html": (
        lambda es, pt: b"<html><body><ul><li><a href='/'>Inicio</a></ul></body></html>",
        "no article",
    ),
    "bad.jsonl": (lambda es, pt: b'{"text": 3}\n', "no article as JSON"),
    "bad.jsonl.gz": (lambda es, pt: b"not gzip", "cannot be read"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_in_a_line_and_the_rest_is_read(
    tmp_path: Path, name: str, spanish: str, portuguese: str
) -> None:
    make, reason = BAD[name]
    (tmp_path / name).write_bytes(make(spanish, portuguese))
    (tmp_path / "good.txt").write_text(spanish, "utf-8")
    found, (refusal,) = read(tmp_path, Collect(max_bytes=20_000))
    assert [Path(item.article.source).name for item in found] == ["good.txt"]
    assert refusal.source.startswith((tmp_path / name).as_posix())
    assert re.search(reason, refusal.reason)
    assert "\n" not in refusal.reason


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    _, (refusal,) = read(file)
    assert "too large (50.0 MB; the limit is 20.0 MB" in refusal.reason


def test_latin_1_is_read_with_a_note(tmp_path: Path, spanish: str) -> None:
    (tmp_path / "a.txt").write_bytes(spanish.encode("latin-1"))
    (found,), _ = read(tmp_path)
    assert found.article.text == spanish
    assert found.note == "not UTF-8: read as Windows-1252 (Latin-1)"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    _, (refusal,) = read(tmp_path / "gone")
    assert refusal.reason == "there is no such file or folder"
    (tmp_path / "empty").mkdir()
    _, (refusal,) = read(tmp_path / "empty")
    assert refusal.reason == "has no files in it"


def test_what_a_browser_saves_beside_a_page_is_part_of_it(
    tmp_path: Path, make_page: Callable[..., str], spanish: str
) -> None:
    (tmp_path / "Una nota.html").write_text(make_page(spanish), "utf-8")
    (tmp_path / "Una nota_files").mkdir()
    (tmp_path / "Una nota_files" / "style.css").write_text("p {}")
    found, refused = read(tmp_path)
    assert (len(found), refused) == (1, [])


def test_hidden_files_are_no_inputs(tmp_path: Path, spanish: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(spanish)
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "b.txt").write_text(spanish)
    found, refused = read(tmp_path)
    assert len(found) == 1
    assert not refused


def test_packed_lines_are_read(tmp_path: Path, spanish: str) -> None:
    line = f'{{"id": 7, "text": "{spanish}"}}'.encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line))
    (found,), _ = read(tmp_path)
    assert found.article.source == "7"


def test_a_cut_archive_gives_what_it_holds(tmp_path: Path, spanish: str) -> None:
    lines = "".join(f'{{"id": {n}, "text": "{spanish} {n}"}}\n' for n in range(3000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-2000])
    found, (refusal,) = read(tmp_path)
    assert found
    assert "cannot be read beyond line" in refusal.reason


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _, (refusal,) = read(tmp_path)
    assert "loop.txt" in refusal.source


def test_a_book_is_no_report(tmp_path: Path, spanish: str) -> None:
    (tmp_path / "book.txt").write_text(f"{spanish}\n" * (MAX_TEXT // len(spanish) + 1), "utf-8")
    _, (refusal,) = read(tmp_path)
    assert "too long for one report" in refusal.reason


def test_folders_that_go_in_circles_end(tmp_path: Path, spanish: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "nowhere.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text(spanish, "utf-8")
    found, refused = read(tmp_path)
    assert len(found) == 1
    assert [refusal.reason.partition(",")[0] for refusal in refused] == [
        "is a link to a folder",
        "is a link that leads nowhere",
    ]


def test_a_closed_folder_is_refused(
    tmp_path: Path, spanish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "b.txt").write_text(spanish, "utf-8")
    scan = os.scandir

    def closed(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", closed)
    found, (refusal,) = read(tmp_path)
    assert len(found) == 1
    assert refusal.source == (tmp_path / "closed").as_posix()
    assert refusal.reason == "cannot be opened (Permission denied)"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jsonl", "c.jsonl.gz", "d.html"):
        os.mkfifo(tmp_path / name)
    _, refused = read(tmp_path)
    assert {refusal.reason for refusal in refused} == {"is not a regular file"}


def test_a_name_that_is_not_utf_8_can_be_kept(tmp_path: Path, spanish: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xf1o.txt")).write_text(spanish, "utf-8")
    (found,), _ = read(tmp_path)
    assert found.article.source.endswith("/a\ufffdo.txt")


def test_a_name_that_is_too_long_is_refused() -> None:
    (refusal,) = collect(["x" * 5000])
    assert isinstance(refusal, Refusal)
    assert "cannot be read" in refusal.reason
