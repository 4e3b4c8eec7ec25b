"""Whom words of the text stand for: offices, pronouns, anaphoric nouns, unnamed sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from veedor.model import Name, Office, Referent
from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.parse import Parsed, ParsedLine
from veedor.read.quotes.labels import country_of, label, label_tokens
from veedor.read.quotes.lexicon import Lexicon
from veedor.read.referents import Mentions
from veedor.read.syntax import Token

__all__ = ["NOMINAL", "SUBJECT", "Standing"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
#: A noun and its article.
_ALONE = 2

_Mention = TypeVar("_Mention", Name, Office)


class Standing:
    """Resolves speakers within one article; remembers who spoke last.

    Unnamed sources become referents of their own, one for each description.
    """

    def __init__(self, parsed: Parsed, mentions: Mentions, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._mentions = mentions
        self.referents: list[Referent] = list(mentions.referents)
        self._unnamed = {
            referent.label.lower(): index
            for index, referent in enumerate(self.referents)
            if referent.unnamed
        }
        self._anaphoric: dict[str, list[str]] = lexicon.cues["anaphoric"]
        self._doers = tuple(lexicon.words("doers"))
        self._named = _by_line(parsed, mentions.names)
        self._offices = _by_line(parsed, mentions.offices)
        self._topic: tuple[int, ...] = ()
        self._spoke: list[int] = []
        self._pending: tuple[ParsedLine, Token] | None = None
        self._first_person: tuple[int, ...] = ()

    @contextmanager
    def quoting(self, speakers: tuple[int, ...]) -> Iterator[None]:
        """While the words of a quotation are searched: its speaker is who says *I* in it, and
        what it tells of others leaves no trace outside."""
        kept = self._topic, self._pending, self._spoke, self._first_person
        self._topic, self._pending, self._spoke = (), None, []
        self._first_person = speakers
        try:
            yield
        finally:
            self._topic, self._pending, self._spoke, self._first_person = kept

    @property
    def topic(self) -> tuple[int, ...]:
        """Who spoke last, or was the subject of the last sentence."""
        if self._pending is not None:
            line, token = self._pending
            self._pending = None
            self._topic = self.phrase(line, token, strict=True) or self._topic
        return self._topic

    @topic.setter
    def topic(self, speakers: tuple[int, ...]) -> None:
        self._spoke += speakers
        self._topic, self._pending = speakers, None

    def heard(self, speakers: tuple[int, ...]) -> None:
        """Remember who is given as a source, besides those who are told to speak."""
        self._spoke += speakers

    # ------------------------------------------------------------ who a word stands for

    def mention_at(self, line: ParsedLine, token: Token) -> tuple[int, ...]:
        """The referents of the office or name that the token is part of."""
        start = line.start + token.idx
        office = _covering(self._offices.get(id(line), ()), start)
        if office is not None and _heads(line, office, token):
            return self._holders(office, line, token)
        name = _covering(self._named.get(id(line), ()), start)
        if name is not None:
            return (name.referent,)
        return self._holders(office, line, token) if office is not None else ()

    def _holders(self, office: Office, line: ParsedLine, token: Token) -> tuple[int, ...]:
        held = office.holders or tuple(
            post.holder for post in office.posts if post.holder is not None
        )
        if held:
            return tuple(dict.fromkeys(held))
        named = self._name_behind(line, office.end - line.start)
        if named is not None:
            return (named,)
        if before := self._named_before(line, token):
            return before
        country = next((post.country for post in office.posts if post.country), None)
        return (self._add(office.text, "person", country),)

    def _name_behind(self, line: ParsedLine, at: int) -> int | None:
        """The name set behind a description: the spokesman, Dmitri Peskov, said."""
        text, comma = line.doc.text, False
        while at < len(text) and text[at] in ", ":
            comma |= text[at] == ","
            at += 1
        for name in self._named.get(id(line), ()):
            if name.start == line.start + at and name.type == "person":
                closed = not text[name.end - line.start :].lstrip()[:1].isalnum()
                return int(name.referent) if closed or not comma else None
        return None

    def _add(self, label: str, kind: str, country: str | None = None) -> int:
        key = label.lower()
        if key not in self._unnamed:
            self._unnamed[key] = len(self.referents)
            self.referents.append(
                Referent(label=label, type=kind, country=country, unnamed=True)  # type: ignore[arg-type]
            )
        return self._unnamed[key]

    def _named_before(self, line: ParsedLine, head: Token) -> tuple[int, ...]:
        """Who *la experta*, *la entidad* is: who spoke last, else who was last named, of that
        kind. Only where the noun has nothing but its article."""
        kind = next((k for k, words in self._anaphoric.items() if head.lower_ in words), None)
        words = label_tokens(head, self.lexicon.code)
        article = words[0].pos_ == "DET" and "Def" in words[0].morph.get("Definite", [])
        if kind is None or not article or len(words) != _ALONE:
            return ()
        wanted = {kind, "government"} if kind == "organization" else {kind}
        if len(self.topic) == 1 and self.referents[self.topic[0]].type in wanted:
            return self.topic
        spoke = next((i for i in reversed(self._spoke) if self.referents[i].type in wanted), None)
        if spoke is not None and kind == "organization":
            return (spoke,)
        start = line.start + head.idx
        earlier = [n for n in self._mentions.names if n.start < start and not n.nested]
        found = (n.referent for n in reversed(earlier) if self.referents[n.referent].type in wanted)
        last = next(found, None)
        return (last,) if last is not None and not self.referents[last].credit else ()

    def _compatriot(self, line: ParsedLine, head: Token) -> tuple[int, ...]:
        """*El norcoreano*: the last named person of that state, where nothing else is told."""
        words = label_tokens(head, self.lexicon.code)
        if len(words) != _ALONE or words[0].pos_ != "DET" or "Plur" in head.morph.get("Number", []):
            return ()
        demonym = gazetteer(self.lexicon.code).demonyms.get(fold(head.text))
        if demonym is None:
            return ()
        start = line.start + head.idx
        people = (n.referent for n in reversed(self._mentions.names) if n.start < start)
        found = next(
            (i for i in people if self.referents[i].type == "person"
             and self.referents[i].country == demonym),
            None,
        )  # fmt: skip
        return (found,) if found is not None else ()

    def _described(self, line: ParsedLine, head: Token, kind: str) -> int:
        code = self.lexicon.code
        country = country_of(head, code) or self._state_within(line, label_tokens(head, code))
        return self._add(label(head, code), kind, country)

    def _state_within(self, line: ParsedLine, words: list[Token]) -> str | None:
        """The state that a description names: *la policía federal de Estados Unidos*."""
        first, last = line.start + words[0].idx, line.start + words[-1].idx
        return next(
            (
                self.referents[name.referent].country
                for name in self._named.get(id(line), ())
                if first <= name.start <= last and name.type in ("country", "government")
            ),
            None,
        )

    def phrase(self, line: ParsedLine, head: Token, strict: bool = False) -> tuple[int, ...]:
        """Who the noun phrase of `head` stands for; () if it cannot speak.

        `strict` asks for a name, an office, or a noun that the language knows as a source.
        """
        if head.lower_ in self.lexicon.words("first_person"):
            return self._first_person
        if head.lower_ in self.lexicon.words("neuter"):
            return self._body_heard() or self._antecedent_of(line, head)
        if head.lower_ in self.lexicon.words("pronouns"):
            return self._antecedent_of(line, head)
        found = self.mention_at(line, head)
        if found:
            return self._with_conjuncts(line, head, found)
        kind = self._source_kind(head)
        if kind == "document":
            return self._issuer(line, head) or (self._described(line, head, "other"),)
        named = self._apposition(line, head)
        if named is not None:
            return (named,)
        if before := self._named_before(line, head) or self._compatriot(line, head):
            return before
        if kind is None and (strict or head.pos_ not in {"NOUN", "PROPN", "ADJ"}):
            return ()
        return (self._described(line, head, kind or "person"),)

    def _body_heard(self) -> tuple[int, ...]:
        """The body that spoke last: *it added*."""
        bodies = (i for i in reversed(self._spoke) if self.referents[i].type != "person")
        last = next(bodies, None)
        return (last,) if last is not None else ()

    def _antecedent_of(self, line: ParsedLine, pronoun: Token) -> tuple[int, ...]:
        """The first subject of the pronoun's own sentence, else who spoke last.

        Whoever is *he* or *she* is a person: *Pyongyang seeks jets, he added* is not its word.
        """
        neuter = pronoun.lower_ in self.lexicon.words("neuter")
        person = not neuter and "Sing" in pronoun.morph.get("Number", [])
        for token in line.doc[pronoun.sent.start : pronoun.i]:
            if token.dep_ in SUBJECT:
                found = self.mention_at(line, token)
                if found and (not person or self._are_people(found)):
                    return found
        topic = self.topic
        if not person or self._are_people(topic):
            return topic
        last = next((i for i in reversed(self._spoke) if self._are_people((i,))), None)
        return (last,) if last is not None else ()

    def _are_people(self, referents: tuple[int, ...]) -> bool:
        return all(self.referents[referent].type == "person" for referent in referents)

    def _source_kind(self, head: Token) -> str | None:
        sources = self.lexicon.sources
        known = sources.get(head.lower_) or sources.get(head.lemma_.lower())
        if known is None and head.pos_ == "NOUN" and head.lower_.endswith(self._doers):
            return "person"
        return known

    def _with_conjuncts(
        self, line: ParsedLine, head: Token, found: tuple[int, ...]
    ) -> tuple[int, ...]:
        others = [
            referent
            for child in head.children
            if child.dep_ == "conj" and child.pos_ in NOMINAL
            for referent in self.mention_at(line, child)
        ]
        return tuple(dict.fromkeys((*found, *others)))

    def _apposition(self, line: ParsedLine, head: Token) -> int | None:
        for child in head.children:
            if child.dep_ in {"appos", "flat"} and child.i > head.i:
                found = self.called(line, child)
                if found:
                    return found[0]
        if "Plur" in head.morph.get("Number", []):
            return None
        label_end = label_tokens(head, self.lexicon.code)[-1]
        return self._name_behind(line, label_end.idx + len(label_end.text))

    def called(self, line: ParsedLine, head: Token) -> tuple[int, ...]:
        """Who a noun is, by the mention that it is part of or that is set behind it."""
        found = self.mention_at(line, head)
        named = None if found else self._apposition(line, head)
        return found if named is None else (named,)

    def _issuer(self, line: ParsedLine, head: Token) -> tuple[int, ...]:
        """Who speaks through a text: a statement of the ministry, a message by X."""
        links = self.lexicon.words("origin_of_message")
        for token in head.subtree:
            if token.i > head.i and (token.text == "," or token.pos_ in {"VERB", "SCONJ"}):
                break
            if token.i > head.i and token.lower_ in links:
                target = token.head if token.head.i > token.i else None
                found = self.mention_at(line, target) if target is not None else ()
                if not found and target is not None and self._source_kind(target) is not None:
                    found = self.phrase(line, target, strict=True)
                if found:
                    return found
        return ()


def _by_line(parsed: Parsed, spans: tuple[_Mention, ...]) -> dict[int, list[_Mention]]:
    lines: dict[int, list[_Mention]] = {}
    for line in parsed.parsed:
        end = line.start + len(line.doc.text)
        lines[id(line)] = [span for span in spans if line.start <= span.start < end]
    return lines


def _covering(spans: list[_Mention] | tuple[()], at: int) -> _Mention | None:
    """The longest of the spans that hold the character `at` of the article."""
    held = [span for span in spans if span.start <= at < span.end]
    return max(held, key=lambda span: span.end - span.start, default=None)


def _heads(line: ParsedLine, office: Office, token: Token) -> bool:
    """Whether the token is the office's own noun, not a name in its complement."""
    first = next(
        (t for t in line.doc if line.start + t.idx >= office.start and t.pos_ in {"NOUN", "PROPN"}),
        None,
    )
    return first is None or token.i <= first.i or token.pos_ == "NOUN"
