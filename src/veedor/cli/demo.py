"""`veedor demo`."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Language, print_refusals, progress_bar, remark, show_summary
from veedor.errors import StoreError


def demo(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Keep the workspace here.")
    ] = None,
    language: Language = "en",
) -> None:
    """Run everything on the example press, in a temporary workspace."""
    root = _examples()
    with contextlib.ExitStack() as stack:
        folder = keep.resolve() if keep else Path(stack.enter_context(_temporary()))
        stack.enter_context(contextlib.chdir(root))
        _demonstrate(folder, language)


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="veedor-demo-")


def _demonstrate(folder: Path, language: str) -> None:
    from veedor.engine import run
    from veedor.store import Workspace

    Workspace.create(folder)
    with Workspace(folder, doing="demo") as workspace:
        with progress_bar() as progress:
            outcome = run(workspace, ["examples/press"], progress)
        remark(outcome.in_words())
        show_summary(workspace, language)
    print_refusals(outcome.refused)


def _examples() -> Path:
    """The folder that `examples/press` lies in: the package's, or the source tree's."""
    import veedor

    package = Path(veedor.__file__).parent
    for root in (package, package.parent.parent):
        if (root / "examples" / "press").is_dir():
            return root
    raise StoreError("the example press is not installed with this copy of veedor")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(demo)
