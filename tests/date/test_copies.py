"""Which texts are copies, what is each one's own, and whose text it is."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.date import copies
from veedor.date.copies import Texts, copy_families, copy_pairs
from veedor.date.passages import passages, quoted_spans
from veedor.model import Article, Reading

DISPATCH = [
    "El buque granelero Estrella Polar entró el lunes en el puerto de Rajin con la baliza apagada.",
    "Dos inspectores que siguieron su derrota durante once días aseguran que cargó carbón.",
    "La naviera, registrada en un archipiélago sin oficina abierta, no respondió a las preguntas.",
    "El cargamento cambió de manos cerca de la isla de Ulleung, según los registros de la aduana.",
    "Las autoridades portuarias retuvieron los papeles y llamaron al capitán a declarar.",
    "El caso llega cuando el comité prepara su informe anual sobre transbordos en alta mar.",
]
OTHER = [
    "La cosecha de aceituna caerá este año por la sequía que castiga el valle desde la primavera.",
    "Los molinos abrirán tarde y con menos cuadrillas, advierte la cooperativa de la comarca.",
    "El precio en origen ha subido un tercio desde enero y nadie espera que baje antes de Navidad.",
]
LEAD = "Una investigación de varios meses pone nombre al barco que desapareció de las pantallas."
QUOTE = (
    "«Ningún país que firme este convenio podrá abrigar en sus puertos a quien burle la ley común "
    "de los mares, y el nuestro será el primero en cumplirlo sin excepciones ni demoras», dijo."
)


def article(key: str, *sentences: str, day: str = "2024-03-01", **fields: object) -> Article:
    text = "\n".join(sentences)
    return Article(id=key, source=key, text=text, published=day, **fields)  # type: ignore[arg-type]


def together(*articles: Article) -> list[set[str]]:
    families = copy_families({one.id: one for one in articles}, {})
    return [{member.article for member in family.members} for family in families]


@pytest.mark.parametrize(
    ("left", "right", "copied", "why"),
    [
        (DISPATCH, DISPATCH, True, "the same text"),
        (DISPATCH, DISPATCH[:3], True, "cut to its head"),
        (DISPATCH, DISPATCH[2:], True, "its head cut off"),
        (DISPATCH, [LEAD, *DISPATCH[1:]], True, "an update with a new lead"),
        (DISPATCH, [OTHER[0], OTHER[1], *DISPATCH[:2], OTHER[2]], True, "used within another"),
        (DISPATCH, OTHER, False, "nothing in common"),
        ([*DISPATCH[:3], QUOTE], [*OTHER, QUOTE], False, "official words alone"),
        (
            DISPATCH,
            [line.replace("lunes", "martes").replace("asegura", "afirma") for line in DISPATCH],
            True,
            "lightly edited",
        ),
    ],
)
def test_what_is_a_copy(left: list[str], right: list[str], copied: bool, why: str) -> None:
    found = together(article("a", *left), article("b", *right))
    assert bool(found) is copied, why


def test_furniture_that_returns_day_after_day_is_no_copy() -> None:
    footer = (
        "Este periódico cree en la libertad de quienes lo leen y agradece a sus socios "
        "que lo hagan posible con su cuota mensual, sin la cual no habría páginas como esta."
    )
    draw = random.Random(4)
    words = [word for line in DISPATCH + OTHER for word in line.split()]
    pages = [
        article(f"p{day}", " ".join(draw.sample(words, 30)), footer, day=f"2024-03-{day:02}")
        for day in range(1, 13)
    ]
    assert together(*pages) == []


def test_what_is_its_own() -> None:
    own = "El juez de guardia, consultado por esta redacción, espera el atestado para el jueves."
    left, right = article("a", *DISPATCH), article("b", *DISPATCH[:4], own)
    (family,) = copy_families({"a": left, "b": right}, {})
    shares = {member.article: member for member in family.members}
    assert 0.15 < shares["b"].own_share < 0.35
    assert [span.text for span in shares["b"].own] == [own]
    for member, text in ((shares["a"], left.text), (shares["b"], right.text)):
        assert all(text[span.start : span.end] == span.text for span in member.own)


@pytest.mark.parametrize(
    ("first", "second", "origin", "kind", "why"),
    [
        (
            {"outlet": "El Ancla"},
            {"outlet": "El Bauprés", "agencies": ("EFE",)},
            "EFE",
            "agency",
            "one credits",
        ),
        (
            {"outlet": "El Ancla"},
            {"outlet": "El Bauprés"},
            None,
            "unknown",
            "nobody says whose text it is",
        ),
        ({"outlet": "El Ancla"}, {"outlet": "El Ancla"}, "El Ancla", "outlet", "all of one outlet"),
    ],
)
def test_whose_text_it_is(
    first: dict[str, object], second: dict[str, object], origin: str | None, kind: str, why: str
) -> None:
    left = article("a", *DISPATCH, **first)
    right = article("b", *DISPATCH[:4], day="2024-03-02", **second)
    (family,) = copy_families({"a": left, "b": right}, {})
    assert (family.origin, family.origin_kind) == (origin, kind), why


def test_an_outlet_that_others_name_is_the_origin() -> None:
    named = f"{LEAD} Lo publicó ayer La Voz del Muelle."
    left = article("a", *DISPATCH, outlet="La Voz del Muelle")
    right = article("b", named, *DISPATCH, outlet="B", day="2024-03-02")
    (family,) = copy_families({"a": left, "b": right}, {})
    assert (family.origin, family.origin_kind) == ("La Voz del Muelle", "outlet")


def test_thousands_of_copies_of_one_text_are_one_family() -> None:
    many = {f"c{n}": article(f"c{n}", *DISPATCH) for n in range(3000)}
    (family,) = copy_families(many, {})
    assert len(family.members) == 3000


def test_copies_of_one_text_cost_the_same_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is taken apart once for each of a few passes, not once a copy."""
    taken: Counter[int] = Counter()
    make = copies.passages
    for count in (100, 2000):

        def counted(one: Article, reading: Reading | None, count: int = count) -> object:
            taken[count] += 1
            return make(one, reading)

        monkeypatch.setattr(copies, "passages", counted)
        (family,) = copy_families({f"c{n}": article(f"c{n}", *DISPATCH) for n in range(count)}, {})
        assert len(family.members) == count
        assert {member.own_share for member in family.members} == {0.0}
    assert taken[100] == taken[2000] <= 3


def test_a_short_text_inside_a_long_one_is_found_by_all_that_hold_it() -> None:
    """One that an earlier, longer text holds is still compared with later ones."""
    short = article("b", *DISPATCH[:3], day="2024-03-02")
    texts = [article("a", *DISPATCH), short, article("c", *DISPATCH[:3], *OTHER, day="2024-03-03")]
    found = {frozenset(pair) for pair in copy_pairs(Texts({one.id: one for one in texts}, {}))}
    assert frozenset("bc") in found


def test_revisions_of_one_address_are_a_family_of_two_texts() -> None:
    first = article("a", *DISPATCH)
    second = msgspec.structs.replace(
        article("b", *DISPATCH, LEAD, day="2024-03-02"), url=first.url, revision_of="a"
    )
    (family,) = copy_families({"a": first, "b": second}, {})
    assert [member.article for member in family.members] == ["a", "b"]
    assert family.members[1].own, "what the later version adds is its own"


def test_nothing_to_compare() -> None:
    empty = {key: article(key, text) for key, text in (("a", ""), ("b", "Sí."), ("c", "\n\n"))}
    assert copy_families(empty, {}) == []


def test_order_of_arrival_changes_nothing() -> None:
    articles = [
        article("a", *DISPATCH),
        article("b", *DISPATCH[:4], day="2024-03-02"),
        article("c", *OTHER),
        article("d", *OTHER[:2], LEAD, day="2024-03-03"),
    ]
    expected = copy_families({one.id: one for one in articles}, {})
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert copy_families({one.id: one for one in shuffled}, {}) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB ñ.\n«»“”\"'`123", max_size=200))
def test_passages_and_quotes_lie_within_the_text(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for passage in passages(Article(id="a", source="a", text=text), None):
        assert 0 <= passage.start < passage.end <= len(text)
        assert len(passage.words) == len(passage.quoted)
