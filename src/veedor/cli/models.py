"""`veedor models`."""

from __future__ import annotations

import typer

from veedor.cli.common import outln
from veedor.cli.help import command_group


def install() -> None:
    """Install the language models, checked against their known hashes."""
    from veedor.engine.models import install_models

    for line in install_models():
        outln(line)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = command_group("Language models: install them.")
    group.command()(install)
    app.add_typer(group, name="models")
