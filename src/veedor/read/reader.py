"""One article in, its reading out: lines, parse, names, times, quotes and clauses in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from veedor.errors import VeedorError
from veedor.model import Article, Line, Reading, Refusal, Tokens
from veedor.read.clauses import find_clauses
from veedor.read.credits import find_credits
from veedor.read.language_id import article_language
from veedor.read.languages import available
from veedor.read.lines import find_lines
from veedor.read.names import find_names
from veedor.read.parse import Parsed, parse
from veedor.read.quotes import find_quotes
from veedor.read.referents import Mentions
from veedor.read.repairs import repair
from veedor.read.sentences import find_sentences
from veedor.read.times import find_times

__all__ = ["Reader"]

#: Articles up to so many characters are parsed together, at most so many at once: what the model
#: does once a call is a fifth of parsing 1,000 characters, and nothing of 4,000. Their parses
#: take 5 MB.
_SHORT, _AT_ONCE = 4_000, 16


class Reader:
    """Reads articles. `packages` names other spaCy models, by language code."""

    def __init__(self, packages: dict[str, str] | None = None) -> None:
        self._packages = packages or {}
        self._parsed: dict[Article, Parsed] = {}

    def read(self, article: Article) -> Reading:
        """The reading of one article.

        Raises:
            InputRefused: it has no visible text, or no reader speaks its language.
            ModelMissing: the language's model is not installed.
        """
        parsed = self._parsed.pop(article, None)
        if parsed is None:
            code, lines = _lines(article)
            (parsed,) = parse([(article.text, lines)], code, self._packages.get(code))
        try:
            return _reading(article, parsed)
        finally:
            parsed.release()

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading | Refusal]:
        """The reading of each article in order, or why there is none."""
        waiting = iter(articles)
        while batch := list(islice(waiting, _AT_ONCE)):
            self.prepare(batch)
            for article in batch:
                try:
                    yield self.read(article)
                except VeedorError as error:
                    reason = getattr(error, "reason", str(error))
                    yield Refusal(source=article.source, stage="read", reason=reason)

    def prepare(self, articles: Iterable[Article]) -> None:
        """Parse the short ones of some articles that are about to be read together.

        It only makes reading them cheaper. What cannot be read is told when it is read; what
        was prepared before and not read is forgotten.
        """
        self._parsed = {}
        found: dict[str, list[tuple[Article, tuple[Line, ...]]]] = {}
        for article in articles:
            if len(article.text) <= _SHORT:
                with suppress(VeedorError):
                    code, lines = _lines(article)
                    found.setdefault(code, []).append((article, lines))
        for code, known in found.items():
            texts = [(article.text, lines) for article, lines in known]
            with suppress(VeedorError):
                parses = parse(texts, code, self._packages.get(code))
                self._parsed |= zip((article for article, _ in known), parses, strict=True)


def _lines(article: Article) -> tuple[str, tuple[Line, ...]]:
    """The language of an article and its lines by kind."""
    code = article_language(article, available())
    return code, find_lines(article.text, code, article.title)


def _reading(article: Article, parsed: Parsed) -> Reading:
    for line in parsed.parsed:
        repair(line.doc, parsed.language)
    credited = find_credits(parsed.lines, parsed.language)
    mentions = find_names(parsed, credited)
    times = find_times(parsed)
    quotes, referents = find_quotes(parsed, mentions)
    mentions = Mentions(names=mentions.names, offices=mentions.offices, referents=referents)
    clauses = find_clauses(parsed, mentions, times, quotes)
    title = next((line.text for line in parsed.lines if line.kind == "title"), None)
    return Reading(
        article=article.id,
        language=parsed.language,
        lines=parsed.lines,
        sentences=find_sentences(parsed),
        tokens=_tokens(parsed),
        referents=mentions.referents,
        names=mentions.names,
        offices=mentions.offices,
        times=times,
        quotes=quotes,
        clauses=clauses,
        agencies=credited.agencies,
        photo_credits=credited.photo_credits,
        title=title or article.title,
        byline=credited.byline,
    )


def _tokens(parsed: Parsed) -> Tokens:
    """The words of the subject lines in columns; spaces and empty words are left out."""
    words = [(line.start, token) for line in parsed.parsed for token in line.doc]
    words = [(start, token) for start, token in words if not token.is_space]
    return Tokens(
        start=[start + token.idx for start, token in words],
        end=[start + token.idx + len(token.text) for start, token in words],
        lemma=[token.lemma_.lower() for _, token in words],
        pos=[token.pos_ for _, token in words],
    )
