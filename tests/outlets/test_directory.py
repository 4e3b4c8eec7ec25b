"""The directory: enough of it, consistent, extendable, and wrong entries told with their line."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from veedor.declared import Source
from veedor.errors import DataError
from veedor.outlets import Outlets, built_in, schema
from veedor.outlets.directory import read

FILES = sorted((Path(str(resources.files("veedor.outlets"))) / "data").glob("*.yaml"))
SPANISH = "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV US UY VE".split()  # noqa: SIM905


def test_it_covers_what_it_should() -> None:
    outlets = [outlet for file in FILES for outlet in read(file)]
    assert len(outlets) >= 150
    spanish = Counter(o.country for o in outlets if "es" in o.languages)
    assert not [country for country in SPANISH if spanish[country] < 3]
    languages = Counter(code for o in outlets for code in o.languages)
    assert languages["ru"] >= 20
    assert languages["ko"] >= 15


def test_no_name_or_domain_stands_in_two_files() -> None:
    seen = Counter(
        name.casefold()
        for file in FILES
        for outlet in read(file)
        for name in {outlet.name.casefold(), *map(str.casefold, outlet.names), *outlet.domains}
    )
    assert [name for name, times in seen.items() if times > 1] == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://elpais.com/internacional/2024-06-19/x.html", "El País"),
        ("https://www.bbc.com/mundo/articles/c1", "BBC"),
        ("https://cnnespanol.cnn.com/x", "CNN en Español"),
        ("https://edition.cnn.com/x", "CNN"),
        ("https://notelpais.com/x", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_an_address_is_of_its_outlet(address: str | None, name: str | None) -> None:
    found = built_in().of_address(address)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "state", "kind"),
    [
        ("kcna", "KP", "state-media"),
        ("Sputnik Mundo", "RU", "state-media"),
        ("Choson Sinbo", "KP", "state-media"),
        ("Kremlin", "RU", "government"),
        ("EFE", None, "agency"),
        ("RTVE", None, "public"),
        ("El País", None, "independent"),
        ("Nobody's Paper", None, None),
    ],
)
def test_what_an_outlet_speaks_for(name: str, state: str | None, kind: str | None) -> None:
    assert (built_in().state_of(name), built_in().kind_of(name)) == (state, kind)


def test_an_owner_adds_and_rates(tmp_path: Path) -> None:
    file = tmp_path / "outlets.yaml"
    file.write_text("- {name: El Muelle, domains: [muelle.example], country: ES}\n", "utf-8")
    sources = [
        Source(address="https://muelle.example/rss", reliability="B"),
        Source(address="/press", outlet="Boletín", kind="state media", country="CU"),
    ]
    outlets = built_in().with_own([file], sources)
    assert outlets.rating("El Muelle") == "B"
    assert outlets.state_of("Boletín") == "CU"
    assert outlets.state_of("KCNA") == "KP"


def test_sources_may_not_contradict_each_other() -> None:
    sources = [Source(address=a, outlet="X", reliability=r) for a, r in (("a", "A"), ("b", "C"))]
    with pytest.raises(DataError, match=r"veedor.toml: source: reliability of 'X' is A and C"):
        Outlets().with_own([], sources)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("- name: A\n  kin: agency\n", r"o.yaml:2: \[0\].kin: is not a key"),
        ("- name: A\n- name: B\n  kind: paper\n", r"o.yaml:3: \[1\].kind: .*'independent'"),
        ("- name: A\n  domains: ['http://a.es']\n", r"o.yaml:2: \[0\].domains\[0\]"),
        ("- name: A\n  country: Spain\n", r"o.yaml:2: \[0\].country"),
        ("- name: A\n- name: a\n", r"o.yaml:2: \[1\]: 'a' stands in line 1 already"),
        ("- name: A\n- [a]: b\n", r"o.yaml:2: is not YAML: a key must be a word"),
        ("- name: !!int x\n", r"o.yaml: is not YAML: invalid literal"),
        ("- name: [\n", r"o.yaml:\d: is not YAML"),
    ],
)
def test_an_error_says_file_line_and_key(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "o.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(DataError, match=problem):
        read(file)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
