"""Quantities as the press writes them, as intervals that they may mean.

"10.000" is ten thousand in Spanish and "10,000" in English; "unos" and "about" leave room on
both sides, "más de" above, "casi" below. Vague plurals ("miles", "dozens") name no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Quantity", "quantities"]

_WORDS = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17, "dieciocho": 18,
    "diecinueve": 19, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "doscientos": 200,
    "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900, "mil": 1000,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "decena": 10, "docena": 12, "veintena": 20, "treintena": 30,
    "cuarentena": 40, "cincuentena": 50, "centenar": 100, "millar": 1000, "dozen": 12,
}  # fmt: skip
_SCALES = {
    "mil": 1e3, "thousand": 1e3, "millón": 1e6, "millon": 1e6, "millones": 1e6, "million": 1e6,
    "billion": 1e9, "bn": 1e9, "m": 1e6, "mn": 1e6, "hundred": 1e2, "cientos": 1e2,
}  # fmt: skip


def _one_of(words: Iterable[str]) -> str:
    """A pattern of some words, letter by letter: at each place all that begin alike are one try."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = "?" if tails.pop("", None) else ""
    ways = [re.escape(first) + _one_of(rest) for first, rest in tails.items()]
    return f"(?:{'|'.join(ways)}){ends}" if ways else ""


_SCALE_WORDS, _NUMBER_WORDS = _one_of(_SCALES), _one_of(_WORDS)
#: *treinta y cinco*, *fifty-two*: tens, with what stands between them and a unit.
_TENS = _one_of(word for word, value in _WORDS.items() if value in range(20, 100, 10))
_UNITS = _one_of(word for word, value in _WORDS.items() if value < 10)
#: Words that round by themselves.
_ROUND = frozenset(
    {"decena", "docena", "veintena", "treintena", "cuarentena", "cincuentena", "centenar",
     "millar", "dozen"}
)  # fmt: skip
#: How a figure may be meant: lower and upper bound as factors of it.
_MEANT = {
    "exact": (1.0, 1.0), "about": (0.8, 1.2), "over": (1.0, 1.5), "little-over": (1.0, 1.2),
    "under": (0.5, 1.0), "nearly": (0.8, 1.0), "at-least": (1.0, float("inf")),
    "at-most": (0.0, 1.0),
}  # fmt: skip
_HEDGES = tuple(
    (kind, re.compile(rf"\b(?:{words})\s+(?:los |las |the )?$", re.IGNORECASE))
    for kind, words in (
        ("little-over", r"(?:un )?poco más de|algo más de|(?:just|a little) (?:over|more than)"),
        ("at-least", r"al menos|por lo menos|como mínimo|no menos de|at least|no fewer than"),
        ("at-most", r"hasta|como máximo|no más de|up to|at most|no more than"),
        ("over", r"más de|por encima de|superior(?:es)? a|more than|over|above|upwards of"),
        ("over", r"super(?:a|an|ó|aron|aba|aban|ar|ando|aría)|rebas(?:a|an|ó|aron)"),
        ("over", r"exceed(?:s|ed|ing)?|topp?(?:s|ed|ing)|surpass(?:es|ed|ing)?"),
        ("nearly", r"casi|cerca de|al borde de|nearly|almost|close to|approaching"),
        ("about", r"roz(?:a|an|ó|aba|aron)|rond(?:a|an|ó|aba|aban|aron)|en el entorno de"),
        ("under", r"menos de|por debajo de|less than|fewer than|under|below"),
        ("about", r"unos|unas|alrededor de|aproximad[oa]s|aproximadamente|en torno a|about|around"),
        ("about", r"some|roughly|approximately|an estimated"),
    )
)  # fmt: skip
_FIGURE = re.compile(
    rf"(?<![\w.,:])(?:(?P<digits>\d{{1,3}}(?:[.,\u00a0\u202f ]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
    rf"|(?P<word>\b(?:(?:{_TENS})(?: y |[- ])(?:{_UNITS})|{_NUMBER_WORDS})\b))"
    rf"(?P<ordinal>\.?[ºª°]|st\b|nd\b|rd\b|th\b)?"
    rf"(?:[\s-]+(?P<scale>(?:{_SCALE_WORDS})\b(?:\s+millones\b)?))?(?![\w%]|:\d)",
    re.IGNORECASE,
)
#: What follows an hour: *18.20 BST*, *4:58 pm*.
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|(?:GMT|UTC|BST|[CEMP][DES]T)\b|(?:hrs|h)\b|horas? local)")
#: *Media docena*, *half a million*.
_HALF = re.compile(r"\b(?:medi[oa]|half an?)\s+$", re.IGNORECASE)

_MILLION = 1e6
#: So that two neighbours (*7,0*, *7,1*) do not meet.
_NEARLY = 0.99


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `[start, end)`, its value, and the interval it may mean."""

    start: int
    end: int
    value: float
    low: float
    high: float

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be right about one thing."""
        return self.low <= other.high and other.low <= self.high


def _digits(text: str, code: str) -> float | None:
    """The value of figures: groups of three are thousands, whatever parts them."""
    if re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+", text):
        decimal = "." if code == "en" else ","
        if text.count(decimal) == 1 and decimal == "." and len(text) <= 7:
            return float(text)
        return float(re.sub(r"\D", "", text))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _spelled(words: str) -> float:
    """The value of a figure in words: *dieciocho*, *treinta y cinco*, *fifty-two*."""
    return float(sum(_WORDS[word] for word in re.split(r" y |[- ]", words)))


def _value(match: re.Match[str], code: str) -> float | None:
    word = match["word"]
    value = _spelled(word.lower()) if word else _digits(match["digits"], code)
    if value is not None and _HALF.search(match.string, max(0, match.start() - 8), match.start()):
        value /= 2
    if value is None or match["scale"] is None:
        return value
    scale = 1.0
    for part in match["scale"].lower().split():
        scale *= _SCALES[part]
    return value * scale


def _rounding(match: re.Match[str], value: float) -> float:
    """How far a figure in millions, or one with decimals, may be rounded: nearly half of its last
    place (*3 millones*: 2.98; *1.5*: 1.54, but *7,0* is not *7,1*).
    """
    written = (match["digits"] or "1").replace(",", ".")
    places = len(written.partition(".")[2])
    millions = match["scale"] is not None and value >= _MILLION
    if not (millions or places) or not re.fullmatch(r"\d+(?:\.\d\d?)?", written):
        return 0.0
    off = value / (float(written) or 1.0) / float(10**places) / 2
    return off if millions else off * _NEARLY


def _hedge(text: str, start: int) -> tuple[str, int]:
    """How the figure that begins there is meant, and where its wording begins."""
    before = text[max(0, start - 30) : start]
    for kind, words in _HEDGES:
        if found := words.search(before):
            return kind, start - len(before) + found.start()
    return "exact", start


def quantities(text: str, code: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The figures of `text[start:end]`, written in the language of that code, in order.

    "un" and "one" alone are no figures unless something scales them; nor is a year.
    """
    for match in _FIGURE.finditer(text, start, len(text) if end is None else end):
        value = _value(match, code)
        article = match["word"] and match["word"].lower() in ("un", "una", "uno", "one")
        year = re.fullmatch(r"(?:19|20)\d\d", match.group())
        if value is None or year or (article and not match["scale"]):
            continue
        if _CLOCK.match(text, match.end()):
            continue
        kind, left = _hedge(text, match.start())
        if kind == "exact" and match["word"] and match["word"].lower() in _ROUND:
            kind = "about"
        low, high = _MEANT[kind]
        off = _rounding(match, value) if kind == "exact" else 0.0
        yield Quantity(left, match.end(), value, value * low - off, value * high + off)
