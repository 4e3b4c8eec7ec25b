"""Proof that nothing was changed: hashes of bytes, and spans against their texts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from veedor.engine.collection import load_collection, load_groups
from veedor.errors import StoreError
from veedor.find.decisions import broken
from veedor.model import Article, article_id
from veedor.store import Workspace

__all__ = ["Verified", "verify"]


@dataclass
class Verified:
    """How many things of each kind were checked, and what does not hold, a line each."""

    checked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def verify(workspace: Workspace) -> Verified:
    """Hash all evidence again, and hold every span against its article."""
    result = Verified()
    collection, groups = load_collection(workspace), load_groups(workspace)
    for article in collection.articles.values():
        _check_article(workspace, article, result)
    for stage in (collection.readings, collection.datings, collection.linked):
        for key, record in stage.items():
            _check_spans(record, key, collection.articles, result)
    for items in (
        collection.families, groups.events, groups.utterances, groups.conflicts,
        workspace.findings.all(current=False),
    ):  # fmt: skip
        for item in items:
            _check_spans(item, None, collection.articles, result)
    for version in workspace.lists.versions():
        _check_list(workspace, version.sha256, version.file, result)
    log = workspace.reviews.all()
    result.checked["decisions"] += len(log)
    result.faults += [
        f"decision {number} was changed, or one before it taken out" for number in broken(log)
    ]
    return result


def _check_article(workspace: Workspace, article: Article, result: Verified) -> None:
    result.checked["articles"] += 1
    if article.id != article_id(article.source, article.text):
        result.faults.append(f"{article.source}: its text is not the one that was collected")
    try:
        content = workspace.articles.evidence(article.evidence or "")
    except StoreError as error:
        result.faults.append(f"{article.source}: its evidence: {error}")
        return
    if content is None:
        result.faults.append(f"{article.source}: its evidence is gone")
    elif hashlib.sha256(content).hexdigest() != article.evidence:
        result.faults.append(f"{article.source}: its evidence was changed")


def _check_list(workspace: Workspace, sha256: str, file: str, result: Verified) -> None:
    result.checked["list versions"] += 1
    try:
        workspace.lists.version(sha256)
    except StoreError as error:
        result.faults.append(f"{file}: {error}")


def _check_spans(
    record: Any, article: str | None, articles: Mapping[str, Article], result: Verified
) -> None:
    for place, start, end, text in _spans(msgspec.to_builtins(record), article):
        result.checked["spans"] += 1
        if place not in articles:
            result.faults.append(f"{place}: an article that is spoken of is gone")
        elif articles[place].text[start:end] != text:
            source = articles[place].source
            result.faults.append(f"{source}: [{start}, {end}) does not read {text[:60]!r}")


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
