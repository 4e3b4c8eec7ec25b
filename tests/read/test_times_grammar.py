"""A rule of `times.yaml` that names what there is not is refused with its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from veedor.errors import DataError
from veedor.read.languages import available
from veedor.read.times.grammar import check_rule, grammar


@pytest.mark.parametrize("code", available())
def test_the_rules_of_each_language_are_known(code: str) -> None:
    assert grammar(code).rules


@pytest.mark.parametrize("field", ["make", "needs"])
def test_an_unknown_name_is_refused_with_its_line(field: str) -> None:
    rule = replace(grammar("es").rules[0], **{field: "almanac"})
    with pytest.raises(DataError) as caught:
        check_rule("es/times.yaml", 0, rule)
    assert re.match(
        rf"es/times\.yaml:\d+: rules\[0\] day and month\.{field}: there is no 'almanac'",
        str(caught.value),
    )
