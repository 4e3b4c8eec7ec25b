"""The words of dossiers by language, and dates as people write them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from veedor.report.phrases import Phrases, table_of

__all__ = ["Words", "words"]


class Words(Phrases):
    """The phrases of one language, and how it says dates and what a conflict is about."""

    def known(self, group: str, key: str) -> str:
        """The word for a key of a group, or the key itself."""
        return str(self.table[group].get(key, key))

    def about(self, about: str, label: Callable[[str], str]) -> str:
        """What a conflict is about, in words: an act, and of whom or what (*rescue captain*).

        `label` gives the name of somebody by key.
        """
        act, _, what = about.partition(" ")
        words = self.known("about", act)
        if not what:
            return words
        known = self.known("about", what)
        return f"{words}, {known if known != what else label(what) or what}"

    def date(self, edtf: str | None) -> str:
        """A day, a month, a year or an interval in words."""
        if not edtf or edtf in ("/", ".."):
            return self("undated")
        if "/" in edtf:
            return self._between(*edtf.split("/", 1))
        parts = edtf.split("-")
        months = self.table["months"]
        if len(parts) >= 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
            month = months[int(parts[1]) - 1]
            if len(parts) > 2 and parts[2].isdigit():
                return self("day", day=int(parts[2]), month=month, year=parts[0])
            return self("month", month=month, year=parts[0])
        return parts[0]

    def _between(self, first: str, last: str) -> str:
        """An interval; what both ends share is said once, at the end."""
        start = self.date(first)
        if len(first) == len(last) == 10 and first[:4] == last[:4]:
            start = str(int(first[8:]))
            if first[:7] != last[:7]:
                month = self.table["months"][int(first[5:7]) - 1]
                start = self("day_of_month", day=int(first[8:]), month=month)
        return self("between", first=start, last=self.date(last))


@cache
def words(code: str) -> Words:
    """The phrases of that language.

    Raises:
        UsageError: dossiers are not written in it.
    """
    return Words(code, table_of(__package__, code))
