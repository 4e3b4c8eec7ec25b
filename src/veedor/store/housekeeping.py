"""Moving evidence: into segments, into a backup, out of segments that hold what was erased."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from veedor.errors import StoreError
from veedor.model import Capture
from veedor.store.evidence import Evidence
from veedor.store.reviews import Reviews
from veedor.store.schema import articles, evidence, held, list_versions, meta
from veedor.store.segments import Place
from veedor.store.warc import uri_of

__all__ = ["drop_loose", "finish_erasure", "give", "take_in"]

#: Pieces that are moved in one transaction.
_BATCH = 200
#: The fact that names segments in which erased bytes still lie.
_ERASING = "evidence.erasing"


def take_in(place: Evidence) -> int:
    """Bring bytes that the database holds itself into segments; how many pieces that were.

    Damaged ones stay where they are, for `verify` to name.

    Raises:
        StoreError: they cannot be written; those moved before are kept.
    """
    moved, after = 0, ""
    while batch := _held_after(place, after):
        after = batch[-1].sha256
        with place.database.begin():
            moved += sum(_take_in(place, row) for row in batch)
    return moved


def _held_after(place: Evidence, digest: str) -> list[Row[Any]]:
    query = select(evidence).where(evidence.c.file.is_(None), evidence.c.sha256 > digest)
    with place.database.begin() as connection:
        return list(connection.execute(query.order_by(evidence.c.sha256).limit(_BATCH)))


def _take_in(place: Evidence, row: Row[Any]) -> bool:
    try:
        piece = place.read(row)
    except StoreError:
        return False
    capture = piece.capture or _unknown(place, row)
    placed = place.stored(row.sha256, piece.content, capture)
    _replace(place, row.sha256, placed)
    with place.database.begin() as connection:
        connection.execute(delete(held).where(held.c.sha256 == row.sha256))
    return True


def _unknown(place: Evidence, row: Row[Any]) -> Capture:
    """How bytes of older versions were had: of that, only from where and when is known."""
    query = select(func.min(articles.c.source)).where(articles.c.evidence == row.sha256)
    with place.database.begin() as connection:
        source = connection.execute(query).scalar() or f"urn:sha256:{row.sha256}"
    return Capture(uri=uri_of(source), at=row.fetched_at)


def _replace(place: Evidence, digest: str, placed: dict[str, object]) -> None:
    with place.database.begin() as connection:
        connection.execute(update(evidence).where(evidence.c.sha256 == digest).values(placed))


def give(place: Evidence, other: Evidence) -> dict[str, str]:
    """Put all bytes into another database that has the same rows, as a backup does.

    Returns:
        by SHA-256, what is damaged here and so missing there.
    """
    faults = {}
    for row in place.rows():
        try:
            piece = place.read(row)
        except StoreError as error:
            faults[row.sha256] = str(error)
            piece = None
        if row.file is not None:
            placed: dict[str, object] = {"file": None, "position": None, "length": None}
            if piece is not None:
                placed = other.hold(row.sha256, piece.content, piece.capture)
            _replace(other, row.sha256, placed)
    return faults


# ---------------------------------------------------------------- erasing


def drop_loose(place: Evidence) -> list[str]:
    """Forget bytes that neither an article nor a list was read from and that nobody attached to
    a finding; `finish_erasure` then removes them from the disk.

    Returns:
        the WARC files of others that they lie in, which are not touched.
    """
    of_articles = select(articles.c.evidence).where(articles.c.evidence.is_not(None))
    used = of_articles.union(select(list_versions.c.sha256))
    attached = {decision.sha256 for decision in Reviews(place.database).all()} - {""}
    loose = evidence.c.sha256.not_in(used) & evidence.c.sha256.not_in(attached)
    with place.database.begin() as connection:
        rows = connection.execute(select(evidence.c.file, evidence.c.length).where(loose)).all()
        gone = select(evidence.c.sha256).where(loose)
        connection.execute(delete(held).where(held.c.sha256.in_(gone)))
        connection.execute(delete(evidence).where(loose))
        names = {row.file for row in rows if row.length is not None}
        _remember(place, {*_erasing(place), *names, *_gaping(place)})
    return sorted({row.file for row in rows if row.file and row.length is None})


def _gaping(place: Evidence) -> Iterable[str]:
    """Segments of ours with records that no row speaks of, as a killed process leaves them."""
    lengths = select(evidence.c.file, func.sum(evidence.c.length)).where(
        evidence.c.length.is_not(None)
    )
    with place.database.begin() as connection:
        known = connection.execute(lengths.group_by(evidence.c.file)).tuples().all()
    for name, length in known:
        path = place.segments.path(name) if place.segments else None
        if path is not None and path.is_file() and path.stat().st_size > length:
            yield name


def _erasing(place: Evidence) -> list[str]:
    query = select(meta.c.value).where(meta.c.key == _ERASING)
    with place.database.begin() as connection:
        names: list[str] = json.loads(connection.execute(query).scalar() or "[]")
    return names


def _remember(place: Evidence, names: Iterable[str]) -> None:
    row = {"key": _ERASING, "value": json.dumps(sorted(names))}
    place.database.put(meta, [row])


def finish_erasure(place: Evidence) -> None:
    """Write segments that hold erased bytes anew without them, and remove the old ones; go on
    where an erasure was killed.

    Raises:
        StoreError: they cannot be written; the old ones are there still.
    """
    names = _erasing(place)
    if not names or place.segments is None:
        return
    place.segments.close_for_good(names)
    for name in names:
        with place.database.begin():
            _move_out(place, name)
        try:
            place.segments.path(name).unlink(missing_ok=True)
        except OSError as error:
            path = place.segments.path(name)
            raise StoreError(f"{path}: cannot be removed ({error.strerror})") from None
    with place.database.begin() as connection:
        connection.execute(delete(meta).where(meta.c.key == _ERASING))


def _move_out(place: Evidence, name: str) -> None:
    """Records that count go as they are; of one that is damaged, `verify` tells from then on."""
    assert place.segments is not None
    mine = select(evidence).where(evidence.c.file == name, evidence.c.length.is_not(None))
    with place.database.begin() as connection:
        rows = list(connection.execute(mine.order_by(evidence.c.position)))
    for row in rows:
        try:
            content = place.segments.read(Place(row.file, row.position, row.length))
        except StoreError:
            continue
        moved = place.segments.append(row.sha256, content)
        _replace(place, row.sha256, moved._asdict())
