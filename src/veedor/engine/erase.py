"""Erasure for legal reasons: an article, or a person out of every article.

An article goes with its bytes, what the stages made of it, and everything made of the whole
collection, which the next run makes again without it; a tombstone keeps it from coming back. A
person's names are blacked out letter for letter, so that the spans of everything else still
fit; the bytes as fetched, which hold the names too, go.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import delete, select, update

from veedor.errors import UsageError
from veedor.model import Article
from veedor.read.folding import fold
from veedor.store import Workspace, schema
from veedor.store.articles import now
from veedor.store.database import in_batches
from veedor.store.housekeeping import drop_loose, finish_erasure
from veedor.store.payload import pack, unpack
from veedor.store.tombstones import Tombstone, person_hash

__all__ = ["Erased", "erase_article", "erase_articles", "erase_person"]

#: What stands in the place of each letter of a name.
BLACK = "█"


class Erased(Struct, frozen=True, kw_only=True):
    """What was erased: how many articles went or were blacked out, how many findings fell, and
    the WARC files that hold their bytes and are not the workspace's own.
    """

    articles: int
    findings: int
    elsewhere: tuple[str, ...] = ()


def erase_article(workspace: Workspace, wanted: str, *, by: str, reason: str) -> Erased:
    """Remove an article, by its id or source (all revisions of it).

    Raises:
        UsageError: there is no such article, or no reason is given.
    """
    _expect_reason(reason)
    rows = schema.articles.c
    query = select(rows.id).where((rows.id == wanted) | (rows.source == wanted))
    with workspace.database.begin() as connection:
        ids = list(connection.execute(query).scalars())
    if not ids:
        raise UsageError(f"{wanted}: no such article: give its id or its source")
    return erase_articles(workspace, ids, by=by, reason=reason)


def erase_articles(workspace: Workspace, ids: list[str], *, by: str, reason: str) -> Erased:
    """Remove the articles with these ids, all or none of them.

    Raises:
        UsageError: no reason is given.
    """
    _expect_reason(reason)
    with workspace.database.begin() as connection:
        sources = [article.source for article in workspace.articles.some(ids)]
        findings = _forget_derived(workspace, ids)
        # An alert gives the place of what it cites, under the folder that all files share.
        places = [source.rstrip("/").rpartition("/")[2] or source for source in sources]
        workspace.alerts.forget(lambda text: any(place in text for place in places))
        _unlink(workspace, ids)
        for key in ids:
            connection.execute(delete(schema.articles).where(schema.articles.c.id == key))
            workspace.tombstones.add(
                Tombstone(id=key, kind="article", at=now(), by=by, reason=reason)
            )
        elsewhere = drop_loose(workspace.evidence)
    finish_erasure(workspace.evidence)
    workspace.database.compact()
    return Erased(articles=len(ids), findings=findings, elsewhere=tuple(elsewhere))


def erase_person(workspace: Workspace, names: Iterable[str], *, by: str, reason: str) -> Erased:
    """Black out a person's names, given in full in every form, in all articles.

    Raises:
        UsageError: no article has any of them, a name is too short to be one's own, or no
            reason is given.
    """
    _expect_reason(reason)
    wanted = [" ".join(name.split()) for name in names]
    for name in wanted:
        if len(name) < len("Li Po"):
            raise UsageError(f"{name!r}: is too short to be only this person's")
    pattern = _pattern(wanted)
    with workspace.database.begin():
        changed = [
            blacked
            for article in workspace.articles.all().values()
            if (blacked := _blacked(article, pattern)) != article
        ]
        if not changed:
            raise UsageError(f"{', '.join(wanted)}: in no article")
        findings = _forget_derived(workspace, [article.id for article in changed])
        workspace.alerts.forget(lambda text: pattern.search(fold(text)) is not None)
        for article in changed:
            _put_blacked(workspace, article, by, reason)
        workspace.search.again([article.id for article in changed])
        workspace.waiting.add("read", (article.id for article in changed))
        for name in wanted:
            workspace.tombstones.add(
                Tombstone(id=person_hash(name), kind="person", at=now(), by=by, reason=reason)
            )
        elsewhere = drop_loose(workspace.evidence)
    finish_erasure(workspace.evidence)
    workspace.database.compact()
    return Erased(articles=len(changed), findings=findings, elsewhere=tuple(elsewhere))


def _expect_reason(reason: str) -> None:
    if not reason.strip():
        raise UsageError("an erasure needs its --reason: it is kept in the tombstone")


def _forget_derived(workspace: Workspace, ids: list[str]) -> int:
    """Drop what was made of these articles; what was made of all is made again by a run."""
    workspace.search.remove(ids)
    gone = set(ids)
    fallen = [
        finding.id
        for finding in workspace.findings.all(current=False)
        if any(item.article in gone for item in finding.evidence)
    ]
    with workspace.database.begin() as connection:
        for batch in in_batches(ids):
            connection.execute(delete(schema.outputs).where(schema.outputs.c.article.in_(batch)))
        for key in fallen:
            connection.execute(delete(schema.findings).where(schema.findings.c.id == key))
        connection.execute(delete(schema.records))
        workspace.kept.clear()
        workspace.waiting.forget(ids)
        stages = ("date", "date.kept", "group", "group.kept", "find", "reviewed")
        connection.execute(delete(schema.meta).where(schema.meta.c.key.in_(stages)))
    return len(fallen)


def _unlink(workspace: Workspace, ids: list[str]) -> None:
    """Revisions of an erased article stand for themselves."""
    rows = schema.articles
    with workspace.database.begin() as connection:
        query = select(rows.c.id, rows.c.payload)
        for batch in in_batches(ids):
            revising = connection.execute(query.where(rows.c.revision_of.in_(batch)))
            for key, payload in revising.tuples().all():
                alone = replace(unpack(payload, Article), revision_of=None)
                values = {"revision_of": None, "payload": pack(alone)}
                connection.execute(update(rows).where(rows.c.id == key).values(values))


def _pattern(names: list[str]) -> re.Pattern[str]:
    """The names as whole words, whatever the space between their parts."""
    forms = (r"\s+".join(map(re.escape, fold(name).split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _blacked(article: Article, pattern: re.Pattern[str]) -> Article:
    def black(text: str | None) -> str | None:
        if text is None:
            return None
        for found in pattern.finditer(fold(text)):
            start, end = found.span()
            text = text[:start] + re.sub(r"\S", BLACK, text[start:end]) + text[end:]
        return text

    return replace(
        article,
        text=black(article.text) or "",
        title=black(article.title),
        byline=black(article.byline),
        photo_credits=tuple(black(credit) or "" for credit in article.photo_credits),
    )


def _put_blacked(workspace: Workspace, article: Article, by: str, reason: str) -> None:
    digest = hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()
    bare = replace(article, evidence=None)
    values = {"title": bare.title, "evidence": None, "extractor": None, "payload": pack(bare)}
    rows = schema.articles
    with workspace.database.begin() as connection:
        connection.execute(update(rows).where(rows.c.id == article.id).values(values))
    workspace.tombstones.add(
        Tombstone(
            id=article.id, kind="blackout", at=now(), by=by, reason=reason, text_sha256=digest
        )
    )
