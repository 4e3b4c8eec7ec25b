"""Commands as a person types them: exit codes, one-line errors, never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import time
import unittest.mock
from pathlib import Path
from typing import NamedTuple

import pytest

from veedor.cli import main

TEXT = "El barco salió del puerto de noche y llegó tres días después con toda su carga."


class Done(NamedTuple):
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


def veedor(*arguments: str, folder: Path) -> Done:
    """Run a command in a folder, in this process: starting one costs half a second."""
    out, err = io.StringIO(), io.StringIO()
    code: int | str | None = 0
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        unittest.mock.patch.object(sys, "argv", ["veedor", *arguments]),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code
    return Done(int(code or 0), out.getvalue(), err.getvalue())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "good.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_help_answers_at_once() -> None:
    """Under a quarter of a second on the machine the bound was set on; the test allows for load."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "veedor", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 1.0


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, veedor.cli; "
        "print([m for m in ('sqlalchemy', 'spacy', 'rich', 'pydantic', 'lxml', 'httpx', "
        "'trafilatura', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["collect"], 2, "Missing argument"),
        (["nothing"], 2, "No such command"),
        (["run"], 2, "no workspace here: run `veedor init"),
        (["status"], 2, "no workspace here"),
        (["export", "articles"], 2, "no workspace here"),
        (["verify"], 2, "no workspace here"),
        (["doctor"], 1, "of the checks failed"),
        (["lists", "import", "gone.xml"], 1, "there is no such file"),
        (["lists", "diff", "a", "b"], 2, "no workspace here"),
        (["collect", "gone", "press"], 3, "gone: there is no such file or folder"),
    ],
)
def test_wrong_use_is_said_in_a_line(
    folder: Path, arguments: list[str], code: int, says: str
) -> None:
    done = veedor(*arguments, folder=folder)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_and_store_errors_are_one_line(folder: Path) -> None:
    veedor("init", folder=folder)
    for content, code, says in (
        ("[collect]\ntimeot = 1\n", 2, "veedor.toml:2: collect.timeot: unknown key"),
        ("[", 2, "is not TOML"),
        ('[store]\nurl = "sqlite:////no/where.db"\n', 1, "unable to open"),
    ):
        (folder / "veedor.toml").write_text(content)
        done = veedor("collect", "press", folder=folder)
        assert (done.returncode, done.stderr.count("\n")) == (code, 1), done.stderr
        assert says in done.stderr


def test_init_collect_status_export(folder: Path) -> None:
    assert veedor("init", "place", folder=folder).stdout == "place: a new workspace\n"
    assert "already" in veedor("init", "place", folder=folder).stdout
    (folder / "press" / "bad.txt").write_bytes(b"\x00\x01")
    done = veedor("collect", "press", "--workspace", "place", folder=folder)
    assert (done.returncode, done.stdout) == (3, "1 collected\n")
    assert "press/bad.txt: is a binary file, not text" in done.stderr
    done = veedor("status", "-w", "place", "--json", folder=folder)
    status = json.loads(done.stdout)
    assert status["counts"]["articles"] == 1
    assert status["refusals"][0]["source"] == "press/bad.txt"
    done = veedor("export", "articles", "-w", "place", folder=folder)
    (article,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (article["source"], article["text"]) == ("press/good.txt", TEXT)
    done = veedor("export", "articles", "-w", "place", "--format", "csv", folder=folder)
    assert done.stdout.splitlines()[0].startswith("id,source,text,url")
    done = veedor("export", "everything", "-w", "place", folder=folder)
    assert done.returncode == 2
    assert "nothing called everything to export" in done.stderr
    assert veedor("verify", "-w", "place", folder=folder).returncode == 0


def test_a_first_collect_makes_the_workspace_and_says_so(folder: Path) -> None:
    done = veedor("collect", "press", folder=folder)
    assert "a new workspace" in done.stderr
    assert (folder / "veedor.toml").is_file()


def test_a_busy_workspace_says_who_holds_it(folder: Path) -> None:
    from veedor.store import Workspace

    Workspace.create(folder)
    with Workspace(folder, doing="run"):
        done = veedor("collect", "press", folder=folder)
    assert done.returncode == 1
    assert "in use by veedor run (process" in done.stderr


def test_lists_are_imported_shown_and_compared(folder: Path) -> None:
    for name, rows in (("old", "Ana Paz,1"), ("new", "Ana Paz,1\nLuis Mar,2")):
        (folder / name).mkdir()
        (folder / name / "port.csv").write_text(f"name,id\n{rows}\n", "utf-8")
    done = veedor("lists", "import", "old/port.csv", "--as-of", "2024-01-05", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "1 records" in done.stdout
    (version,) = json.loads(veedor("lists", "show", "--json", folder=folder).stdout)
    assert (version["as_of"], version["size"]) == ("2024-01-05", 1)
    done = veedor("lists", "diff", version["sha256"][:8], "new/port.csv", "--json", folder=folder)
    assert [(c["kind"], c["name"]) for c in json.loads(done.stdout)] == [("added", "Luis Mar")]
    done = veedor("screen", "Ana Paz", "--json", folder=folder)
    (match,) = json.loads(done.stdout)["Ana Paz"]
    assert match["record"] == "1"
    assert "on none of the lists" in veedor("screen", "Olga Rey", folder=folder).stdout


def test_a_fault_of_the_program_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("two\nlines")

    veedor("init", folder=folder)
    monkeypatch.setattr("veedor.engine.status.status_of", fail)
    monkeypatch.delenv("VEEDOR_TRACEBACK", raising=False)
    done = veedor("status", folder=folder)
    assert done.returncode == 1
    assert done.stderr == (
        "veedor: a fault of the program: RuntimeError: two lines (VEEDOR_TRACEBACK=1 shows where)\n"
    )


def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    veedor("collect", "press", folder=folder)
    command = f"{sys.executable} -m veedor export articles | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True,
        check=False, cwd=folder,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
