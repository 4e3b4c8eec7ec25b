from __future__ import annotations

import pytest

from veedor.group.conflicts.fields import Lexicon, fields_in

FIELDS = {"dead": ["muert*", "perdieron la vida"], "age": ["anos"], "open": ["sigue* abiert*"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hubo nueve muertos.", [("dead", "muertos")]),
        ("Nueve PERDIERON la vida.", [("dead", "PERDIERON la vida")]),
        ("Perdieron la partida.", []),
        ("Tenía 40 años.", [("age", "años")]),
        ("Siguen abiertas.", [("open", "Siguen abiertas")]),
        ("", []),
    ],
)
def test_words_and_rows_of_words_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(h.field, text[h.start : h.end]) for h in Lexicon(FIELDS).find(text)] == found


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("The storm claimed 14 lives.", "dead"),
        ("Cobró catorce vidas.", "dead"),
        ("La fianza es alta.", "bail"),
        ("A bordo iban doce.", "aboard"),
    ],
)
def test_one_field_holds_both_languages(text: str, field: str) -> None:
    assert field in {hit.field for hit in fields_in(text)}
