"""The lexicon of a language, with every rule known to name a maker and a condition there is."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from veedor.errors import DataError
from veedor.read.times.conditions import CONDITIONS
from veedor.read.times.lexicon import Lexicon, Rule, lexicon, rule_line
from veedor.read.times.makers import MAKERS

__all__ = ["check_rule", "grammar"]


def check_rule(file: str, number: int, rule: Rule) -> None:
    """Refuse a rule whose `make` or `needs` is unknown.

    Raises:
        DataError: with the file, the rule's line and the key.
    """
    for field, value, known in (("make", rule.make, MAKERS), ("needs", rule.needs, CONDITIONS)):
        if value is not None and value not in known:
            raise DataError(
                file,
                f"there is no {value!r}; there are {_listed(known)}",
                line=rule_line(file, rule.name),
                key=f"rules[{number}] {rule.name}.{field}",
            )


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


@cache
def grammar(code: str) -> Lexicon:
    """The time words and rules of a language.

    Raises:
        DataError: `times.yaml` is wrong, with the rule.
    """
    found = lexicon(code)
    for number, rule in enumerate(found.rules):
        check_rule(f"{code}/times.yaml", number, rule)
    return found
