"""The how-to pages and READMEs: every command that they mention is there, every block can be used.

The tutorials, `exchange.md` and `collecting.md` run in the tests beside this one, the example of
`languages.md` in `tests/read/test_languages.py`. What a test has not got is replaced: publishers'
addresses and shared storage by files, a cluster by processes of this machine. The block for nginx
was tried by hand (nginx 1.22, `nginx -t` and requests); the headers that it sets are those of
`tests/web/test_safety.py`.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from tests.cli.test_commands import Done, veedor
from tests.lists.test_update import listing
from tests.press_sites import Sites, serve
from tests.web.conftest import served
from tools.reference import ROOT
from tools.reference.commands import command_tree

from veedor.regimes import check_pack
from veedor.regimes.pack import (
    Aliases,
    Cap,
    Indicator,
    Measure,
    OfficeTable,
    PackHeader,
    Provision,
    TermHolder,
)
from veedor.settings import load_settings

DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "README.es.md"]
COMMANDS = {name: command for name, command, _ in command_tree()}
TEXT = (
    "SEÚL.- Corea del Norte ha enviado a Rusia 300 contenedores de munición, según afirmó este "
    "martes el Ministerio de Defensa de Corea del Sur.\n"
)


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    fenced = re.findall(r"(?ms)^```([^\n]*)\n(.*?)^```$", page(name))
    return [block for marked, block in fenced if marked == language]


def typed(block: str) -> list[str]:
    """The command lines of a block, without what is said beside them."""
    lines = (re.split(r"\s{2,}|\s#\s", line.removeprefix("$ "))[0] for line in block.splitlines())
    return [line for line in lines if line.strip()]


def do(folder: Path, line: str) -> Done:
    """Run a command line of a page; it must succeed."""
    done = veedor(*shlex.split(line)[1:], folder=folder)
    assert done.returncode == 0, f"{line}: {done.stderr}"
    return done


def mentioned() -> Iterator[tuple[str, str]]:
    """Every command of this program on any page, in a block or within a sentence."""
    for file in PAGES:
        text = file.read_text("utf-8")
        for fenced in re.findall(r"(?ms)^```(?:bash|console)?\n(.*?)^```", text):
            for line in typed(fenced.replace("../.venv/bin/", "").replace(".venv/bin/", "")):
                if line.startswith("veedor "):
                    yield file.name, line
        for line in re.findall(r"`(veedor [^`]+)`", text):
            yield file.name, " ".join(line.split())


@pytest.mark.parametrize(("name", "line"), sorted(set(mentioned())))
def test_every_command_that_is_mentioned_is_there(name: str, line: str) -> None:
    words = shlex.split(line.split("$(")[0], comments=True)
    for one in words[2].split("|") if len(words) > 2 and "|" in words[2] else [""]:
        path = "veedor"
        rest = [*words[1:2], one, *words[3:]] if one else words[1:]
        while rest and f"{path} {rest[0]}" in COMMANDS:
            path = f"{path} {rest.pop(0)}"
        assert path != "veedor" or rest[0] in ("COMMAND", "--help"), line
        if getattr(COMMANDS[path], "commands", {}):
            assert not rest or rest[0].startswith(("-", "…")), f"{line}: no command {rest[0]!r}"
        known = {option for param in COMMANDS[path].params for option in param.opts}
        known |= {"--help"}
        asked = {word.strip("[]").partition("=")[0] for word in rest}
        assert {word for word in asked if re.match(r"--?[a-z]", word)} <= known, line


# ---------------------------------------------------------------- what the pages say to do


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    do(tmp_path, "veedor init work")
    return tmp_path / "work"


def test_lists_are_held_compared_and_joined(workspace: Path) -> None:
    getting, watching, joining = (typed(block) for block in blocks("lists.md", ""))
    for line in joining:
        do(workspace, line)
    (workspace / "old").mkdir()
    (workspace / "old" / "un.xml").write_bytes(listing(480, "2024-06-18"))
    (workspace / "un.xml").write_bytes(listing(500))
    told = {line: do(workspace, line).stdout for line in getting if "update" not in line}
    assert "480 records" in told["veedor lists import old/un.xml --as-of 2024-06-18"]
    assert "2024-06-18" in told["veedor lists show"]
    assert told["veedor lists diff old/un.xml un.xml"].count("KPi.") == 20
    (workspace / "clientes.csv").write_text("Titular,Nacimiento\nAna Paz Robledo,1970\n", "utf-8")
    first, show, stop = watching
    do(workspace, first)
    assert "births=Nacimiento" in do(workspace, show).stdout
    do(workspace, stop)
    assert "No table" in do(workspace, show).stdout


def test_a_regime_is_begun_and_made_one_s_own(tmp_path: Path) -> None:
    for line in typed(blocks("regimes.md", "")[2]):
        do(tmp_path, line)
    pack = tmp_path / "my-regime"
    measure, _, cap, indicator, offices, aliases = blocks("regimes.md", "yaml")
    (pack / "measures.yaml").write_text(measure + cap, "utf-8")
    (pack / "indicators.yaml").write_text(indicator, "utf-8")
    (pack / "offices.yaml").write_text(offices, "utf-8")
    (pack / "aliases.yaml").write_text(aliases, "utf-8")
    (pack / "lexicon" / "es.yaml").write_text("coal: [carbón]\n", "utf-8")
    (pack / "lexicon" / "en.yaml").write_text("coal: [coal]\n", "utf-8")
    assert check_pack(pack) == []
    (pack / "indicators.yaml").write_text(indicator.replace("[coal]", "[gold_dust]"), "utf-8")
    (fault,) = check_pack(pack)
    shown = blocks("regimes.md", "")[1].strip().partition(": ")[2]
    assert re.sub(r"\[\d+\]\.", "", shown) in str(fault)


@pytest.mark.parametrize(
    "part", [PackHeader, Measure, Cap, Provision, Indicator, OfficeTable, TermHolder, Aliases]
)
def test_every_key_of_a_pack_is_on_its_page(part: type[BaseModel]) -> None:
    text = page("regimes.md")
    keys = [key for key in part.model_fields if f"`{key}" not in text and f"{key}:" not in text]
    assert keys == []


def test_settings_of_scale_can_be_used(tmp_path: Path) -> None:
    (block,) = blocks("scale.md", "toml")
    (tmp_path / "veedor.toml").write_text(block, "utf-8")
    assert load_settings(tmp_path, {}).follow.terms == ("grain deal", "Estrella Polar")


def test_shards_are_read_and_brought_in(workspace: Path) -> None:
    """Shared storage is a folder here, and the cluster processes of this machine."""
    (workspace / "1.jsonl").write_text(json.dumps({"id": "1", "text": TEXT}) + "\n", "utf-8")
    replaced = {
        "s3://archive/2024/06/*.warc.gz": "1.jsonl",
        "s3://results/2024-06": "results",
        " --engine ray --address auto": "",
    }
    for line in typed(blocks("scale.md", "")[0]):
        told = do(workspace, _with(replaced, line)).stdout
    assert "ARMS_EXPORT" in told


def _with(replaced: dict[str, str], line: str) -> str:
    for there, here in replaced.items():
        line = line.replace(there, here)
    return line


def test_people_and_articles_go_and_data_move(workspace: Path) -> None:
    erasing, expiring, keeping, moving = (typed(block) for block in blocks("data.md", ""))
    (workspace / "report.txt").write_text(TEXT.replace("Ministerio", "ministro Full Name"), "utf-8")
    do(workspace, "veedor run report.txt --quiet")
    names = {"FILE": "kept", "NEW": "../new", "OTHER": "../other", "ID-OR-SOURCE": "report.txt"}
    (workspace / "veedor.toml").write_text("[retention]\ndays = 1000\n", "utf-8")
    for line in (*keeping[:2], *moving, *reversed(erasing), *expiring):
        do(workspace, _with(names, line))
    for name, articles in (("work", 0), ("new", 1), ("other", 1)):
        told = do(workspace.parent / name, "veedor status").stdout
        assert re.search(rf"^articles +{articles}\s*$", told, re.MULTILINE), told


def test_a_program_asks_a_server(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page's program, with this server's address and that of a page beside it."""
    (block,) = blocks("web.md", "python")
    (workspace / "report.txt").write_text(TEXT, "utf-8")
    do(workspace, "veedor run report.txt --quiet")
    (workspace / "veedor.toml").write_text('[collect]\nallow_hosts = ["127.0.0.1"]\n', "utf-8")
    with serve(Sites()) as sites, served(workspace) as client:
        report = sites.put("127.0.0.1", "/a-report", f"<html><body><p>{TEXT * 3}</p></body></html>")
        told = block.replace("http://127.0.0.1:8421", str(client.base_url))
        told = told.replace(', status="corroborated"', "")
        exec(told.replace("https://example.org/a-report", report), {})
    printed = capsys.readouterr().out
    assert "ARMS_EXPORT" in printed
    assert "1 collected" in printed
