"""The report as JSON: the records, with the words that the other forms give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from veedor.model import Finding
from veedor.report.public import for_public, withheld
from veedor.report.summary import Card, summarise
from veedor.report.view import View

__all__ = ["json_report"]


def json_report(view: View, language: str, *, public: bool = False) -> bytes:
    """The report as indented JSON; `public` leaves persons out of what nobody has reviewed.

    Raises:
        UsageError: reports are not written in that language.
    """
    whole = {finding.id: finding for finding in view.findings}
    view = for_public(view) if public else view
    summary = summarise(view, language)
    report = {
        "title": summary.title,
        "language": language,
        "about": summary.counts,
        "findings": list(_findings(view, summary.findings, whole)),
        "leads": list(_findings(view, summary.leads, whole)),
        "dropped": [] if public else list(_findings(view, summary.dropped, whole)),
        "conflicts": [] if public else _plain(view.groups.conflicts),
        "parties": [] if public else _plain(summary.parties),
        "namesakes": [] if public else _plain(summary.namesakes),
        "events": _plain(summary.events),
        "sources": list(_sources(view, public=public)),
        "refused": _plain(view.refusals),
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def _plain(record: Any) -> Any:
    return msgspec.to_builtins(record)


def _findings(
    view: View, cards: Iterable[Card], whole: Mapping[str, Finding]
) -> Iterator[dict[str, Any]]:
    """Each finding's record, with its title, plain sentence and reasons in words."""
    shown = {finding.id: finding for finding in view.findings}
    for card in cards:
        yield {
            **_plain(shown[card.id]),
            "title": card.title,
            "sentence": card.sentence,
            "reasons": card.reasons,
            "withheld": withheld(whole[card.id], shown[card.id]),
        }


def _sources(view: View, *, public: bool) -> Iterator[dict[str, Any]]:
    """Every article read: what it is, where it is, when it was written, and its hash.

    What proves a date are words of articles, titles among them: the public does without.
    """
    for article in view.collection.order:
        record = view.collection.articles[article]
        dating = view.collection.datings.get(article)
        if dating is not None and public:
            dating = msgspec.structs.replace(dating, why=())
        yield {
            "article": article,
            "source": record.source,
            "url": record.url,
            "outlet": view.outlet(article),
            "title": view.title(article),
            "dating": _plain(dating) if dating else None,
            "origin": view.collection.origin(article),
            "evidence": record.evidence,
        }
