"""Small collections made by hand, for tests of grouping."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from veedor.group.collection import Collection
from veedor.model import (
    Argument,
    Article,
    Clause,
    Dating,
    Line,
    Linked,
    Name,
    NameType,
    Reading,
    Referent,
    Resolved,
    Sentence,
    Span,
    Subject,
    Time,
    Tokens,
)

_WORD = re.compile(r"\w+")


@dataclass
class Told:
    """An article by its sentences; `names` by text: (key, type); `times` by text: value, days."""

    key: str
    sentences: Sequence[str]
    day: str | None
    names: dict[str, tuple[str, NameType]] = field(default_factory=dict)
    times: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    denied: Sequence[str] = ()
    done: Sequence[str] = ()
    outlet: str | None = None
    language: str = "es"
    lemmas: dict[str, str] = field(default_factory=dict)

    def article(self) -> Article:
        return Article(
            id=self.key,
            source=self.key,
            text="\n".join(self.sentences),
            outlet=self.outlet,
            published=self.day,
        )

    def reading(self) -> Reading:
        text = "\n".join(self.sentences)
        lines, sentences, start = [], [], 0
        for number, row in enumerate(self.sentences):
            end = start + len(row)
            kind = "title" if number == 0 else "body"
            lines.append(Line(start=start, end=end, text=row, kind=kind))
            sentences.append(Sentence(start=start, end=end, text=row, line=number))
            start = end + 1
        words = list(_WORD.finditer(text))
        keys = list(dict.fromkeys(self.names))
        return Reading(
            article=self.key,
            language=self.language,
            lines=tuple(lines),
            sentences=tuple(sentences),
            tokens=Tokens(
                start=[word.start() for word in words],
                end=[word.end() for word in words],
                lemma=[self._lemma(word.group()) for word in words],
                pos=["NOUN" if len(word.group()) > 3 else "ADP" for word in words],
            ),
            referents=tuple(Referent(label=name, type=self.names[name][1]) for name in keys),
            names=tuple(
                Name(
                    start=match.start(),
                    end=match.end(),
                    text=name,
                    type=self.names[name][1],
                    referent=number,
                )
                for number, name in enumerate(keys)
                for match in re.finditer(re.escape(name), text)
            ),
            times=tuple(
                Time(
                    start=text.index(found),
                    end=text.index(found) + len(found),
                    text=found,
                    type="DATE",
                    value=value,
                )
                for found, (value, _, _) in self.times.items()
            ),
            clauses=tuple(self._clauses(text, sentences)),
            title=self.sentences[0],
        )

    def _lemma(self, word: str) -> str:
        return self.lemmas.get(word.lower(), word.lower())

    def _clauses(self, text: str, sentences: Sequence[Sentence]) -> list[Clause]:
        found = []
        for word, negated in [(w, True) for w in self.denied] + [(w, False) for w in self.done]:
            start = text.index(word)
            number = next(n for n, s in enumerate(sentences) if s.start <= start < s.end)
            span = Span(start=start, end=start + len(word), text=word)
            patient = Argument(start=0, end=1, text=text[:1], role="patient", head="acuerdo")
            found.append(
                Clause(
                    start=start, end=start + len(word), text=word, sentence=number,
                    predicate=span, lemma=self._lemma(word), nominal=False, negated=negated,
                    arguments=(patient,),
                )
            )  # fmt: skip
        return found

    def linked(self) -> Linked:
        return Linked(
            article=self.key,
            subjects=tuple(
                Subject(key=key, label=name, type=kind, country=None)
                for name, (key, kind) in self.names.items()
            ),
            times=tuple(
                Resolved(value=value, earliest=first, latest=last)
                for value, first, last in self.times.values()
            ),
        )

    def dating(self) -> Dating:
        return Dating(
            article=self.key,
            basis="metadata" if self.day else "unknown",
            date=self.day,
            earliest=self.day,
            latest=self.day,
        )


@pytest.fixture
def told() -> type[Told]:
    """How an article is written by hand."""
    return Told


@pytest.fixture
def collect() -> Callable[..., Collection]:
    """How articles written by hand become a collection."""
    return collection


def collection(*told: Told) -> Collection:
    """The collection of these articles."""
    return Collection(
        articles={one.key: one.article() for one in told},
        readings={one.key: one.reading() for one in told},
        datings={one.key: one.dating() for one in told},
        linked={one.key: one.linked() for one in told},
    )
