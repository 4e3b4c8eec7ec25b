"""The `veedor` command: one file per group of commands.

Nothing heavy is imported here, so that `veedor --help` answers at once: each command imports
what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from veedor.cli import (
    demo,
    dossier,
    export,
    lists,
    models,
    regime,
    report,
    review,
    revisions,
    run,
    screen,
    serve,
    shards,
    status,
    timeline,
    triage,
    verify,
    watch,
    workspace,
)
from veedor.cli.common import outln
from veedor.cli.help import Root, command_group
from veedor.errors import VeedorError

__all__ = ["app", "main"]

app = command_group("Follow a sanctions regime through the open press.", name="veedor", cls=Root)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        outln(f"veedor {version('veedor')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Follow a sanctions regime through the open press."""


for module in (
    demo,
    workspace,
    models,
    lists,
    regime,
    run,
    triage,
    shards,
    watch,
    screen,
    review,
    report,
    dossier,
    timeline,
    export,
    serve,
    status,
    verify,
    revisions,
):
    module.add_to(app)


def main() -> None:
    """Run a command; errors are one line on standard error, and the exit code.

    0 done, 1 nothing usable, 2 wrong use, 3 some inputs refused (and listed), 130 interrupted.
    """
    try:
        app()
    except VeedorError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _say("interrupted; run it again to go on")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever reads our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("VEEDOR_TRACEBACK"):
            raise
        _say(
            f"a fault of the program: {type(error).__name__}: {error} "
            "(VEEDOR_TRACEBACK=1 shows where)"
        )
        sys.exit(1)


def _say(message: str) -> None:
    line = " ".join(message.split())
    print(f"veedor: {line}", file=sys.stderr)  # noqa: T201
