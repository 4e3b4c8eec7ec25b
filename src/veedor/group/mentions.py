"""What each sentence of an article tells of: acts, participants, places, days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from veedor.group.acts import act_of, is_saying
from veedor.group.collection import Collection
from veedor.model import Clause, Linked, Name, NameType, Reading, Sentence, Span, Tokens

__all__ = ["Mention", "When", "mentions", "names_a_site"]

PLACES: frozenset[NameType] = frozenset({"place", "facility"})
#: Who may take part in an event. Governments count as their country.
ACTORS: frozenset[NameType] = frozenset(
    {"person", "organization", "government", "country", "vessel"}
)


@dataclass(frozen=True, slots=True)
class When:
    """A time of a sentence: its span, the days it may be (ISO), and what it says in TIMEX3.

    `of_telling`: it stands beside a word of telling (*informaron este jueves*), not of an act.
    """

    span: Span
    value: str
    of_telling: bool
    earliest: str | None
    latest: str | None

    @property
    def day(self) -> str | None:
        """The one day that it is, if it is one."""
        return self.earliest if self.earliest and self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence seen as the telling of something that happened.

    `acts` are kinds of act with the position of the first word that names each; `lemmas` all
    its content words. `states` are the codes of all states that are named or that those named
    belong to (*el Senado paraguayo*: PY). `told` is False where nothing of it is reported as done,
    `planned` is True where nothing is but that somebody says so (*anunció que viajará*).
    """

    article: str
    sentence: int
    span: Span
    line_kind: str
    acts: dict[str, int]
    lemmas: tuple[str, ...]
    participants: tuple[str, ...]
    places: tuple[str, ...]
    states: tuple[str, ...]
    times: tuple[When, ...]
    told: bool
    negated: frozenset[str]
    planned: bool = False


#: A launch site and a meeting room are places, whatever is done there.
_SITES = frozenset(
    [
        "base", "plataforma", "centro", "sitio", "rampa", "instalación", "sala", "campo", "lugar",
        "polígono", "site", "pad", "facility", "center", "centre", "room", "complex", "range",
        "ground", "hall",
    ]
)  # fmt: skip


def names_a_site(tokens: Tokens, index: int) -> bool:
    """Whether the word only says what a place is for (*base de lanzamiento*, *launch site*)."""
    lemma = tokens.lemma
    before = index >= 2 and lemma[index - 1] == "de" and lemma[index - 2] in _SITES
    return before or (index + 1 < len(lemma) and lemma[index + 1] in _SITES)


def _of_telling(tokens: Tokens, inside: range, start: int) -> bool:
    """Whether the last word of an act or of telling before a place is one of telling."""
    for index in reversed(inside):
        if tokens.start[index] < start:
            if is_saying(tokens.lemma[index]):
                return True
            if act_of(tokens.lemma[index]) or _is_verb(tokens, index):
                return False
    return False


def _is_verb(tokens: Tokens, index: int) -> bool:
    """Whether a word is a verb. A demonym taken for one has a pronoun cut off it, and what is left
    is no infinitive (*norcoreanos*: *norcorea yo*)."""
    verb, _, pronoun = tokens.lemma[index].partition(" ")
    return tokens.pos[index] == "VERB" and (not pronoun or verb.endswith("r"))


def _inside(starts: list[int], sentence: Sentence) -> range:
    return range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))


def _keys(
    names: list[Name], linked: Linked, reading: Reading, types: frozenset[NameType]
) -> tuple[str, ...]:
    """Keys of those named, once each, in order; a government goes under its country."""
    found: dict[str, None] = {}
    for name in names:
        subject = linked.subjects[name.referent]
        referent = reading.referents[name.referent]
        if subject.type not in types or not referent.subject or subject.set_aside:
            continue
        country = subject.country if subject.type in ("government", "country") else None
        found.setdefault(country or subject.key)
    return tuple(found)


def _states(
    names: list[Name], linked: Linked, reading: Reading, clauses: list[Clause]
) -> tuple[str, ...]:
    """The states of those named, by name or by adjective, once each, in order."""
    of_names = (
        linked.subjects[name.referent].country
        for name in names
        if reading.referents[name.referent].subject
    )
    of_words = (
        country
        for clause in clauses
        for argument in clause.arguments
        for country in argument.countries
    )
    return tuple(dict.fromkeys(state for state in (*of_names, *of_words) if state))


_UNREAL = frozenset({"offered", "sought", "planned", "suspected", "demanded"})


def _told(clauses: list[Clause]) -> bool:
    """Whether a sentence reports anything as done; one without clauses is taken at its word."""
    return not clauses or any(map(_real, clauses))


def _real(clause: Clause) -> bool:
    return clause.modality not in _UNREAL and not clause.hypothetical


def _planned(clauses: list[Clause]) -> bool:
    """Whether nothing is reported as done but a saying."""
    said = [clause for clause in clauses if not is_saying(clause.lemma)]
    return bool(said) and not any(map(_real, said))


def _negated(clauses: list[Clause]) -> frozenset[str]:
    acts = (
        act_of(clause.lemma) for clause in clauses if clause.negated or clause.modality == "denied"
    )
    return frozenset(act for act in acts if act)


def mentions(collection: Collection, article: str) -> Iterator[Mention]:
    """The sentences of an article's title, lead, body and captions, in order."""
    reading, linked = collection.readings[article], collection.linked.get(article)
    if linked is None or reading.tokens is None:
        return
    tokens = reading.tokens
    clauses: dict[int, list[Clause]] = {}
    for clause in reading.clauses:
        clauses.setdefault(clause.sentence, []).append(clause)
    for number, sentence in enumerate(reading.sentences):
        inside = _inside(tokens.start, sentence)
        acts: dict[str, int] = {}
        for index in inside:
            act = act_of(tokens.lemma[index])
            if act and not names_a_site(tokens, index):
                acts.setdefault(act, tokens.start[index])
        names = [n for n in reading.names if sentence.start <= n.start < sentence.end]
        times = [
            When(
                Span(start=t.start, end=t.end, text=t.text),
                r.value,
                _of_telling(tokens, inside, t.start),
                r.earliest,
                r.latest,
            )
            for t, r in zip(reading.times, linked.times, strict=False)
            if sentence.start <= t.start < sentence.end and t.type in ("DATE", "TIME")
        ]
        yield Mention(
            article=article,
            sentence=number,
            span=Span(start=sentence.start, end=sentence.end, text=sentence.text),
            line_kind=reading.lines[sentence.line].kind,
            acts=acts,
            lemmas=tuple(
                tokens.lemma[index]
                for index in inside
                if tokens.pos[index] in ("NOUN", "VERB", "ADJ", "PROPN", "NUM")
            ),
            participants=_keys(names, linked, reading, ACTORS),
            places=_keys(names, linked, reading, PLACES),
            states=_states(names, linked, reading, clauses.get(number, [])),
            times=tuple(times),
            told=_told(clauses.get(number, [])),
            negated=_negated(clauses.get(number, [])),
            planned=_planned(clauses.get(number, [])),
        )
