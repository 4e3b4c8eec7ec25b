"""The blocks of docs/collecting.md do what they say; what is in deploy/ can be read."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from tests.cli.test_commands import veedor

from veedor.outlets.directory import read
from veedor.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "collecting.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", PAGE)


@pytest.mark.parametrize("block", blocks("toml"))
def test_settings_can_be_used(tmp_path: Path, block: str) -> None:
    (tmp_path / "veedor.toml").write_text(block, "utf-8")
    assert load_settings(tmp_path, {}) != Settings()


def test_the_directory_that_is_shown_can_be_read(tmp_path: Path) -> None:
    (block,) = blocks("yaml")
    file = tmp_path / "outlets.yaml"
    file.write_text(block, "utf-8")
    assert [outlet.name for outlet in read(file)] == ["El Muelle", "Voz del Cabo"]


def test_every_key_of_a_source_and_a_watch_is_explained() -> None:
    from veedor.declared import Digest, Source, Watch

    for section in (Source, Watch, Digest):
        assert [
            key for key in section.model_fields if f"`{key}" not in PAGE and key not in PAGE
        ] == []


def test_the_commands_run(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    report = next((ROOT / "examples" / "press").glob("*_misiles.txt"))
    shutil.copy(report, tmp_path / "press" / "nota.txt")
    commands = [
        line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()
    ]
    assert commands[0] == "veedor init sala"
    for command in commands:
        done = veedor(*shlex.split(command)[1:], folder=tmp_path)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if command.endswith("init sala"):
            settings = tmp_path / "sala" / "veedor.toml"
            more = f'\n[[source]]\naddress = "{tmp_path}/press"\n'
            settings.write_text(settings.read_text("utf-8") + more, "utf-8")


def test_what_is_deployed_can_be_read() -> None:
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    assert set(compose["services"]) == {"watch", "web"}
    assert (ROOT / "deploy" / compose["services"]["watch"]["build"]["context"]).resolve() == ROOT
    assert (ROOT / compose["services"]["watch"]["build"]["dockerfile"]).is_file()
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "veedor-watch.service")
    assert unit["Service"]["ExecStart"].split()[1] == "watch"
