"""What becomes of statements: which findings, of what kind, how sure."""

from __future__ import annotations

import random

import msgspec
import pytest

from veedor.find import find
from veedor.group.collection import Groups

KCNA = (("says", "leader", "party"), ("relays", "kcna", "state-media"))
RIVAL = (("says", "seoul", "state"),)
WATCHDOG = (("says", "watchdog", "organization"),)
INSTITUTE = (("says", "institute", "organization"),)
SOMEBODY = (("says", "officials", "unnamed"),)


@pytest.fixture
def findings(pack, collected):
    def run(*statements, earlier=(), now="2024-05-01", **context):
        collection = collected(*statements, **context)
        return find(collection, Groups(), {"test": pack}, earlier, now)

    return run


@pytest.mark.parametrize(
    ("said", "copies", "status", "known", "unknown", "why"),
    [
        ([()], (), "reported", (), 1, "an outlet's own word, whose sources are not known"),
        ([RIVAL], (), "alleged", ("seoul",), 0, "an opposing state alone accuses"),
        ([SOMEBODY], (), "alleged", (), 1, "unnamed sources alone"),
        ([WATCHDOG], (), "reported", ("watchdog",), 0, "an organisation's own work"),
        ([WATCHDOG, INSTITUTE], (), "corroborated", ("institute", "watchdog"), 0, "two known"),
        ([KCNA, KCNA], (), "alleged", ("XA",), 0, "two outlets that quote one state are one"),
        ([KCNA, RIVAL], (), "corroborated", ("XA", "seoul"), 0, "a party admits it, a rival too"),
        ([(), ()], (), "reported", (), 2, "two uncredited outlets are not two origins"),
        ([(), ()], ((None, ("a0", "a1")),), "reported", (), 1, "one text printed twice"),
        ([(), ()], (("efe", ("a0", "a1")),), "reported", ("efe",), 0, "one dispatch, one origin"),
        ([WATCHDOG, WATCHDOG], (), "reported", ("watchdog",), 0, "the same source twice is one"),
    ],
)
def test_status_follows_independent_origins(
    findings, statement, said, copies, status, known, unknown, why
):
    told = [statement(f"a{i}", said=chain) for i, chain in enumerate(said)]
    days = {f"a{i}": "2024-03-01" for i in range(len(said))}
    [finding] = findings(*told, days=days, copies=copies, countries={"leader": "XA"})
    assert (finding.status, finding.origins.known, finding.origins.unknown) == (
        status, known, unknown,
    ), why  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "count", "why"),
    [
        ({}, {}, 1, "the same activity told twice"),
        ({}, {"direction": "XB->XA"}, 2, "what comes back is another act"),
        ({}, {"direction": "XB<->XA"}, 1, "between the same two, which way is not told"),
        (
            {"measure": "COAL"},
            {"measure": "COAL", "direction": "XB->XA"},
            1,
            "a measure that knows one way only: the same act told from its other end",
        ),
        ({}, {"direction": "XA->XC"}, 2, "another recipient"),
        ({}, {"direction": None}, 1, "who tells fewer sides joins"),
        ({}, {"measure": "LAUNCH"}, 2, "another measure"),
        ({"when": "2023-01-05"}, {"when": "2024-03-01"}, 2, "a year apart"),
        ({"when": "2024-01-05"}, {"when": "2024-03-01"}, 1, "within what goes on"),
        (
            {"measure": "LAUNCH", "when": "2024-03-01"},
            {"measure": "LAUNCH", "when": "2024-03-09"},
            2,
            "two launches",
        ),
        (
            {"measure": "LAUNCH", "indicator": "rocket"},
            {"measure": "LAUNCH", "indicator": "satellite"},
            2,
            "two kinds of activity on one day",
        ),
        (
            {"measure": "LAUNCH", "indicator": "rocket"},
            {"measure": "LAUNCH", "indicator": "missile"},
            1,
            "two words for one kind",
        ),
        ({"measure": "LAUNCH", "indicator": "rocket"}, {"measure": "LAUNCH"}, 1, "kind untold"),
        (
            {"measure": "TRAVEL", "travellers": ("P1",)},
            {"measure": "TRAVEL", "travellers": ("P2",)},
            2,
            "two travellers",
        ),
        (
            {"measure": "TRAVEL", "travellers": ("P1",)},
            {"measure": "TRAVEL", "travellers": ("P1", "P2")},
            1,
            "one delegation",
        ),
        ({"measure": "TRAVEL", "travellers": ("P1",)}, {"measure": "TRAVEL"}, 1, "unnamed"),
    ],
)
def test_one_activity_is_one_finding(findings, statement, first, second, count, why):
    told = [statement("a", **first), statement("b", **second)]
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    assert len(findings(*told, days=days)) == count, why


def test_who_tells_less_joins_only_where_it_can_be_one(findings, statement):
    told = [
        statement("a", direction="XA->XB"),
        statement("b", direction="XB->XA"),
        statement("c", direction="XA"),
    ]
    found = findings(*told, days=dict.fromkeys("abc", "2024-03-01"))
    assert sorted(len(f.evidence) for f in found) == [1, 1, 1]


@pytest.mark.parametrize(
    ("ships", "count", "why"),
    [
        ({"a": {"Aurora": 0}, "b": {"Boreas": 0}}, 2, "each ship's call is one"),
        ({"a": {"Aurora": 0}, "b": {"Aurora": 0}}, 1, "one ship"),
        ({"a": {"Aurora": 0}, "b": {"Aurora": 0, "Boreas": 3}}, 1, "one passes cargo to the other"),
        ({"a": {"Aurora": 0}}, 1, "one sentence names none"),
        ({"a": {"Aurora": 0}, "b": {"Boreas": 40}}, 1, "another is named elsewhere"),
    ],
)
def test_ships_tell_activities_apart(findings, statement, ships, count, why):
    told = [statement(article, measure="PORT") for article in "ab"]
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    assert len(findings(*told, days=days, ships=ships)) == count, why


@pytest.mark.parametrize(
    ("article", "item", "measures", "why"),
    [
        ("a", "El coche", ["GIFT"], "the gift told again, as a vehicle"),
        ("a", "cien grúas", ["GIFT", "GOODS"], "another thing"),
        ("b", "El coche", ["GIFT", "GOODS"], "told by another article, it may be another car"),
        ("a", None, ["GIFT", "GOODS"], "no thing is told"),
    ],
)
def test_one_act_that_two_measures_cover_is_one_finding(
    findings, statement, article, item, measures, why
):
    gift = statement("a", measure="GIFT", item="un coche de lujo")
    goods = statement(article, start=20, measure="GOODS", item=item)
    found = findings(gift, goods, days={"a": "2024-03-01", "b": "2024-03-01"})
    assert sorted(f.measure for f in found) == measures, why
    assert sum(len(f.evidence) for f in found) == 2


def test_a_finding_that_comes_apart_loses_nothing(findings, statement):
    """The part that goes on keeps the id, and the other gets one of its own."""
    days = dict.fromkeys("abc", "2024-03-01")
    together = [statement(article, direction="XA->XB") for article in "abc"]
    [before] = findings(*together, days=days)
    apart = [msgspec.structs.replace(together[0], direction="XA->XC"), *together[1:]]
    after = findings(*apart, days=days, earlier=[before])
    assert len({f.id for f in after}) == 2
    assert {f.id: len(f.evidence) for f in after}[before.id] == 2


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [(("lead",), "lead"), (("lead", "finding"), "finding"), (("finding",), "finding")],
)
def test_a_lead_alone_stays_a_lead(findings, statement, kinds, kind):
    told = [statement(f"a{i}", kind=k) for i, k in enumerate(kinds)]
    days = {f"a{i}": "2024-03-01" for i in range(len(kinds))}
    [finding] = findings(*told, days=days)
    assert finding.kind == kind


def test_context_alone_is_no_finding(findings, statement):
    assert findings(statement("a", kind="context"), days={"a": "2024-03-01"}) == []


def test_a_denial_is_shown_and_is_no_evidence(findings, statement):
    denial = statement("b", kind="context", modality="denied", said=(("says", "envoy", "party"),))
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    [finding] = findings(statement("a", said=RIVAL), denial, days=days)
    assert finding.denied_by == ("envoy",)
    assert len(finding.evidence) == 1
    assert finding.admiralty.reasons == ("best-source-state", "accusation-alone-denied")


@pytest.mark.parametrize(
    ("first", "second", "code", "reasons", "why"),
    [
        (KCNA, None, "D4", ("best-source-party", "party-alone"), "nobody but a party says so"),
        (RIVAL, None, "C4", ("best-source-state", "accusation-alone"), "a rival says so"),
        (
            KCNA,
            {"said": RIVAL, "kind": "lead", "modality": "sought"},
            "D4",
            ("best-source-party", "party-alone"),
            "who says that more is sought does not say that it was done",
        ),
    ],
)
def test_the_grade_is_of_those_who_say_that_it_was_done(
    findings, statement, first, second, code, reasons, why
):
    told = [statement("a", said=first)] + ([statement("b", **second)] if second else [])
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    [finding] = findings(*told, days=days, countries={"leader": "XA"})
    assert (finding.admiralty.code, finding.admiralty.reasons) == (code, reasons), why


@pytest.mark.parametrize(
    ("second", "code", "alone"),
    [(None, "D5", True), ("classifier", "D5", True), ("gives-arms", "D4", False)],
)
def test_what_no_rule_takes_for_the_act_is_worth_less(findings, statement, second, code, alone):
    told = [statement("a", said=KCNA, indicator="classifier")]
    told += [statement("b", said=KCNA, indicator=second)] if second else []
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    [finding] = findings(*told, days=days, countries={"leader": "XA"})
    assert finding.admiralty.code == code
    assert ("classifier-alone" in finding.admiralty.reasons) is alone


def test_an_admission_is_official(findings, statement):
    [finding] = findings(
        statement("a", said=KCNA), days={"a": "2024-03-01"}, countries={"leader": "XA"}
    )
    assert finding.official_by == ("leader",)


def test_the_order_of_articles_does_not_matter(findings, statement):
    told = [
        statement(f"a{i}", when=f"2024-0{1 + i % 6}-0{1 + i}", said=RIVAL if i % 2 else KCNA)
        for i in range(8)
    ]
    once = findings(*told)
    random.Random(7).shuffle(told)
    assert findings(*told) == once


def test_a_second_run_keeps_the_id_and_says_what_changed(findings, statement):
    first = findings(statement("b", said=RIVAL), days={"b": "2024-03-02"}, now="2024-05-01")
    again = findings(
        statement("a", said=WATCHDOG), statement("b", said=RIVAL),
        days={"a": "2024-03-01", "b": "2024-03-02"}, earlier=first, now="2024-05-02",
    )  # fmt: skip
    assert [f.id for f in again] == [f.id for f in first]
    assert [r.what for r in again[0].history] == [
        "status: alleged → corroborated",
        "period: 2024-03-02 → 2024-03-01/2024-03-02",
        "evidence: 1 → 2 statements",
    ]


def test_nothing_changed_leaves_no_trace(findings, statement):
    told = statement("b")
    first = findings(told, days={"b": "2024-03-02"}, now="2024-05-01")
    assert findings(told, days={"b": "2024-03-02"}, earlier=first, now="2024-05-02") == first


def test_a_review_is_flagged_and_never_overwritten(findings, statement):
    [first] = findings(statement("b"), days={"b": "2024-03-02"})
    reviewed = msgspec.structs.replace(first, review="dismissed")
    days = {"a": "2024-03-01", "b": "2024-03-02"}
    [again] = findings(statement("a"), statement("b"), days=days, earlier=[reviewed])
    assert (again.review, again.stale_review) == ("dismissed", True)


def test_findings_that_become_one_keep_the_oldest_id(findings, statement):
    far = {"when": "2023-01-05"}
    older = findings(statement("a", **far), now="2024-04-01")
    newer = findings(statement("a", **far), statement("b"), days={"b": "2024-03-02"},
                     earlier=older, now="2024-05-01")  # fmt: skip
    assert len(newer) == 2
    between = [statement(f"m{i}", when=f"2023-{month:02}-01") for i, month in enumerate((4, 7, 10))]
    late = statement("m9", when="2023-12-20")
    [merged] = findings(
        statement("a", **far), *between, late, statement("b"), days={"b": "2024-03-02"},
        earlier=newer, now="2024-06-01",
    )  # fmt: skip
    assert merged.id == older[0].id


def test_a_wide_interval_joins_and_never_chains(findings, statement):
    """A clipping dated to within years belongs to the one activity it can belong to."""
    vague = statement("v", when="2020-01-01/2024-12-31")
    early = statement("a", when="2021-03-01")
    [joined] = findings(vague, early)
    assert (joined.period, len(joined.evidence)) == ("2021-03-01", 2)
    late = statement("b", when="2024-03-01")
    assert sorted(len(f.evidence) for f in findings(vague, early, late)) == [1, 1, 1]


def test_the_latest_comes_first_and_the_undated_last(findings, statement):
    told = [statement("a", when="2021-03-01"), statement("b", when="2024-03-01"),
            statement("c", direction="XC->XD")]  # fmt: skip
    assert [f.period for f in findings(*told)] == ["2024-03-01", "2021-03-01", None]


@pytest.mark.parametrize(
    ("said", "status"), [((), "alleged"), (WATCHDOG, "alleged"), (RIVAL, "alleged")]
)
def test_a_suspicion_is_alleged_whoever_voices_it(findings, statement, said, status):
    suspicion = statement("a", kind="lead", modality="suspected", said=said)
    [finding] = findings(suspicion, days={"a": "2024-03-01"})
    assert finding.status == status
