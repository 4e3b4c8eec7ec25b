"""A parsed line as plain objects: tokens, their heads, and what the model says of them.

spaCy makes a new object each time a token is asked for, and looks each string up anew; the
rules ask the same few hundred tokens ten thousand times. So the tree is copied out once, in
one pass over the model's table, and nothing after that asks the model. Attributes have
spaCy's names and meanings (https://spacy.io/api/token), so that who knows those knows these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc as ModelDoc
    from spacy.vocab import Vocab

__all__ = ["Doc", "Morph", "Sent", "Token", "morph_of"]

_COLUMNS = (
    "IDX", "LENGTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH",
    "SPACY", "IS_PUNCT", "IS_SPACE", "LIKE_NUM", "HEAD", "SENT_START",
)  # fmt: skip
#: Heads are told as the way to them, which the table keeps as an unsigned number.
_SIGNED = 1 << 64
#: Strings kept a model: those of the words of ordinary press, several times over.
_KEPT = 200_000


class Morph:
    """The morphological features of a form: `{"Tense": ["Past"], …}`."""

    __slots__ = ("_features",)

    def __init__(self, features: str) -> None:
        pairs = (part.partition("=") for part in features.split("|") if "=" in part)
        self._features = {name: values.split(",") for name, _, values in pairs}

    def get(self, feature: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature; none if the form does not have it."""
        return self._features.get(feature, default if default is not None else [])


@lru_cache(maxsize=4096)
def morph_of(features: str) -> Morph:
    """The features that a string of them tells, as the model writes it."""
    return Morph(features)


class Token:
    """One token of a line; `i` is its place among them, `idx` its first character."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_space", "lefts",
        "lemma_", "like_num", "lower_", "morph", "pos_", "rights", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph: Morph
    head: Token
    #: what hangs on it, in the order of the text, and that before and behind it
    children: Sequence[Token]
    lefts: Sequence[Token]
    rights: Sequence[Token]
    sent: Sent
    whitespace_: str
    is_punct: bool
    is_space: bool
    like_num: bool

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def is_title(self) -> bool:
        """Whether it is written *Thus*."""
        return self.text.istitle()

    @property
    def is_lower(self) -> bool:
        """Whether it has no capital."""
        return self.text.islower()

    @property
    def is_digit(self) -> bool:
        """Whether it is all digits."""
        return self.text.isdigit()

    @property
    def ent_type_(self) -> str:
        """The label the model gives it as part of an entity, where the model was asked for it."""
        return str(self.doc.model[self.i].ent_type_)

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with it."""
        return self.sent.start == self.i

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all that hangs on it, from left to right."""
        if not self.children:
            yield self
            return
        # In a sentence without an end the tree is as deep as it is long: no recursion.
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened or not token.children:
                yield token
                continue
            waiting.extend((child, False) for child in reversed(token.rights))
            waiting.append((token, True))
            waiting.extend((child, False) for child in reversed(token.lefts))

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other hangs on it, directly or not."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Sent:
    """Tokens `[start, end)` of a line that the model takes for one sentence."""

    __slots__ = ("doc", "end", "root", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        tokens = doc[start:end]
        self.root = next((token for token in tokens if token.head is token), tokens[0])

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @property
    def start_char(self) -> int:
        """Its first character in the line."""
        return self.doc[self.start].idx

    @property
    def text(self) -> str:
        """Its words, without the space behind them."""
        last = self.doc[self.end - 1]
        return self.doc.text[self.start_char : last.idx + len(last.text)]


class Doc(list[Token]):
    """A parsed line as the list of its tokens, with its text and sentences; `model` is the
    model's own object."""

    __slots__ = ("model", "sents", "text")

    def __init__(self, model: ModelDoc, text: str) -> None:
        super().__init__()
        self.model = model
        self.text = text
        self.sents: list[Sent] = []
        self._fill()

    def release(self) -> None:
        """Take the tree apart when it has been read.

        Its tokens hold each other: Python would keep those of dozens of articles until it
        searches for such cycles, which takes a thirtieth of the time of reading.
        """
        for token in self:
            del token.head, token.sent
        self.sents.clear()
        self.clear()

    def rebuild(self, sentence: Sent) -> None:
        """Let what hangs on what follow from the heads of a sentence's tokens, after a change."""
        tokens = self[sentence.start : sentence.end]
        under: dict[int, list[Token]] = {}
        for token in tokens:
            if token.head is not token:
                under.setdefault(token.head.i, []).append(token)
        for token in tokens:
            children = under.get(token.i, [])
            token.children = children
            token.lefts = [child for child in children if child.i < token.i]
            token.rights = [child for child in children if child.i > token.i]
        sentence.root = next((token for token in tokens if token.head is token), tokens[0])

    def _fill(self) -> None:
        table: list[list[int]] = self.model.to_array(list(_COLUMNS)).tolist()
        names, text = _names(self.model.vocab), self.text
        for i, row in enumerate(table):
            idx, length, lower, lemma, pos, tag, dep, morph, spaced, punct, space, number, *_ = row
            token = Token()
            token.doc, token.i, token.idx = self, i, idx
            token.text = text[idx : idx + length]
            token.lower_, token.lemma_ = names[lower], names[lemma]
            # White space has no part of speech but its own, whatever the model guesses.
            token.pos_ = "SPACE" if space else names[pos]
            token.tag_ = names[tag] or token.pos_
            token.dep_ = names[dep]
            token.morph = morph_of("" if space else names[morph])
            token.whitespace_ = " " if spaced else ""
            token.is_punct, token.is_space, token.like_num = punct == 1, space == 1, number == 1
            token.children = token.lefts = token.rights = ()
            self.append(token)
        self._attach([row[-2] for row in table])
        self._divide([row[-1] == 1 for row in table])

    def _attach(self, ways: list[int]) -> None:
        """Hang the tokens on their heads, told as the way from each to its own."""
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, way in zip(self, ways, strict=True):
            above = token.i + (way if way < _SIGNED // 2 else way - _SIGNED)
            token.head = self[above]
            if above > token.i:
                lefts.setdefault(above, []).append(token)
            elif above < token.i:
                rights.setdefault(above, []).append(token)
        for at in lefts.keys() | rights.keys():
            token = self[at]
            token.lefts, token.rights = lefts.get(at, ()), rights.get(at, ())
            token.children = [*token.lefts, *token.rights]

    def _divide(self, opens: list[bool]) -> None:
        starts = [i for i, opening in enumerate(opens) if opening or not i]
        for start, end in zip(starts, [*starts[1:], len(opens)], strict=False):
            sent = Sent(self, start, end)
            self.sents.append(sent)
            for token in self[start:end]:
                token.sent = sent


class _Names(dict[int, str]):
    """The strings of a vocabulary by their codes, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, code: int) -> str:
        name: str = self._strings[code] if code else ""
        if len(self) < _KEPT:
            self[code] = name
        return name


@lru_cache(maxsize=4)
def _names(vocab: Vocab) -> _Names:
    return _Names(vocab)
