"""`make wheel-smoke`: build the wheel, install it as a stranger would, and use it.

The environment is fresh and has what `requirements/lock.txt` pins, nothing that developing needs;
the folder is empty, so that nothing can come from the source tree.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What the summary of the example press must say, in each language.
EXPECTED = {"en": ("106 reports read", "FINDINGS (", "CONTRADICTIONS ("), "es": ("HALLAZGOS (",)}


def main() -> int:
    """Build, install, use; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        wheel = _build(here / "dist")
        veedor = _install(here / "env", wheel)
        empty = here / "empty"
        empty.mkdir()
        for language, expected in EXPECTED.items():
            told = _run([str(veedor), "demo", "--lang", language], empty)
            for words in expected:
                if words not in told:
                    print(f"veedor demo --lang {language} does not say {words!r}", file=sys.stderr)
                    return 1
        _run([str(veedor), "doctor"], empty, accept=(0, 1))
        print(f"{wheel.name}: builds, installs and runs the demo ({wheel.stat().st_size:,} bytes)")
    return 0


def _build(dist: Path) -> Path:
    """The wheel, built by the pinned hatchling of this environment, without the network."""
    command = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    _run([sys.executable, *command, "--wheel-dir", str(dist), str(ROOT)], ROOT)
    (wheel,) = dist.glob("veedor-*.whl")
    return wheel


def _install(folder: Path, wheel: Path) -> Path:
    """A fresh environment with the wheel and what is locked; its `veedor`."""
    _run([sys.executable, "-m", "venv", str(folder)], ROOT)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet"]
    lock = ROOT / "requirements" / "lock.txt"
    _run([*install, "--require-hashes", "--requirement", str(lock)], ROOT)
    _run([*install, "--no-deps", str(wheel)], ROOT)
    veedor = folder / "bin" / "veedor"
    _run([str(veedor), "models", "install"], folder)
    return veedor


def _run(command: list[str], folder: Path, accept: tuple[int, ...] = (0,)) -> str:
    """What a command prints; the end of the program, with its errors, where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in accept or "Traceback" in done.stderr:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
