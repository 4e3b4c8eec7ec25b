"""The order in which articles of one collection are taken, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from veedor.model import Article, Dating

__all__ = ["Standing", "in_order", "order_key", "standing", "text_key"]

#: When it was published, as far as the page tells; how long its text is; the text; its id.
Standing = tuple[str, int, bytes, str]


def text_key(article: Article) -> bytes:
    """The same for articles with one text."""
    return blake2b(article.text.encode("utf-8", "replace"), digest_size=8).digest()


def standing(article: Article) -> Standing:
    """Where an article stands among others: of one moment the shorter comes first, since later
    reports add to what the first ones say.

    Ids come from the names of sources, so they tell articles of one text apart and nothing
    else: what is made of a collection must not depend on where its files lie.
    """
    return article.published or "9999", len(article.text), text_key(article), article.id


def order_key(article: Article, dating: Dating | None) -> str:
    """What articles are ordered by, by the first day that each may be of, undated ones last; then
    see `standing`."""
    day = (dating.earliest or dating.latest) if dating else None
    published, length, text, key = standing(article)
    return _SEP.join((day or "9999", published, f"{length:09}", text.hex(), key))


#: Less than whatever else a part may go on with.
_SEP = "\x1f"


def in_order(
    articles: Mapping[str, Article], datings: Mapping[str, Dating], keys: Iterable[str]
) -> tuple[str, ...]:
    """Some articles by the first day that each may be of, undated ones last; see `standing`."""
    return tuple(sorted(keys, key=lambda key: order_key(articles[key], datings.get(key))))
