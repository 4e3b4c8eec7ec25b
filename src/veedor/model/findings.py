"""Activities held against a regime's paragraphs, graded."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.linked import Said
from veedor.model.parties import Match
from veedor.model.spans import Span
from veedor.model.vocabulary import Modality, Review, Status

__all__ = [
    "Admiralty", "Attachment", "Evidence", "Finding", "Origins", "Reviewed", "Revision",
]  # fmt: skip


class Evidence(Span, frozen=True, kw_only=True):
    """A statement as a finding's evidence, with the origin it is counted under."""

    statement: str
    article: str
    source: str
    measure: str
    modality: Modality
    attribution: tuple[Said, ...]
    origin: str | None
    outlet: str | None = None
    date: str | None = None
    understood: tuple[str, ...] = ()


class Origins(Struct, frozen=True, kw_only=True):
    """Independent origins: the known ones by name, and how many are unknown."""

    known: tuple[str, ...]
    unknown: int


class Admiralty(Struct, frozen=True, kw_only=True):
    """Reliability of the source (A–F) and credibility of the information (1–6), with reasons."""

    code: str
    reasons: tuple[str, ...]


class Revision(Struct, frozen=True, kw_only=True):
    """A change of a finding: when, what changed, by rule or by whom."""

    at: str
    what: str
    by: str


class Reviewed(Struct, frozen=True, kw_only=True):
    """Who gave a finding its review, when and why."""

    at: str
    by: str
    reason: str = ""


class Attachment(Struct, frozen=True, kw_only=True):
    """Evidence that is no press, as somebody added it to a finding: a document, a picture, a track.

    `sha256` is that of the file's bytes, which are kept with the rest of the evidence; empty
    where somebody only noted what there is.
    """

    at: str
    by: str
    note: str = ""
    name: str = ""
    sha256: str = ""


class Finding(Struct, frozen=True, kw_only=True):
    """An activity held against a paragraph of a regime, graded, with all its evidence.

    `kind` lead: only offered, planned, suspected, or reached through an office table.
    `period` are the days of the activity as the evidence tells them (`period_basis` told), those
    on which the evidence was written, where none of it tells them (written), or both (partly).
    `official_by` are parties to the act who say so themselves; `denied_by` who denies it.
    `indicators` are the pack's rules that typed the evidence; `understood` those sides that no
    sentence of the evidence names together with the act.
    """

    id: str
    regime: str
    measure: str
    provisions: tuple[str, ...]
    kind: Literal["finding", "lead"]
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    direction: str | None
    period: str | None
    evidence: tuple[Evidence, ...]
    origins: Origins
    status: Status
    admiralty: Admiralty
    official_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    reply: str | None = None
    parties: tuple[Match, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    period_basis: Literal["told", "partly", "written"] | None = None
    attachments: tuple[Attachment, ...] = ()
    review: Review = "open"
    reviewed: Reviewed | None = None
    stale_review: bool = False
    history: tuple[Revision, ...] = ()
    first_seen: str | None = None
