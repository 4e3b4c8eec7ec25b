"""What an article itself says about who lists somebody: *Ri Pyong-chol, sancionado por la ONU*.

Only what stands right with the name counts: in an apposition, in a relative clause about it, or
before it (*UN-sanctioned*). `authorities.yaml` is the table of authorities and of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.model import Name, Reading, Span

__all__ = ["authority_of", "leading", "listed_by", "listed_there"]

#: Characters after a name within which a text says that somebody is listed, and around the words
#: for it within which it says by whom: the widest in the development passages are 120 and 38.
_REACH = 200
_AROUND = 60
_BEFORE = 50


@cache
def _table() -> dict[str, Any]:
    return own_data("veedor.link", "authorities.yaml")


def authority_of(name: str) -> str | None:
    """Whose list it is, by the list's name (`UN 1718` is of the UN), or None."""
    return next(
        (
            authority
            for authority, entry in _table()["authorities"].items()
            if any(name.startswith(start) for start in entry["lists"])
        ),
        None,
    )


def leading() -> frozenset[str]:
    """Authorities whom a text names before others if they list somebody."""
    table = _table()["authorities"]
    return frozenset(name for name, entry in table.items() if entry.get("leading"))


def listed_by(reading: Reading, referent: int) -> frozenset[str]:
    """The authorities that the text says have listed somebody; empty where it says nothing."""
    found: set[str] = set()
    for name in reading.names:
        if name.referent == referent and not name.nested:
            found.update(_right_after(reading, name), _right_before(reading, name))
    return frozenset(found)


def listed_there(reading: Reading, somebody: Span) -> set[str]:
    """The authorities that the text says have listed whom some words describe, in them or right
    behind them: *un funcionario norcoreano incluido en la lista de la ONU*.
    """
    first = re.search(r"\w+", somebody.text)
    start = somebody.start + (first.end() if first else 0)
    return _said_behind(reading, start, start + _REACH)


def _right_after(reading: Reading, name: Name) -> set[str]:
    return _said_behind(reading, name.end, min([name.end + _REACH, *_others(reading, name)]))


def _said_behind(reading: Reading, start: int, end: int) -> set[str]:
    """Who has listed, by `[start, end)` of the text and no further than its sentence."""
    sentence = next((s for s in reading.sentences if s.start <= start <= s.end), None)
    if sentence is None:
        return set()
    text = sentence.text[start - sentence.start : max(0, end - sentence.start)]
    words = _listing(reading.language).search(text)
    if words is None or _negated(reading.language).search(text[: words.start()]):
        return set()
    between = _table()["between"][reading.language]
    acts = (
        clause
        for clause in reading.clauses
        if not clause.nominal and start <= clause.predicate.start < start + words.start()
    )
    if any(clause.lemma not in between for clause in acts):
        return set()
    return _authorities(reading.language, text, words)


def _right_before(reading: Reading, name: Name) -> set[str]:
    """*UN-sanctioned general Ri*: with no comma between."""
    sentence = next((s for s in reading.sentences if s.start <= name.start < s.end), None)
    if sentence is None:
        return set()
    at = name.start - sentence.start
    text = re.split(r"[,;:.()]\s", sentence.text[max(0, at - _BEFORE) : at])[-1]
    words = re.search(r"-(?:sanctioned|listed|designated|blacklisted)\b", text)
    return _authorities(reading.language, text, words) if words else set()


def _others(reading: Reading, name: Name) -> Iterator[int]:
    """Where what is said may be about somebody else: the next person, or a body of no office."""
    table = _table()["authorities"].values()
    known = {word for entry in table for word in entry[reading.language]}
    for other in reading.names:
        if other.start < name.end or other.referent == name.referent:
            continue
        if other.type == "person" or (
            other.type == "organization"
            and other.text not in known
            and not any(o.start <= other.start < o.end for o in reading.offices)
        ):
            yield other.start


def _authorities(code: str, text: str, words: re.Match[str]) -> set[str]:
    """Those named around the words, as far as the next comma."""
    before = re.split(r"[;,]\s", text[max(0, words.start() - _AROUND) : words.start()])[-1]
    after = re.split(r"[;,)]", text[words.start() : words.end() + _AROUND])[0]
    return {
        authority
        for authority, entry in _table()["authorities"].items()
        if _any_of(tuple(entry[code])).search(before + after)
    }


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _listing(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["listing"][code]))
    return re.compile(rf"(?<![\w])(?:{words})", re.IGNORECASE)


@cache
def _negated(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["not"][code]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
