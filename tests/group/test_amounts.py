"""When two amounts are of one matter and contrary."""

from __future__ import annotations

import pytest

from veedor.group.conflicts.amounts import Amount, differing, is_single
from veedor.group.quantities import Quantity


def amount(value: float, unit: str, *topics: str, wanted: str = "", rate: bool = False) -> Amount:
    return Amount(
        Quantity(0, 1, value, value, value), unit, unit, frozenset(topics), frozenset(), None,
        wanted, rate=rate,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "contrary", "why"),
    [
        (amount(3, "usd", "#fine"), amount(5, "usd", "#fine"), True, "one fine"),
        (amount(3, "usd", "#fine"), amount(3, "usd", "#fine"), False, "the same"),
        (amount(3, "usd", "#fine"), amount(5, "eur", "#fine"), False, "two currencies"),
        (amount(3, "usd", "#fine"), amount(5, "usd", "#loan"), False, "two matters"),
        (
            amount(3, "%", "#rise", wanted="asked"), amount(5, "%", "#rise", wanted="offered"),
            False, "asked and offered",
        ),
        (amount(9, "volume", "#spill", rate=True), amount(90, "volume", "#spill"), False, "a rate"),
        (amount(3, "count", "fire"), amount(5, "count", "fire"), False, "nothing is named"),
        (amount(3, "count", "#dead"), amount(5, "count", "#dead"), True, "people are counted"),
    ],
)  # fmt: skip
def test_amounts_that_differ(one: Amount, other: Amount, contrary: bool, why: str) -> None:
    assert differing(one, other) is contrary, why


def test_what_an_event_has_one_of() -> None:
    assert is_single(amount(3, "usd", "#ransom"), amount(5, "usd", "#ransom"), settled=True)
    assert is_single(amount(3, "count", "#dead"), amount(5, "count", "#dead"))
    assert not is_single(amount(3, "count", "#dead"), amount(5, "count", "#dead"), settled=True)
