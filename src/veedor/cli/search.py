"""`veedor search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, Json, outln, print_json

if TYPE_CHECKING:
    from veedor.store import Workspace
    from veedor.store.search import Found

#: Characters of a first line that stand for a title.
_LONGEST = 70


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
        shown = [] if json else [_shown(place, hit) for hit in found]
    if json:
        print_json(found)
    elif found:
        for line in shown:
            outln(line)
    else:
        outln("no article has all these words")


def _shown(place: Workspace, hit: Found) -> str:
    """What is known of an article, from its page or from reading it; where it came from below."""
    from veedor.model import Dating, Reading

    reading = place.outputs.some("read", Reading, [hit.article]).get(hit.article)
    dating = place.outputs.some("date", Dating, [hit.article]).get(hit.article)
    day = (hit.published or "")[:10] or (dating.date if dating else None) or "undated"
    title = hit.title or (reading.title if reading else None) or _first_line(place, hit.article)
    about = " · ".join(" ".join(part.split()) for part in (hit.outlet, title) if part)
    return f"{day:<10}  {about}\n            {hit.source}"


def _first_line(place: Workspace, article: str) -> str:
    """How a text without a title begins."""
    (found,) = place.articles.some([article])
    text = " ".join(found.text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _quoted(word: str) -> str:
    """What the shell took the quotation marks off."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(search)
