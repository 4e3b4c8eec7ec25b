"""Towns of the world by name: evidence of a place where nothing else tells what a name is.

Towns share their names with people and things, so a town's name alone decides nothing: it
counts after the gazetteer, surnames of the text, titles and nouns have been asked.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from veedor.read.folding import fold

__all__ = ["town"]


@cache
def _towns() -> dict[str, str]:
    text = resources.files("veedor.read.languages").joinpath("towns.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            state, names = line.split("\t")
            found.update(dict.fromkeys(names.split(";"), state))
    return found


def town(name: str) -> str | None:
    """The ISO code of the state where the largest town of that name is; None if there is none."""
    return _towns().get(fold(name).replace("-", " ").replace(".", ""))
