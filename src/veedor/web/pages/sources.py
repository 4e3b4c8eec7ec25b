"""Where the record comes from: outlets, copies, refusals; and the lists it is held against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.lists.history import diff
from veedor.web.pages.common import Current, part
from veedor.web.snapshot import Keeper, Snapshot
from veedor.web.templating import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its reports, whom they credit, and how many texts it shares."""

    name: str
    articles: int
    credits: tuple[str, ...]
    shared: int


@router.get("/sources")
def sources(request: Request, snapshot: Current) -> Response:
    """Outlets, whom they credit, who prints the same texts, what was not read."""
    families = [f for f in snapshot.view.collection.families if len(f.members) > 1]
    values = {
        "outlets": _outlets(snapshot),
        "families": sorted(families, key=lambda f: (-len(f.members), f.id)),
        "refusals": part(snapshot.view.refusals, request, 200),
        "notes": snapshot.notes,
    }
    return page(request, "sources.html", values, snapshot=snapshot)


def _outlets(snapshot: Snapshot) -> list[Outlet]:
    collection = snapshot.view.collection
    grouped: dict[str, list[str]] = defaultdict(list)
    for key in collection.order:
        grouped[collection.articles[key].outlet or ""].append(key)
    return [
        Outlet(
            name=name,
            articles=len(keys),
            credits=tuple(sorted({o for key in keys if (o := collection.origin(key))})),
            shared=sum(
                key in collection.family_of and len(collection.family_of[key].members) > 1
                for key in keys
            ),
        )
        for name, keys in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


@router.get("/lists")
def lists(request: Request, snapshot: Current) -> Response:
    """The versions of lists that are held."""
    return page(request, "lists.html", {"versions": snapshot.versions, "held": snapshot.view.lists},
                snapshot=snapshot)  # fmt: skip


@router.get("/lists/diff")
def difference(request: Request, snapshot: Current, a: str = "", b: str = "") -> Response:
    """What changed between two versions."""
    versions = {version.sha256: version for version in snapshot.versions}
    if a not in versions or b not in versions:
        raise HTTPException(404, "choose two versions of a list that are held")
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        changes = list(diff(place.lists.version(a), place.lists.version(b)))
    values = {"before": versions[a], "after": versions[b], "part": part(changes, request, 200)}
    return page(request, "difference.html", values, snapshot=snapshot)
