"""The web application of one workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from veedor.web.api import add_api
from veedor.web.errors import add_handlers
from veedor.web.jobs import Jobs
from veedor.web.keeper import Keeper
from veedor.web.pages import add_pages, prepare
from veedor.web.security import Access, Gate

__all__ = ["create_app"]

#: Pages that are put together at the same time.
AT_ONCE = 8
_ABOUT = (
    "What the press reports, held against a sanctions regime: read everything, review findings. "
    "Lists come in pages: `next` is the address of the next one. Errors are `problem+json`."
)


def create_app(folder: Path, access: Access | None = None) -> FastAPI:
    """The pages and the REST API over a workspace.

    Args:
        folder: the workspace; it is opened with the first request, and again if it was away.
        access: who may ask; everyone on this machine if None.
    """
    keeper = Keeper(folder, prepare)
    jobs = Jobs(folder, keeper.refresh)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # More pages at once than this only wait for one another.
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield
        jobs.close()
        keeper.close()

    # The documentation pages of the framework load scripts from elsewhere.
    app = FastAPI(
        title="Veedor", version="1", description=_ABOUT, lifespan=lifespan,
        docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.keeper, app.state.jobs = keeper, jobs
    app.state.access = access or Access()
    app.add_middleware(Gate, access=app.state.access)
    static = str(resources.files(__package__).joinpath("static"))
    app.mount("/static", StaticFiles(directory=static), name="static")
    add_handlers(app)
    add_api(app)
    add_pages(app)
    return app
