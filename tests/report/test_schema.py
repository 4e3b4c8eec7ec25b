"""What is exported is as its schema says."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import veedor

from veedor.errors import UsageError
from veedor.report.export import KINDS, export
from veedor.report.schema import export_schema

_WITH_SCHEMA = [kind for kind in KINDS if kind != "ftm"]


@pytest.mark.parametrize("kind", _WITH_SCHEMA)
def test_every_kind_has_a_schema_whose_references_resolve(kind):
    schema = export_schema(kind)
    text = json.dumps(schema)
    for part in text.split('"$ref": "')[1:]:
        name = part.split('"')[0].removeprefix("#/$defs/")
        assert name in schema["$defs"]


@pytest.mark.parametrize("kind", [kind for kind in _WITH_SCHEMA if kind != "parties"])
def test_required_fields_are_exported(view, kind):
    schema = export_schema(kind)
    body = schema if "required" in schema else schema["$defs"][schema["$ref"].split("/")[-1]]
    for row in export(view, kind):
        assert set(body.get("required", ())) <= set(row)


@pytest.mark.parametrize("kind", [kind for kind in _WITH_SCHEMA if kind != "parties"])
def test_exported_records_are_valid(view, kind):
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(export_schema(kind))
    for row in export(view, kind):
        checker.validate(json.loads(json.dumps(row)))


def test_another_kind_is_an_error():
    with pytest.raises(UsageError, match="no schema of ftm"):
        export_schema("ftm")


def test_on_the_command_line(tmp_path):
    done = veedor("export", "findings", "--schema", folder=tmp_path)
    assert json.loads(done.stdout)["title"] == "findings"
    assert veedor("export", "dreams", "--schema", folder=tmp_path).returncode == 2
