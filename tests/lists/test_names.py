"""Names: what is one, what is not, and the form they are compared in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.lists import compare
from veedor.lists.names import parts
from veedor.lists.names.fold import fold, romanised, tokens
from veedor.lists.names.forms import forms

SAME = [
    ("Serguéi Shoigú", "Sergei Shoigu", "Spanish and English"),
    ("Serguéi Shoigú", "Сергей Шойгу", "Cyrillic"),
    ("Serguéi Shoigú", "SHOYGU, Sergey", "comma, surname first"),
    ("Kim Jong Un", "Kim Jong-un", "hyphen"),
    ("Kim Jong Un", "김정은", "Hangul"),
    ("Choe Hwi", "Choi Hwi", "romanisations"),
    ("Ri Pyong Chol", "Lee Byung-chul", "romanisations"),
    ("Jo Chun Ryong", "Cho Ch'un-ryong", "romanisations"),
    ("María Zajárova", "Maria Zakharova", "Spanish j, English kh"),
    ("Alí Jamenei", "Ali Khamenei", "Spanish j, English kh"),
    ("Muhammad Qasim", "Mohamed Kassem", "Arabic"),
    ("Vladimir Putin", "Vladimir Vladimirovich Putin", "patronymic"),
    ("Volodymyr Zelensky", "Wolodymyr Selenskyj", "German"),
    ("Mao Tse-tung", "Mao Zedong", "Wade-Giles"),
    ("Vladimir Putin", "VladimirPutin", "run together"),
    ("Kim Jong-un", "Kim Joonng-un", "a letter doubled in a Korean syllable"),
    ("Ted Marlow", "Theodore Marlow", "short form"),
    ("Paco Prieto", "Francisco Prieto", "short form"),
    ("Jin Tiesan", "JIN Tie San (金铁三)", "the original script in brackets"),
    ("Olga Pozdnyakova", "Olga Valerievna POZDNYAKOVA / Olga Valeryevna POZDNYAKOVA", "two in one"),
]
APART = [
    ("Kim Jong Un", "Kim Jong Il", "another syllable"),
    ("Kim Il Sung", "Kim Song", "no syllable is left out"),
    ("Serguéi Shoigú", "Irina Shoigu", "a relative"),
    ("Roman Fico", "Robert Fico", "another given name"),
    ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi", "son and father"),
    ("Tim Marlow", "Tom Marlow", "two short forms that are both known"),
    ("Hasán Nasralá", "Hussein Nasrallah", "two names that are both known"),
]
BODIES_SAME = [
    ("Munitions Industry Department", "Departamento de la Industria de Municiones", "translated"),
    ("OAO Gazprom", "Open Joint Stock Company Gazprom", "legal form"),
    ("Brigade Forty-Four", "Brigade 44", "number"),
    ("Ministerio de Defensa", "Ministry of Defence", "translated"),
    ("Heron Limited", "Heron Limted", "a legal form misspelt"),
    ("Heron Joynt Stock Company", "JSC Heron", "a legal form misspelt"),
    ("3%ers", "Three Percenters", "a sign read as a word"),
    ("Daedong Credit Bank", "Daedong Credit Bank (DCB)", "acronym in brackets"),
]
BODIES_APART = [
    ("An San 1", "An San 2", "number"),
    ("Banco Santander Chile", "Banco Santander México", "another state"),
    ("Nato", "Nata", "one short word has no letters to spare"),
    ("Snow", "Snoe", "nor has a ship's"),
    ("West Point", "West", "no legal form misspelt"),
    ("China Petromechanical Corporation", "Heilongjiang Corporation", "another word"),
]


@pytest.mark.parametrize(("first", "second", "why"), SAME, ids=[c[1] for c in SAME])
def test_one_person(first, second, why):
    assert compare(first, second).score >= 0.8, why


@pytest.mark.parametrize(("first", "second", "why"), APART, ids=[c[1] for c in APART])
def test_two_people(first, second, why):
    assert compare(first, second).score < 0.75, why


@pytest.mark.parametrize(("first", "second", "why"), BODIES_SAME, ids=[c[0] for c in BODIES_SAME])
def test_one_body(first, second, why):
    assert compare(first, second, person=False).score >= 0.8, why


@pytest.mark.parametrize(("first", "second", "why"), BODIES_APART, ids=[c[0] for c in BODIES_APART])
def test_two_bodies(first, second, why):
    assert compare(first, second, person=False).score < 0.75, why


def test_the_reasons_say_which_part_matched_which_and_how():
    why = compare("Serguéi Peskov", "Sergey Peskow").why
    assert [(w.part, w.listed, w.how) for w in why] == [
        ("serguei", "sergey", "variant"), ("peskov", "peskow", "spelling"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ch'oe Hwi", ("choe", "hwi")), ("Kim Jong-un", ("kim", "jong", "un")),
     ("L.L.C.", ("llc",)), ("J.-C. Juncker", ("j", "c", "juncker")),
     ("JC Juncker", ("j", "c", "juncker")), ("김정은", ("gim", "jeong", "eun"))],
)  # fmt: skip
def test_tokens(name, expected):
    assert tokens(name) == expected


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_folding_is_stable_and_a_name_is_like_itself(name):
    for token in tokens(name):
        assert token == token.lower()
        assert romanised(fold(token)) == romanised(token)
    if parts(name):
        assert compare(name, name).score == pytest.approx(1.0)


@given(st.sampled_from([c[0] for c in SAME]), st.sampled_from([c[1] for c in SAME]))
def test_comparison_has_no_sides(first, second):
    assert compare(first, second).score == pytest.approx(compare(second, first).score)


@pytest.mark.parametrize(
    ("name", "person", "expected", "why"),
    [("Serguéi Shoigú", True, ("Serguéi Shoigú",), "one name"),
     ("Jin Tiesan (金铁三)", True, ("Jin Tiesan", "金铁三"), "another script"),
     ("Abu X (original script: Абу Х)", True, ("Abu X", "Абу Х"), "another script, announced"),
     ("Encep Nurjaman (birth name)", True, ("Encep Nurjaman",), "a remark"),
     ("Artyom/ Artem SHEYNIN", True, ("Artyom/ Artem SHEYNIN",), "two given names, one surname"),
     ("Ana PAZ/Ana LUZ", True, ("Ana PAZ", "Ana LUZ"), "two names"),
     ("AL-SHED / HUS", False, ("AL-SHED", "HUS"), "name and acronym"),
     ("Import/Export Bank", False, ("Import/Export Bank",), "words of one name"),
     ("Army of Sheds/Country of Barns", False, ("Army of Sheds/Country of Barns",), "one name"),
     ("Barn Credit Bank (BCB)", False, ("Barn Credit Bank", "BCB"), "its acronym"),
     ("Barn Guards (BG)-East", False, ("Barn Guards -East",), "the acronym of a part"),
     ("Barn (Hong Kong) Ltd", False, ("Barn (Hong Kong) Ltd",), "of the name"),
     ("(", True, ("(",), "nothing")],
)  # fmt: skip
def test_the_names_in_a_listed_name(name, person, expected, why):
    assert forms(name, person=person) == expected, why
