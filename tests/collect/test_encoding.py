"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.collect.encoding import decode
from veedor.errors import InputRefused

LONG = "Añade que la cumbre empezó a las once, según la agencia. " * 4


@pytest.mark.parametrize(
    ("content", "text", "note"),
    [
        ("señal\r\nfin".encode(), "señal\r\nfin", None),
        (codecs.BOM_UTF8 + "señal".encode(), "señal", "byte order mark"),
        ("señal".encode("latin-1"), "señal", "Windows-1252"),
        ("«señal» — “así”".encode("cp1252"), "«señal» — “así”", "Windows-1252"),
        (b"se\xf1al \x81", "señal \x81", "Latin-1"),
        (codecs.BOM_UTF16_LE + "señal".encode("utf-16-le"), "señal", "UTF-16"),
    ],
)
def test_text_is_kept_and_what_is_odd_is_said(content: bytes, text: str, note: str | None) -> None:
    found, remark = decode("x", content)
    assert found == text
    assert (note in remark) if note and remark else remark is note


def test_broken_utf8_is_read_and_its_losses_counted() -> None:
    content = bytearray(LONG.encode())
    content[content.index("ñ".encode())] = 0xFF
    text, note = decode("x", bytes(content))
    assert "\ufffd" in text
    assert "empezó" in text
    assert note is not None and "broken UTF-8" in note


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"%PDF-1.7 \x01\x02\x03\x04\x05 stream", "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x", "begins as UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        decode("x", content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_code_point_for_code_point(text: str) -> None:
    content = text.encode()
    if content.strip() and not text.startswith("\ufeff"):
        assert decode("x", content) == (text, None)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        text, _ = decode("x", content)
    except InputRefused:
        return
    assert isinstance(text, str)
