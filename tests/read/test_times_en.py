"""English time expressions, each passage with one hard point, and the day it is read from."""

from __future__ import annotations

import pytest
from tests.read.times_support import placed

#: passage, day of writing, (words, value) of every expression, what is hard.
PASSAGES = [
    ("The envoy flew to Oslo on Monday.", "2024-05-09",
     [("Monday", "2024-05-06")], "weekday gone by"),
    ("The envoy will fly to Oslo on Monday.", "2024-05-09",
     [("Monday", "2024-05-13")], "weekday to come"),
    ("They signed the deal last Friday.", "2024-05-10",
     [("last Friday", "2024-05-03")], "last rules out today"),
    ("Talks resume next Tuesday.", "2024-05-10",
     [("next Tuesday", "2024-05-14")], "next"),
    ("He resigned yesterday and leaves tomorrow.", "2024-02-28",
     [("yesterday", "2024-02-27"), ("tomorrow", "2024-02-29")], "leap year"),
    ("The vote was held on March 3, 2021.", "2024-05-10",
     [("March 3, 2021", "2021-03-03")], "American order"),
    ("The vote was held on 3 March 2021.", "2024-05-10",
     [("3 March 2021", "2021-03-03")], "British order"),
    ("The ship sailed on Sept. 4.", "2024-11-10",
     [("Sept. 4", "2024-09-04")], "abbreviated month"),
    ("It grew in the third quarter of 2022.", "2024-05-10",
     [("the third quarter of 2022", "2022-Q3")], "quarter of a year"),
    ("He left the army in the late 1980s.", "2024-05-10",
     [("the late 1980s", "198")], "end of a decade"),
    ("The bridge dates from the 19th century.", "2024-05-10",
     [("the 19th century", "18")], "century"),
    ("She moved there five years ago.", "2024-05-10",
     [("five years ago", "2019")], "ago"),
    ("The truce lasted more than two weeks.", "2024-05-10",
     [("more than two weeks", "P2W")], "at least so long"),
    ("The council meets every month.", "2024-05-10",
     [("every month", "P1M")], "set"),
    ("The raid began at 5:30 p.m. on Thursday.", "2024-05-10",
     [("5:30 p.m. on Thursday", "2024-05-09T17:30")], "clock and day in one"),
    ("Troops are now near the border.", "2024-05-10",
     [("now", "PRESENT_REF")], "present"),
    ("Exports fell last year.", "2024-05-10", [("last year", "2023")], "relative year"),
    ("The plant closes at the end of June.", "2024-05-10",
     [("the end of June", "2024-06")], "end of a month"),
    ("Leaders gathered for Thanksgiving.", "2024-12-02",
     [("Thanksgiving", "2024-11-28")], "movable feast"),
    ("The law of nineteen ninety-six still stands.", "2024-05-10",
     [("nineteen ninety-six", "1996")], "a year in words"),
    ("The yard closed in February.", "2024-01-20",
     [("February", "2023-02")], "the verb that a month hangs on"),
    ("The licence had been due to lapse on Friday.", "2024-05-13",
     [("Friday", "2024-05-10")], "what was planned for a day gone by"),
    ("The licence is due to lapse on Friday.", "2024-05-13",
     [("Friday", "2024-05-17")], "what is planned for a day to come"),
    ("More ferries to the island by August, at low fares.", "2024-02-13",
     [("August", "2024-08")], "by a month looks ahead"),
    ("They want to sign by year-end.", "2024-05-10",
     [("year-end", "2024-12-31")], "the last day of the year"),
    ("The mill lost money in the quarter ended July 31.", "2024-09-02",
     [("the quarter", "2024-Q2"), ("July 31", "2024-07-31")], "a quarter told by its last day"),
    ("Sales rose in the third quarter. In the nine months, they fell from a year earlier.",
     "2024-11-10",
     [("the third quarter", "2024-Q3"), ("the nine months", "P9M"), ("a year earlier", "2023")],
     "after nine months the year before is no quarter"),
    ("Up in the third quarter, not in the fourth quarter. The latest quarter was dull.",
     "2024-11-10",
     [("the third quarter", "2024-Q3"), ("the fourth quarter", "2024-Q4"),
      ("The latest quarter", "2024-Q3")], "the quarter that is reported on"),
    ("Ships sailed between 8 and 13 October.", "2024-10-20",
     [("8", "2024-10-08"), ("13 October", "2024-10-13")], "the first of two days"),
    # what is no date
    ("They may march on the capital and the sun may set.", "2024-05-10", [], "may, march, sun"),
    ("The second unit fired 1500 rounds.", "2024-05-10", [], "second, an amount"),
    ("Prices fall when springs dry up.", "2024-05-10", [], "fall, springs"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day", "expected", "why"), PASSAGES, ids=lambda value: str(value)[:40]
)
def test_english(text: str, day: str, expected: list[tuple[str, str]], why: str) -> None:
    assert placed(text, "en", day) == expected, why
