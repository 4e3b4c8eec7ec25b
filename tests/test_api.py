"""The public interface is what `__all__` says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import veedor
from veedor.errors import UsageError


@pytest.mark.parametrize("name", veedor.__all__)
def test_all_that_is_named_is_there(name: str) -> None:
    assert getattr(veedor, name) is not None
    assert name in dir(veedor)


def test_nothing_else_is() -> None:
    with pytest.raises(AttributeError, match="no attribute 'screening'"):
        veedor.screening  # noqa: B018


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, veedor; sys.exit(any(m in sys.modules for m in ('spacy', 'sqlalchemy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_screening_with_the_starter_list() -> None:
    (match, *_) = veedor.screen("Serguéi Shoigú", type="person", date="2024-06-18")
    assert (match.list, match.in_force, match.identity) == ("EU 269/2014", "yes", "name")
    with pytest.raises(UsageError, match="give a day"):
        veedor.screen("Serguéi Shoigú", date="junio")


def test_screening_with_a_workspaces_lists(tmp_path: Path) -> None:
    from veedor.lists import load

    file = tmp_path / "port.csv"
    file.write_text("name,id,type\nEdgar Marlovsky,1,person\n", "utf-8")
    veedor.Workspace.create(tmp_path)
    with veedor.Workspace(tmp_path, doing="test") as place:
        place.lists.add(load(file, as_of="2024-01-05"))
    for _ in range(2):
        (match,) = veedor.screen("Эдгар Марловский", workspace=tmp_path)
        assert (match.record, match.in_force) == ("1", "yes")
    assert (tmp_path / "lists.index").is_file()
