"""Packs: what comes with Veedor, and what is said of a wrong one."""

from __future__ import annotations

import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from veedor.errors import PackError
from veedor.regimes import built_in, load_pack, load_packs, schema
from veedor.regimes.load import _HERE

GOOD = Path(__file__).parent / "fictional"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "fictional"
    shutil.copytree(GOOD, folder)
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_built_in_packs_load_and_say_what_they_are() -> None:
    packs = built_in()
    assert "dprk" in packs
    assert len(packs["dprk"].measures) == 38
    assert packs["dprk"].target == "KP"


def test_only_confirmed_provisions_are_verified() -> None:
    for measure in built_in()["dprk"].measures.values():
        for provision in measure.provisions:
            assert provision.verified == (provision.certainty == "confirmed"), measure.id


def test_bytes_that_are_no_text_are_told_with_their_line(pack: Path) -> None:
    (pack / "measures.yaml").write_bytes(b"# two\n# lines\n- id: \xff\xfe\n")
    with pytest.raises(PackError, match=r"fictional/measures.yaml:3: is not UTF-8 \(byte 20\)"):
        load_pack(pack)


def test_a_small_pack_loads(pack: Path) -> None:
    loaded = load_pack(pack)
    assert loaded.id == "atlantis"
    assert loaded.words("es", "give")
    assert loaded.words("es", "orichalcum") == ("oricalco",)


WRONG = [
    ("measures.yaml", "- id: METAL", "- id: METAL\n  colour: red", "colour", "misspelt"),
    ("measures.yaml", "direction: outward", "direction: sideways", "direction", "Input should be"),
    ("measures.yaml", "direction: outward", "directio: outward", "directio", "misspelt"),
    (
        "measures.yaml", "direction: outward", "direction: outward\n  activities: [[gold]]",
        "[0].activities[0][0]", "METAL has no indicator 'gold'",
    ),
    (
        "measures.yaml", "direction: outward",
        "direction: outward\n  activities: [[metal-out], [metal-out]]",
        "[0].activities[1][0]", "'metal-out' is in two activities",
    ),
    (
        "measures.yaml", "direction: outward",
        "direction: outward\n  instead_of: [{measure: WOOD, items: [orichalcum]}]",
        "[0].instead_of[0].measure", "no measure 'WOOD'",
    ),
    (
        "measures.yaml", "direction: outward",
        "direction: outward\n  instead_of: [{measure: METAL, items: [orichalcum]}]",
        "[0].instead_of[0].measure", "a cycle: METAL",
    ),
    (
        "measures.yaml", "direction: outward",
        "direction: outward\n  instead_of: [{measure: METAL, items: [gold_dust]}]",
        "[0].instead_of[0].items[0]", "no set 'gold_dust'",
    ),
    ("indicators.yaml", "measure: METAL", "measure: WOOD", "[0].measure", "no measure 'WOOD'"),
    ("indicators.yaml", "[orichalcum]", "[gold_dust]", "[0].items[0]", "no set 'gold_dust'"),
    ("indicators.yaml", "  acts: [give]\n", "", "[0]", "matches everything"),
    ("indicators.yaml", "  items: [orichalcum]\n", "", "[0].acts", "matches too much"),
    ("pack.yaml", "id: atlantis", "id: [atlantis", None, "is not YAML"),
    ("pack.yaml", "id: atlantis", "id: !!python/name:os.system", None, "is not YAML"),
    ("pack.yaml", "id: atlantis", "id: atlantis\nid: lemuria", None, "stands twice"),
    ("pack.yaml", "id: atlantis\n", "", "id", "is missing"),
    ("pack.yaml", "id: atlantis", "id: &here [*here]", "id[0]", "contains itself"),
    ("measures.yaml", "- id: METAL", "- [a, b]\n- id: METAL", "[0]", "must be keys with"),
    ("lexicon/es.yaml", "oricalco", '""', "orichalcum[0]", "matches everything"),
    ("lexicon/es.yaml", "oricalco", '" o "', "orichalcum[0]", "matches everything"),
    ("lexicon/es.yaml", "oricalco", "12", "orichalcum[0]", "must be text"),
    ("offices.yaml", "2020-01-01", "next year", "[0].holders[0].since", "must be a date"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "problem"), WRONG)
def test_errors_say_file_line_and_key(
    pack: Path, file: str, old: str, new: str, key: str | None, problem: str
) -> None:
    change(pack, file, old, new)
    with pytest.raises(PackError) as caught:
        load_pack(pack)
    message = str(caught.value)
    assert message.startswith(f"{pack.name}/{file}:")
    assert "\n" not in message
    assert problem in message
    assert caught.value.line is not None
    if key:
        assert key in message


def test_a_duplicate_id_is_named(pack: Path) -> None:
    file = pack / "measures.yaml"
    file.write_text(file.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(PackError, match="'METAL' stands twice"):
        load_pack(pack)


def test_a_file_that_contains_itself(pack: Path) -> None:
    (pack / "aliases.yaml").write_text("&a [*a]\n", "utf-8")
    with pytest.raises(PackError):
        load_pack(pack)


def test_a_wrong_pack_leaves_the_others(pack: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    packs, refused = load_packs([broken, pack])
    assert list(packs) == ["atlantis"]
    assert [refusal.folder for refusal in refused] == [broken]


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    for folder in (_HERE / "packs" / "dprk", GOOD):
        for name, wanted in schema().items():
            if "<" in name or not (folder / name).exists():
                continue
            content = yaml.load((folder / name).read_text("utf-8"), Loader=yaml.BaseLoader)
            if name != "pack.yaml":
                assert isinstance(content, list)
            jsonschema.Draft202012Validator.check_schema(wanted)


def test_holders_on_a_day() -> None:
    table = next(
        t
        for t in built_in()["dprk"].offices
        if t.office == "defence-minister" and t.country == "RU"
    )
    assert [h.name for h in table.on("2023-09-13", "2023-09-13")] == ["Serguéi Shoigú"]
    assert [h.name for h in table.on("2024-05-10", "2024-05-20")] == [
        "Serguéi Shoigú",
        "Andréi Beloúsov",
    ]


def test_a_pack_that_does_not_bind_every_state_says_whom_it_binds() -> None:
    russia = built_in()["russia"]
    assert "DE" in russia.header.bound
    assert "IN" not in russia.header.bound
    assert {i.measure for i in russia.indicators} | {"TRAVEL_BAN"} == set(russia.measures)
