"""Every reason that grading can give has its words in every language."""

from __future__ import annotations

from itertools import product

import pytest

from veedor.find.grading import _RELIABILITY, _credibility
from veedor.report.phrases import LANGUAGES, phrases


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_reason_has_words(code):
    say = phrases(code)
    for kind in _RELIABILITY:
        assert say(f"admiralty.best-source-{kind}", letter="B")
    rungs = ("corroborated", "reported", "alleged")
    for status, denied, parties in product(rungs, (True, False), (True, False)):
        number, why = _credibility(status, denied, unnamed=False, parties=parties)
        assert say(f"admiralty.{why}", digit=number).startswith(f"{number}: ")
    assert say("admiralty.nobody-named", digit=6)
