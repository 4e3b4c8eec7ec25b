"""Help at 80 columns: every command under what it is for, values in plain words."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.cli.test_commands import veedor
from tools.reference.commands import command_tree

from veedor.cli.help import SECTIONS

COMMANDS = {name: (command, context) for name, command, context in command_tree()}


def test_every_command_stands_under_one_heading() -> None:
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted(COMMANDS["veedor"][0].commands)


def test_the_list_of_commands_has_a_line_for_each(tmp_path: Path) -> None:
    told = veedor("--help", folder=tmp_path).stdout.splitlines()
    assert [line for line in told if line.startswith("     ")] == []
    assert max(map(len, told)) <= 80
    assert all(f"{title}:" in told for title in SECTIONS)


@pytest.mark.parametrize("name", COMMANDS)
def test_values_are_named_as_people_name_them(name: str) -> None:
    command, context = COMMANDS[name]
    told = command.get_help(context)
    assert not re.search(r"<[a-z]", told)
    assert "[[" not in told


def test_the_version_is_printed(tmp_path: Path) -> None:
    assert veedor("--version", folder=tmp_path).stdout == f"veedor {version('veedor')}\n"
