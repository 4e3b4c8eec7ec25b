"""The parts of a clause: stretches of words, each with the preposition that opens it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from veedor.read.clauses.parting import parts
from veedor.read.clauses.prepositions import approximator_at, preposition_at
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.words import is_misread_verb
from veedor.read.syntax import Token

__all__ = ["Chunk", "chunks_of"]

#: How many characters before its end the name of a state may begin.
_NAME = 60


@dataclass
class Chunk:
    """Words that belong together; `kind` is what the preposition says (`of`, `to`, …).

    Its `head` is asked for when all words are there.
    """

    tokens: list[Token] = field(default_factory=list)
    kind: str = ""
    preposition: str = ""
    before: bool = False
    _head: Token | None = None

    @property
    def head(self) -> Token:
        """The word on which the others hang."""
        if self._head is None:
            self._head = self._top()
        return self._head

    def _top(self) -> Token:
        inside = {token.i for token in self.tokens}
        tops = [token for token in self.tokens if token.head.i not in inside]
        named = [token for token in tops if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
        return (named or tops or self.tokens)[0]


def _branch(token: Token, top: Token) -> int:
    while token.head.i not in (token.i, top.i):
        token = token.head
    return int(token.i)


def chunks_of(scene: Scene, act: Act) -> list[Chunk]:
    """The parts of an act's clause, in the order of the text."""
    if act.nominal:
        return [*_left_of_noun(scene, act), *_cut(scene, act, list(_right_of_noun(scene, act)))]
    if act.token.pos_ == "VERB":
        tokens = scene.owned.get(act.token.i, [])
    elif act.token.dep_ in ("amod", "acl"):
        # An adjective's complements are often hung on the noun or verb above it.
        tokens = [act.token, *_right_of_noun(scene, act)]
    else:
        owner = scene.owner[act.token.i]
        tokens = [t for t in act.token.subtree if scene.owner[t.i] == owner]
    return _cut(scene, act, tokens)


def _cut(scene: Scene, act: Act, tokens: list[Token]) -> list[Chunk]:
    found: list[Chunk] = []
    current: Chunk | None = None
    branch: int | None = None
    at = 0
    while at < len(tokens):
        token = tokens[at]
        word = token.lower_
        of_act = 0 <= token.i - act.token.i < act.length
        if of_act or (word == "," and _opens_subject(act, current, tokens, at)):
            current = None
        elif token.is_punct or token.is_space or token.idx < scene.opening:
            pass
        elif word in scene.rules.approximators and (
            length := approximator_at(scene, tokens, at)
        ):
            current, branch = _qualified(scene, act, tokens, at, length, current, branch, found)
            at += length
            continue
        elif word in scene.rules.prepositions and (
            preposition := preposition_at(scene, tokens, at)
        ):
            words, kind, length = preposition
            if kind == "of" and current is not None and _is_provided(scene, act, current):
                kind = "with"
            if kind != "of" or current is None or (act.nominal and _opens(scene, current)):
                current = Chunk(kind=kind, preposition=words, before=token.i < act.token.i)
                found.append(current)
                branch = _branch(token, act.token)
            elif current is not None:
                current.tokens += tokens[at : at + length]
            at += length
            continue
        elif not act.nominal and token.dep_ in ("aux", "neg", "mark", "auxpass", "aux:pass"):
            pass
        else:
            own = _branch(token, act.token)
            apart = not act.nominal and own != branch and token.dep_ != "flat"
            if current is None or (
                (apart or parts(scene, act, current, token))
                and not _is_demonym_of(scene, current, token)
                and not _goes_on_behind_of(current)
            ):
                current = Chunk(before=token.i < act.token.i)
                found.append(current)
            branch = own
            current.tokens.append(token)
        at += 1
    return [chunk for chunk in found if chunk.tokens and not _is_relative(scene, chunk)]


def _is_provided(scene: Scene, act: Act, current: Chunk) -> bool:
    """*proveer a X de munición*: behind the one provided, *de* says with what."""
    last = current.tokens[-1] if current.tokens else None
    return (
        last is not None
        and not act.nominal
        and scene.rules.has("provision", act.lemma)
        and current.kind == "to"
        and not current.before
        and bool(scene.article.states.within(*scene.bounds(current.tokens)))
    )


def _is_demonym_of(scene: Scene, current: Chunk | None, token: Token) -> bool:
    """*a quinientos albañiles norcoreanos*: an adjective of a state stays with its noun."""
    last = current.tokens[-1] if current is not None and current.tokens else None
    return (
        last is not None
        and last.i == token.i - 1
        and last.pos_ == "NOUN"
        and token.text.islower()
        and scene.is_demonym(token)
    )


def _goes_on_behind_of(current: Chunk) -> bool:
    """Whether an *of* that a part has taken in is still without its noun."""
    return bool(current.tokens) and current.tokens[-1].pos_ == "ADP"


def _opens_subject(act: Act, current: Chunk | None, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma ends a phrase in front and the subject follows: *A cambio de X, Kim …*."""
    if current is None or not current.kind or act.nominal:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        following is not None
        and following.i < act.token.i
        and following.pos_ in ("PROPN", "DET", "NOUN", "ADJ", "NUM")
        and following.dep_ != "conj"
        and not any(t.text == "," for t in tokens[at + 1 :] if t.i < act.token.i)
    )


def _qualified(
    scene: Scene,
    act: Act,
    tokens: Sequence[Token],
    at: int,
    length: int,
    current: Chunk | None,
    branch: int | None,
    found: list[Chunk],
) -> tuple[Chunk, int | None]:
    """Words before a number open the part that the number is in, unless one has just begun."""
    following = tokens[at + length]
    while following.pos_ in ("NUM", "DET", "ADP") and following.head.i in range(
        following.i + 1, scene.sentence.end
    ):
        following = following.head
    if current is None or (current.tokens and not act.nominal):
        current = Chunk(before=tokens[at].i < act.token.i)
        found.append(current)
        branch = _branch(following, act.token)
    current.tokens += tokens[at : at + length]
    return current, branch


def _is_relative(scene: Scene, chunk: Chunk) -> bool:
    """A relative pronoun alone: the noun it stands for takes its place."""
    return len(chunk.tokens) == 1 and (
        chunk.tokens[0].pos_ in ("PRON", "ADV", "SCONJ", "DET")
        and chunk.tokens[0].lower_ in scene.rules.sets["relative_pronouns"]
    )


def _opens(scene: Scene, current: Chunk) -> bool:
    """Whether an *of* after this part of a noun's phrase speaks of the noun again.

    *el suministro de armas de Pionyang*: the second one does, since a state can give; *el
    suministro de piezas de artillería*: it goes on with the arms; *la venta a China de oro*:
    the gold is no part of the state's name.
    """
    last = current.tokens[-1] if current.tokens else None
    if last is None or not current.kind or _is_state(scene, current):
        return True
    following = _after(scene, last)
    while following is not None and (following.pos_ in ("ADP", "DET", "ADJ", "NUM")):
        following = _after(scene, following)
    return (
        following is not None
        and current.kind == "of"
        and bool(scene.article.states.within(scene.place(following), _end(scene, following)))
    )


def _is_state(scene: Scene, current: Chunk) -> bool:
    """Whether a part with a preposition of its own is a state's name, and the name ends there."""
    start, end = scene.bounds(current.tokens)
    return (
        current.kind != "of"
        and current.tokens[-1].pos_ == "PROPN"
        and bool(scene.article.states.within(start, end))
        and not any(name.end > end for name in scene.article.names_in(start, end))
    )


def _end(scene: Scene, token: Token) -> int:
    """The end of a name that starts with a token: names of states may have several words."""
    end = token
    while (after := _after(scene, end)) is not None and (
        after.pos_ == "PROPN"
        or after.dep_ == "flat"
        or (after.head.i == token.i and after.dep_ in ("flat", "case"))
    ):
        end = after
    return scene.place(end) + len(end)


def _after(scene: Scene, token: Token) -> Token | None:
    return scene.sentence.doc[token.i + 1] if token.i + 1 < scene.sentence.end else None


def _left_of_noun(scene: Scene, act: Act) -> Iterator[Chunk]:
    """What stands before a noun: whose it is, adjectives, nouns put together with it."""
    if is_misread_verb(act.token, scene.rules) and act.token.head.i < act.token.i:
        named = [t for t in act.token.head.subtree if t.i < act.token.i]
        yield Chunk(tokens=named, kind="whose", before=True)
    for child in act.token.lefts:
        if child.dep_ in ("poss", "compound", "amod", "nmod", "det", "nummod", "npadvmod"):
            tokens = [token for token in child.subtree if token.dep_ != "case"]
            if child.dep_ == "det" and child.lower_ not in scene.rules.sets["possessives"]:
                continue
            kind = "whose" if child.dep_ in ("poss", "det") else "beside"
            if tokens:
                yield Chunk(tokens=tokens, kind=kind, before=True)


def _right_of_noun(scene: Scene, act: Act) -> Iterator[Token]:
    """The words after a noun up to where its phrase must end.

    The parser hangs stacked modifiers one under another, so the words are taken in a row
    and not by what they hang on.
    """
    taken: set[int] = {act.token.i}
    token = _after(scene, act.token)
    while token is not None:
        if _ends_phrase(scene, token, taken):
            return
        taken.add(token.i)
        yield token
        token = _after(scene, token)


def _ends_phrase(scene: Scene, token: Token, taken: set[int]) -> bool:
    following = _after(scene, token)
    if scene.is_verb(token) or token.pos_ == "AUX":
        return True
    if token.lower_ in scene.rules.sets["relative_pronouns"] or token.pos_ == "SCONJ":
        return token.pos_ != "ADP"
    if token.is_punct:
        return not (
            token.text in ("«", "“", '"', "'", "‘", "»", "”", "’", "-")
            or (
                token.text == ","
                and following is not None
                and following.dep_ == "conj"
                and following.head.i in taken
            )
        )
    if token.pos_ == "CCONJ" and following is not None:
        word = following
        while word.pos_ in ("DET", "ADP", "ADV") and (after := _after(scene, word)) is not None:
            word = after
        return word.i in scene.acts or word.pos_ in ("VERB", "AUX")
    if token.pos_ == "ADP" and following is not None:
        return scene.is_verb(following)
    return False
