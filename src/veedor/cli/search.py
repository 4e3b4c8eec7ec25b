"""`veedor search`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli.common import Folder, Json, outln, print_json, print_table


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD…", help='Words; "in quotes" stand together; -not this one.'),
    ],
    relevance: Annotated[
        bool, typer.Option("--relevance", help="The most relevant first, not the last collected.")
    ] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="How many articles.")] = 20,
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Find articles by their words, whatever their endings.

    Case and accents do not matter either.
    Words that are not wanted, -like this, come after a --.
    """
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        found = place.search.search(" ".join(map(_quoted, words)), most=most, relevance=relevance)
    if json:
        print_json(found)
    elif found:
        print_table(
            ("published", "outlet", "title", "source"),
            [(hit.published, hit.outlet, hit.title, hit.source) for hit in found],
        )
    else:
        outln("no article has all these words")


def _quoted(word: str) -> str:
    """What the shell took the quotation marks off."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(search)
