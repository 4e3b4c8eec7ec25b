"""Lists that are spoilt, imported as a person does: one line each, and the good list stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_commands import veedor
from tests.lists import samples, whole_samples

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><CONSOLIDATED_LIST>&j;</CONSOLIDATED_LIST>"
)
NAMELESS = samples.UN.replace("<FIRST_NAME>SHED INDUSTRY DEPARTMENT</FIRST_NAME>", "").replace(
    "<ALIAS_NAME>Barn Department</ALIAS_NAME>", ""
)
SHIFTED = whole_samples.UK_CSV.replace("GREY HERON,", "GREY HERON,,", 1)
#: File, content, what is said behind the file's name.
SPOILT: list[tuple[str, str | bytes, str]] = [
    ("laughs.xml", LAUGHS, ":1: has a document type definition"),
    ("external.xml", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><sdnList/>',
     ":1: has a document type definition"),
    ("entity.xml", samples.UN.replace("Invented.", "&nobody;"),
     ":5: is not well-formed XML, or is cut short: Entity 'nobody' not defined"),
    ("cut.xml", samples.UN[:900], ":12: is not well-formed XML, or is cut short"),
    ("page.xml", "<html><body>Down</body></html>", ": is XML with <html>, which no list known"),
    ("latin.csv", samples.UK.replace("Example", "Régimen").encode("latin-1", "replace"),
     ":3: is not UTF-8 (byte 0xe9)"),
    ("half.csv", b"\xff\xfe" + "name\nJos\u00e9 Paz\n".encode("utf-16-le") + b"\x00\xd8",
     ": is not UTF-16-LE throughout"),
    ("shifted.csv", SHIFTED, ":8: ZZZ0003: has 59 fields where the header has 58"),
    ("short.csv", whole_samples.EU_CSV.replace("EU.9001.1;KPi", "KPi", 1),
     ":2: 05/06/2026 7 KPi.901: has 46 fields where the header has 47"),
    ("date.xml", samples.UN.replace("2017-06-05", "soon"),
     ":12: UN 1718 KPe.902: listing date not understood: 'soon'; kept without"),
    ("nameless.xml", NAMELESS, ":12: UN 1718 KPe.902: the entry has no name"),
    ("list.ods", b"PK\x03\x04" + b"\x00" * 30, ": is a spreadsheet or an archive: import the"),
    ("enhanced.xml", "<sanctionsData xmlns='x'/>", ": is OFAC's enhanced XML: import SDN_ADVANCED"),
    ("broken.json", samples.FTM + '{"id": 1\n', ":4: is not JSON"),
    ("empty.xml", "", ": is empty; the download may have failed"),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A workspace with a good list, and what importing every spoilt one says."""
    folder = tmp_path_factory.mktemp("lists")
    (folder / "good.xml").write_text(samples.UN, "utf-8")
    assert veedor("lists", "import", "good.xml", folder=folder).returncode == 0
    for name, content, _ in SPOILT:
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    done = veedor("lists", "import", *(name for name, *_ in SPOILT), folder=folder)
    assert done.returncode == 3, "two have entries that can be kept"
    assert "Traceback" not in done.stderr
    return folder, done.stderr.splitlines()


@pytest.mark.parametrize(("name", "says"), [(name, says) for name, _, says in SPOILT])
def test_one_line_with_file_line_and_record(told: tuple[Path, list[str]], name: str, says: str):
    (line,) = [line.strip() for line in told[1] if line.strip().startswith(f"{name}:")]
    assert line.startswith(name + says)


def test_the_good_list_stays_in_force(told: tuple[Path, list[str]]) -> None:
    done = veedor("screen", "Park Hyo-sok", "--date", "2024-01-01", "--json", folder=told[0])
    (match,) = json.loads(done.stdout)["Park Hyo-sok"]
    assert (match["record"], match["in_force"]) == ("KPi.901", "yes")


_LARGE = """
import resource, sys
from pathlib import Path
from veedor.errors import ListError
from veedor.lists import load
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    print(len(load(Path(sys.argv[1])).records))
except ListError as error:
    print(error.problem)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def large(path: Path) -> tuple[str, int]:
    """What loading a file says, and by how many MB the process grew."""
    done = subprocess.run(
        [sys.executable, "-c", _LARGE, str(path)], capture_output=True, text=True, check=True
    )
    said, grown = done.stdout.splitlines()
    return said, int(grown)


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.write(b"<CONSOLIDATED_LIST>")
        file.truncate(2_000_000_000)
    said, grown = large(path)
    assert said == "has 2,000,000,000 bytes, more than any list (1200 MB at most)"
    assert grown < 20


@pytest.mark.parametrize(
    ("junk", "said", "why"),
    [("<JUNK/>" * 400_000, "2", "elements of no entry go as they are read"),
     (f"<INDIVIDUAL>{'<X/>' * 300_000}</INDIVIDUAL>",
      "has an entry of more than 200,000 elements, which no list has", "an endless entry"),
     (f"<JUNK>{'x' * 11_000_000}</JUNK>", "is not well-formed XML", "an endless text")],
    ids=["junk", "entry", "text"],
)  # fmt: skip
def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path, junk: str, said: str, why: str):
    path = tmp_path / "large.xml"
    path.write_text(samples.UN.replace("<INDIVIDUALS>", f"<INDIVIDUALS>{junk}"), "utf-8")
    found, grown = large(path)
    assert found.startswith(said), why
    assert grown < 40, "MB; the whole tree has 80 and more"
