from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.link.classify.fields import fields_of
from veedor.link.wording import words_of
from veedor.regimes import built_in

PACK = built_in()["dprk"]
WORDS = sorted(
    {word for names in PACK.lexicon["es"].values() for word in names}
    | {"el", "de", "norcoreano", "ayer", "y"}
)


@pytest.mark.parametrize(
    ("code", "text", "measure", "word"),
    [
        ("es", "rusia compró mineral de hierro", "COAL_IRON", "mineral de hierro"),
        ("es", "una bodega de vinos", "LUXURY", "bodega"),
        ("en", "it bought a limousine", "LUXURY", "limousine"),
        # a sign alone, where nothing names the thing itself
        ("es", "un hombre del banco atiende en Trípoli", "BANKING", "banco"),
    ],
)
def test_touched(code: str, text: str, measure: str, word: str) -> None:
    fields = fields_of(PACK, code)
    assert fields.touched(fields.fired(text))[measure] == word


def test_nothing_is_touched_by_empty_words() -> None:
    fields = fields_of(PACK, "es")
    assert fields.touched(fields.fired("el y de ayer")) == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_one_pass_finds_what_each_set_finds_by_itself(text: str) -> None:
    fields = fields_of(PACK, "es")
    names = {name for sets in fields.measures.values() for name in sets}
    alone = {name for name in names if words_of(PACK, "es", (name,)).among(text)}
    assert {name for name in fields.fired(text) if name in names} == alone
