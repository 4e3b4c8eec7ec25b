"""A line for every change that somebody makes through the pages or the API.

Decisions have a log of their own, which is chained; this one also tells of press that was added,
work that was stopped, and views that were saved. Lines are JSON and only ever added.
"""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
from starlette.requests import Request

from veedor.errors import StoreError
from veedor.store.articles import now

__all__ = ["FILE", "audit"]

FILE = "audit.jsonl"
_LOCK = threading.Lock()


def audit(request: Request, what: str, by: str = "", **details: object) -> None:
    """Add a line to the workspace's file: when, what, by whom, from which address.

    Raises:
        StoreError: the file cannot be written to.
    """
    folder: Path = request.app.state.keeper.folder
    user = request.app.state.access.user(request) or by
    line = {"at": now(), "what": what, "by": user or None,
            "from": request.client.host if request.client else None, **details}  # fmt: skip
    try:
        with _LOCK, (folder / FILE).open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
    except OSError as error:
        raise StoreError(f"{folder / FILE}: cannot be written to ({error.strerror})") from None
