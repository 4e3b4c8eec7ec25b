"""What people decide is remembered, chained, and never overruled by a rule."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.errors import UsageError
from veedor.find import find
from veedor.find.decisions import (
    apply_to_findings,
    broken,
    chained,
    decided_on,
    match_target,
    under,
    with_decisions,
)
from veedor.group.collection import Groups
from veedor.model import Decision, Linked, Match, Subject

MATCH = Match(party="p1", list="UN 1718", record="KPi.999", name="Somebody", score=0.9)


def decide(log=(), kind="finding", target="f", decision="dismissed", **fields):
    fields = {"by": "Ana", "reason": "both sentences read", **fields}
    draft = Decision(number=0, at="2024-05-01T10:00", kind=kind, target=target,
                     decision=decision, **fields)  # fmt: skip
    return [*log, chained(draft, log[-1] if log else None)]


def test_a_whole_log_is_whole():
    log = decide(decide(decide()), decision="confirmed", reason="documents seen")
    assert broken(log) == []
    assert [d.number for d in log] == [1, 2, 3]


@given(st.integers(0, 4), st.sampled_from(["reason", "by", "decision", "at"]))
def test_any_change_breaks_the_chain(place, field):
    log: list[Decision] = []
    for number in range(5):
        log = decide(log, reason=f"reason {number}")
    log[place] = msgspec.structs.replace(
        log[place], **{field: "open" if field == "decision" else "x"}
    )
    assert broken(log)


@given(st.integers(0, 3))
def test_any_loss_breaks_the_chain(place):
    log: list[Decision] = []
    for number in range(5):
        log = decide(log, reason=f"reason {number}")
    del log[place]
    assert broken(log)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "match", "decision": "confirmed"}, "'confirmed' is no decision on a match"),
        ({"kind": "finding", "decision": "same"}, "'same' is no decision on a finding"),
        (
            {"kind": "statement", "decision": "amend", "changes": {"text": "x"}},
            "cannot change text",
        ),
        (
            {"kind": "statement", "decision": "amend", "changes": {"modality": "maybe"}},
            "cannot change modality to 'maybe': choose from done",
        ),
        (
            {"kind": "statement", "decision": "amend", "changes": {"direction": "KP-RU"}},
            "cannot change direction to 'KP-RU': give states by their codes, as in KP->RU",
        ),
        (
            {"kind": "statement", "decision": "amend", "changes": {"when": "ayer"}},
            "cannot change when to 'ayer': give YYYY",
        ),
        (
            {
                "kind": "statement",
                "decision": "amend",
                "changes": {"kind": "finding", "modality": "planned"},
            },
            "what is planned is no finding",
        ),
        ({"by": " "}, "needs the name of who decides"),
        ({"decision": "dismissed", "reason": ""}, "give a note: why it is dismissed"),
        ({"decision": "confirmed", "reason": " "}, "give a note: what other than the press"),
        ({"decision": "reply", "reason": ""}, "give a note: the words of those named"),
        ({"decision": "attach", "reason": ""}, "give a note: what the other evidence is"),
    ],
)
def test_what_cannot_be_decided_is_said(fields, said):
    with pytest.raises(UsageError, match=said):
        decide(**fields)


@pytest.fixture
def findings(pack, collected):
    def run(*statements, log=(), **context):
        collection = with_decisions(collected(*statements, **context), log)
        return apply_to_findings(find(collection, Groups(), {"test": pack}), log)

    return run


DAYS = {"a": "2024-03-01", "b": "2024-03-02", "c": "2024-03-03"}
WATCHDOG = (("says", "watchdog", "organization"),)


def test_a_rejected_statement_is_no_evidence(findings, statement):
    one, other = statement("a"), statement("b")
    log = decide(kind="statement", target=one.id, decision="reject")
    [finding] = findings(one, other, log=log, days=DAYS)
    assert [item.article for item in finding.evidence] == ["b"]


def test_an_amended_statement_counts_as_amended(findings, statement):
    one = statement("a")
    log = decide(kind="statement", target=one.id, decision="amend",
                 changes={"kind": "lead", "modality": "offered"})  # fmt: skip
    [finding] = findings(one, log=log, days=DAYS)
    assert (finding.kind, finding.evidence[0].modality) == ("lead", "offered")


@pytest.mark.parametrize(
    ("kind", "modality", "changes", "becomes", "why"),
    [
        ("finding", "done", {"modality": "planned"}, "lead", "a plan is no finding"),
        ("finding", "done", {"modality": "ongoing"}, "finding", "still told as a fact"),
        ("lead", "planned", {"modality": "done"}, "finding", "it was told as done after all"),
        ("lead", "planned", {"modality": "sought"}, "lead", "one lead for another"),
        ("lead", "done", {"direction": "XA->XC"}, "lead", "a lead for another reason"),
        ("lead", "planned", {"modality": "done", "kind": "lead"}, "lead", "as the person says"),
        ("finding", "done", {"modality": "denied"}, None, "a denial is no evidence"),
        ("finding", "done", {"kind": "context"}, None, "nor is what only stands beside"),
    ],
)
def test_how_it_is_told_decides_what_an_amended_statement_is(
    findings, statement, kind, modality, changes, becomes, why
):
    one = statement("a", kind=kind, modality=modality)
    log = decide(kind="statement", target=one.id, decision="amend", changes=changes)
    found = findings(one, log=log, days=DAYS)
    assert [f.kind for f in found] == ([becomes] if becomes else []), why


def test_a_statement_put_right_after_a_review_flags_it(findings, statement):
    """The reviewer saw other words: the sentences are the same, and what they are taken for not."""
    one, other = statement("a"), statement("b", start=20)
    [before] = findings(one, other, days=DAYS)
    both = tuple(item.statement for item in before.evidence)
    log = decide(target=before.id, decision="assessed", statements=both)
    log = decide(log, kind="statement", target=one.id, decision="amend",
                 changes={"modality": "planned"})  # fmt: skip
    [after] = findings(one, other, log=log, days=DAYS)
    assert (after.review, after.stale_review) == ("assessed", True)
    log = decide(log, target=before.id, decision="assessed", statements=both)
    [again] = findings(one, other, log=log, days=DAYS)
    assert again.stale_review is False, "seen as it is now"
    log = decide(log, kind="statement", target=one.id, decision="open")
    [back] = findings(one, other, log=log, days=DAYS)
    assert back.stale_review is True, "and now it is read as the rules do again"


@pytest.mark.parametrize(
    ("decision", "said", "review", "stale", "why"),
    [
        ("dismissed", WATCHDOG, "dismissed", True, "evidence of a new origin brings it back"),
        ("confirmed", (), "confirmed", True, "what a confirmation rested on has changed"),
    ],
)
def test_new_evidence_flags_a_review(findings, statement, decision, said, review, stale, why):
    one = statement("a")
    [before] = findings(one, days=DAYS)
    log = decide(target=before.id, decision=decision, statements=(one.id,))
    [same] = findings(one, log=log, days=DAYS)
    assert (same.review, same.stale_review) == (decision, False)
    [after] = findings(one, statement("b", said=said), log=log, days=DAYS)
    assert (after.review, after.stale_review) == (review, stale), why


def test_what_was_dismissed_stays_so_for_more_of_the_same(findings, statement):
    one, other = statement("a", said=WATCHDOG), statement("b", said=WATCHDOG)
    [before] = findings(one, days=DAYS)
    log = decide(target=before.id, decision="dismissed", statements=(one.id,))
    [after] = findings(one, other, log=log, days=DAYS)
    assert (after.review, after.stale_review) == ("dismissed", False)


def test_a_reply_and_an_attachment_are_shown(findings, statement):
    [before] = findings(statement("a"), days=DAYS)
    log = decide(target=before.id, decision="reply", reason="We deny it.")
    log = decide(log, target=before.id, decision="attach", reason="", file="a.jpg", sha256="00ff")
    [after] = findings(statement("a"), log=log, days=DAYS)
    [photo] = after.attachments
    assert (after.reply, photo.name, photo.sha256, photo.by) == (
        "We deny it.", "a.jpg", "00ff", "Ana",
    )  # fmt: skip
    assert (after.review, after.reviewed) == ("open", None)
    assert [revision.by for revision in after.history] == ["Ana", "Ana"]


@pytest.mark.parametrize(
    ("key", "disposition"),
    [("somebody", "different"), ("a-namesake", "open")],
)
def test_a_disposition_is_of_one_person_and_one_record(collected, statement, key, disposition):
    collection = collected(statement("a"))
    subject = Subject(key=key, label="S", type="person", matches=(MATCH,))
    collection.linked["a"] = Linked(article="a", subjects=(subject,))
    log = decide(kind="match", target=match_target("somebody", MATCH), decision="different")
    [after] = with_decisions(collection, log).linked["a"].subjects
    assert after.matches[0].disposition == disposition


@pytest.mark.parametrize(
    ("decision", "now", "disposition", "why"),
    [({"version": "a", "identity": "name"}, {"version": "a"}, "different", "as it was"),
     ({"version": "a", "identity": "name"}, {"version": "b"}, "open", "the record changed"),
     ({"version": "a", "identity": "name"}, {"version": "a", "identity": "context"}, "open",
      "somebody else of the name, for whom more speaks"),
     ({"version": "a", "identity": "context"}, {"version": "a", "identity": "context"},
      "different", "more spoke for it then too"),
     ({"version": "a", "identity": "context"}, {"version": "a"}, "different", "and now less"),
     ({}, {"version": "a"}, "different", "a decision from before this was kept")],
)  # fmt: skip
def test_nobody_is_asked_again_unless_something_changed(decision, now, disposition, why):
    match = msgspec.structs.replace(MATCH, **{"identity": "name", **now})
    log = decide(kind="match", target=match_target("k", match), decision="different", **decision)
    assert under(match, log[-1]).disposition == disposition, why


def test_a_decision_is_on_the_match_that_speaks_most_for_the_record():
    named = msgspec.structs.replace(MATCH, identity="name", version="a")
    more = msgspec.structs.replace(MATCH, identity="context", version="a")
    [draft] = decide(kind="match", target="k|l|r", decision="different")
    assert decided_on(draft, [named, more]).identity == "context"
    assert decided_on(draft, [named]).identity == "name"
    assert decided_on(draft, []) == draft


def test_a_cleared_match_leaves_no_finding(findings, statement, collected):
    told = msgspec.structs.replace(statement("a"), parties=(MATCH,))
    subject = Subject(key="somebody", label="S", type="person", matches=(MATCH,))
    collection = collected(told)
    collection.linked["a"] = Linked(article="a", subjects=(subject,), statements=(told,))
    log = decide(kind="match", target=match_target("somebody", MATCH), decision="different")
    [after] = with_decisions(collection, log).linked["a"].statements
    assert (after.kind, after.parties) == ("context", ())
