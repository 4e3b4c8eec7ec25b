"""What awaits a person's decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from veedor.find.decisions import match_target, under
from veedor.model import Decision, Match, Span
from veedor.web.archive import ArchiveView
from veedor.web.digests import Digest, Outline

__all__ = ["Asked", "asked_of", "sentences"]

#: A person sees what a name is from a few sentences; the rest are behind its page.
MOST_SENTENCES = 3


@dataclass
class Asked:
    """One person or body named and one record that it may be, and the articles that name it."""

    target: str
    key: str
    label: str
    match: Match
    country: str | None
    articles: list[str]


def asked_of(
    order: Iterable[str], digests: Mapping[str, Digest], decisions: Iterable[Decision]
) -> list[Asked]:
    """Every match once, however many articles name it; those named most come first."""
    decided = {d.target: d for d in decisions if d.kind == "match"}
    found: dict[str, Asked] = {}
    for article in order:
        for subject in digests[article].asked if article in digests else ():
            for match in subject.matches:
                target = match_target(subject.key, match)
                asked = found.setdefault(
                    target, Asked(target, subject.key, subject.label, match, subject.country, [])
                )
                if _tells(match) > _tells(asked.match):
                    asked.match = match
                if not asked.articles or asked.articles[-1] != article:
                    asked.articles.append(article)
    for target, asked in found.items():
        if target in decided:
            asked.match = under(asked.match, decided[target])
    return sorted(found.values(), key=lambda a: (-len(a.articles), a.label, a.target))


def _tells(match: Match) -> tuple[bool, bool]:
    """How much a mention tells: more than the name first, then whether the record stood."""
    return match.identity != "name", match.in_force != "unknown"


def sentences(view: ArchiveView, asked: Asked) -> list[tuple[str, Span]]:
    """A few sentences that name somebody, each of another article, those that say most first."""
    shown: list[tuple[str, Span]] = []
    near = asked.articles[: 2 * MOST_SENTENCES]
    view.outlines.ahead(near)
    view.links.ahead(near)
    for article in near:
        outline, linked = view.outlines.get(article), view.collection.linked.get(article)
        if outline is None or linked is None:
            continue
        numbers = {n for n, subject in enumerate(linked.subjects) if subject.key == asked.key}
        if (sentence := _first(outline, numbers)) is not None:
            shown.append((article, sentence))
    # A headline says less of who somebody is than a sentence of the text.
    shown.sort(key=lambda pair: -min(len(pair[1].text), 200))
    return shown[:MOST_SENTENCES]


def _first(outline: Outline, referents: set[int]) -> Span | None:
    """The fullest of the first sentences that name one of the referents."""
    near: list[Span] = []
    for name in outline.names:
        if name.referent in referents:
            near += [s for s in outline.sentences if s.start <= name.start < s.end]
        if len(near) >= MOST_SENTENCES:
            break
    return max(near, key=lambda s: min(len(s.text), 200), default=None)
