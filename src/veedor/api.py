"""What programs ask Veedor without its command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from veedor.errors import UsageError
from veedor.model import Match, NameType

if TYPE_CHECKING:
    from veedor.engine import Outcome
    from veedor.lists import Index

__all__ = ["records", "run", "screen"]


def run(sources: Sequence[str | Path] = (), *, workspace: Path | str) -> Outcome:
    """Do all that is new or stale, from collecting to findings, as `veedor run` does.

    Args:
        sources: files, folders, addresses of pages or feeds to collect first.
        workspace: a folder; it is made a workspace if it is none.

    Raises:
        SettingsError: the workspace's settings cannot be used.
        StoreBusy: another process holds the workspace.
        ModelMissing: a language model is not installed.
    """
    from veedor.engine import run as run_all
    from veedor.store import Workspace

    Workspace.create(workspace)
    with Workspace(workspace, doing="run") as place:
        return run_all(place, [str(source) for source in sources])


def records(kind: str, *, workspace: Path | str) -> Iterator[dict[str, Any]]:
    """Every record of a kind, as `veedor export` prints it.

    Args:
        kind: articles, readings, copies, utterances, events, stories, conflicts, findings,
            entities, parties, ftm or refusals.
        workspace: the folder.

    Raises:
        UsageError: when the first is asked for: there is no such kind, or the folder is no
            workspace.
    """
    from veedor.engine.background import Background
    from veedor.engine.view import load_view
    from veedor.report.export import export
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        yield from export(load_view(place), kind, lambda: Background(place).parties)


def screen(
    name: str,
    *,
    type: NameType | None = None,  # noqa: A002 (the model's own name)
    country: str | None = None,
    births: Sequence[str] = (),
    date: str | None = None,
    workspace: Path | str | None = None,
) -> list[Match]:
    """Who on the lists may be meant by a name, best first, one match a record, with reasons.

    Args:
        name: as written, in any script.
        type: only parties that something of this type can be.
        country: an ISO alpha-2 code; a party known only for other states counts for less.
        births: EDTF; a party with other birth dates is not meant.
        date: the day, month or year that `in_force` is about; today if None.
        workspace: the folder whose lists count; the built-in starter list if None.

    Raises:
        UsageError: the date cannot be understood, or the folder is no workspace.
    """
    from veedor.lists.dates import day_interval

    try:
        as_of = day_interval(date)
    except ValueError:
        raise UsageError(f"date {date!r}: give a day as 2024-06-18, a month or a year") from None
    index = _starter() if workspace is None else _of_workspace(Path(workspace))
    return index.screen(name, type=type, country=country, births=births, as_of=as_of)


@lru_cache(maxsize=1)
def _starter() -> Index:
    from veedor.lists import Index, merge
    from veedor.lists.starter import starter_records

    return Index(merge(starter_records()))


def _of_workspace(folder: Path) -> Index:
    from veedor.engine.background import Background
    from veedor.store import Workspace

    with Workspace(folder) as place:
        background = Background(place)
        held = _HELD.get(folder)
        if held is None or held[0] != background.lists_key:
            held = _HELD[folder] = background.lists_key, background.index
    return held[1]


#: The index of each workspace that was asked, with the key of its lists.
_HELD: dict[Path, tuple[str, Index]] = {}
