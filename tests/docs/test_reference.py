"""Every command, option, setting, record field and public name is documented, and currently so."""

from __future__ import annotations

import msgspec
import pytest
from tools.reference import ROOT, pages
from tools.reference.commands import command_tree
from tools.reference.licences import incompatible, licences
from tools.reference.records import parts_of
from tools.reference.rest import operations
from tools.reference.settings import meaning_of, settings_tree

import veedor
from veedor import model
from veedor.report.export import KINDS
from veedor.report.schema import SCHEMAS, meanings
from veedor.settings import starting_settings

MADE = pages()


@pytest.mark.parametrize("file", MADE, ids=lambda file: file.name)
def test_pages_are_current(file) -> None:
    assert file.is_file() and file.read_text("utf-8") == MADE[file], "run `make reference`"


def test_every_command_and_option_says_what_it_is_for() -> None:
    page = MADE[ROOT / "docs" / "reference" / "cli.md"]
    for name, command, _ in command_tree():
        assert (command.help or "").strip(), name
        assert f"## {name}\n" in page
        for option in command.params:
            if option.name == "help":
                continue
            assert getattr(option, "help", None), f"{name}: {option.name}"
            shown = option.opts[0]
            assert not shown.startswith("-") or shown in page, f"{name}: {shown}"


def test_every_setting_has_a_meaning_and_stands_in_a_new_veedor_toml() -> None:
    begun = starting_settings()
    for section, field, keys, _ in settings_tree():
        if keys is None:
            assert meaning_of(field), section
            continue
        assert keys.__doc__, section
        for key, one in keys.model_fields.items():
            assert meaning_of(one), f"[{section}] {key}"
        assert f"[{section}]" in begun or f"[[{section}]]" in begun, section


def test_every_field_of_every_record_has_a_meaning_and_no_other_has() -> None:
    parts = parts_of()
    assert set(meanings()) == set(parts)
    spans = set(meanings()["Span"])
    for name, part in parts.items():
        assert set(meanings()[name]) | spans >= set(part["properties"]), name
        assert set(part["properties"]) >= set(meanings()[name]), name
        assert all(schema["description"] for schema in part["properties"].values())


def test_every_kind_of_export_is_on_the_page_of_records() -> None:
    page = MADE[ROOT / "docs" / "reference" / "records.md"]
    assert all(f"| `{kind}` |" in page for kind in KINDS)
    assert set(SCHEMAS) == set(KINDS) - {"ftm"}


def test_every_record_says_what_it_is() -> None:
    for name, told in vars(model).items():
        if isinstance(told, type) and issubclass(told, msgspec.Struct):
            assert told.__doc__, name


def test_every_operation_of_the_api_says_what_it_does() -> None:
    for method, path, told in operations():
        assert told.get("description") or told.get("summary"), f"{method} {path}"


@pytest.mark.parametrize("name", veedor.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    told = getattr(veedor, name)
    assert told.__doc__, name
    assert f"## `veedor.{name}" in MADE[ROOT / "docs" / "reference" / "python.md"]
    for key, method in vars(told).items() if isinstance(told, type) else ():
        if not key.startswith("_") and callable(method):
            assert method.__doc__, f"{name}.{key}"


def test_every_dependency_has_a_licence_that_ours_goes_with() -> None:
    for name, version, licence in licences(ROOT):
        assert licence, f"{name} {version}: no licence known; see tools/reference/licences.py"
        assert not incompatible(licence), f"{name} {version}: {licence}"


@pytest.mark.parametrize(
    ("expression", "bad"),
    [
        ("MIT", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("Apache-2.0 AND GPL-3.0-only", True),
        ("GPL-3.0-or-later", True),
        ("", True),
    ],
)
def test_which_licences_go_together(expression: str, bad: bool) -> None:
    assert incompatible(expression) is bad
