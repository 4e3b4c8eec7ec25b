"""`veedor revisions`."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, Json, outln, print_json, print_table
from veedor.errors import UsageError

if TYPE_CHECKING:
    from veedor.report.revisions import Change, Revised

#: Characters of unchanged text that are shown around a change.
_AROUND = 60
_MARKS = {"removed": ("[-", "-]", "\033[31m"), "added": ("{+", "+}", "\033[32m")}


def revisions(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="An address: what changed there.")
    ] = None,
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Reports that their outlets changed later, and what they changed."""
    from veedor.report.revisions import revised
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        found = revised(place.articles.all())
    if source is None:
        _list(found, json=json)
        return
    one = next((each for each in found if each.source == source), None)
    if one is None:
        raise UsageError(f"{source}: there are no two versions of it (`veedor revisions` lists)")
    _show(one, json=json)


def _list(found: list[Revised], *, json: bool) -> None:
    if json:
        print_json([
            {"source": each.source, "versions": [
                {"id": v.id, "collected_at": v.collected_at} for v in each.versions]}
            for each in found
        ])  # fmt: skip
        return
    rows = [
        (each.source, len(each.versions), each.versions[0].collected_at[:16],
         each.versions[-1].collected_at[:16])
        for each in found
    ]  # fmt: skip
    print_table(("source", "versions", "first", "last"), rows)


def _show(one: Revised, *, json: bool) -> None:
    from veedor.report.revisions import compare

    told = [
        {"from": old.id, "to": new.id, "collected_at": new.collected_at,
         "changes": compare(old.text, new.text)}
        for old, new in pairwise(one.versions)
    ]  # fmt: skip
    if json:
        print_json({"source": one.source, "revisions": told})
        return
    for old, new in pairwise(one.versions):
        outln(f"{old.collected_at} {old.id} → {new.collected_at} {new.id}")
        outln("".join(map(_marked, compare(old.text, new.text))))
        outln()


def _marked(change: Change) -> str:
    """A change as a person sees it: in colour on a terminal, between marks everywhere."""
    if change.kind == "same":
        text = change.text
        if len(text) > 3 * _AROUND:
            return f"{text[:_AROUND]} […] {text[-_AROUND:]}"
        return text
    begin, end, colour = _MARKS[change.kind]
    marked = f"{begin}{change.text}{end}"
    return f"{colour}{marked}\033[0m" if sys.stdout.isatty() else marked


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(revisions)
