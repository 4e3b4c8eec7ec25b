"""Everything a workspace holds as plain records: one JSON object a line, or CSV.

Field names are those of the records. Every span carries `start`, `end`, `text`; everything
that speaks of an article carries its `article` id and `source`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from veedor.errors import UsageError
from veedor.model import Holder, Linked, Party, Reading, Subject
from veedor.report.ftm import ftm_entities
from veedor.report.view import View

__all__ = ["KINDS", "as_csv", "as_json_lines", "export"]

Row = dict[str, Any]
#: What makes a spreadsheet run a cell (also the full-width signs of East Asian settings).
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def export(view: View, kind: str, parties: Callable[[], Iterable[Party]] = tuple) -> Iterator[Row]:
    """The records of one kind, in a fixed order.

    Args:
        view: the workspace.
        kind: one of `KINDS`.
        parties: gives the listed parties; called for their kind alone, as it takes seconds.

    Raises:
        UsageError: there is no such kind.
    """
    if kind == "parties":
        return (_plain(party) for party in parties())
    if kind not in _MAKERS:
        raise UsageError(f"nothing called {kind} to export; there are {', '.join(KINDS)}")
    return _MAKERS[kind](view)


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, without escaping what is not ASCII."""
    encoder = msgspec.json.Encoder()
    return (encoder.encode(row).decode("utf-8") for row in rows)


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """A table with a column for each field of the first record; nested fields as JSON.

    Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, and run it: text
    of strangers that begins so gets an apostrophe before it, which they hide.
    """
    columns: list[str] = []
    for row in rows:
        if not columns:
            columns = list(row)
            yield _csv_line(columns)
        yield _csv_line(_cell(row.get(column)) for column in columns)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict | bool):
        return msgspec.json.encode(value).decode("utf-8")
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return f"'{value}"
    return str(value)


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    # The writer quotes a cell with a line break only if its own lines end in those signs.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n")


def _plain(record: Any) -> Any:
    return msgspec.to_builtins(record)


# ---------------------------------------------------------------- articles and readings


def _articles(view: View) -> Iterator[Row]:
    """Articles, with the origin, title and credits that reading found in their texts."""
    for key, article in view.collection.articles.items():
        row = _plain(article)
        row["article"] = key
        reading = view.collection.readings.get(key)
        if reading is not None:
            for field in ("agencies", "photo_credits"):
                row[field] = list(getattr(article, field) or getattr(reading, field))
            row["title"] = article.title or reading.title
            row["byline"] = article.byline or reading.byline
        dating = view.collection.datings.get(key)
        row["dating"] = _plain(dating) if dating else None
        yield row


def _readings(view: View) -> Iterator[Row]:
    for key, article in view.collection.articles.items():
        reading = view.collection.readings.get(key)
        if reading is None:
            continue
        linked = view.collection.linked.get(key) or Linked(article=key)
        dating = view.collection.datings.get(key)
        yield {
            "article": key,
            "source": article.source,
            "outlet": article.outlet,
            "language": reading.language,
            "title": article.title or reading.title,
            "byline": article.byline or reading.byline,
            "agencies": list(article.agencies or reading.agencies),
            "photo_credits": list(article.photo_credits or reading.photo_credits),
            "dating": _plain(dating) if dating else None,
            "lines": _plain(reading.lines),
            "sentences": _plain(reading.sentences),
            **_linked(reading, linked),
            "statements": [row | {"source": article.source} for row in _plain(linked.statements)],
        }


def _linked(reading: Reading, linked: Linked) -> Row:
    """The spans of a reading with what link made of them; referents become keys."""
    subjects = linked.subjects
    return {
        "names": [_plain(name) | _subject(subjects, name.referent) for name in reading.names],
        "offices": [
            _office(_plain(office), subjects, linked.holders[n] if linked.holders else ())
            for n, office in enumerate(reading.offices)
        ],
        "times": [
            _time(_plain(time), _plain(linked.times[n]) if linked.times else None)
            for n, time in enumerate(reading.times)
        ],
        "quotes": [_quote(_plain(quote), subjects) for quote in reading.quotes],
        "clauses": [_clause(_plain(clause), subjects) for clause in reading.clauses],
    }


def _key(subjects: tuple[Subject, ...], referent: int | None) -> str | None:
    if referent is None or referent >= len(subjects):
        return None
    return subjects[referent].key


def _keys(subjects: tuple[Subject, ...], referents: Iterable[int]) -> list[str]:
    keys = (_key(subjects, referent) for referent in referents)
    return list(dict.fromkeys(key for key in keys if key is not None))


def _subject(subjects: tuple[Subject, ...], referent: int) -> Row:
    if referent >= len(subjects):
        return {"key": None, "label": None, "country": None, "matches": [], "set_aside": None}
    subject = subjects[referent]
    return {
        "key": subject.key,
        "label": subject.label,
        "country": subject.country,
        "matches": _plain(subject.matches),
        "set_aside": subject.set_aside,
    }


def _office(row: Row, subjects: tuple[Subject, ...], holders: tuple[Holder, ...]) -> Row:
    for post in row["posts"]:
        post["organization"] = _key(subjects, post["organization"])
        post["holder"] = _key(subjects, post["holder"])
    row["office"] = row["posts"][0]["office"] if row["posts"] else None
    row["holders"] = _plain(holders)
    row["matches"] = [match for holder in row["holders"] for match in holder["matches"]]
    return row


def _time(row: Row, resolved: Row | None) -> Row:
    row["written"] = row["value"]
    row["resolved"] = None
    if resolved is not None:
        row["value"] = resolved.pop("value")
        row["resolved"] = resolved
    return row


def _quote(row: Row, subjects: tuple[Subject, ...]) -> Row:
    row["speakers"] = _keys(subjects, row["speakers"])
    row["speaker"] = row["speakers"][0] if row["speakers"] else None
    via = _keys(subjects, row["via"])
    row["via"] = via[0] if via else None
    return row


def _clause(row: Row, subjects: tuple[Subject, ...]) -> Row:
    for argument in row["arguments"]:
        argument["referents"] = _keys(subjects, argument["referents"])
    for link in row["attribution"]:
        link["referent"] = _key(subjects, link["referent"])
    return row


# ---------------------------------------------------------------- the collection


def _sourced(view: View, record: Any) -> Any:
    """A record as plain data in which everything with an `article` has its `source` too."""
    if isinstance(record, dict):
        row = {key: _sourced(view, value) for key, value in record.items()}
        article = view.collection.articles.get(row["article"]) if _names_article(row) else None
        if article is not None:
            row.setdefault("source", article.source)
        return row
    if isinstance(record, list | tuple):
        return [_sourced(view, item) for item in record]
    return record


def _names_article(row: Mapping[str, Any]) -> bool:
    return isinstance(row.get("article"), str)


def _records(items: Callable[[View], Iterable[Any]]) -> Callable[[View], Iterator[Row]]:
    def rows(view: View) -> Iterator[Row]:
        return (_sourced(view, _plain(item)) for item in items(view))

    return rows


_MAKERS: dict[str, Callable[[View], Iterator[Row]]] = {
    "articles": _articles,
    "readings": _readings,
    "copies": _records(lambda view: view.collection.families),
    "utterances": _records(lambda view: view.groups.utterances),
    "events": _records(lambda view: view.groups.events),
    "stories": _records(lambda view: view.groups.stories),
    "conflicts": _records(lambda view: view.groups.conflicts),
    "findings": _records(lambda view: view.findings),
    "entities": _records(lambda view: view.groups.entities),
    "refusals": _records(lambda view: view.refusals),
    "ftm": ftm_entities,
}

#: What can be exported.
KINDS: tuple[str, ...] = (*_MAKERS, "parties")
