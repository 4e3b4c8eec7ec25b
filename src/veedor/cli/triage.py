"""`veedor triage`: which articles would be read for what is followed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, outln, print_table, remark

if TYPE_CHECKING:
    from veedor.model import Article, Triage
    from veedor.store import Workspace

#: Words that are shown of one article.
_SHOWN = 4


def triage(
    workspace: Folder = Path(),
    held_back: Annotated[
        bool, typer.Option("--held-back", help="Those that would not be read instead.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="Rows of the table.")] = 20,
) -> None:
    """Which articles name what the workspace follows, by which words.

    Nothing is changed: try your lists and terms before `read = "followed"` is set.
    """
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        looks = list(_looks(place))
    chosen = [(article, look) for article, look in looks if look.followed != held_back]
    if as_json:
        import msgspec

        for article, look in chosen:
            row = msgspec.to_builtins(look) | {"source": article.source}
            outln(msgspec.json.encode(row).decode("utf-8"))
        return
    if chosen:
        print_table(("article", "words"), [(a.source, _words(look)) for a, look in chosen[:most]])
    if len(chosen) > most:
        outln(f"… and {len(chosen) - most} more")
    remark(f"{sum(look.followed for _, look in looks)} of {len(looks)} articles would be read")


def _looks(place: Workspace) -> Iterator[tuple[Article, Triage]]:
    from veedor.engine.background import Background
    from veedor.triage import Scanner

    scanner = Scanner(Background(place).followed)
    for article in place.articles.all().values():
        yield article, scanner.scan(article)


def _words(look: Triage) -> str:
    """The first words of each kind, each once."""
    shown = {(hit.kind, hit.text.casefold()): f"{hit.text} ({hit.what})" for hit in look.hits}
    kinds = sorted(shown, key=lambda key: ("party", "term", "state", "measure").index(key[0]))
    return ", ".join(" ".join(shown[key].split()) for key in kinds[:_SHOWN])


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(triage)
