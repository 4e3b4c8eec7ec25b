"""What a pattern needs, and that no pattern is passed over that would match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.group.conflicts import figures, poles
from veedor.group.conflicts.needed import Among, needed
from veedor.read.folding import fold

PRESS = Path(__file__).parents[2] / "examples" / "press"

#: Patterns, and texts of which each match holds one.
CASES: list[tuple[str, set[str] | None]] = [
    (r"\bmurio\b", {"murio"}),
    (r"\bmur(?:io|ieron)\b", {"murio", "murieron"}),
    (r"herid[oa]s?", {"herido", "herida", "heridos", "heridas"}),
    (r"no (?:\w+ )?(?:hubo|consta) heridos", {"hubo heridos", "consta heridos"}),
    (r"en (?:19|20)\d\d", {"en 19", "en 20"}),
    (r"(?:dos|\d+) (?:muertos|heridos)", {" muertos", " heridos"}),
    (r"(?<!no )vinculante(?! aun)", {"vinculante"}),
    (r"(?P<n>\d+) por hora", {" por hora"}),
    (r"(?:abc)+", {"abc"}),
    (r"(?:abc)*d", {"d"}),
    (r"cala|\d+", None),
    (r"[^a]+|b?", None),
]


@pytest.mark.parametrize(("pattern", "expected"), CASES)
def test_what_a_pattern_needs(pattern: str, expected: set[str] | None) -> None:
    assert needed(re.compile(pattern)) == expected


def test_capitals_are_not_known() -> None:
    with pytest.raises(ValueError, match="without regard to case"):
        needed(re.compile("no", re.IGNORECASE))


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in CASES])
def test_a_match_holds_what_its_pattern_needs(pattern: str) -> None:
    compiled = re.compile(pattern)
    among = Among([re.compile("zzzz"), compiled])

    @given(st.from_regex(compiled))
    def holds(text: str) -> None:
        assert 1 in among.may_match(text)

    holds()


TABLES = {
    "outcomes": [pattern for pole in poles._poles() for pattern in (pole.one, pole.other)],
    "figures": [pattern for _, pattern in figures._patterns()],
}


@pytest.mark.parametrize("table", TABLES)
def test_no_pattern_that_matches_the_press_is_passed_over(table: str) -> None:
    patterns = TABLES[table]
    among, matching = Among(patterns), set()
    for file in sorted(PRESS.iterdir()):
        for line in fold(file.read_text("utf-8", errors="replace")).splitlines():
            found = {number for number, pattern in enumerate(patterns) if pattern.search(line)}
            assert found <= among.may_match(line)
            matching |= found
    assert len(matching) > len(patterns) // 4, "the press is a trial of some of them"


@pytest.mark.parametrize("table", TABLES)
def test_every_pattern_needs_something(table: str) -> None:
    """One that needs nothing is searched in every sentence."""
    assert [p.pattern for p in TABLES[table] if not needed(p)] == []
