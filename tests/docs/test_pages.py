"""The pages are true: their commands run, their languages agree, their files are there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tools.reference import ROOT

DOCS = ROOT / "docs"
#: Blocks that run, in this order, in one shell; `console` blocks need a network or never end.
PAGES = ("tutorial.md", "exchange.md")
READMES = {"en": "README.md", "es": "README.es.md"}
_BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What the tutorials call their files.
_FILES = {"trabajo": "work", "informe": "report", "historia": "story"}


def _blocks(page: str) -> list[tuple[str, str]]:
    return _BLOCK.findall((DOCS / page).read_text("utf-8"))


def test_what_the_pages_say_to_type_works(tmp_path: Path) -> None:
    """A clone's folder: the examples, and the commands of this environment. The summary of the
    example press is what the READMEs show.
    """
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    script = ["set -euo pipefail"]
    for page in PAGES:
        for language, block in _blocks(page):
            python = f"{sys.executable} - <<'END'\n{block}END\n"
            script.append(block if language == "bash" else python)
            if "veedor run ../examples/press\n" in block:
                script += [
                    f"echo '== {code}'; veedor run --lang {code}; echo ==" for code in READMES
                ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash"], input="\n".join(script), capture_output=True, text=True, check=False,
        cwd=tmp_path, env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    work = tmp_path / "work"
    for name in ("report.html", "report.pdf", "story.md", "findings.jsonl", "press.ftm.json"):
        assert (work / name).stat().st_size > 1000, name
    assert "2 decisions checked" in done.stdout
    for code, file in READMES.items():
        (told,) = re.findall(rf"(?ms)^== {code}\n(.*?)^==$", done.stdout)
        printed = told.replace("../examples/", "examples/").splitlines()
        for line in _shown(file):
            assert line in printed, f"{file}: the summary has no such line here: {line}"
            printed = printed[printed.index(line) + 1 :]


def _shown(file: str) -> list[str]:
    """The lines of the summary that a README shows."""
    fenced = re.findall(r"(?ms)^```\n(.*?)^```$", (ROOT / file).read_text("utf-8"))
    return [line for line in max(fenced, key=len).splitlines() if line.strip() not in ("", "…")]


def test_both_tutorials_say_to_type_the_same() -> None:
    def plain(page: str) -> list[str]:
        text = "\n".join(block for _, block in _blocks(page))
        text = re.sub(r" --lang \w\w|--reason \".*?\"", "", text)
        return re.sub("|".join(_FILES), lambda word: _FILES[word[0]], text).splitlines()

    assert plain("tutorial.md") == plain("tutorial.es.md")


def test_every_page_is_in_the_navigation() -> None:
    named = set(re.findall(r"[\w./-]+\.md", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert named == {str(file.relative_to(DOCS)) for file in DOCS.rglob("*.md")}


def test_pictures_are_small_and_used() -> None:
    used = " ".join(file.read_text("utf-8") for file in DOCS.glob("*.md"))
    pictures = list((DOCS / "pictures").iterdir())
    assert pictures
    for file in pictures:
        assert file.stat().st_size <= 120_000, file.name
        assert f"pictures/{file.name}" in used, file.name


@pytest.mark.parametrize("page", ["README.md", "README.es.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_between_files_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text("utf-8")):
        assert (ROOT / target).exists(), f"{page}: {target}"


def test_what_the_security_page_points_at_is_there() -> None:
    """Files, and the tests that are named with them: `file::test`, or `::test` of the same file."""
    text = (DOCS / "security.md").read_text("utf-8")
    file = ROOT
    for path, test in re.findall(r"`(?:([a-z_/]+/\w+\.py))?(?:::(\w+))?`", text):
        if path:
            inside = path.startswith(("tests/", "benchmarks/"))
            file = (ROOT if inside else ROOT / "src" / "veedor") / path
        if path or test:
            assert file.is_file(), file
            assert f"def {test}" in file.read_text("utf-8"), f"{file}: {test}"
    rows = re.findall(r"^\| (?!threat|---)(.+) \|$", text, re.MULTILINE)
    assert all("::test_" in row or "make wheel-smoke" in row for row in rows)


def test_deployment_files_can_be_read() -> None:
    told = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    assert set(told["services"]) >= {"watch", "web"}
    for name, service in told["services"].items():
        assert service["build"]["dockerfile"] == "Containerfile", name
        assert service["cap_drop"] == ["ALL"], name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
    steps = re.findall(r"^([A-Z]+) ", (ROOT / "Containerfile").read_text("utf-8"), re.MULTILINE)
    assert steps.count("FROM") == 4
    assert steps.index("USER") < steps.index("ENTRYPOINT")
