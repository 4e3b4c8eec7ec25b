"""Whether a fact is what a saved watch asks for."""

from __future__ import annotations

from collections.abc import Iterable

from anyascii import anyascii

from veedor.declared import Watch
from veedor.model import record_id
from veedor.watch.facts import Fact

__all__ = ["query_key", "wanted"]


def wanted(fact: Fact, watch: Watch) -> bool:
    """Whether a watch asks for a fact: it meets every query that is given."""
    if fact.kind not in watch.on:
        return False
    checks = (
        (watch.regime, (fact.regime,)),
        (watch.measure, (fact.measure,)),
        (watch.status, (fact.status,)),
        (watch.country, fact.countries),
    )
    if any(asked and not _same(asked, given) for asked, given in checks):
        return False
    if watch.party and not _within(watch.party, fact.parties):
        return False
    if watch.list and not _within(watch.list, fact.lists):
        return False
    return not watch.text or _within(watch.text, fact.texts)


def query_key(watch: Watch) -> str:
    """What changes when a watch asks for something else."""
    asked = watch.model_dump(exclude={"name", "channels", "feed", "lang"})
    return record_id("watch", *(f"{key}={value}" for key, value in sorted(asked.items())))


def _same(asked: Iterable[str], given: Iterable[str | None]) -> bool:
    return bool({_plain(a) for a in asked} & {_plain(g) for g in given if g})


def _within(asked: Iterable[str], given: Iterable[str]) -> bool:
    """Whether any of the words stands in any of the texts, as whole words."""
    texts = [f" {_plain(text)} " for text in given]
    return any(f" {_plain(words)} " in text for words in asked for text in texts)


def _plain(text: str) -> str:
    """Words in small letters of ASCII, parted by single spaces."""
    letters = anyascii(text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())
