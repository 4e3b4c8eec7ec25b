"""What answers look like, for the API's description; a test holds them against real answers."""

from __future__ import annotations

from typing import Any

__all__ = ["EXAMPLES", "of"]

_EVIDENCE = {
    "statement": "0d5c9cbb1f1a0c11", "article": "8c608a1c03bbe460",
    "source": "press/2024-10-18.txt", "start": 310, "end": 402,
    "text": "Corea del Norte ha enviado a Rusia 1.500 soldados, según el espionaje de Seúl.",
    "measure": "MILITARY_SERVICES", "modality": "done",
    "attribution": [{"role": "says", "key": "nis", "label": "NIS", "kind": "state"}],
    "origin": "south-korea", "outlet": "La Voz", "date": "2024-10-18",
}  # fmt: skip
_MATCH = {
    "party": "un-1718-kpi.038", "list": "UN 1718", "record": "KPi.038", "name": "CHO CHUN RYONG",
    "score": 0.97, "why": [{"part": "ryong", "listed": "ryong", "how": "same", "weight": 1.0}],
    "as_of": "2024-10-18", "in_force": "yes", "basis": "listed 2016-11-30", "identity": "context",
    "listed_on": "2016-11-30", "via": "name", "disposition": "open",
    "grounds": ["the article is about KP"],
}  # fmt: skip
_DECISION = {
    "number": 12, "at": "2024-11-02T09:30:00+00:00", "by": "Ana Pérez", "kind": "finding",
    "target": "5754dc755905a871", "decision": "assessed", "reason": "both origins checked",
    "statements": ["0d5c9cbb1f1a0c11"], "previous": "9f…", "hash": "4b…",
}  # fmt: skip
_JOB = {
    "number": 3, "state": "running", "active": True, "stage": "read", "done": 12, "total": 40,
    "asked_at": "2024-11-02T09:30:00+00:00", "message": "", "refused": [],
}  # fmt: skip
_SPAN = {"start": 310, "end": 402, "text": "Corea del Norte ha enviado a Rusia 1.500 soldados"}

_RECORDS: dict[str, dict[str, Any]] = {
    "articles": {
        "id": "8c608a1c03bbe460", "source": "press/2024-10-18.txt", "outlet": "La Voz",
        "title": "Corea del Norte ha enviado soldados a Rusia", "language": "es",
        "text": "Corea del Norte ha enviado soldados a Rusia\n…", "published": "2024-10-18",
        "dating": {"basis": "metadata", "date": "2024-10-18"},
    },
    "readings": {
        "article": "8c608a1c03bbe460", "source": "press/2024-10-18.txt", "language": "es",
        "names": [{"start": 0, "end": 15, "text": "Corea del Norte", "type": "country"}],
        "statements": [{**_SPAN, "measure": "MILITARY_SERVICES", "modality": "done"}],
    },
    "events": {
        "id": "3f6a90c2be11d004", "title": "Corea del Norte ha enviado soldados a Rusia",
        "kind": "deploy", "date": "2024-10-18", "place": None, "participants": ["north-korea"],
        "reports": [{"article": "8c608a1c03bbe460", "role": "main", "spans": [_SPAN]}],
    },
    "stories": {
        "id": "77b1e05a9c44d2aa", "title": "Tropas norcoreanas en Rusia",
        "events": ["3f6a90c2be11d004"], "articles": ["8c608a1c03bbe460"],
    },
    "utterances": {
        "id": "aa01b2c3d4e5f607", "speaker": "vladimir-putin", "occasion": "3f6a90c2be11d004",
        "renderings": [{**_SPAN, "article": "8c608a1c03bbe460", "direct": True}],
    },
    "conflicts": {
        "id": "bb12c3d4e5f60718", "event": "3f6a90c2be11d004", "attribute": "number",
        "about": "troops",
        "sides": [{"value": "1500", "evidence": [{**_SPAN, "article": "8c608a1c03bbe460"}]}],
    },
    "entities": {
        "key": "cho-chun-ryong", "label": "Cho Chun Ryong", "type": "person", "country": "KP",
        "forms": ["Cho Chun Ryong"], "articles": ["8c608a1c03bbe460"], "matches": [_MATCH],
    },
    "findings": {
        "id": "5754dc755905a871", "regime": "dprk", "measure": "MILITARY_SERVICES",
        "provisions": ["S/RES/2270 (2016) 9"], "kind": "finding", "actors": ["KP"],
        "counterparts": ["RU"], "direction": "KP->RU", "period": "2024-10-18",
        "evidence": [_EVIDENCE], "origins": {"known": ["south-korea"], "unknown": 1},
        "status": "alleged", "admiralty": {"code": "C3", "reasons": ["best-source-state"]},
        "review": "open", "parties": [_MATCH],
    },
    "parties": {
        "id": "un-1718-kpi.038", "type": "person", "label": "CHO CHUN RYONG",
        "records": [{"list": "UN 1718", "record": "KPi.038", "listed_on": "2016-11-30"}],
    },
    "decisions": _DECISION,
    "search": {
        "article": "8c608a1c03bbe460", "source": "press/2024-10-18.txt", "outlet": "La Voz",
        "score": 7.1, **_SPAN,
    },
}  # fmt: skip

EXAMPLES: dict[str, Any] = {
    **{name: {"items": [record], "total": 231, "next": f"/api/v1/{name}?limit=1&cursor=NTc1"}
       for name, record in _RECORDS.items()},
    **{f"one of {name}": record for name, record in _RECORDS.items()},
    "decision": _DECISION,
    "job": _JOB,
    "jobs": {"items": [_JOB]},
    "screen": {"name": "Cho Chun Ryong", "lists": ["UN 1718"], "matches": [_MATCH]},
    "lists": {
        "lists": ["UN 1718"],
        "versions": [{"sha256": "9c…", "publication": "UN", "lists": ["UN 1718"],
                      "as_of": "2024-10-01", "size": 155}],
    },
    "difference": {
        "changes": [{"kind": "added", "list": "UN 1718", "record": "KPi.081",
                     "name": "PAK YONG HAN", "fields": []}],
    },
    "queue": {
        "matches": [{"target": "cho-chun-ryong|UN 1718|KPi.038", "key": "cho-chun-ryong",
                     "label": "Cho Chun Ryong", "articles": ["8c608a1c03bbe460"],
                     "match": _MATCH}],
        "findings": ["5754dc755905a871"],
    },
}  # fmt: skip


def of(name: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The description of an answer with its example."""
    content = {"application/json": {"example": EXAMPLES[name]}}
    return {status: {"description": "As asked for.", "content": content}}
