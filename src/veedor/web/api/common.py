"""What the API's answers share: JSON, pages by cursor, ETags, the form of errors."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.model import record_id
from veedor.web.keeper import Keeper
from veedor.web.security import same_origin
from veedor.web.snapshot import Snapshot

__all__ = ["PROBLEMS", "Current", "Cursor", "Limit", "answer", "from_programs", "paged"]

T = TypeVar("T")
_PROBLEM: dict[str, Any] = {
    "content": {
        "application/problem+json": {
            "example": {"type": "about:blank", "title": "Not Found", "status": 404,
                        "detail": "nothing here has this address"}
        }
    }
}  # fmt: skip
#: How errors are described in the API's own description.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: _PROBLEM | {"description": "What is asked for cannot be done."},
    404: _PROBLEM | {"description": "There is no such record."},
    422: _PROBLEM | {"description": "A question cannot be understood."},
}

Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.", examples=[50])]
Cursor = Annotated[
    str, Query(max_length=400, description="Where the page before ended: its `next`.")
]


def _current(request: Request) -> Snapshot:
    """The workspace as it is now, unless the program that asks has this answer already."""
    keeper: Keeper = request.app.state.keeper
    snapshot = keeper.current()
    if _tag(request, snapshot) in request.headers.get("if-none-match", ""):
        raise HTTPException(304, headers={"etag": _tag(request, snapshot)})
    return snapshot


Current = Annotated[Snapshot, Depends(_current)]


def _tag(request: Request, snapshot: Snapshot) -> str:
    address = f"{request.url.path}?{request.url.query}"
    return f'"{record_id(snapshot.fingerprint, address)}"'


def answer(request: Request, value: Any, snapshot: Snapshot) -> Response:
    """A value as JSON, with the tag that says whether it has changed."""
    headers = {"etag": _tag(request, snapshot), "cache-control": "private, no-cache"}
    content = msgspec.json.encode(value)
    return Response(content, media_type="application/json", headers=headers)


def paged(
    request: Request,
    snapshot: Snapshot,
    records: Sequence[T],
    key: Callable[[T], str],
    rows: Callable[[Sequence[T]], Iterable[Any]],
    limit: int,
    cursor: str,
) -> Response:
    """Some records in their order, from the cursor on, with the address of the next page.

    A cursor names the last record given: it stays good while others come and go.
    """
    start = _after(records, key, cursor)
    shown = list(islice(records, start, start + limit))
    more = start + limit < len(records)
    following = _address(request, encode_cursor(key(shown[-1]))) if more and shown else None
    content = {"items": list(rows(shown)), "total": len(records), "next": following}
    made = answer(request, content, snapshot)
    if following:
        made.headers["link"] = f'<{following}>; rel="next"'
    return made


def _after(records: Sequence[T], key: Callable[[T], str], cursor: str) -> int:
    if not cursor:
        return 0
    last = decode_cursor(cursor)
    for place, record in enumerate(records):
        if key(record) == last:
            return place + 1
    raise HTTPException(422, "cursor: the record it names is gone; begin again without it")


def from_programs(request: Request) -> None:
    """Other sites cannot make a browser send JSON here without asking first, which is refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/json" or not same_origin(request.headers):
        raise HTTPException(415, "send application/json, from a program or this very site")


def encode_cursor(key: str) -> str:
    """A key as a cursor: opaque on purpose."""
    return base64.urlsafe_b64encode(key.encode("utf-8")).decode("ascii").rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The key that a cursor names."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.urlsafe_b64decode(padded.encode("ascii")).decode("utf-8")
    except (UnicodeError, binascii.Error):
        raise HTTPException(422, "cursor: is none of ours") from None


def _address(request: Request, cursor: str) -> str:
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"
