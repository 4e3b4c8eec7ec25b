"""`make release-check`: all that must hold before a version is given out, each with its verdict."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from tools.reference import pages
from tools.reference.licences import incompatible, licences

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Every check in turn; 1 if one failed."""
    failed = 0
    for name, check in CHECKS.items():
        problem = check()
        print(
            f"{'FAIL' if problem else 'ok  '} {name}{': ' + problem if problem else ''}", flush=True
        )
        failed += bool(problem)
    return int(failed > 0)


def _version() -> str:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return "" if re.fullmatch(r"\d+\.\d+\.\d+", told) else f"{told} is no release"


def _changelog() -> str:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    head = f"## {version.partition('.dev')[0]}"
    return "" if head in (ROOT / "CHANGELOG.md").read_text("utf-8") else f"no heading {head!r}"


def _licences() -> str:
    bad = [f"{name} ({licence or 'unknown'})" for name, _, licence in licences(ROOT)
           if incompatible(licence)]  # fmt: skip
    return ", ".join(bad)


def _reference() -> str:
    stale = [file.name for file, text in pages().items() if file.read_text("utf-8") != text]
    return ", ".join(stale) + " not current: make reference" if stale else ""


def _command(*command: str) -> Callable[[], str]:
    def check() -> str:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        lines = (done.stdout + done.stderr).strip().splitlines()
        return "" if done.returncode == 0 else " / ".join(lines[-12:]) or "failed"

    return check


CHECKS: dict[str, Callable[[], str]] = {
    "version": _version,
    "changelog": _changelog,
    "licences": _licences,
    "reference pages": _reference,
    "bandit": _command("bandit", "--quiet", "-c", "pyproject.toml", "-r", "src"),
    "site": _command("mkdocs", "build", "--strict", "--quiet"),
    "wheel": _command("tools.wheel_smoke"),
}

if __name__ == "__main__":
    sys.exit(main())
