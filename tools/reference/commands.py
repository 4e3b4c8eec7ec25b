"""The page of commands: what `--help` says of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

__all__ = ["command_tree", "commands_page"]

_HEAD = """# Commands

What `veedor COMMAND --help` says. Exit codes: 0 done, 1 nothing usable, 2 wrong use, 3 some inputs
were refused (and are listed), 130 interrupted. A fault of the program is one line;
`VEEDOR_TRACEBACK=1` shows where it is.
"""


def command_tree() -> Iterator[tuple[str, Any, Any]]:
    """Every command by its full name, with its context, groups before what is in them."""
    import typer.main

    from veedor.cli import app

    root = typer.main.get_command(app)
    yield from _below("veedor", root, None)


def _below(name: str, command: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    context = command.context_class(command, info_name=name.split()[-1], parent=parent)
    yield name, command, context
    for key, child in sorted(getattr(command, "commands", {}).items()):
        yield from _below(f"{name} {key}", child, context)


def commands_page() -> str:
    """The whole page."""
    parts = [_HEAD]
    # What is typed at a terminal of any width must not change the page.
    with patch.dict(os.environ, {"COLUMNS": "80", "TERMINAL_WIDTH": "80"}):
        for name, command, context in command_tree():
            context.terminal_width, context.max_content_width = 80, 80
            text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
            parts.append(f"## {name}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)
