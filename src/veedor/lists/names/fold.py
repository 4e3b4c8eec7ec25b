"""Names to plain lower-case Latin tokens, whatever script they are written in.

`tokens` is the first step of all comparison: *Серге́й ШОЙГУ*, *Sergei Shoigu* and *Serguéi
Shoigú* become lists of folded tokens; scripts written without spaces give one token a
syllable (*김정은*: gim, jeong, eun).

Most names are plain words (*Sergei Shoigu*): whatever costs more is done only where a name
has what it is for.
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
#: What is read aloud as a word (*3%ers*: three percenters), and what only parts words.
_READ = str.maketrans({"&": " and ", "%": " percent"})
_PARTING = str.maketrans(dict.fromkeys('-,()/";', " "))
#: Digits that stand for letters inside a word (*Sech1n*), as in leetspeak and bad OCR.
_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
)
_CYRILLIC = {
    "щ": "shch", "ё": "yo", "х": "kh", "ц": "ts", "ъ": "", "ь": "", "ї": "yi", "ы": "y",
    "Щ": "Shch", "Ё": "Yo", "Х": "Kh", "Ц": "Ts", "Ъ": "", "Ь": "", "Ї": "Yi", "Ы": "Y",
}  # fmt: skip


class _Latin(dict[int, str]):
    """Every letter and digit in lower-case ASCII, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        latin = _OWN.get(char) or anyascii(char)
        self[code] = "".join(c for c in latin.lower() if c.isalnum() or c == " ")
        return self[code]


_OWN = {**_CYRILLIC, "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
_LATIN = _Latin({ord(letter): "" for letter in "ъьЪЬ"})


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[Token, ...]:
    """The folded tokens of a name, in order.

    Hyphens part tokens, apostrophes do not (*Jong-un* two, *Ch'oe* one); letters with full
    stops between them are one token of letters (*L.L.C.*: llc); *SiemensAG* is parted.
    """
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    words = [word.rstrip(".") for word in text.translate(_PARTING).split()]
    for word in words:
        if not word.isalpha() or not (
            word.istitle() or word.islower() or (len(word) > 2 and word.isupper())
        ):
            words = _WORD.findall(_prepared(text))
            break
    else:
        if text.isascii():
            return tuple([word.lower() for word in words])
    return tuple([part for word in words for part in fold(word).split()])


def _prepared(text: str) -> str:
    """A name with its words apart where signs join them, and joined where signs part them."""
    text = text.translate(_READ)
    text = _POSSESSIVE.sub("", text)
    text = _APOSTROPHES.sub("", text)
    text = _DOTTED.sub(_undotted, text)
    text = _TWO_INITIALS.sub(r"\1 \2", text)
    if not text.isascii():
        text = _SYLLABIC.sub(r" \1 ", text)
    return _CAMEL.sub(" ", text)


def is_syllabic(name: str) -> bool:
    """Whether a name is written in a script with a letter a syllable (Han, Hangul, kana)."""
    return not name.isascii() and bool(_SYLLABIC.search(name))


def _undotted(match: re.Match[str]) -> str:
    letters = match[0].replace(".", "")
    # Two letters are initials (*J.-C.*, *V.V. Putin*): they stay apart.
    return " ".join(letters) + " " if len(letters) < 3 else letters + " "


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word as lower-case ASCII letters and digits, accents and case gone."""
    letters = word.translate(_LATIN)
    if letters.isalpha() or letters.isdigit() or not letters[:1].isalpha() or len(letters) < 3:
        return letters
    digits = sum(map(str.isdigit, letters))
    if digits and sum(map(str.isalpha, letters)) > len(letters) / 2:
        return letters.translate(_LEET)
    return letters


# Spellings of one sound in the romanisations of Russian, Ukrainian, Arabic, Persian, and in
# Spanish, French, German and English: the left is written for the right, applied in order.
# Letters alone are replaced as they are; a pattern has beside it what a word must have for it.
_Spelling = tuple[str, re.Pattern[str] | None, str]
_WITH_H: tuple[_Spelling, ...] = (
    ("", re.compile(r"(?:shch|schtsch|chtch|stch|sc(?=h))"), "sh"),
    ("tsch", None, "ch"),
    ("tch", None, "ch"),
    ("sch", None, "sh"),
    ("dzh", None, "j"),
    ("dsch", None, "j"),
    ("zh", None, "j"),
    ("kh", None, "k"),
    ("ph", None, "f"),
)
_FIRST: tuple[_Spelling, ...] = (
    ("dj", None, "j"),
    ("gu", re.compile(r"gu(?=[eiy])"), "g"),
    ("qu", re.compile(r"qu(?=[eiy])"), "k"),
    ("ck", None, "k"),
    ("q", None, "k"),
    ("oo", None, "u"),
    ("ou", None, "u"),
    ("ee", None, "i"),
    ("iy", re.compile(r"iy(?=[aeou])"), "i"),
    ("x", None, "ks"),
    ("tz", None, "c"),
    ("ts", None, "c"),
    ("cz", None, "c"),
    ("w", None, "v"),
    ("h", re.compile(r"(?<=[aeiougkdt])h(?=[bcdfgklmnpqrstvz]|$)"), ""),
    ("e", re.compile(r"^(?:ye|ie|je(?=[a-z]{2,}n[iy]))"), "e"),
)
_ENDINGS = ("iy", "yi", "ij", "yj", "ii", "yy", "ei", "ey", "ej", "ai", "ay", "aj")
_LAST: tuple[_Spelling, ...] = (
    ("j", re.compile(r"(?<=[bdfgklmnprstvz])j(?=[aou])"), "i"),
    ("ye", re.compile(r"(?<=[aeou])ye"), "e"),
    ("iu", re.compile(r"^i(?=u)"), "y"),
    ("y", None, "i"),
    ("off", re.compile(r"off$"), "ov"),
    ("eff", re.compile(r"eff$"), "ev"),
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def romanised(token: Token) -> str:
    """A token in one spelling for the many that romanisations have (*Shoygu*: shoigu)."""
    if "h" in token:
        token = _respelt(token, _WITH_H)
    token = _respelt(token, _FIRST)
    if token.endswith(_ENDINGS):
        token = token[:-2] + "i"
    return _DOUBLED.sub(r"\1", _respelt(token, _LAST))


def _respelt(token: Token, spellings: tuple[_Spelling, ...]) -> Token:
    for needle, pattern, replacement in spellings:
        if needle in token:
            token = (
                pattern.sub(replacement, token) if pattern else token.replace(needle, replacement)
            )
    return token
