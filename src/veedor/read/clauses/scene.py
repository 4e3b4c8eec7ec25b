"""One sentence with all that is known of it before clauses are built."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from veedor.model import Name, Office
from veedor.read.clauses.compounds import joined
from veedor.read.clauses.countries import CountryMap
from veedor.read.clauses.rules import Rules
from veedor.read.clauses.words import ACTS, act_of, has_form, lemma_of
from veedor.read.parse import Parsed, ParsedLine
from veedor.read.referents import Mentions
from veedor.read.syntax import Sent, Token

__all__ = ["Act", "Article", "Scene"]

#: How far behind the start of a phrase its time may begin: an article and a preposition.
_ARTICLE = 8
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Act:
    """A predicate: the token, the verb it is or stands for, and whether it is a noun."""

    token: Token
    lemma: str
    nominal: bool
    #: how many words in a row it is: *hacer uso de* is three
    length: int = 1


@dataclass(frozen=True)
class Article:
    """What holds for a whole article: its parse, its mentions, its states, its times."""

    parsed: Parsed
    mentions: Mentions
    states: CountryMap
    rules: Rules
    times: tuple[tuple[int, int], ...] = ()
    starts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note where names, offices and times begin: all three come in order."""
        self.starts["names"] = [name.start for name in self.mentions.names]
        self.starts["offices"] = [office.start for office in self.mentions.offices]
        self.starts["times"] = [start for start, _ in self.times]

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """The names that begin in `[start, end)`."""
        return self.mentions.names[self._slice("names", start, end)]

    def offices_in(self, start: int, end: int) -> Sequence[Office]:
        """The offices that begin in `[start, end)`."""
        return self.mentions.offices[self._slice("offices", start, end)]

    def times_in(self, start: int, end: int) -> range:
        """The numbers of the times that begin in `[start, end)`."""
        found = self._slice("times", start, end)
        return range(found.start, found.stop)

    def is_time(self, start: int) -> bool:
        """Whether a time covers a character, or begins within an article's length of it."""
        last = bisect_right(self.starts["times"], start + _ARTICLE)
        return any(start < end for _, end in self.times[max(0, last - 2) : last])

    def in_time(self, place: int) -> bool:
        """Whether a time covers a character."""
        last = bisect_right(self.starts["times"], place)
        return any(place < end for _, end in self.times[max(0, last - 2) : last])

    def _slice(self, what: str, start: int, end: int) -> slice:
        starts = self.starts[what]
        return slice(bisect_left(starts, start), bisect_left(starts, end))


#: A city in capitals, perhaps a day and an agency, and a dash; or a city and an agency.
_DATELINE = re.compile(
    r"(?:[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ .]{2,30}(?:[,/(][^—–\n]{0,40}?)?"
    r"|[^\n(—–]{2,40}\([A-Z][^)\n]{1,30}\))"
    r"\s?(?:\.\s?[-—–]+|[—–]|-(?=\s))\s*"
)


def _is_epithet(token: Token) -> bool:
    """A participle right before its noun is a part of what the thing is: *refined oil*."""
    return token.dep_ == "amod" and token.head.i == token.i + 1 and not any(token.children)


def _names(token: Token, rules: Rules) -> bool:
    """*prendas de vestir*: an infinitive that says of what kind the noun before is."""
    if token.lower_ not in rules.sets["naming_infinitives"]:
        return False
    before = token.doc[max(0, token.i - 2) : token.i]
    return len(before) > 1 and before[0].pos_ == "NOUN" and before[1].lower_ == "de"


#: Where a token stands.
_place = attrgetter("i")


def _reached(words: Iterable[Token]) -> dict[int, Token]:
    """By token, the first of the words that hangs on it, directly or not."""
    found: dict[int, Token] = {}
    for word in words:
        token = word
        while token.i not in found:
            found[token.i] = word
            token = token.head
    return found


def _dateline_end(line: ParsedLine) -> int:
    found = _DATELINE.match(line.text)
    return found.end() if found else 0


@dataclass
class Scene:
    """A sentence of an article, its acts, and to which verb each of its words belongs."""

    article: Article
    line: ParsedLine
    sentence: Sent
    index: int
    acts: dict[int, Act] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)
    #: where the sentence begins behind *SEÚL, 3 oct (EFE).-*, counted in the line
    opening: int = 0
    rules: Rules = field(init=False)
    #: what opens the clauses and phrases of tokens, and the dictionary forms of tokens, as far as
    #: anybody has asked: rules ask of the same ones again and again
    markers: dict[int, str] = field(default_factory=dict)
    _lemmas: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = self.article.rules
        self.opening = _dateline_end(self.line) if self.sentence.start == 0 else 0
        for token in self.sentence:
            if token.pos_ not in ACTS or token.idx < self.opening or self._tells_time(token):
                continue
            act = act_of(token, self.rules, self.is_demonym(token))
            if act and not _names(token, self.rules):
                self.acts[token.i] = Act(token, *act)
        self._join()
        for token in self.sentence:
            self._own(token)
        self._close()

    def _close(self) -> None:
        """*…, an official in Seoul said*: what stands between the last comma and a closing
        verb of saying without a subject is who says it, not what the model hangs it on."""
        root = self.sentence.root
        if not self.is_verb(root) or self.subject(root) is not None:
            return
        if self.acts[root.i].lemma not in self.rules.sets["reporting"]:
            return
        speaker: list[int] = []
        for i in range(root.i - 1, self.sentence.start, -1):
            token = self.sentence.doc[i]
            if token.text == ",":
                self.owner.update(dict.fromkeys(speaker, root.i))
                return
            if i in self.acts and not self.acts[i].nominal:
                return
            speaker.append(i)

    def _join(self) -> None:
        """Make one act of words that together are one verb."""
        verbs = {i: act.lemma for i, act in self.acts.items() if not act.nominal}
        for i, lemma, length in list(joined(self.sentence, verbs, self.rules)):
            if lemma is None:
                self.acts.pop(i, None)
            else:
                for behind in range(i + 1, i + length):
                    self.acts.pop(behind, None)
                self.acts[i] = Act(self.sentence.doc[i], lemma, nominal=False, length=length)

    def _tells_time(self, token: Token) -> bool:
        """*la semana pasada*: a participle within a time is no act."""
        return token.dep_ == "amod" and self.article.in_time(self.place(token))

    def place(self, token: Token) -> int:
        """Where the token starts in the article's text."""
        return self.line.start + token.idx

    def is_demonym(self, token: Token) -> bool:
        """Whether it is an adjective of a state, whatever the model takes it for."""
        return self.article.states.adjective_at(self.place(token))

    def is_verb(self, token: Token) -> bool:
        """Whether it is a predicate with a clause of its own."""
        act = self.acts.get(token.i)
        return act is not None and not act.nominal

    def _own(self, token: Token) -> None:
        """Note the nearest verb above a word (or itself); else the root of its sentence."""
        way: list[int] = []
        while token.i not in self.owner and token.head.i != token.i and not (
            token.pos_ == "VERB" and self.is_verb(token) and not _is_epithet(token)
        ):  # fmt: skip
            way.append(token.i)
            token = token.head
        owner = self.owner.setdefault(token.i, token.i)
        self.owner.update(dict.fromkeys(way, owner))

    @cached_property
    def owned(self) -> dict[int, list[Token]]:
        """The words that belong to each verb, in the order of the text."""
        found: dict[int, list[Token]] = {}
        for token in self.sentence:
            found.setdefault(self.owner[token.i], []).append(token)
        return found

    @cached_property
    def edges(self) -> tuple[dict[int, Token], dict[int, Token]]:
        """The first and the last word, white space apart, of all that hangs on each."""
        words = [token for token in self.sentence if not token.is_space]
        return _reached(words), _reached(reversed(words))

    @cached_property
    def is_question(self) -> bool:
        """Whether the sentence ends in a question mark."""
        return self.sentence.text.rstrip(" »”\"'").endswith("?")

    def bounds(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """Where in the article the first of the tokens begins and the last one ends."""
        first, last = min(tokens, key=_place), max(tokens, key=_place)
        return self.line.start + first.idx, self.line.start + last.idx + len(last.text)

    def lemma(self, token: Token) -> str:
        """The token's dictionary form, mended."""
        found = self._lemmas.get(token.i)
        if found is None:
            found = self._lemmas[token.i] = lemma_of(token, self.rules)
        return found

    def subject(self, token: Token) -> Token | None:
        """The subject that stands beside a verb or a predicate adjective; the place of a dateline
        is none."""
        return next(
            (
                child
                for child in token.children
                if child.dep_ in SUBJECTS
                and child.idx >= self.opening
                and not self.disagrees(token, child)
            ),
            None,
        )

    def disagrees(self, verb: Token, noun: Token) -> bool:
        """Whether a noun behind a verb cannot be its subject: *le ha entregado sistemas*.

        Only in a language whose subjects may be left out; in others the model is seldom wrong.
        """
        if noun.i < verb.i or noun.pos_ != "NOUN" or not has_form(noun, "Number", "Plur"):
            return False
        if not self.rules.sets["passive_reflexive"] or any(c.dep_ == "conj" for c in verb.lefts):
            return False
        forms = [verb, *(c for c in verb.lefts if c.dep_ in ("aux", "cop"))]
        return any(has_form(form, "Number", "Sing") and has_form(form, "Person", "3")
                   for form in forms) and not any(
            child.dep_ in ("obj", "dobj") and child.pos_ == "NOUN" for child in verb.children
        )  # fmt: skip

    def is_passive(self, token: Token) -> bool:
        """Whether the verb is in the passive: by its auxiliary, or by *se* with a thing."""
        reflexive = False
        for child in token.children:
            if child.dep_ in ("auxpass", "nsubjpass", "aux:pass", "nsubj:pass"):
                return True
            if (
                child.dep_ in ("aux", "cop")
                and has_form(token, "VerbForm", "Part")
                and self.lemma(child) in self.rules.clauses["passive_auxiliaries"]
                and token.tag_ != "VBG"
            ):
                return not any(c.dep_ == "dobj" for c in token.children) or bool(
                    self.rules.clauses["passive_reflexive"]
                )
            reflexive |= child.lower_ in self.rules.sets["passive_reflexive"]
        subject = self.subject(token)
        return bool(
            reflexive
            and subject is not None
            and (subject.pos_ == "NOUN" or subject.lower_ in self.rules.sets["relative_pronouns"])
            and not any(child.dep_ == "obj" and child.pos_ == "NOUN" for child in token.children)
            and not self.article.states.within(*self._bounds(subject))
            and self.lemma(token) not in self.rules.sets["mutual"]
        )

    def _bounds(self, token: Token) -> tuple[int, int]:
        tokens = list(token.subtree)
        return self.place(tokens[0]), self.place(tokens[-1]) + len(tokens[-1])
