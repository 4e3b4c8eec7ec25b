"""Where the record comes from: outlets, copies, refusals; and the lists it is held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.lists.history import Change, diff
from veedor.model import CopyFamily
from veedor.web.figures import figure
from veedor.web.keeper import Keeper
from veedor.web.pages.common import Current, part
from veedor.web.pictures import flows
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, wording
from veedor.web.words import Wording

router = APIRouter()
FAMILIES_A_PAGE = 20
REFUSALS_A_PAGE = 100


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
    families, outlets, copied = prepared(wording(request, snapshot))
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        watched = sorted(place.sources.all().values(), key=lambda s: (-s.failures, s.address))
    values = {
        "watched": part(watched, request, name="watched"),
        "outlets": part(outlets, request, name="outlets"),
        "families": part(families, request, FAMILIES_A_PAGE, "families"),
        "copied": copied,
        "refusals": part(snapshot.view.refusals, request, REFUSALS_A_PAGE, "refused"),
        "notes": list(snapshot.notes.items())[:REFUSALS_A_PAGE],
    }
    return page(request, "sources.html", values, snapshot=snapshot)


def prepared(words: Wording) -> tuple[list[CopyFamily], list[Outlet], str]:
    """Families, outlets and who copies whom: made once for a snapshot and a language."""
    snapshot = words.snapshot
    families = snapshot.once(("families",), lambda: _families(snapshot))
    return (
        families,
        snapshot.once(("outlets",), lambda: _outlets(snapshot)),
        snapshot.once(("copied", words.code), lambda: _copied(families, words)),
    )


def _families(snapshot: Snapshot) -> list[CopyFamily]:
    """Texts printed more than once, those printed most first."""
    several = (f for f in snapshot.view.collection.families if len(f.members) > 1)
    return sorted(several, key=lambda f: (-len(f.members), f.id))


def _copied(families: Sequence[CopyFamily], words: Wording) -> str:
    """From which origin texts went to which outlets, drawn; empty where none is known."""
    heads = words.snapshot.view.heads
    counts: Counter[tuple[str, str]] = Counter()
    for family in families:
        for member in family.members:
            outlet = heads[member.article].outlet or words.say("no_outlet")
            origin = words.name(family.origin) if family.origin else ""
            if origin and origin != outlet:
                counts[origin, outlet] += 1
    if not counts:
        return ""
    told = "; ".join(f"{one} → {other}: {n}" for (one, other), n in counts.most_common(40))
    alternative = words.gettext("Texts that outlets took from an origin. %(told)s.")
    return figure(flows(counts, words.gettext("others")), alternative % {"told": told})


def _outlets(snapshot: Snapshot) -> list[Outlet]:
    collection = snapshot.view.collection
    grouped: dict[str, list[str]] = defaultdict(list)
    for key in collection.order:
        grouped[snapshot.view.heads[key].outlet or ""].append(key)
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
    # Whichever was chosen as which: changes go from the older to the newer.
    a, b = sorted((a, b), key=lambda sha256: versions[sha256].as_of or "")

    def compared() -> list[Change]:
        keeper: Keeper = request.app.state.keeper
        with keeper.workspace() as place:
            return list(diff(place.lists.version(a), place.lists.version(b)))

    changes = snapshot.once(("difference", a, b), compared)
    chosen = request.query_params.get("change", "")
    counts = Counter(change.kind for change in changes)
    shown = [change for change in changes if change.kind == chosen] if chosen in counts else changes
    values = {
        "before": versions[a], "after": versions[b], "counts": counts, "chosen": chosen,
        "part": part(shown, request, 200),
    }  # fmt: skip
    return page(request, "difference.html", values, snapshot=snapshot)
