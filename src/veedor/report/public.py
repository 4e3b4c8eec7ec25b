"""What a report for the public leaves out: persons, in what nobody has reviewed.

Titles of articles, and those of events and stories that go by them, are shown with such
persons' names covered; the address and the hash still say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from msgspec import structs

from veedor.model import Article, Evidence, Finding, Reading, Said, Span
from veedor.report.reviewing import standing
from veedor.report.view import View

__all__ = ["for_public", "names_person", "withheld"]

T = TypeVar("T", Article, Reading)

#: Stands for a person who speaks for nobody else.
_SOMEBODY = "[…]"


def for_public(view: View) -> View:
    """The view without persons in findings that nobody has reviewed as they are now."""
    persons = _persons(view)
    shown = [_without(f, view, persons) if _is_open(f) else _unsigned(f) for f in view.findings]
    return replace(_covered(view), findings=shown)


def _covered(view: View) -> View:
    """The view with persons covered in titles of articles, and of events and stories by them.

    Articles that a finding stands on which somebody has reviewed keep theirs.
    """
    groups, collection = view.groups, view.collection
    shown = [finding for finding in standing(view.findings) if not _is_open(finding)]
    reviewed = {item.article for finding in shown for item in finding.evidence}
    names = {
        article: frozenset() if article in reviewed else _person_names(view, article)
        for article in collection.readings
    }
    events = tuple(
        structs.replace(e, title=_cover(e.title, {n for r in e.reports for n in names[r.article]}))
        for e in groups.events
    )
    stories = tuple(
        structs.replace(s, title=_cover(s.title, {n for a in s.articles for n in names[a]}))
        for s in groups.stories
    )
    titles = {a: _cover(view.title(a) or "", found) or None for a, found in names.items()}
    articles = _Retitled(collection.articles, titles)
    readings = _Retitled(collection.readings, titles)
    return replace(
        view,
        collection=replace(collection, articles=articles, readings=readings),
        groups=replace(groups, events=events, stories=stories),
    )


class _Retitled(Mapping[str, T]):
    """Articles or readings, those in `titles` under other titles: made when asked for, since a
    large collection is not held."""

    def __init__(self, records: Mapping[str, T], titles: Mapping[str, str | None]) -> None:
        self._records: Mapping[str, T] = records
        self._titles = titles

    def __getitem__(self, key: str) -> T:
        record = self._records[key]
        title = self._titles.get(key, record.title)
        retitled: T = structs.replace(record, title=title)
        return retitled

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _person_names(view: View, article: str) -> frozenset[str]:
    """The names by which an article calls persons."""
    return frozenset(
        name.text for name in view.collection.readings[article].names if name.type == "person"
    )


def _cover(title: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        title = re.sub(rf"\b{re.escape(name)}\b", _SOMEBODY, title)
    return title


def withheld(finding: Finding, shown: Finding) -> int:
    """How many sentences of a finding the public does not see."""
    return len(finding.evidence) - len(shown.evidence)


def names_person(article: str, span: Span, view: View) -> bool:
    """Whether some words of an article name a person."""
    return any(
        name.type == "person" and name.start < span.end and span.start < name.end
        for name in view.collection.readings[article].names
    )


def _is_open(finding: Finding) -> bool:
    return finding.review == "open" or finding.stale_review


def _persons(view: View) -> frozenset[str]:
    return frozenset(
        subject.key
        for linked in view.collection.links()
        for subject in linked.subjects
        if subject.type == "person"
    ) | frozenset(
        holder.key
        for linked in view.collection.links()
        for holders in linked.holders
        for holder in holders
    )


def _without(finding: Finding, view: View, persons: frozenset[str]) -> Finding:
    def others(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key not in persons)

    return structs.replace(
        finding,
        evidence=tuple(
            _unattributed(item, persons)
            for item in finding.evidence
            if not names_person(item.article, item, view)
        ),
        actors=others(finding.actors),
        counterparts=others(finding.counterparts),
        official_by=others(finding.official_by),
        denied_by=others(finding.denied_by),
        origins=structs.replace(finding.origins, known=others(finding.origins.known)),
        parties=(),
        notes=(),
        attachments=(),
        reviewed=None,
        history=(),
        reply=None,
    )


def _unsigned(finding: Finding) -> Finding:
    """A reviewed finding without the names of the reviewers, which concern nobody outside."""
    reviewed = finding.reviewed
    return structs.replace(
        finding,
        reviewed=reviewed and structs.replace(reviewed, by=""),
        attachments=tuple(structs.replace(one, by="") for one in finding.attachments),
        history=(),
    )


def _unattributed(item: Evidence, persons: frozenset[str]) -> Evidence:
    """The evidence with the state or body for which a person speaks in the person's place."""

    def shown(said: Said) -> Said:
        if said.key not in persons:
            return said
        other = item.origin if item.origin and item.origin not in persons else _SOMEBODY
        return structs.replace(said, key=other, label=other)

    return structs.replace(item, attribution=tuple(shown(said) for said in item.attribution))
