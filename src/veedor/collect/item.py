"""One article as collected, and the checks that every text passes whatever it came from."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from veedor.errors import InputRefused
from veedor.model import Article, Capture, Reference, article_id
from veedor.read.language_id import article_language
from veedor.read.languages import available

__all__ = ["MAX_TEXT", "Collected", "Metadata", "article"]

#: Characters of one report. The longest reports of newspapers have about 15,000 words, 90,000
#: characters; text takes 0.25 s and, on a single line, 3 MB of memory per 1,000 characters to
#: read, so more than this is an archive or a book that belongs cut into its reports.
MAX_TEXT = 250_000


class Metadata(Struct, frozen=True, kw_only=True):
    """What an input says about itself, apart from its text."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


class Collected(Struct, frozen=True, kw_only=True):
    """An article, the bytes it was read from, what took its text from them (with a version
    where that matters), and a remark on how, if there is one.

    `capture` is how the bytes were had; `reference` where they lie in a WARC file, if they do.
    """

    article: Article
    content: bytes
    note: str | None = None
    extractor: str | None = None
    capture: Capture | None = None
    reference: Reference | None = None


def article(source: str, text: str, about: Metadata | None = None) -> Article:
    """The article of a text.

    Raises:
        InputRefused: there is no text, too much, or none in a language that has a reader.
    """
    about = about or Metadata()
    if len(text) > MAX_TEXT:
        raise InputRefused(
            source,
            f"is too long for one report ({len(text):,} characters; the limit is {MAX_TEXT:,}): "
            "cut it into its reports",
        )
    if not text.strip():
        raise InputRefused(source, "is empty: there is no text to read")
    made = Article(
        id=article_id(source, text),
        source=source,
        text=text,
        url=about.url,
        outlet=about.outlet,
        title=about.title,
        byline=about.byline,
        published=about.published,
        language=about.language,
    )
    return replace(made, language=article_language(made, available()))
