"""The words of reported speech of one language: verbs, nouns, phrases, sources.

Read from `quotes.yaml`, `cues.yaml` and `sources.yaml` of the language and checked; the
files explain their own keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from veedor.errors import DataError
from veedor.read.languages import language
from veedor.read.syntax import Token

__all__ = ["CLASSES", "FRAMES", "Lexicon", "Verb", "lexicon"]

CLASSES = frozenset(
    {"says", "claims", "denies", "accuses", "promises", "asks", "warns", "opines", "suspects"}
)
FRAMES = frozenset(
    {
        "direct", "that", "wh", "inf", "urge", "to", "of", "for", "as", "name", "noun", "topic",
        "with", "relay", "gerund", "blame",
    }
)  # fmt: skip

_VERBAL = frozenset({"VERB", "AUX"})
_CLOSING = frozenset("”»’\"'")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb as a form stands for it: its lemma, classes by frame, and reflexivity.

    `frames` maps what it may govern to the class it then has; those in `reflexive` need
    the pronoun. `certain` tells that the form is a verb whatever the parser says of it.
    """

    lemma: str
    frames: dict[str, str]
    reflexive: frozenset[str] = frozenset()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb that reports only with certain words behind it (*dejó claro*)."""

    then: tuple[tuple[str, ...], ...]
    frames: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the search for quotes knows of one language."""

    code: str
    verbs: dict[str, Verb]
    phrases: dict[str, tuple[Phrase, ...]]
    by_form: bool
    relays: frozenset[str]
    assertive: frozenset[str]
    of_things: frozenset[str]
    opinion_verbs: frozenset[str]
    cues: dict[str, Any]
    nouns: dict[str, str]
    sources: dict[str, str]
    comments: re.Pattern[str]
    reporting_forms: re.Pattern[str]
    according: dict[str, tuple[tuple[str, ...], ...]]
    views: dict[str, tuple[tuple[str, ...], ...]]
    connectors: tuple[tuple[str, ...], ...]
    pointing_back: tuple[tuple[str, ...], ...]

    def words(self, key: str) -> frozenset[str]:
        """The set of words under a key of `cues.yaml`."""
        return _word_set(self.code, key)

    def verb(self, token: Token) -> Verb | None:
        """The reporting verb of which the token is a form, if it is one here."""
        key = token.lower_ if self.by_form else token.lemma_.lower()
        verb = self.verbs.get(key)
        if verb is None or (token.is_title and not token.is_sent_start and token.i > 0):
            return None
        return verb if verb.certain or token.pos_ in _VERBAL or _behind_marks(token) else None

    def opens_aside(self, words: list[str]) -> bool:
        """Whether an aside that begins so tells who speaks: *dijo X*, *según ha contado X*."""
        small = self.words("clitics") | self.words("auxiliaries") | self.words("pronouns")
        small |= self.words("reflexives") | set(self.according)
        first = words[0]
        sources = (first,) in self.according.get(first, ())
        if sources and first not in self.words("according_needs_verb"):
            return True
        verb = next((word for word in words if word not in small), "")
        if self.by_form:
            return verb in self.verbs
        return self.reporting_forms.fullmatch(verb) is not None

    def phrases_of(self, token: Token) -> tuple[Phrase, ...]:
        """The phrases that begin with this form of a verb."""
        if token.pos_ not in _VERBAL:
            return ()
        return self.phrases.get(token.lower_ if self.by_form else token.lemma_.lower(), ())


def _behind_marks(token: Token) -> bool:
    """Whether it stands right behind closing marks and a comma, where verbs of saying do."""
    doc, at = token.doc, token.i
    return at > 1 and doc[at - 1].text in {",", "—", "–"} and doc[at - 2].text in _CLOSING


@cache
def _word_set(code: str, key: str) -> frozenset[str]:
    return frozenset(str(word).lower() for word in language(code).data("cues").get(key, ()))


@cache
def lexicon(code: str) -> Lexicon:
    """The words of reported speech of a language.

    Raises:
        DataError: a class or frame is unknown, or a pattern cannot be compiled.
    """
    verbs, cues, sources = (language(code).data(name) for name in ("quotes", "cues", "sources"))
    file = f"{code}/quotes.yaml"
    return Lexicon(
        code=code,
        verbs=_verbs(verbs, file),
        phrases=_phrases(verbs, file),
        by_form=bool(verbs["endings"]),
        relays=frozenset(verbs["relays"]),
        assertive=frozenset(verbs["assertive_when_negated"]),
        of_things=frozenset(verbs["also_of_things"]),
        opinion_verbs=frozenset(cues["opinion_relative"]),
        cues=cues,
        nouns={word: name for name, words in cues["nouns"].items() for word in words},
        sources={word: kind for kind, words in reversed(sources.items()) for word in words},
        comments=_pattern(cues["comments"], code, "comments"),
        reporting_forms=_pattern(cues["reporting_forms"], code, "reporting_forms"),
        according=_by_first(_sequences(cues["according"])),
        views=_by_first(_sequences(cues["according_own"])),
        connectors=_sequences(cues["connectors"]),
        pointing_back=_sequences(cues["pointing_back"]),
    )


def _sequences(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as tuples of words, longest first."""
    split = {tuple(phrase.lower().split()) for phrase in phrases}
    return tuple(sorted(split, key=lambda words: (-len(words), words)))


def _by_first(
    phrases: tuple[tuple[str, ...], ...],
) -> dict[str, tuple[tuple[str, ...], ...]]:
    first = {words[0] for words in phrases}
    return {word: tuple(words for words in phrases if words[0] == word) for word in first}


def _pattern(patterns: list[str], code: str, key: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(patterns), re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{code}/cues.yaml", f"a pattern is wrong: {error}", key=key) from None


def _check(entry: dict[str, Any], file: str) -> None:
    unknown = set(entry["frames"]) - FRAMES
    if unknown or entry["class"] not in CLASSES:
        problem = f"unknown frames {sorted(unknown)}" if unknown else f"unknown {entry['class']}"
        raise DataError(file, problem, key=f"verbs.{entry['class']}")


def _verbs(data: dict[str, Any], file: str) -> dict[str, Verb]:
    """Every form of every verb (every lemma, where the language gives no endings)."""
    frames: dict[str, dict[str, str]] = {}
    reflexive: dict[str, set[str]] = {}
    plain: dict[str, set[str]] = {}
    for entry in data["verbs"]:
        _check(entry, file)
        for lemma in entry["verbs"]:
            known = frames.setdefault(lemma, {})
            for frame in entry["frames"]:
                known.setdefault(frame, entry["class"])
            (reflexive if entry.get("reflexive") else plain).setdefault(lemma, set()).update(
                entry["frames"]
            )
    forms: dict[str, Verb] = {}
    for lemma, known in frames.items():
        needs = frozenset(reflexive.get(lemma, set()) - plain.get(lemma, set()))
        for form, certain in _forms(lemma, data):
            verb = forms.get(form)
            if verb is None or (certain and not verb.certain):
                forms[form] = Verb(lemma, known, needs, certain)
    return forms


def _forms(lemma: str, data: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The forms of a verb, and whether nothing but a verb can look so."""
    certain = tuple(data["certain"])
    yield lemma, False
    for form in data["irregular"].get(lemma, ()):
        yield form, form.endswith(certain) if certain else False
        for ending, others in data["derived"].items():
            if form.endswith(ending):
                yield from ((form.removesuffix(ending) + other, True) for other in others)
    stem, ending = lemma[:-2], lemma[-2:].replace("í", "i")
    for suffix in data["endings"].get(ending, ()):
        yield stem + suffix, suffix in certain


def _phrases(data: dict[str, Any], file: str) -> dict[str, tuple[Phrase, ...]]:
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for entry in data["phrases"]:
        _check(entry, file)
        phrase = Phrase(_sequences(entry["then"]), dict.fromkeys(entry["frames"], entry["class"]))
        forms = [form for form, _ in _forms(entry["verb"], data)]
        for form in forms:
            phrases[form] = (*phrases.get(form, ()), phrase)
    return phrases
