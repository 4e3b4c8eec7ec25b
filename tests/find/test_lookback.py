"""A new list looks back over the archive."""

from __future__ import annotations

import msgspec

from veedor.find.lookback import look_back, new_matches
from veedor.model import Dating, Holder, Linked, Match, Subject
from veedor.report.terminal import look_back_lines


def _match(record="9", identity="context"):
    return Match(
        party="p", list="UN 1", record=record, name="N", score=0.9, identity=identity,
        listed_on="2026-11-20",
    )  # fmt: skip


def _linked(article, *matches, label="Ana Ruiz", held=()):
    subject = Subject(key="k", label=label, type="person", matches=tuple(matches))
    holder = Holder(key="h", source="pack", label="Eva Sol", matches=tuple(held))
    return Linked(article=article, subjects=(subject,), holders=((holder,),))


def test_only_what_is_new_in_what_was_known():
    before = {"a": _linked("a"), "b": _linked("b", _match())}
    after = {
        "a": _linked("a", _match(), label="Ana María Ruiz"),
        "b": _linked("b", _match()),
        "c": _linked("c", _match()),
    }
    found = list(new_matches(before, after))
    assert [item.article for item in found] == ["a"], "b had it, and c is new itself"


def test_a_name_alone_is_no_news():
    assert not list(new_matches({"a": _linked("a")}, {"a": _linked("a", _match(identity="name"))}))


def test_holders_of_offices_are_looked_at_too():
    found = list(new_matches({"a": _linked("a")}, {"a": _linked("a", held=[_match()])}))
    assert [item.label for item in found] == ["Eva Sol"]


def test_who_is_only_reached_through_an_office_is_not_said_to_be_named():
    held = msgspec.structs.replace(_match(), via="office")
    [told] = look_back(new_matches({"a": _linked("a")}, {"a": _linked("a", held=[held])}), {})
    assert told.by_office
    assert list(look_back_lines([told], "es"))[1].endswith(
        "su cargo figura en 1 noticia ya leída, que no lo nombra"
    )


def test_records_are_told_once_with_their_oldest_day():
    before = {article: _linked(article) for article in "abc"}
    after = {article: _linked(article, _match()) for article in "abc"}
    datings = {
        "a": Dating(article="a", basis="metadata", earliest="2024-05-01", latest="2024-05-01"),
        "b": Dating(article="b", basis="metadata", earliest="2023-08-15", latest="2023-08-15"),
    }
    [told] = look_back(new_matches(before, after), datings)
    assert (told.articles, told.first) == (("a", "b", "c"), "2023-08-15")
    assert list(look_back_lines([told], "en"))[1].endswith(
        "Ana Ruiz: UN 1 9, listed 2026-11-20; named in 3 reports read before since 2023-08-15"
    )
    assert "ya leídas desde el 2023-08-15" in list(look_back_lines([told], "es"))[1]
