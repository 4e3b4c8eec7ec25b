"""A full disk, a file that may not be written, a damaged page: one line, and nothing lost."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.test_commands import Done, veedor

COUNT = 60
REPORT = "El barco número {} salió del puerto de noche y llegó tres días después con su carga. {}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    for number in range(COUNT):
        words = random.Random(number).choices(REPORT.split()[2:], k=900)
        text = REPORT.format(number, " ".join(words))
        (tmp_path / "press" / f"{number}.txt").write_text(text, "utf-8")
    return tmp_path


def limited(*arguments: str, folder: Path, size: int) -> Done:
    """A command that may write no file beyond a size."""
    return subprocess.run(
        [sys.executable, "-m", "veedor", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


def test_a_disk_that_fills_up_loses_nothing(place: Path) -> None:
    veedor("init", folder=place)
    done = limited("collect", "press", folder=place, size=300_000)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "the disk is full, limited or failing; what was done is kept" in line
    done = veedor("verify", folder=place)
    assert done.returncode == 0, done.stdout
    done = veedor("collect", "press", folder=place)
    assert done.returncode == 0
    done = veedor("verify", folder=place)
    assert f"{COUNT} articles, {COUNT} pieces of evidence, {COUNT} texts taken again" in done.stdout
    done = limited("backup", "copy", folder=place, size=100_000)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert not list(place.glob("copy*"))


def test_a_damaged_page_is_found(place: Path) -> None:
    veedor("collect", "press", folder=place)
    assert veedor("backup", "copy", folder=place).returncode == 0
    database = place / "veedor.db"
    content = bytearray(database.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = os.urandom(4096)
    database.write_bytes(content)
    done = veedor("verify", folder=place)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
    assert "Traceback" not in done.stderr
    done = veedor("restore", "copy", "-w", "again", folder=place)
    assert done.returncode == 0, done.stderr
    assert f"{COUNT} articles" in veedor("verify", "-w", "again", folder=place).stdout


@pytest.fixture
def disk(place: Path) -> Iterator[Path]:
    """A small disk of its own, with the press on it."""
    folder = place / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remounted(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_full_disk_is_said_and_loses_nothing(disk: Path) -> None:
    press = str(disk.parent / "press")
    veedor("init", folder=disk)
    (disk / "filler").write_bytes(b"x" * (_free(disk) - 200_000))
    done = veedor("collect", press, folder=disk)
    assert done.returncode == 1
    line = done.stderr.splitlines()[-1]
    assert "make room" in line or "the disk is full" in line, line
    assert "Traceback" not in done.stderr
    (disk / "filler").unlink()
    remounted(disk, "size=64m")
    done = veedor("verify", folder=disk)
    assert done.returncode == 0, done.stdout
    assert veedor("collect", press, folder=disk).returncode == 0
    done = veedor("verify", folder=disk)
    assert f"{COUNT} articles, {COUNT} pieces of evidence, {COUNT} texts taken again" in done.stdout
    remounted(disk, "size=2m")
    for command in (["backup", "copy"], ["evidence", "export", "copy.warc"]):
        (disk / "filler").write_bytes(b"x" * max(0, _free(disk) - 20_000))
        done = veedor(*command, folder=disk)
        (line,) = done.stderr.splitlines()
        assert done.returncode == 1
        assert "full" in line or "No space left" in line, line
        assert not list(disk.glob("copy*"))
        (disk / "filler").unlink()


def _free(disk: Path) -> int:
    return os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize


def test_a_disk_that_may_only_be_read_is_said_and_can_be_read(disk: Path) -> None:
    remounted(disk, "size=64m")
    press = str(disk.parent / "press")
    assert veedor("collect", press, folder=disk).returncode == 0
    remounted(disk, "ro")
    done = veedor("collect", press, folder=disk)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "cannot be written (Read-only file system)" in line
    for command in (["status"], ["verify"], ["search", "barcos"], ["export", "articles"]):
        done = veedor(*command, folder=disk)
        assert done.returncode == 0, done.stderr
    done = veedor("init", "new", folder=disk)
    assert "cannot make a workspace here (Read-only file system)" in done.stderr


def test_a_missing_model_is_said_and_costs_nothing(place: Path) -> None:
    done = veedor("init", folder=place)
    (place / "veedor.toml").write_text('[models]\nes = "es_no_such_model"\n')
    done = veedor("run", "press/1.txt", folder=place)
    assert done.returncode == 1
    line = done.stderr.splitlines()[-1]
    assert "es_no_such_model" in line
    assert "veedor models install" in line
    assert "Traceback" not in done.stderr
    (place / "veedor.toml").write_text("")
    assert veedor("run", "-q", folder=place).returncode == 0
    assert "1 articles" in veedor("verify", folder=place).stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(place: Path) -> None:
    veedor("init", folder=place)
    place.chmod(0o500)
    try:
        done = veedor("collect", "press", folder=place)
    finally:
        place.chmod(0o700)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_erased_is_told(place: Path) -> None:
    veedor("collect", "press/1.txt", "press/2.txt", folder=place)
    done = veedor("erase", "article", "press/1.txt", "--reason", "orden 7", folder=place)
    assert "articles erased: 1" in done.stdout
    done = veedor("collect", "press/1.txt", folder=place)
    assert done.returncode == 3
    assert "(orden 7)" in done.stderr
    assert "press/2.txt" in veedor("search", "barcos", folder=place).stdout
    assert veedor("store", "copy", "sqlite:///other.db", folder=place).returncode == 0
    assert veedor("erase", "article", "press/9.txt", "--reason", "x", folder=place).returncode == 2
