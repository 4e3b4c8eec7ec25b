"""The options that say where articles are read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from veedor.engine.workers import Engine

__all__ = ["Address", "EngineName", "EngineOption", "Workers", "chosen_engine"]


class EngineName(StrEnum):
    """Where articles are read."""

    processes = "processes"
    ray = "ray"


Workers = Annotated[
    int, typer.Option("--workers", min=0, max=256, help="Processes; 0: as the machine allows.")
]
EngineOption = Annotated[
    EngineName, typer.Option("--engine", help="Processes on this machine, or a Ray cluster.")
]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="ADDRESS", help="The Ray cluster; without it, one here."),
]


def chosen_engine(engine: EngineName, workers: int, address: str | None) -> Engine | None:
    """The engine that these options name; None: as the settings and the work say.

    Raises:
        UsageError: the cluster cannot be used.
    """
    if engine is EngineName.ray:
        from veedor.engine.cluster import Cluster

        return Cluster(address, workers)
    if not workers:
        return None
    from veedor.engine.workers import Here, Pool

    return Pool(workers) if workers > 1 else Here()
