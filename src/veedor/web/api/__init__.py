"""The REST API, version 1: what pages show, for programs."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from veedor.web.api import lookups, records, reports, reviews, work

__all__ = ["add_api"]


def add_api(app: FastAPI) -> None:
    """Add the API to the application."""
    parent = APIRouter(prefix="/api/v1")
    for module in (records, lookups, reports, reviews, work):
        parent.include_router(module.router)
    app.include_router(parent)
