"""Names to plain lower-case Latin tokens, whatever script they are written in.

`tokens` is the first step of all comparison: *Серге́й ШОЙГУ*, *Sergei Shoigu* and *Serguéi
Shoigú* become lists of folded tokens; scripts written without spaces give one token a
syllable (*김정은*: gim, jeong, eun).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

__all__ = ["Token", "fold", "is_syllabic", "romanised", "tokens"]

Token = str

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼʹ`´ʿʾ＇](?=\w)|[ʼʹ`´ʿʾ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_TWO_INITIALS = re.compile(r"\b([B-DF-HJ-NP-TV-XZ])([B-DF-HJ-NP-TV-XZ])\b(?= [A-Z][a-z])")
_SYLLABIC = re.compile(r"([\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
#: Digits that stand for letters inside a word (*Sech1n*), as in leetspeak and bad OCR.
_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
)
_CYRILLIC = {
    "щ": "shch", "ё": "yo", "х": "kh", "ц": "ts", "ъ": "", "ь": "", "ї": "yi", "ы": "y",
    "Щ": "Shch", "Ё": "Yo", "Х": "Kh", "Ц": "Ts", "Ъ": "", "Ь": "", "Ї": "Yi", "Ы": "Y",
}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[Token, ...]:
    """The folded tokens of a name, in order.

    Hyphens part tokens, apostrophes do not (*Jong-un* two, *Ch'oe* one); letters with full
    stops between them are one token of letters (*L.L.C.*: llc); *SiemensAG* is parted.
    """
    text = unicodedata.normalize("NFKC", name).replace("&", " and ")
    text = _POSSESSIVE.sub("", text)
    text = _APOSTROPHES.sub("", text)
    text = _DOTTED.sub(_undotted, text)
    text = _TWO_INITIALS.sub(r"\1 \2", text)
    text = _SYLLABIC.sub(r" \1 ", text)
    found: list[Token] = []
    for word in _WORD.findall(_CAMEL.sub(" ", text)):
        token = fold(word)
        found.extend(part for part in token.split() if part)
    return tuple(found)


def is_syllabic(name: str) -> bool:
    """Whether a name is written in a script with a letter a syllable (Han, Hangul, kana)."""
    return bool(_SYLLABIC.search(name))


def _undotted(match: re.Match[str]) -> str:
    letters = match[0].replace(".", "")
    # Two letters are initials (*J.-C.*, *V.V. Putin*): they stay apart.
    return " ".join(letters) + " " if len(letters) < 3 else letters + " "


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word as lower-case ASCII letters and digits, accents and case gone."""
    latin = anyascii(word.translate(_LETTERS)).lower()
    letters = "".join(char for char in latin if char.isalnum() or char == " ")
    if (
        any(char.isdigit() for char in letters)
        and sum(map(str.isalpha, letters)) > len(letters) / 2
    ):
        return letters.translate(_LEET) if letters[0].isalpha() and len(letters) > 2 else letters
    return letters


# Spellings of one sound in the romanisations of Russian, Ukrainian, Arabic, Persian, and in
# Spanish, French, German and English: the left is written for the right. Applied in order.
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?:shch|schtsch|chtch|stch|sc(?=h))", "sh"),
        (r"(?:tsch|tch)", "ch"),
        (r"sch", "sh"),
        (r"(?:dzh|dsch|dj|zh)", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"qu(?=[eiy])", "k"),
        (r"(?:kh|ck|q)", "k"),
        (r"ph", "f"),
        (r"(?:oo|ou)", "u"),
        (r"ee", "i"),
        (r"iy(?=[aeou])", "i"),
        (r"x", "ks"),
        (r"tz|ts|cz", "c"),
        (r"w", "v"),
        (r"(?<=[aeiougkdt])h(?=[bcdfgklmnpqrstvz]|$)", ""),
        (r"^(?:ye|ie|je(?=[a-z]{2,}n[iy]))", "e"),
        (r"(?:iy|yi|ij|yj|ii|yy|ei|ey|ej|ai|ay|aj)$", "i"),
        (r"(?<=[bdfgklmnprstvz])j(?=[aou])", "i"),
        (r"(?<=[aeou])ye", "e"),
        (r"^i(?=u)", "y"),
        (r"y", "i"),
        (r"off$", "ov"),
        (r"eff$", "ev"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=1 << 16)
def romanised(token: Token) -> str:
    """A token in one spelling for the many that romanisations have (*Shoygu*: shoigu)."""
    for pattern, replacement in _SPELLINGS:
        token = pattern.sub(replacement, token)
    return token
