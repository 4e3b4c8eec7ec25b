from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from training.passages import FOLDER, Label, from_tests, passages

from veedor.regimes import built_in

HELD_BACK = sorted(FOLDER.parent.glob("held_back*.txt"))
TEXT = """# es 2024-05-02 | two acts
H> Carbón norcoreano en Dandong {{COAL_IRON f KP->CN done}}
El barco volvió vacío.
Tokio lo denuncia. {{-COAL_IRON ?; STS l 0 suspected ?}}
# en 2023-01-31
Nothing was sent. {{-}}
"""


def test_a_file_of_passages(tmp_path: Path) -> None:
    file = tmp_path / "01.txt"
    file.write_text(TEXT, "utf-8")
    first, second = passages(file)
    assert first.text.startswith("Carbón norcoreano en Dandong\nEl barco volvió vacío. Tokio")
    assert (first.id, first.language, first.published) == ("01-001", "es", date(2024, 5, 2))
    assert [(first.text[la.start : la.end], la.measure, la.kind) for la in first.labels] == [
        ("Carbón norcoreano en Dandong", "COAL_IRON", "finding"),
        ("Tokio lo denuncia.", "COAL_IRON", None),
        ("Tokio lo denuncia.", "STS", "lead"),
    ]
    assert [la.debatable for la in first.labels] == [False, True, True]
    assert second.labels == (Label(0, 17, None, None),)


@pytest.mark.parametrize("label", ["COAL_IRON f KP->CN", "COAL_IRON x KP->CN done"])
def test_a_wrong_label_is_told(tmp_path: Path, label: str) -> None:
    file = tmp_path / "02.txt"
    file.write_text(f"# es 2024-05-02\nUno. {{{{{label}}}}}\n", "utf-8")
    with pytest.raises(ValueError, match=r"02\.txt, passage 1"):
        list(passages(file))


@pytest.mark.parametrize(
    "file", sorted([*FOLDER.glob("*.txt"), *HELD_BACK]), ids=lambda f: f.stem
)
def test_every_label_names_a_measure(file: Path) -> None:
    measures = built_in()["dprk"].measures
    told = {label.measure for passage in passages(file) for label in passage.labels}
    assert told - {None} <= set(measures)


def test_nothing_held_back_is_trained_on() -> None:
    held = {passage.text for file in HELD_BACK for passage in passages(file)}
    trained = {p.text for file in FOLDER.glob("*.txt") for p in passages(file)}
    assert held.isdisjoint(trained)


def test_what_tests_expect_stands_in_the_last_sentences() -> None:
    passage = next(p for p in from_tests() if "Rusia es el principal socio" in p.text)
    (told,) = (label for label in passage.labels if not label.debatable)
    assert passage.text[told.start : told.end].startswith("Le suministró")
