from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from veedor.errors import PackError
from veedor.link.classify.model import FILE, Model, model_of
from veedor.regimes import built_in


def small(threshold: float = 0.0) -> Model:
    """Two features, two ways; the first number of a vector speaks for an act of coal."""
    general = np.zeros((3, 512), dtype=np.float32)
    special = np.zeros(512, dtype=np.float32)
    special[0] = 4.0
    return Model(
        questions=("statement", "way:out", "way:in"),
        names={"named=True": 0, "m=COAL_IRON": 1},
        weights=np.array([[1.0, 0.5], [0.0, 2.0], [0.0, -2.0]], dtype=np.float32),
        general=general,
        intercepts=np.array([-1.0, 0.0, 0.0], dtype=np.float32),
        special={"COAL_IRON": special},
        agreement=2.0,
        threshold=threshold,
        hopeless=-8.0,
    )


def test_what_features_and_vector_weigh() -> None:
    model = small()
    ahead = np.eye(1, 512, dtype=np.float32)[0]
    assert model.plain({"named=True": 1.0, "m=COAL_IRON": 1.0, "unheard": 9.0}) == 0.5
    assert model.of_vector("COAL_IRON", ahead) == 4.0
    assert model.of_vector("SEAFOOD", ahead) == 0.0


def test_likeliest_answer_and_its_share() -> None:
    way, share = small().likeliest("way", {"m=COAL_IRON": 1.0}, np.zeros(512, dtype=np.float32))
    assert way == "out"
    assert share == pytest.approx(0.881, abs=0.001)


def test_kept_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / FILE
    small(1.5).save(file)
    again = Model.load(file)
    assert again.threshold == 1.5
    assert again.plain({"named=True": 1.0}) == 0.0
    assert again.questions == small().questions


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_spoilt_file_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / FILE
    file.write_bytes(content)
    with pytest.raises(PackError, match=r"classifier\.npz.*is no classifier of a pack"):
        Model.load(file)


def test_a_pack_without_one_has_none() -> None:
    assert model_of(built_in()["russia"]) is None


def test_the_one_that_comes_with_the_pack_speaks_of_its_measures() -> None:
    pack = built_in()["dprk"]
    model = model_of(pack)
    assert model is not None
    assert set(model.special) <= set(pack.measures)
    assert {"way:out", "way:in", "way:mutual", "way:alone"} <= set(model.questions)
    assert len(model.names) == model.weights.shape[1]
