"""The pages, one file each."""

from __future__ import annotations

from fastapi import FastAPI

from veedor.web.language import LANGUAGES
from veedor.web.pages import (
    access,
    articles,
    entities,
    events,
    finding,
    findings,
    overview,
    press,
    queue,
    reports,
    search,
    sources,
)
from veedor.web.snapshot import Snapshot
from veedor.web.words import Wording

__all__ = ["add_pages", "prepare"]


def prepare(snapshot: Snapshot) -> None:
    """Put together what the first reader of the large pages would else have to wait for."""
    snapshot.warm()
    for code in LANGUAGES:
        words = Wording(snapshot, code)
        overview.prepared(words)
        sources.prepared(words)


def add_pages(app: FastAPI) -> None:
    """Add all pages to the application."""
    for module in (
        overview, findings, finding, queue, events, articles, entities, sources, search, reports,
        press, access,
    ):  # fmt: skip
        app.include_router(module.router, include_in_schema=False)
