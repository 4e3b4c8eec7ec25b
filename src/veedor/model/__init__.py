"""The records that stages exchange.

Every span is `(start, end)` in Unicode code points of `Article.text`, half-open, and
carries its own `text`, so that anyone can check it. Names of fields are the field's own:
TIMEX3 for times, FollowTheMoney for parties, the Admiralty code for grading.

Within one article, people and things are *referents*, numbered in `Reading.referents`;
names, offices, speakers and arguments of clauses point at them. Link gives each referent
its `key`, one per person or thing within the whole collection.
"""

from __future__ import annotations

from veedor.model.articles import Article, Capture, Reference, Refusal, article_id
from veedor.model.dating import CopyFamily, Dating, Member
from veedor.model.decisions import Decision
from veedor.model.findings import (
    Admiralty,
    Attachment,
    Evidence,
    Finding,
    Origins,
    Reviewed,
    Revision,
)
from veedor.model.groups import (
    Conflict,
    Entity,
    Event,
    Rendering,
    Report,
    Side,
    SideSpan,
    Story,
    Utterance,
)
from veedor.model.linked import Holder, Linked, Resolved, Said, Statement, Subject
from veedor.model.parties import ListedName, Match, Party, Record, Why
from veedor.model.reading import (
    Anchor,
    Antecedent,
    Argument,
    Attribution,
    Clause,
    Line,
    Name,
    Office,
    Post,
    Quote,
    Reading,
    Referent,
    Sentence,
    Time,
    Tokens,
)
from veedor.model.sources import Marks, SourceHealth
from veedor.model.spans import Cue, Proof, Span, record_id
from veedor.model.triage import Hit, Triage
from veedor.model.vocabulary import (
    ASSERTED,
    CLASSIFIER,
    SUBJECT_LINES,
    DatingBasis,
    Disposition,
    Force,
    HitKind,
    HolderSource,
    Identity,
    Kind,
    LineKind,
    Modality,
    NameType,
    Review,
    Status,
    TimexType,
)

__all__ = [
    "ASSERTED",
    "CLASSIFIER",
    "SUBJECT_LINES",
    "Admiralty",
    "Anchor",
    "Antecedent",
    "Argument",
    "Article",
    "Attachment",
    "Attribution",
    "Capture",
    "Clause",
    "Conflict",
    "CopyFamily",
    "Cue",
    "Dating",
    "DatingBasis",
    "Decision",
    "Disposition",
    "Entity",
    "Event",
    "Evidence",
    "Finding",
    "Force",
    "Hit",
    "HitKind",
    "Holder",
    "HolderSource",
    "Identity",
    "Kind",
    "Line",
    "LineKind",
    "Linked",
    "ListedName",
    "Marks",
    "Match",
    "Member",
    "Modality",
    "Name",
    "NameType",
    "Office",
    "Origins",
    "Party",
    "Post",
    "Proof",
    "Quote",
    "Reading",
    "Record",
    "Reference",
    "Referent",
    "Refusal",
    "Rendering",
    "Report",
    "Resolved",
    "Review",
    "Reviewed",
    "Revision",
    "Said",
    "Sentence",
    "Side",
    "SideSpan",
    "SourceHealth",
    "Span",
    "Statement",
    "Status",
    "Story",
    "Subject",
    "Time",
    "TimexType",
    "Tokens",
    "Triage",
    "Utterance",
    "Why",
    "article_id",
    "record_id",
]
