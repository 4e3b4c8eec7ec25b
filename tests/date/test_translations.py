"""The same dispatch in two languages is one family; the same quotation is not."""

from __future__ import annotations

import pytest

from veedor.date.copies import copy_families
from veedor.model import Article, Line, Reading

SPANISH = (
    "La fragata Almirante Quesada zarpó el martes de Puerto Cal con 214 marineros a bordo.",
    "El ministro Arnaldo Vex dijo que el buque patrullará durante 45 días las aguas de Moran.",
    "La nave, construida en 1998, fue reparada el año pasado en los astilleros de Tarvia.",
)
ENGLISH = (
    "The frigate Almirante Quesada sailed on Tuesday from Puerto Cal with 214 sailors on board.",
    "Minister Arnaldo Vex said the ship would patrol the waters of Moran for 45 days.",
    "The vessel, built in 1998, was repaired last year in the shipyards of Tarvia.",
)
OTHER = (
    "Almirante Quesada, a frigate with 214 men, is a symbol of what Puerto Cal can still afford.",
    "Critics of Arnaldo Vex ask who pays the bill of 45 days at sea, and whether Moran is worth.",
    "In Tarvia, shipyards that lost their orders in 1998 have never recovered, unions complain.",
)


def article(key: str, language: str, sentences: tuple[str, ...]) -> tuple[Article, Reading]:
    text = "\n".join(sentences)
    lines, start = [], 0
    for sentence in sentences:
        lines.append(Line(start=start, end=start + len(sentence), text=sentence, kind="body"))
        start += len(sentence) + 1
    record = Article(id=key, source=key, text=text, published="2031-05-06", outlet=key)
    return record, Reading(article=key, language=language, lines=tuple(lines))


@pytest.mark.parametrize(
    ("other", "family", "why"),
    [
        (ENGLISH, True, "sentence by sentence the same"),
        (OTHER, False, "the same names and figures in other sentences"),
        (ENGLISH[:1], False, "one sentence may be alike by chance"),
    ],
)
def test_translations(other: tuple[str, ...], family: bool, why: str) -> None:
    pairs = [article("a", "es", SPANISH), article("b", "en", other)]
    articles = {record.id: record for record, _ in pairs}
    readings = {record.id: reading for record, reading in pairs}
    assert bool(copy_families(articles, readings)) is family, why


def test_a_translation_has_nothing_of_its_own() -> None:
    pairs = [article("a", "es", SPANISH), article("b", "en", ENGLISH)]
    articles = {record.id: record for record, _ in pairs}
    (family,) = copy_families(articles, {record.id: reading for record, reading in pairs})
    assert [member.own_share for member in family.members] == [0.0, 0.0]
