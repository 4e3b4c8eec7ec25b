"""What commands share: the workspace option, output, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from veedor.engine import Progress
    from veedor.model import Refusal
    from veedor.store import Workspace

__all__ = [
    "REFUSED", "Folder", "Json", "Language", "give", "outln", "print_json", "print_refusals",
    "print_table", "progress_bar", "remark", "show_summary",
]  # fmt: skip

#: Exit code when some inputs were refused.
REFUSED = 3

Folder = Annotated[
    Path, typer.Option("--workspace", "-w", metavar="DIR", help="The workspace's folder.")
]
Language = Annotated[str, typer.Option("--lang", metavar="es|en", help="The report's language.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def outln(text: str = "") -> None:
    """A line on standard output."""
    print(text)  # noqa: T201


def remark(text: str) -> None:
    """A line for the person at the terminal, on standard error."""
    print(text, file=sys.stderr)  # noqa: T201


def give(content: str | bytes, output: Path | None) -> None:
    """Write what was made into a file, or print it where there is none.

    Raises:
        UsageError: the file cannot be written.
    """
    from veedor.errors import UsageError

    data = content.encode("utf-8") if isinstance(content, str) else content
    if output is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from None


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    import msgspec

    outln(msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8"))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table on standard output, without heads where all columns are called `""`."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, box=None, pad_edge=False, show_header=any(columns))
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    screen = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 200)
    if sys.stdout.isatty():
        screen.print(table)
        return
    with screen.capture() as printed:
        screen.print(table)
    for line in printed.get().splitlines():
        outln(line.rstrip())


def print_refusals(refusals: Sequence[Refusal], most: int = 20) -> None:
    """What was not read and why, on standard error; the rest is in `veedor status`."""
    if not refusals:
        return
    remark(f"{len(refusals)} refused:")
    for refusal in refusals[:most]:
        remark(f"  {refusal.source}: {' '.join(refusal.reason.split())}")
    if len(refusals) > most:
        remark(f"  … and {len(refusals) - most} more: veedor status")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error while a person looks at it; silent otherwise."""
    if not sys.stderr.isatty():
        from veedor.engine.outcome import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield show


def show_summary(workspace: Workspace, language: str) -> None:
    """Print what a workspace has found."""
    from veedor.engine.view import load_view
    from veedor.report.terminal import print_summary

    print_summary(load_view(workspace), language)
