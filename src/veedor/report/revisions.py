"""What changed in a report that its outlet put out again: versions of one address, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from veedor.model import Article

__all__ = ["Change", "Revised", "compare", "revised"]

#: Pairs of words above which lines are compared instead: two versions of a report of 3,000 words
#: have some 40 million, spaces included, and take seconds.
MOST = 50_000_000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(Struct, frozen=True, kw_only=True):
    """A stretch of text that both versions have, or one of them only."""

    kind: Literal["same", "removed", "added"]
    text: str


class Revised(Struct, frozen=True, kw_only=True):
    """A source with several versions of its text, the oldest first."""

    source: str
    versions: tuple[Article, ...]


def revised(articles: Mapping[str, Article]) -> list[Revised]:
    """The sources whose text was put out more than once, in the order of their addresses."""
    later = {a.revision_of: a for a in articles.values() if a.revision_of}
    found = []
    for article in articles.values():
        if article.revision_of is None and article.id in later:
            versions = [article]
            while (following := later.get(versions[-1].id)) is not None:
                versions.append(following)
            found.append(Revised(source=article.source, versions=tuple(versions)))
    return sorted(found, key=lambda each: each.source)


def compare(old: str, new: str) -> list[Change]:
    """What a new version keeps, leaves out and adds, in its order: by words, by lines if long."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > MOST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    changes: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change(kind="same", text="".join(before[i:j])))
            continue
        changes += _told("removed", before[i:j])
        changes += _told("added", after[k:m])
    return changes


def _told(kind: Literal["removed", "added"], words: Iterable[str]) -> list[Change]:
    text = "".join(words)
    return [Change(kind=kind, text=text)] if text else []
