"""Passages with their names, offices and expected quotes marked up, for tests and benchmark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from veedor.model import Name, Office, Post, Referent
from veedor.read.referents import Mentions

_MARKUP = re.compile(r"\{(?P<name>[^}]+)\}|<(?P<office>[^|>]+)\|(?P<holder>[^>]+)>")


@dataclass(frozen=True)
class Expected:
    """A quote that must be found: D or I, its words, its speaker's label ("-": none)."""

    kind: str
    text: str
    speaker: str


@dataclass(frozen=True)
class Passage:
    """A passage without its markup, its mentions, and what must be found in it."""

    lang: str
    why: str
    text: str
    mentions: Mentions
    quotes: tuple[Expected, ...]
    via: dict[str, list[str]]


def passages() -> Iterator[Passage]:
    """The table of passages."""
    entries = yaml.safe_load(Path(__file__).with_name("quote_passages.yaml").read_text("utf-8"))
    for entry in entries:
        yield passage(entry)


def passage(entry: dict[str, Any]) -> Passage:
    """One entry of the table, read."""
    text, mentions = unmark(entry["text"])
    quotes = tuple(Expected(*map(str.strip, quote.split("|"))) for quote in entry["quotes"])
    return Passage(entry["lang"], entry["why"], text, mentions, quotes, entry.get("via", {}))


def unmark(marked: str) -> tuple[str, Mentions]:
    """A text without markup and the mentions that the markup stood for.

    A name that is part of an earlier one stands for the same person.
    """
    text, at = "", 0
    labels: list[str] = []
    names: list[Name] = []
    offices: list[Office] = []
    for match in _MARKUP.finditer(marked):
        text += marked[at : match.start()]
        words = match["name"] or match["office"]
        span = {"start": len(text), "end": len(text) + len(words), "text": words}
        referent = _referent(labels, match["name"] or match["holder"])
        if match["name"]:
            names.append(Name(**span, type="person", referent=referent))
        else:
            post = Post(office="office", holder=referent)
            offices.append(Office(**span, posts=(post,), holders=(referent,)))
        text, at = text + words, match.end()
    referents = tuple(Referent(label=label, type="person") for label in labels)
    return text + marked[at:], Mentions(tuple(names), tuple(offices), referents)


def _referent(labels: list[str], name: str) -> int:
    for index, label in enumerate(labels):
        if name == label or name in label.split():
            return index
    labels.append(name)
    return len(labels) - 1
