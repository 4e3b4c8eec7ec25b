"""Proof that nothing was changed: hashes of bytes, texts against bytes, spans against texts.

Every record is looked at by itself, so that one that is damaged hides no other.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Table, select

from veedor.errors import InputRefused, StoreError
from veedor.find.decisions import broken
from veedor.lists.version import ListVersion
from veedor.model import (
    Article,
    Dating,
    Decision,
    Finding,
    Linked,
    Reading,
    article_id,
)
from veedor.store import Workspace, schema
from veedor.store.collected import KINDS
from veedor.store.payload import unpack

__all__ = ["Verified", "verify"]

_STAGES: dict[str, type[Any]] = {"read": Reading, "date": Dating, "link": Linked}


@dataclass
class Verified:
    """How many things of each kind were checked, and what does not hold, a line each."""

    checked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    #: Texts that another version of an extractor took, by its name: not taken again.
    unjudged: Counter[str] = field(default_factory=Counter)
    articles: dict[str, Article] = field(default_factory=dict)
    root: str | None = None

    def named(self, article: str) -> str:
        """An article as a person knows it."""
        return self.articles[article].source if article in self.articles else f"article {article}"


def verify(workspace: Workspace, root: str | None = None) -> Verified:
    """Hash all evidence again, take the texts from it again, hold every span against its text.

    `root` is the hash of a decision that was kept elsewhere: a log from whose end decisions were
    taken is whole by itself, and only that shows it.
    """
    result = Verified(root=root)
    for check in (
        _pages, _articles, _evidence, _outputs, _records, _findings, _lists, _decisions,
    ):  # fmt: skip
        try:
            check(workspace, result)
        except StoreError as error:
            result.faults.append(str(error))
    return result


def _pages(workspace: Workspace, result: Verified) -> None:
    """SQLite's own check of its pages and indexes; PostgreSQL watches over its own."""
    if workspace.database.dialect != "sqlite":
        return
    with workspace.database.begin() as connection:
        for line in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
            if line != "ok":
                result.faults.append(f"{workspace.database.url}: {line}")


def _rows(workspace: Workspace, table: Table) -> Iterator[Mapping[str, Any]]:
    query = select(table).order_by(*table.primary_key)
    with workspace.database.begin() as connection:
        for row in connection.execute(query, execution_options={"yield_per": 100}).mappings():
            yield {str(name): value for name, value in row.items()}


def _unpacked(payload: bytes, kind: type[Any], name: str, result: Verified) -> Any:
    try:
        return unpack(payload, kind)
    except StoreError as error:
        result.faults.append(f"{name}: {error}")
        return None


# ---------------------------------------------------------------- articles and their bytes


def _articles(workspace: Workspace, result: Verified) -> None:
    blacked = {t.id: t.text_sha256 for t in workspace.tombstones.all() if t.kind == "blackout"}
    for row in _rows(workspace, schema.articles):
        result.checked["articles"] += 1
        name = row["source"]
        article = _unpacked(row["payload"], Article, name, result)
        if article is None:
            continue
        result.articles[row["id"]] = article
        if any(
            _kept(getattr(article, column)) != row[column]
            for column in ("id", "source", "outlet", "title", "published", "collected_at",
                           "language", "revision_of", "evidence")
        ):  # fmt: skip
            result.faults.append(f"{name}: its record is not what it is filed under")
        digest = hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()
        if digest != blacked.get(article.id) and article.id != article_id(
            article.source, article.text
        ):
            result.faults.append(f"{name}: its text is not the one that was collected")


def _kept(value: str | None) -> str | None:
    """As the database keeps it."""
    return None if value is None else value.replace("\0", "\ufffd")


def _evidence(workspace: Workspace, result: Verified) -> None:
    by_digest: dict[str, list[tuple[Article, str | None]]] = {}
    extractors = {row["id"]: row["extractor"] for row in _rows(workspace, schema.articles)}
    for article in result.articles.values():
        if article.evidence is not None:
            of = (article, extractors.get(article.id))
            by_digest.setdefault(article.evidence, []).append(of)
    for row in workspace.evidence.rows():
        result.checked["pieces of evidence"] += 1
        of_article = by_digest.pop(row.sha256, [])
        name = of_article[0][0].source if of_article else f"evidence {row.sha256[:12]}"
        try:
            piece = workspace.evidence.read(row)
        except StoreError as error:
            result.faults.append(f"{name}: its evidence: {error}")
            continue
        if len(piece.content) != row.size:
            result.faults.append(f"{name}: its evidence is not of the size it is filed under")
        _texts(piece.content, of_article, result)
    for gone in by_digest.values():
        result.faults += [f"{article.source}: its evidence is gone" for article, _ in gone]


def _texts(
    content: bytes, articles: list[tuple[Article, str | None]], result: Verified
) -> None:
    """Take texts from their bytes once more, where this version of the extractor took them."""
    from veedor.collect.again import extract_again

    for article, extractor in articles:
        if extractor is None:
            continue
        try:
            again = extract_again(article.source, content, extractor)
        except InputRefused:
            again = ""
        if again is None:
            result.unjudged[extractor] += 1
        elif again == article.text:
            result.checked["texts taken again"] += 1
        else:
            result.faults.append(
                f"{article.source}: its text is not the one that {extractor} takes from its "
                "evidence"
            )


# ---------------------------------------------------------------- what was made of them


def _outputs(workspace: Workspace, result: Verified) -> None:
    for row in _rows(workspace, schema.outputs):
        name = f"{result.named(row['article'])}: what {row['stage']} made of it"
        record = _unpacked(row["payload"], _STAGES[row["stage"]] | None, name, result)  # type: ignore[arg-type]
        if record is not None and row["article"] in result.articles:
            _check_spans(record, row["article"], result)


def _records(workspace: Workspace, result: Verified) -> None:
    for row in _rows(workspace, schema.records):
        record = _unpacked(row["payload"], KINDS[row["kind"]], f"{row['kind']} {row['id']}", result)
        if record is not None:
            _check_spans(record, None, result)


def _findings(workspace: Workspace, result: Verified) -> None:
    for row in _rows(workspace, schema.findings):
        result.checked["findings"] += 1
        finding = _unpacked(row["payload"], Finding, f"finding {row['id']}", result)
        if finding is not None:
            _check_spans(finding, None, result)


def _lists(workspace: Workspace, result: Verified) -> None:
    for row in _rows(workspace, schema.list_versions):
        result.checked["list versions"] += 1
        version = _unpacked(row["payload"], ListVersion, row["file"], result)
        if version is not None and (version.sha256, len(version.records)) != (
            row["sha256"], row["size"],
        ):  # fmt: skip
            result.faults.append(f"{row['file']}: its records are not those of the file imported")


def _decisions(workspace: Workspace, result: Verified) -> None:
    log = []
    for row in _rows(workspace, schema.reviews):
        result.checked["decisions"] += 1
        try:
            decision = msgspec.json.decode(row["payload"], type=Decision)
        except msgspec.MsgspecError as error:
            result.faults.append(f"decision {row['number']}: is damaged ({error})")
            continue
        log.append(decision)
        columns = ("number", "at", "by", "kind", "target")
        if any(getattr(decision, name) != row[name] for name in columns):
            result.faults.append(f"decision {row['number']}: is not what it is filed under")
        if decision.sha256:
            _attached(workspace, decision, result)
    result.faults += [
        f"decision {number} was changed, or one before it taken out" for number in broken(log)
    ]
    if result.root and result.root not in {decision.hash for decision in log}:
        result.faults.append(f"no decision has the root {result.root}: the log is not that one")


def _attached(workspace: Workspace, decision: Decision, result: Verified) -> None:
    """A file that somebody attached is still there; its bytes are hashed with all evidence."""
    result.checked["attached files"] += 1
    try:
        gone = workspace.evidence.content(decision.sha256) is None
    except StoreError:
        return
    if gone:
        result.faults.append(f"decision {decision.number}: {decision.file} is gone")


def _check_spans(record: Any, article: str | None, result: Verified) -> None:
    for place, start, end, text in _spans(msgspec.to_builtins(record), article):
        result.checked["spans"] += 1
        if place not in result.articles:
            result.faults.append(f"article {place}: is spoken of, and gone or damaged")
        elif result.articles[place].text[start:end] != text:
            name = result.named(place)
            result.faults.append(f"{name}: [{start}, {end}) does not read {text[:60]!r}")


def _spans(value: Any, article: str | None) -> Iterator[tuple[str, int, int, str]]:
    """Every span within plain data, with the article it stands in."""
    if isinstance(value, dict):
        article = value["article"] if isinstance(value.get("article"), str) else article
        if article is not None and {"start", "end", "text"} <= value.keys():
            yield article, value["start"], value["end"], value["text"]
        for item in value.values():
            yield from _spans(item, article)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _spans(item, article)
