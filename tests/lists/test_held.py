"""Who held which office, as FollowTheMoney data say it."""

from __future__ import annotations

import json

import pytest

from veedor.lists import load
from veedor.lists.held import HeldOffice

POSITION = {"id": "q-1", "schema": "Position", "properties": {
    "name": ["Minister of Sheds of Russia"], "country": ["ru"]}}  # fmt: skip
HOLDER = {"id": "p-1", "schema": "Person", "last_seen": "2025-03-01T04:00:00", "properties": {
    "name": ["Edgar Marlovsky"], "alias": ["Эдгар Марловский"]}}  # fmt: skip


def occupancy(**properties):
    found = {"holder": ["p-1"], "post": ["q-1"], **{k: [v] for k, v in properties.items()}}
    return {"id": "o-1", "schema": "Occupancy", "properties": found}


def read(tmp_path, *entities):
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(map(json.dumps, entities)), "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("given", "since", "until", "why"),
    [({"startDate": "2012-11-06", "endDate": "2024-05-12", "status": "ended"}, "2012-11-06",
      "2024-05-12", "both days"),
     ({"startDate": "2024-05", "status": "current"}, "2024-05", "2025-03-01",
      "in office when the file was made, and no more is known")],
)  # fmt: skip
def test_a_time_in_office(tmp_path, given, since, until, why):
    version = read(tmp_path, occupancy(**given, sourceUrl="https://example.org"), HOLDER, POSITION)
    (held,) = version.offices
    assert (held.title, held.country, held.name) == (
        "Minister of Sheds of Russia", "RU", "Edgar Marlovsky",
    )  # fmt: skip
    assert (held.since, held.until, held.aliases) == (since, until, ("Эдгар Марловский",)), why
    assert held.note.endswith("https://example.org")
    assert version.as_of == "2025-03-01"


@pytest.mark.parametrize(
    ("given", "why"),
    [({"endDate": "2024-05-12"}, "no first day"),
     ({"startDate": "2012", "status": "ended"}, "ended on a day that is not told"),
     ({"startDate": "2012"}, "whether they still hold it is not told")],
)  # fmt: skip
def test_what_cannot_be_dated_is_counted_and_left_out(tmp_path, given, why):
    full = occupancy(startDate="2010", endDate="2011")
    version = read(tmp_path, HOLDER, POSITION, full, occupancy(**given))
    assert len(version.offices) == 1, why
    assert "offices: 1 without" in version.refused[-1].reason


def test_nested_occupancies_and_parts_of_a_state(tmp_path):
    nested = {"id": "o-2", "schema": "Occupancy", "properties": {
        "startDate": ["2020"], "endDate": ["2021"], "post": [POSITION]}}  # fmt: skip
    local = {**POSITION, "properties": {**POSITION["properties"], "subnationalArea": ["Sochi"]}}
    elsewhere = {"id": "o-3", "schema": "Occupancy", "properties": {
        "startDate": ["2018"], "endDate": ["2019"], "post": [local]}}  # fmt: skip
    person = {**HOLDER, "properties": {
        **HOLDER["properties"], "positionOccupancies": [nested, elsewhere]}}  # fmt: skip
    assert [held.since for held in read(tmp_path, person).offices] == ["2020"]


def test_versions_kept_before_there_were_offices_can_be_read(tmp_path):
    from msgspec import msgpack

    from veedor.lists import ListVersion

    version = read(tmp_path, HOLDER, POSITION, occupancy(startDate="2010", endDate="2011"))
    kept = msgpack.decode(msgpack.encode(version))
    assert isinstance(version.offices[0], HeldOffice)
    del kept["offices"]
    assert msgpack.decode(msgpack.encode(kept), type=ListVersion).offices == ()
