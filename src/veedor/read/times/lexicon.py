"""The time words and rules of a language, from `times.yaml`, ready to match.

A rule's pattern is a regular expression over words: names in capitals are classes of words
(`MONTH`, `NUMBER`), the rest stand for themselves, `CLASS:slot` captures a word, and
`< … >` encloses the expression where the pattern also looks at its surroundings. Every set
of classes a word can have is one character, so that a line of a hundred words is matched as
a string of a hundred characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from veedor.errors import DataError
from veedor.read import languages
from veedor.read.languages import language
from veedor.read.times.keys import keys_of
from veedor.read.times.tokens import Token

__all__ = ["Lexicon", "Rule", "lexicon", "rule_line"]

#: Words that belong to no class.
OTHER: frozenset[str] = frozenset()

#: The classes that a number can have by its form.
_NUMBER_CLASSES = (
    "NUMBER",
    "DIGITS",
    "DAY",
    "HOUR",
    "MINUTE",
    "YEAR",
    "DECADE",
    "DECIMAL",
    "SHORT",
)
#: Marks that patterns may name.
_MARKS = {
    "COMMA": ",", "DOT": ".", "DASH": "-–—", "OPEN": "([", "CLOSE": ")]", "QUOTE": "\"'`´‘’“”«»",
    "SLASH": "/", "PERCENT": "%", "MONEY": "$€£",
    "COLON": ":", "DEGREE": "°",
}  # fmt: skip
#: Tables whose words make a class of the table's name, and keep a value each.
_TABLES = {
    "months": "MONTH", "weekdays": "WEEKDAY", "units": "UNIT", "seasons": "SEASON",
    "parts": "PART", "ordinals": "ORDINAL", "vague": "VAGUE", "zones": "ZONE", "mods": "MOD",
    "approx": "APPROX", "decades": "TENS", "relations": "RELATION", "references": "REFERENCE",
    "deictics": "DEICTIC", "adjectives": "ADJECTIVE", "periods": "PERIOD",
    "collectives": "COLLECTIVE",
    "deictic_parts": "DEICTICPART", "hours": "HOURWORD",
}  # fmt: skip
_PATTERN = re.compile(r"\(\?[=!]|\(\?<[=!]|[()|?*+<>^$]|[A-Z]+(?::[a-z_]+\d*)?|[^\s()|?*+<>]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its compiled pattern, what makes the value, and constants for that."""

    name: str
    pattern: re.Pattern[str]
    make: str
    type: str
    constants: Mapping[str, Any]
    bounded: bool
    needs: str | None
    #: sets of characters of which every match holds one each, as far as the pattern tells
    keys: tuple[frozenset[str], ...] = ()

    def may_match(self, present: frozenset[str]) -> bool:
        """Whether a line with these characters can match: most rules fit few lines."""
        return not any(map(present.isdisjoint, self.keys))


def _digit_classes(value: float, text: str) -> frozenset[str]:
    """The classes of a number written in digits."""
    classes = {"NUMBER", "DIGITS"}
    if math.isinf(value):
        return frozenset({"NUMBER"})
    if value != int(value) or not text.isdigit():
        return frozenset({"NUMBER", "DECIMAL"} if value != int(value) else {"NUMBER"})
    if 1 <= value <= 31 and len(text) <= 2:
        classes.add("DAY")
    if value <= 24 and len(text) <= 2:
        classes.add("HOUR")
    if value < 60 and len(text) == 2:
        classes.add("MINUTE")
    if 1000 <= value <= 2150 and len(text) == 4:
        classes.add("YEAR")
    if len(text) == 2:
        classes.add("SHORT")
    if value % 10 == 0 and (len(text) == 2 or (len(text) == 4 and 1000 <= value <= 2090)):
        classes.add("DECADE")
    return frozenset(classes)


def _numeral_classes(value: float) -> frozenset[str]:
    """The classes of a number written in words."""
    classes = {"NUMBER"}
    if 1 <= value <= 31:
        classes.add("DAY")
    if value <= 24:
        classes.add("HOUR")
    if value < 60:
        classes.add("MINUTE")
    if 1000 < value <= 2150:
        classes.add("YEAR")
    return frozenset(classes)


def _known_sets() -> Iterator[frozenset[str]]:
    """Every set of classes that numbers, clocks and marks can have."""
    yield OTHER
    for value in range(2152):
        yield _digit_classes(value, str(value))
        yield _numeral_classes(value)
    for digits in ("00", "01", "05", "08", "09"):
        yield _digit_classes(int(digits), digits)
    yield frozenset({"NUMBER"})
    yield frozenset({"NUMBER", "DIGITS"})
    yield frozenset({"NUMBER", "DECIMAL"})
    yield frozenset({"NUMBER", "DECIMAL", "CLOCK"})
    for name in ("ISO", "NUMERIC", "CLOCK", "MERIDIEM", "DECADE", *_MARKS):
        yield frozenset({name})


@dataclass(slots=True)
class Lexicon:
    """The words of one language with their classes and values, and its rules."""

    code: str
    tables: dict[str, dict[str, Any]]
    numbers: dict[str, float]
    joiners: frozenset[str]
    options: dict[str, Any]
    rules: tuple[Rule, ...] = ()
    stop: tuple[re.Pattern[str], ...] = ()
    prefix: re.Pattern[str] | None = None
    holidays: dict[str, str] = field(default_factory=dict)
    #: character -> the places of the rules that cannot match without it or one like it
    _places: dict[str, list[int]] = field(default_factory=dict)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _chars: dict[frozenset[str], str] = field(default_factory=dict)

    def value(self, table: str, word: str) -> Any:
        """What a word of that table stands for, or None."""
        return self.tables.get(table, {}).get(word)

    def classes(self, token: Token) -> frozenset[str]:
        """The classes of a token by its form and its word."""
        if token.kind == "number" and token.value is not None:
            return _digit_classes(token.value, token.text)
        if token.kind == "numeral" and token.value is not None:
            words = self._words.get(token.lower, OTHER)
            return _numeral_classes(token.value) | words
        if token.kind in ("iso", "numeric", "clock", "meridiem", "decade"):
            return frozenset({token.kind.upper()})
        if token.kind == "mark":
            return _mark(token.text)
        return self._words.get(token.lower, OTHER)

    def signature(self, tokens: list[Token]) -> str:
        """One character a token."""
        other = self._chars[OTHER]
        return "".join(self._chars.get(self.classes(token), other) for token in tokens)

    def rules_for(self, signature: str) -> Iterator[tuple[int, Rule]]:
        """The rules that may match a line, in order, with their places."""
        present = frozenset(signature)
        places = {place for character in present for place in self._places.get(character, ())}
        for place in sorted(places.union(self._places.get("", ()))):
            if self.rules[place].may_match(present):
                yield place, self.rules[place]

    def add_rules(self, rules: Iterable[Rule]) -> None:
        """Take these rules, found by their rarest key."""
        self.rules = tuple(rules)
        for place, rule in enumerate(self.rules):
            for character in rule.keys[0] if rule.keys else ("",):
                self._places.setdefault(character, []).append(place)

    def characters(self, name: str) -> str:
        """The characters of all sets of classes that contain that class."""
        return "".join(char for classes, char in self._chars.items() if name in classes)


@cache
def _mark(text: str) -> frozenset[str]:
    for name, marks in _MARKS.items():
        if text in marks:
            return frozenset({name})
    return OTHER


def _split(pattern: str) -> Iterator[str]:
    position = 0
    for match in _PATTERN.finditer(pattern):
        if pattern[position : match.start()].strip():
            raise ValueError(f"cannot read {pattern[position : match.start()]!r}")
        position = match.end()
        yield match.group()


def _literals(patterns: list[str]) -> set[str]:
    """The words that patterns name as themselves."""
    words = set()
    for pattern in patterns:
        for piece in _split(pattern):
            if re.match(r"[^\W\d_]", piece) and not re.match(r"[A-Z]+(?::|$)", piece):
                words.add(piece.split(":")[0])
    return words


def _compile(lexicon: Lexicon, pattern: str) -> tuple[re.Pattern[str], bool]:
    """A rule's pattern over characters, and whether it encloses the expression."""
    out: list[str] = []
    slots: list[str] = []
    bounded = False
    for piece in _split(pattern):
        if piece in ("(", "(?=", "(?!", ")", "|", "?", "*", "+", "^", "$"):
            out.append("(?:" if piece == "(" else piece)
        elif piece.startswith("(?<"):
            out.append(piece)
        elif piece in "<>":
            bounded = True
            out.append("(?P<span>" if piece == "<" else ")")
        else:
            word, _, slot = piece.partition(":")
            name = word if re.fullmatch("[A-Z]+", word) else f"={word}"
            chars = lexicon.characters(name)
            if not chars:
                raise ValueError(f"there is no class or word {word}")
            slot = slot.rstrip("0123456789")
            if slot:
                slots.append(slot)
                slot += str(slots.count(slot))
            out.append(f"(?P<{slot}>[{chars}])" if slot else f"[{chars}]")
    return re.compile("".join(out)), bounded


def _macros(pattern: str, macros: Mapping[str, str]) -> str:
    for _ in range(4):
        pattern = re.sub(r"\{(\w+)\}", lambda match: f"({macros[match[1]]})", pattern)
    return pattern


def _holiday_pattern(name: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+(?:\.[^\W\d_])*", name)).replace(" s ", " QUOTE s ")


def rule_line(file: str, name: str) -> int | None:
    """The line of a language's file on which a rule is named."""
    text = resources.files(languages).joinpath(file).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == f"- name: {name}":
            return number
    return None


def _rules(lexicon: Lexicon, data: list[dict[str, Any]], file: str) -> Iterator[Rule]:
    for number, entry in enumerate(data):
        entry = dict(entry)
        named = str(entry.get("name", ""))
        key = f"rules[{number}] {named}".strip()
        try:
            pattern, bounded = _compile(lexicon, entry.pop("pattern"))
            yield Rule(
                name=entry.pop("name"),
                pattern=pattern,
                make=entry.pop("make"),
                type=entry.pop("type", "DATE"),
                bounded=bounded,
                needs=entry.pop("needs", None),
                keys=keys_of(pattern.pattern),
                constants=entry,
            )
        except (KeyError, ValueError, re.error) as error:
            raise DataError(file, f"{error}", line=rule_line(file, named), key=key) from None


def _words(data: dict[str, Any], literals: set[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in data.get("classes", {}).items():
        for word in words:
            found.setdefault(str(word).lower(), set()).add(name)
    for table, name in _TABLES.items():
        for word in data.get(table, {}):
            found.setdefault(str(word).lower(), set()).add(name)
    for word in literals:
        found.setdefault(word, set()).add(f"={word}")
    return {word: frozenset(classes) for word, classes in found.items()}


def _alphabet(
    words: Mapping[str, frozenset[str]], numbers: Mapping[str, float]
) -> dict[frozenset[str], str]:
    sets = dict.fromkeys(_known_sets())
    sets.update(dict.fromkeys(words.values()))
    for word, value in numbers.items():
        if word in words:
            sets[_numeral_classes(value) | words[word]] = None
    return {classes: chr(0xE000 + index) for index, classes in enumerate(sets)}


@cache
def lexicon(code: str) -> Lexicon:
    """The time words and rules of a language.

    Raises:
        DataError: `times.yaml` is wrong, with the rule.
    """
    file = f"{code}/times.yaml"
    data = language(code).data("times")
    tables = {
        table: {str(word).lower(): value for word, value in data.get(table, {}).items()}
        for table in _TABLES
    }
    macros = data.get("macros", {})
    rules = [
        {**rule, "pattern": _macros(str(rule.get("pattern", "")), macros)}
        for rule in data.get("rules", [])
    ]
    holidays = {str(name).lower(): key for name, key in data.get("holidays", {}).items()}
    rules += [
        {
            "name": f"holiday {name}",
            "pattern": _holiday_pattern(name),
            "make": "holiday",
            "holiday": key,
        }
        for name, key in holidays.items()
    ]
    numbers = {str(word): float(value) for word, value in data.get("numbers", {}).items()}
    prefix = _macros(str(data.get("prefix", "")), macros)
    words = _words(data, _literals([*(rule["pattern"] for rule in rules), prefix]))
    found = Lexicon(
        code=code,
        tables=tables,
        numbers=numbers,
        joiners=frozenset(data.get("number_joiners", [])),
        options=data.get("options", {}),
        stop=tuple(re.compile(text, re.IGNORECASE) for text in data.get("stop", [])),
        holidays=holidays,
    )
    found._words = words
    found._chars = _alphabet(words, numbers)
    found.add_rules(_rules(found, rules, file))
    if prefix:
        found.prefix = _compile(found, prefix)[0]
    return found
