"""The pages, one file each."""

from __future__ import annotations

from fastapi import FastAPI

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

__all__ = ["add_pages"]


def add_pages(app: FastAPI) -> None:
    """Add all pages to the application."""
    for module in (
        overview, findings, finding, queue, events, articles, entities, sources, search, reports,
        press, access,
    ):  # fmt: skip
        app.include_router(module.router, include_in_schema=False)
