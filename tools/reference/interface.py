"""The page of the Python interface: everything in `veedor.__all__`, with its docstrings."""

from __future__ import annotations

import inspect
import textwrap
from typing import Any

from msgspec import Struct

import veedor

__all__ = ["interface_page"]

_HEAD = """# Python

What `import veedor` offers. It is imported when it is asked for, so the import itself is quick.
Everything else in the package may change without notice.
"""


def interface_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_entry(name) for name in veedor.__all__)])


def _entry(name: str) -> str:
    told = getattr(veedor, name)
    parts = [f"## `veedor.{name}{_signature(told)}`\n", _docstring(told), ""]
    if isinstance(told, type) and issubclass(told, Struct):
        parts += [_fields(told), ""]
    elif isinstance(told, type):
        for method in _methods(told):
            head = f"### `{name}.{method.__name__}{_signature(method)}`\n"
            parts += [head, _docstring(method), ""]
    return "\n".join(parts)


def _fields(told: type[Struct]) -> str:
    if told.__module__.startswith("veedor.model."):
        return "Its fields are in [Records](records.md)."
    return "Fields: " + ", ".join(f"`{name}`" for name in told.__struct_fields__) + "."


def _methods(told: type) -> list[Any]:
    """Its own public methods, in the order of the code."""
    found = [getattr(told, name) for name in vars(told) if not name.startswith("_")]
    return [method for method in found if callable(method)]


def _signature(told: Any) -> str:
    if isinstance(told, type) and issubclass(told, Struct | Exception):
        return ""
    text = str(inspect.signature(told)).replace("'", "")
    return text.replace("(self, ", "(").replace("(self)", "()")


def _docstring(told: Any) -> str:
    """The docstring, with its arguments and errors as lists."""
    lines = (inspect.getdoc(told) or "").splitlines()
    parts: list[str] = []
    listing = False
    for line in lines:
        if line in ("Args:", "Raises:"):
            listing = True
            parts += [f"**{line}**" if line == "Raises:" else "**Arguments:**", ""]
        elif listing and line.startswith("    ") and not line.startswith("     "):
            name, _, rest = line.strip().partition(": ")
            parts.append(f"- `{name}`: {rest}")
        elif listing and line.strip():
            parts.append("  " + line.strip())
        else:
            listing = listing and not line.strip()
            parts.append(line)
    return textwrap.dedent("\n".join(parts))
