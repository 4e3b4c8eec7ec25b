"""A timeline of a story, a party or a measure: rows for a terminal, a drawing, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from veedor.report.chronology import Entry, of_measure, of_party, of_story
from veedor.report.dossier import choose_story
from veedor.report.dossier_phrases import Words, words
from veedor.report.pictures import chronicle
from veedor.report.view import View

__all__ = ["as_json", "as_rows", "as_svg", "entries"]

#: A row of a terminal has so much of a sentence; the whole stands in the article.
SHOWN = 110


def entries(
    view: View, story: str | None, party: str | None, measure: str | None
) -> tuple[str, list[Entry]]:
    """What a timeline is of, and its entries, oldest first; without a choice the largest story.

    Raises:
        UsageError: there is no such story, party or measure.
    """
    if party is not None:
        return party, of_party(view, party)
    if measure is not None:
        return measure, of_measure(view, measure)
    chosen = choose_story(view.groups.stories, story)
    return chosen.title, of_story(view, chosen)


def _source(view: View, entry: Entry) -> str:
    if entry.article is None or entry.span is None:
        return ""
    return view.place(entry.article, entry.span.start)


def _day(entry: Entry, say: Words) -> str:
    day = say.date(entry.date)
    return say("published", day=day) if entry.published else day


def _reports(entry: Entry, say: Words) -> str:
    if not entry.mains:
        return say("only_recalled_in", n=len(entry.others))
    told = say("also_in", n=len(entry.mains))
    others = len(entry.others)
    return f"{told}; {say('recalled_in', n=others)}" if others else told


def as_rows(
    view: View, found: Sequence[Entry], language: str
) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Columns and rows of a table: the day, the sentence, where it stands.

    Raises:
        UsageError: timelines are not written in that language.
    """
    say = words(language)
    rows = []
    for entry in found:
        text = entry.text
        short = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
        rows.append((_day(entry, say), short, _source(view, entry)))
    return list(say.table["timeline_head"]), rows


def as_svg(view: View, name: str, found: Sequence[Entry], language: str) -> str:
    """A drawing with a row for each entry, in the order of time.

    Raises:
        UsageError: timelines are not written in that language.
    """
    say = words(language)
    rows = [
        (_day(entry, say), entry.text, f"{_source(view, entry)} · {_reports(entry, say)}")
        for entry in found
    ] or [("", say("timeline_none"), "")]
    return chronicle(say("timeline_of", name=name), rows)


def as_json(view: View, found: Sequence[Entry]) -> str:
    """The entries under the names of `veedor export`: date, span, article and its source."""
    rows: list[dict[str, Any]] = [
        {
            "date": entry.date,
            "published": entry.published,
            "title": entry.title,
            "article": entry.article,
            "source": view.collection.articles[entry.article].source if entry.article else None,
            "span": entry.span and {
                "start": entry.span.start, "end": entry.span.end, "text": entry.span.text,
            },
            "reported_by": sorted(entry.mains),
            "recalled_by": sorted(entry.others),
        }
        for entry in found
    ]  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode("utf-8") + "\n"
