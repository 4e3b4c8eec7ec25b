"""Bytes to text: which encoding, and what to remark about it."""

from __future__ import annotations

import codecs
import re

from veedor.errors import InputRefused

__all__ = ["decode", "repair"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark, which is left out"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
#: Control characters that no text has: all of C0 but tab, line feed, form feed, return, escape.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
#: A file with more of them than one in a thousand bytes is no text: text files have none, and
#: of the binary formats that begin without a zero byte (PDF, compressed data) all have over 1%.
_MAX_CONTROLS = 0.001
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(source: str, content: bytes) -> tuple[str, str | None]:
    """The text of some bytes, code point for code point, and a remark if they are not plain UTF-8.

    Raises:
        InputRefused: they are empty or binary.
    """
    if not content.strip():
        raise InputRefused(source, "is empty")
    for mark, encoding, remark in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), f"read as {remark}"
            except UnicodeDecodeError as error:
                raise InputRefused(source, f"begins as {remark} but is not ({error})") from None
    sample = content[:65536]
    if b"\x00" in sample or len(_CONTROLS.findall(sample)) > _MAX_CONTROLS * len(sample):
        raise InputRefused(source, "is a binary file, not text")
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _not_utf8(content, error)


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Broken UTF-8 if most bytes above ASCII form its sequences; else a Western code page."""
    high = len(_HIGH.findall(content))
    well_formed = sum(map(len, _MULTIBYTE.findall(content)))
    if well_formed > high / 2:
        text = content.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        return text, f"broken UTF-8 from byte {error.start}: {damaged} characters are lost (\ufffd)"
    try:
        return content.decode("cp1252"), "not UTF-8: read as Windows-1252 (Latin-1)"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "not UTF-8: read as Latin-1"


#: What UTF-8 looks like when it was read as a Western code page once too often.
_TWICE = re.compile(r"[\u00c2\u00c3\u00e2][\u0080-\u00bf\u20ac\u2018-\u203a\u2122\u0152-\u02dc]")


def repair(text: str) -> tuple[str, str | None]:
    """Text whose letters were encoded twice (`Ã±`) as it was meant, and a remark on it.

    Text without such pairs stays as it is, code point for code point.
    """
    if not _TWICE.search(text):
        return text, None
    import ftfy

    mended = ftfy.fix_encoding(text)
    return (text, None) if mended == text else (mended, "letters were encoded twice: mended")
