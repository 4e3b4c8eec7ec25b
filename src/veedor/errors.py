"""Everything that veedor raises on purpose.

VeedorError                 says what was wrong, where, and what to do
├── UsageError              wrong use of a command or function        (exit 2)
├── SettingsError           veedor.toml or the environment            (exit 2)
├── InputRefused            one input cannot be read; the rest can    (exit 3)
├── DataError               one of our YAML data files: file, line, key
│   └── PackError           a regime pack
├── ListError               a sanctions list: file, line, record
├── ModelMissing            a language model is not installed
└── StoreError              the workspace's database or evidence
    └── StoreBusy           another process holds the workspace
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "DataError",
    "InputRefused",
    "ListError",
    "ModelMissing",
    "PackError",
    "SettingsError",
    "StoreBusy",
    "StoreError",
    "UsageError",
    "VeedorError",
]


class VeedorError(Exception):
    """The base of all: its text is one line a person can act on."""

    exit_code = 1


class UsageError(VeedorError):
    """A command or function was called in a way that cannot work."""

    exit_code = 2


class SettingsError(VeedorError):
    """A setting is unknown or has a value that cannot be used."""

    exit_code = 2


class InputRefused(VeedorError):
    """One input that cannot be read: `source` names it, `reason` says why.

    `again` is the number of seconds after which it may be there if asked for again, 0 if that
    is not known; None if asking again changes nothing.
    """

    exit_code = 3

    def __init__(self, source: str, reason: str, *, again: float | None = None) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.again = again

    def __reduce__(self) -> tuple[type[InputRefused], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class _LocatedError(VeedorError):
    """An error in a file, with the place: `file:line: key: problem`."""

    def __init__(
        self, file: Path | str, problem: str, *, line: int | None = None, key: str | None = None
    ) -> None:
        place = f"{file}:{line}" if line is not None else f"{file}"
        super().__init__(": ".join(part for part in (place, key, problem) if part))
        self.file = str(file)
        self.line = line
        self.key = key
        self.problem = problem

    @property
    def place(self) -> str:
        """The file, and the line if it is known."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def located(self) -> str:
        """The problem behind the key that it is with."""
        return f"{self.key}: {self.problem}" if self.key else self.problem


class DataError(_LocatedError):
    """A data file of ours or of an analyst is wrong: file, line, key (a dotted path)."""


class PackError(DataError):
    """A regime pack is wrong; the other packs still load."""


class ListError(_LocatedError):
    """A sanctions list is wrong: `key` names the record. The last good version stays."""


class ModelMissing(VeedorError):
    """A language model is not installed; the text says how to install it."""


class StoreError(VeedorError):
    """The workspace's database or evidence cannot be used."""


class StoreBusy(StoreError):
    """Another process holds the workspace; the text says which."""
