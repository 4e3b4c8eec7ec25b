"""Clauses of an article: acts, their arguments, their modality, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from veedor.model import Argument, Clause, Quote, Span, Time
from veedor.read.attribution import attribution_of
from veedor.read.clauses.agents import Agents
from veedor.read.clauses.anaphora import Discourse
from veedor.read.clauses.arguments import arguments_of
from veedor.read.clauses.belonging import with_owners
from veedor.read.clauses.countries import country_map
from veedor.read.clauses.modality import judge
from veedor.read.clauses.rules import rules
from veedor.read.clauses.scene import Act, Article, Scene
from veedor.read.clauses.words import has_form
from veedor.read.credits import dateline_of
from veedor.read.parse import Parsed, ParsedLine
from veedor.read.referents import Mentions

__all__ = ["find_clauses"]


def find_clauses(
    parsed: Parsed, mentions: Mentions, times: tuple[Time, ...], quotes: tuple[Quote, ...]
) -> tuple[Clause, ...]:
    """The clauses of the subject lines, in the order of their predicates.

    `Clause.sentence` counts the sentences as `find_sentences` gives them; `times` of a
    clause are those that stand in it.
    """
    article = Article(
        parsed=parsed,
        mentions=mentions,
        states=country_map(parsed, mentions),
        rules=rules(parsed.language),
        times=tuple((time.start, time.end) for time in times),
    )
    builder = _Builder(article, times, quotes)
    index = 0
    for line in parsed.parsed:
        for sentence in line.doc.sents:
            if sentence.text.strip():
                builder.read(Scene(article, line, sentence, index))
                index += 1
    return tuple(builder.clauses)


@dataclass
class _Builder:
    article: Article
    times: tuple[Time, ...]
    quotes: tuple[Quote, ...]
    clauses: list[Clause] = field(default_factory=list)
    last_agent: Argument | None = None
    last_line: ParsedLine | None = None
    discourse: Discourse = field(init=False)

    def __post_init__(self) -> None:
        self.discourse = Discourse(self.article.parsed.language)

    def read(self, scene: Scene) -> None:
        """Add the clauses of one sentence."""
        if self.last_line is not None and scene.line.line.kind != self.last_line.line.kind:
            self.last_agent = None
        self.last_line = scene.line
        agents = Agents(scene, self.last_agent)
        first = len(self.clauses)
        order = [scene.acts[i] for i in sorted(scene.acts)]
        position = {act.token.i: first + n for n, act in enumerate(order)}
        found = [self._clause(scene, act, agents, position) for act in order]
        self.clauses += self.discourse.read(scene, order, with_owners(found, scene.rules))
        root = scene.sentence.root
        self.last_agent = self.discourse.settled(agents.of(root)) or self.last_agent

    def _clause(self, scene: Scene, act: Act, agents: Agents, position: dict[int, int]) -> Clause:
        judged = judge(scene, act)
        arguments = agents.complete(act, arguments_of(scene, act))
        if judged.modality == "planned" and _promises(scene, act, arguments, agents):
            judged.modality = "offered"
        judged.hypothetical |= _is_everybodys(scene, arguments)
        start, end = _extent(scene, act)
        return Clause(
            start=start,
            end=end,
            text=self.article.parsed.text[start:end],
            sentence=scene.index,
            predicate=_predicate(scene, act),
            lemma=act.lemma,
            nominal=act.nominal,
            arguments=tuple(arguments),
            modality=judged.modality,
            negated=judged.negated,
            hypothetical=judged.hypothetical,
            recalled=judged.recalled,
            evidential=judged.evidential,
            attribution=attribution_of(
                self.article.parsed,
                self.quotes,
                self.article.mentions,
                scene.place(act.token),
                scene.place(act.token) + len(act.token),
            ),
            cues=tuple(judged.cues),
            times=tuple(self._times(scene, act, start, end)),
            parent=_parent(act, position),
        )

    def _times(self, scene: Scene, act: Act, start: int, end: int) -> Iterator[int]:
        if scene.line.start == scene.line.line.start:
            # The day of a dateline is that of the writing.
            dateline = dateline_of(scene.line.text, self.article.parsed.language)[1]
            start = max(start, scene.line.start + dateline)
        for index in self.article.times_in(start, end):
            time = self.times[index]
            if time.end <= end:
                token = next((t for t in scene.sentence if scene.place(t) >= time.start), None)
                if act.nominal or token is None or scene.owner[token.i] == act.token.i:
                    yield index


def _is_everybodys(scene: Scene, arguments: list[Argument]) -> bool:
    """Whether it is what all States must do, no act of one: *los Estados miembros …*."""
    return any(
        argument.role == "agent"
        and not argument.countries
        and argument.text.casefold().endswith(tuple(scene.rules.clauses["everybody"]))
        for argument in arguments
    )


def _promises(scene: Scene, act: Act, arguments: list[Argument], agents: Agents) -> bool:
    """Support that somebody announces for his own side is an offer: *dijo que apoyará*."""
    if act.nominal or not scene.rules.has("benefactive", act.lemma):
        return False
    if has_form(act.token, "VerbForm", "Inf") and act.token.dep_ == "xcomp":
        return False  # prevé enviar: nothing is announced to anybody
    above = act.token.head
    if above.i == act.token.i or not scene.is_verb(above):
        return False
    if not scene.rules.has("reporting", scene.acts[above.i].lemma):
        return False
    speaker = agents.of(above)
    own = {c for a in arguments if a.role == "agent" for c in a.countries}
    return speaker is not None and bool(own & set(speaker.countries))


def _predicate(scene: Scene, act: Act) -> Span:
    return scene.line.span(act.token)


def _extent(scene: Scene, act: Act) -> tuple[int, int]:
    first, last = scene.edges
    return scene.bounds((first[act.token.i], last[act.token.i]))


def _parent(act: Act, position: dict[int, int]) -> int | None:
    token = act.token
    while token.head.i != token.i:
        token = token.head
        if token.i in position:
            return position[token.i]
    return None
