"""What pages share: the snapshot, forms, pagination, what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Form, Request
from starlette.exceptions import HTTPException

from veedor.web.keeper import Keeper
from veedor.web.security import Access
from veedor.web.snapshot import Snapshot

__all__ = ["PER_PAGE", "Checked", "Current", "Part", "found", "part"]

K = TypeVar("K")
T = TypeVar("T")
#: Rows of a page: enough to scan, few enough for a page to stay light.
PER_PAGE = 50


def _current(request: Request) -> Snapshot:
    keeper: Keeper = request.app.state.keeper
    return keeper.current()


#: The workspace as it is now.
Current = Annotated[Snapshot, Depends(_current)]


def _checked(request: Request, form_token: Annotated[str, Form()] = "") -> None:
    access: Access = request.app.state.access
    if not access.sends_itself(request, form_token):
        raise HTTPException(403, "this form is too old, or came from another site: go back, "
                            "load the page again, and send it once more")  # fmt: skip


#: The form was one of ours.
Checked = Depends(_checked)


def found(records: Mapping[K, T], key: K) -> T:
    """The record under that key, or the page that says there is none."""
    if key not in records:
        raise HTTPException(404, "nothing here has this address")
    return records[key]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of many rows."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int
    name: str = "page"


def part(
    rows: Sequence[T], request: Request, per_page: int = PER_PAGE, name: str = "page"
) -> Part[T]:
    """The rows of the page asked for; the nearest there is if it is out of range.

    `name` tells several parts of one page apart.
    """
    pages = max(1, -(-len(rows) // per_page))
    asked = request.query_params.get(name, "1")
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * per_page
    return Part(rows[start : start + per_page], number, pages, len(rows), name)
