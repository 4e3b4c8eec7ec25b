"""The passages of passages.yaml, read and compared with what must come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from veedor.link.statements import find_statements
from veedor.model import Article, Reading, Resolved, Statement, Subject
from veedor.read.reader import Reader
from veedor.regimes import built_in

PASSAGES = Path(__file__).with_name("passages.yaml")

Form = tuple[str, str | None, str, str]


def passages(file: Path = PASSAGES) -> Iterator[tuple[str, dict[str, Any]]]:
    """Language and passage, in the order of the file."""
    content = yaml.safe_load(file.read_text("utf-8"))
    for code, entries in content.items():
        for entry in entries:
            yield code, entry


def read(reader: Reader, text: str, code: str) -> tuple[Article, Reading]:
    """A passage as an article of one body line."""
    article = Article(id="passage", source="passage", text=text, language=code)
    return article, reader.read(article)


def statements(article: Article, reading: Reading, pack: str = "dprk") -> tuple[Statement, ...]:
    """The statements of a passage, held against a pack and no list."""
    subjects = tuple(
        Subject(key=who.label, label=who.label, type=who.type, country=who.country)
        for who in reading.referents
    )
    times = tuple(Resolved(value=time.value) for time in reading.times)
    holders: tuple[tuple[()], ...] = tuple(() for _ in reading.offices)
    packs = {pack: built_in()[pack]}
    return find_statements(article, reading, subjects, holders, times, packs)


def form(measure: str, direction: str | None, modality: str, kind: str) -> Form:
    """What is compared: a two-way direction has no order."""
    if direction and "<->" in direction:
        direction = "<->".join(sorted(direction.split("<->")))
    return measure, direction, modality, kind


def shown(found: tuple[Statement, ...]) -> Counter[Form]:
    """What is shown as a finding, a lead or a denial; the rest is context."""
    return Counter(
        form(s.measure, s.direction, s.modality, s.kind)
        for s in found
        if s.measure != "context" and (s.kind != "context" or s.modality == "denied")
    )


def compare(
    entry: dict[str, Any], found: tuple[Statement, ...]
) -> tuple[Counter[Form], Counter[Form], Counter[Form]]:
    """Right, invented and missed statements of one passage."""
    got = shown(found)
    wanted = Counter(form(*expected) for expected in entry["expect"])
    allowed = {name for (name,) in entry.get("any", [])}
    invented = Counter({f: n for f, n in (got - wanted).items() if f[0] not in allowed})
    return got & wanted, invented, wanted - got
