"""How each layer of the gold standard is scored, given exported records.

Every function takes gold documents and exported readings by document number, and returns
figures. Optional gold units count neither when present nor when absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from benchmarks.scoring import Counts, align, compare, overlap, similarity

Record = Mapping[str, Any]
Documents = Mapping[str, Record]
Figures = dict[str, float]


def span_of(item: Record) -> tuple[int, int]:
    return item["start"], item["end"]


def required(items: Iterable[Record]) -> list[Record]:
    return [item for item in items if not item.get("optional") and not item.get("nested")]


def left_out(items: Iterable[Record]) -> list[Record]:
    return [item for item in items if item.get("optional") or item.get("nested")]


def scored(
    gold: Documents, readings: Documents, layer: str, form: Callable[[Record], Any]
) -> Counts:
    """Counts of one layer over all documents, units compared in the given form."""
    counts = Counts()
    for number, document in gold.items():
        skip = {span_of(item) for item in left_out(document[layer])}
        found = [
            item
            for item in readings[number][layer]
            if span_of(item) not in skip and not item.get("nested")
        ]
        wanted = required(document[layer])
        counts.add(compare([form(item) for item in wanted], [form(item) for item in found]))
    return counts


def lines(gold: Documents, readings: Documents) -> Figures:
    right = total = 0
    for number, document in gold.items():
        kinds = {span_of(line): line["kind"] for line in readings[number]["lines"]}
        total += len(document["lines"])
        right += sum(kinds.get(span_of(line)) == line["kind"] for line in document["lines"])
    return {"lines.accuracy": right / total}


def key_alignment(gold: Documents, readings: Documents) -> dict[str, str]:
    """The system's keys onto the gold's, over the whole collection, by shared names."""
    pairs = []
    for number, document in gold.items():
        keys = {span_of(name): name["key"] for name in document["names"]}
        pairs += [
            (name["key"], keys[span_of(name)])
            for name in readings[number]["names"]
            if span_of(name) in keys
        ]
    return align(pairs)


def names(gold: Documents, readings: Documents, keys: Mapping[str, str]) -> Figures:
    typed = scored(gold, readings, "names", lambda name: (*span_of(name), name["type"]))
    right = total = 0
    for number, document in gold.items():
        found = {span_of(name): name for name in readings[number]["names"]}
        for name in required(document["names"]):
            if span_of(name) in found:
                total += 1
                right += keys.get(found[span_of(name)]["key"]) == name["key"]
    return {
        "names.precision": typed.precision,
        "names.recall": typed.recall,
        "names.f1": typed.f1,
        "names.key_accuracy": right / max(1, total),
    }


def offices(gold: Documents, readings: Documents, keys: Mapping[str, str]) -> Figures:
    spans = scored(gold, readings, "offices", span_of)
    right = total = 0
    for number, document in gold.items():
        found = {span_of(office): office for office in readings[number]["offices"]}
        for office in required(document["offices"]):
            if office["holder_source"] == "text" and span_of(office) in found:
                total += 1
                holders = {keys.get(h["key"]) for h in found[span_of(office)]["holders"]}
                right += holders == set(office["holders"])
    return {"offices.f1": spans.f1, "offices.holder_accuracy": right / max(1, total)}


def times(gold: Documents, readings: Documents, prefix: str) -> Figures:
    spans = scored(gold, readings, "times", lambda time: (*span_of(time), time["type"]))
    valued = scored(gold, readings, "times", lambda time: (*span_of(time), time["value"]))
    return {f"{prefix}.span_f1": spans.f1, f"{prefix}.value_f1": valued.f1}


def quotes(gold: Documents, readings: Documents, keys: Mapping[str, str]) -> Figures:
    spans = scored(gold, readings, "quotes", span_of)
    direct = scored(
        {n: {"quotes": [q for q in d["quotes"] if q["direct"]]} for n, d in gold.items()},
        {n: {"quotes": [q for q in d["quotes"] if q["direct"]]} for n, d in readings.items()},
        "quotes",
        span_of,
    )
    right = total = 0
    unnamed = align(
        (quote["speaker"], wanted["speaker"])
        for number, document in gold.items()
        for wanted in document["quotes"]
        for quote in readings[number]["quotes"]
        if span_of(quote) == span_of(wanted) and quote.get("speaker") and wanted["speaker"]
    )
    for number, document in gold.items():
        found = {span_of(quote): quote for quote in readings[number]["quotes"]}
        for quote in required(document["quotes"]):
            if span_of(quote) in found and quote["speaker"]:
                total += 1
                key = found[span_of(quote)].get("speaker")
                right += quote["speaker"] in (keys.get(key), unnamed.get(key))
    return {
        "quotes.f1": spans.f1,
        "quotes.direct_f1": direct.f1,
        "quotes.speaker_accuracy": right / max(1, total),
    }


def same_sentence(one: Record, other: Record) -> bool:
    return similarity(one, other) >= 0.6


def statements(gold: Documents, readings: Documents) -> Figures:
    """Statements are matched one to one inside a sentence, best agreement first."""
    typed, covered = Counts(), Counts()
    kinds_right = kinds_total = leads_as_findings = 0
    for number, document in gold.items():
        left = list(readings[number]["statements"])
        unmatched = []
        pairs = []
        for wanted in document["statements"]:
            form = triple(wanted)
            hit = next((s for s in left if same_sentence(s, wanted) and triple(s) == form), None)
            if hit is None:
                unmatched.append(wanted)
                continue
            left.remove(hit)
            pairs.append((wanted, hit))
        typed.add(Counts(len(pairs), len(left), len(unmatched)))
        covered.add(
            Counts(
                sum(wanted["measure"] != "context" for wanted, _ in pairs),
                sum(item["measure"] != "context" for item in left),
                sum(item["measure"] != "context" for item in unmatched),
            )
        )
        kinds_total += len(pairs)
        kinds_right += sum(wanted["kind"] == hit["kind"] for wanted, hit in pairs)
        leads_as_findings += sum(
            item["kind"] == "finding"
            and not any(
                same_sentence(item, wanted)
                and wanted["kind"] == "finding"
                and wanted["measure"] == item["measure"]
                for wanted in document["statements"]
            )
            for item in readings[number]["statements"]
        )
    return {
        "statements.f1": typed.f1,
        "statements.covered_precision": covered.precision,
        "statements.covered_recall": covered.recall,
        "statements.covered_f1": covered.f1,
        "statements.kind_accuracy": kinds_right / max(1, kinds_total),
        "statements.no_false_finding": 1.0 if leads_as_findings == 0 else 0.0,
    }


def triple(statement: Record) -> tuple[str, str | None, str]:
    direction = statement["direction"]
    if direction and "<->" in direction:
        direction = "<->".join(sorted(direction.split("<->")))
    return statement["measure"], direction, statement["modality"]


def dating(gold: Documents, readings: Documents) -> Figures:
    """An answer is right if its interval holds the day and is at most 31 days wide."""
    right = exact = 0
    for number, document in gold.items():
        answer = readings[number]["dating"]
        true = date.fromisoformat(document["published"]["date"])
        earliest, latest = answer.get("earliest"), answer.get("latest")
        if not earliest or not latest:
            continue
        first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
        right += first <= true <= last and (last - first).days <= 31
        exact += first == last == true
    return {"dating.right": right / len(gold), "dating.to_the_day": exact / len(gold)}


def events(dossier: Record, exported: Iterable[Record], numbers: Mapping[str, str]) -> Figures:
    """Pairs of articles that report one event as their main matter."""
    wanted = {frozenset(pair["pair"]) for pair in dossier["same_event_pairs"]}
    found = set()
    for event in exported:
        main = [numbers[r["article"]] for r in event["reports"] if r["role"] == "main"]
        found |= {frozenset((a, b)) for a in main for b in main if a < b}
    counts = compare(wanted, found)
    return {"events.pair_precision": counts.precision, "events.pair_recall": counts.recall}


def _touches(members: Iterable[Record], document: str, span: Record) -> bool:
    return any(m["document"] == document and overlap(m, span) > 0 for m in members)


def utterances(dossier: Record, exported: Iterable[Record], numbers: Mapping[str, str]) -> Figures:
    """A gold group is found if two of its members stand in one utterance."""
    groups = [v for v in dossier["quote_variants"] if v["speaker"] and not v.get("weak")]
    every = [v["members"] for v in dossier["quote_variants"]]
    found, invented, joined = set(), 0, 0
    for utterance in exported:
        renderings = [(numbers[r["article"]], r) for r in utterance["renderings"]]
        hits = [
            index
            for index, members in enumerate(every)
            if sum(_touches([m], d, r) for m in members for d, r in renderings) >= 2
            and sum(_touches(members, d, r) for d, r in renderings) >= 2
        ]
        found |= set(hits)
        joined += len(renderings) > 1
        invented += len(renderings) > 1 and not hits
    wanted = {index for index, v in enumerate(dossier["quote_variants"]) if v in groups}
    return {
        "utterances.recall": len(found & wanted) / max(1, len(wanted)),
        "utterances.precision": 1 - invented / max(1, joined),
    }


def conflicts(dossier: Record, exported: Iterable[Record], numbers: Mapping[str, str]) -> Figures:
    """Expected are conflicts of date; any that no gold conflict knows is invented."""
    known = dossier["conflicts"]
    expected = {c["id"] for c in known if c["type"] in {"date", "number", "denial"}}
    found, invented = set(), 0
    for conflict in exported:
        hits = {
            gold["id"]
            for gold in known
            if all(
                any(
                    _touches(side["evidence"], numbers[span["article"]], span)
                    for side in gold["sides"]
                    for span in ours["evidence"]
                )
                for ours in conflict["sides"]
            )
        }
        found |= hits
        invented += not hits
    return {
        "conflicts.recall": len(found & expected) / max(1, len(expected)),
        "conflicts.invented_none": 1.0 if invented == 0 else 0.0,
    }


def listed(
    gold: Documents,
    dossier: Record,
    readings: Documents,
    keys: Mapping[str, str],
    lists: frozenset[str],
) -> Figures:
    """Records that names are linked to, of the lists that were imported, and their force."""
    counts = Counts()
    right = total = 0
    named = {n: {name["key"] for name in document["names"]} for n, document in gold.items()}
    for number, reading in readings.items():
        wanted = {
            (entry["key"], record["list"], record["record"]): record
            for entry in dossier["listed"]
            if entry["key"] in named[number]
            for record in entry["records"]
            if record["list"] in lists
        }
        found: dict[tuple[str, str, str], Record] = {
            (keys.get(name["key"], name["key"]), match["list"], match["record"]): match
            for name in reading["names"]
            for match in name["matches"]
        }
        counts.add(compare(wanted, found))
        for place, record in wanted.items():
            if place in found:
                total += 1
                force = record["in_force_at_article"].get(number)
                right += found[place]["in_force"] in ({True: "yes", False: "no"}[force], "unknown")
    return {
        "listed.precision": counts.precision,
        "listed.recall": counts.recall,
        "listed.force_accuracy": right / max(1, total),
    }
