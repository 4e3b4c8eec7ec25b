"""The records, as `veedor export` prints them: many by pages, one by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.group.collection import Collection
from veedor.model import Kind, Review, Status
from veedor.report.export import export
from veedor.report.view import View
from veedor.web.api.common import PROBLEMS, Current, Cursor, Limit, answer, paged
from veedor.web.api.examples import of
from veedor.web.filters import SORTS, FindingFilter
from veedor.web.snapshot import Snapshot

router = APIRouter(tags=["records"])


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record: which there are in order, and the view that has some alone."""

    name: str
    about: str
    keys: Callable[[Snapshot], Sequence[str]]
    only: Callable[[View, Sequence[str]], View]


def _some_articles(view: View, keys: Sequence[str]) -> View:
    whole = view.collection
    some = Collection(
        articles={key: whole.articles[key] for key in keys},
        readings={key: whole.readings[key] for key in keys if key in whole.readings},
        datings=whole.datings, linked=whole.linked,
    )  # fmt: skip
    return replace(view, collection=some)


def _some_groups(field: str) -> Callable[[View, Sequence[str]], View]:
    def only(view: View, keys: Sequence[str]) -> View:
        wanted = set(keys)
        by_key = {_key(r): r for r in getattr(view.groups, field) if _key(r) in wanted}
        chosen = tuple(by_key[key] for key in keys)
        return replace(view, groups=replace(view.groups, **{field: chosen}))

    return only


def _key(record: Any) -> str:
    return str(record.key if hasattr(record, "key") else record.id)


def _group_keys(field: str) -> Callable[[Snapshot], Sequence[str]]:
    return lambda snapshot: [_key(record) for record in getattr(snapshot.view.groups, field)]


_KINDS = (
    _Kind("articles", "Press reports as collected, with their dating.",
          lambda s: list(s.view.collection.articles), _some_articles),
    _Kind("readings", "What each report says, span by span, linked.",
          lambda s: list(s.view.collection.readings), _some_articles),
    *(
        _Kind(name, about, _group_keys(name), _some_groups(name))
        for name, about in (
            ("events", "What happened, told by one or more reports."),
            ("stories", "Events in one line."),
            ("utterances", "One thing said, in all its renderings."),
            ("conflicts", "What reports disagree about."),
            ("entities", "People, bodies and things named."),
        )
    ),
)  # fmt: skip


def _add(kind: _Kind) -> None:
    """The two addresses of a kind."""

    def many(
        request: Request, snapshot: Current, limit: Limit = 50, cursor: Cursor = ""
    ) -> Response:
        def rows(keys: Sequence[str]) -> Iterable[Mapping[str, Any]]:
            return export(kind.only(snapshot.view, keys), kind.name)

        keys = snapshot.once(("order", kind.name), lambda: kind.keys(snapshot))
        return paged(request, snapshot, keys, str, rows, limit, cursor)

    def one(request: Request, snapshot: Current, key: str) -> Response:
        if key not in snapshot.once(("keys", kind.name), lambda: set(kind.keys(snapshot))):
            raise HTTPException(404, f"there is nothing with this id among the {kind.name}")
        row = next(iter(export(kind.only(snapshot.view, [key]), kind.name)))
        return answer(request, row, snapshot)

    singular = f"One of the {kind.name}, by its id."
    router.add_api_route(
        f"/{kind.name}", many, summary=kind.about, operation_id=f"list_{kind.name}",
        responses=PROBLEMS | of(kind.name),
    )  # fmt: skip
    router.add_api_route(
        f"/{kind.name}/{{key:path}}", one, summary=singular, operation_id=f"get_{kind.name}",
        responses=PROBLEMS | of(f"one of {kind.name}"),
    )  # fmt: skip


for _kind in _KINDS:
    _add(_kind)


# ---------------------------------------------------------------- findings


def asked_filter(
    regime: Annotated[str, Query(max_length=200)] = "",
    measure: Annotated[str, Query(max_length=200, examples=["ARMS_EXPORT"])] = "",
    kind: Annotated[str, Query(description="finding or lead")] = "",
    status: Annotated[str, Query(description=", ".join(get_args(Status)))] = "",
    review: Annotated[str, Query(description=", ".join(get_args(Review)))] = "",
    list: Annotated[str, Query(max_length=200, examples=["UN 1718"])] = "",  # noqa: A002
    party: Annotated[str, Query(max_length=200)] = "",
    country: Annotated[str, Query(max_length=2, description="ISO 3166 alpha-2")] = "",
    since: Annotated[str, Query(max_length=10, examples=["2024-06-18"])] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    origins: Annotated[str, Query(max_length=5, description="known origins, at least")] = "",
    sort: Annotated[str, Query(description=", ".join(SORTS))] = "",
) -> FindingFilter:
    """What of the findings is asked for, by the questions of an address."""
    checks = {"kind": (kind, get_args(Kind)), "status": (status, get_args(Status)),
              "review": (review, get_args(Review)), "sort": (sort, tuple(SORTS))}  # fmt: skip
    for name, (value, known) in checks.items():
        if value and value not in known:
            raise HTTPException(422, f"{name}: choose one of {', '.join(known)}")
    return FindingFilter(
        regime=regime, measure=measure, kind=kind, status=status, review=review, list=list,
        party=party, country=country, since=since, until=until, origins=origins, sort=sort,
    )  # fmt: skip


@router.get("/findings", responses=PROBLEMS | of("findings"))
def findings(
    request: Request,
    snapshot: Current,
    asked: Annotated[FindingFilter, Depends(asked_filter)],
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Findings and leads, filtered and in order."""
    chosen = asked.choose(snapshot.view.findings)

    def rows(some: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return export(replace(snapshot.view, findings=some), "findings")

    return paged(request, snapshot, chosen, lambda f: f.id, rows, limit, cursor)


@router.get("/findings/{key}", responses=PROBLEMS | of("one of findings"))
def finding(request: Request, snapshot: Current, key: str) -> Response:
    """One finding with all its evidence and its history."""
    if key not in snapshot.findings:
        raise HTTPException(404, "there is no finding with this id")
    one = replace(snapshot.view, findings=[snapshot.findings[key]])
    return answer(request, next(iter(export(one, "findings"))), snapshot)
