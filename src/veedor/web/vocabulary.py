"""The words for values of fields, in English; the catalogues have the other languages."""

from __future__ import annotations

__all__ = ["WORDS"]


def N_(text: str) -> str:  # noqa: N802 (the name that tools look for)
    """Mark a text for translation where it stands; it is translated where it is used."""
    return text


WORDS: dict[str, dict[str, str]] = {
    "status": {
        "alleged": N_("an accuser, a party or unnamed sources alone say so"),
        "reported": N_("an outlet or organisation says so of its own"),
        "corroborated": N_("two known origins, independent and not both parties to the act"),
        "lead": N_("only offered, planned, sought, suspected or agreed; or reached by an office"),
    },
    "kind": {
        "finding": N_("a finding"),
        "lead": N_("a lead"),
        "context": N_("context: not held against anybody"),
    },
    "disposition": {
        "open": N_("undecided"),
        "same": N_("the same one"),
        "different": N_("another one"),
        "unsure": N_("unsure"),
    },
    "identity": {
        "name": N_("only the name speaks for it"),
        "context": N_("what the report says speaks for it too"),
        "confirmed": N_("a person has said so"),
    },
    "basis": {
        "metadata": N_("as its metadata say"),
        "dateline": N_("as its dateline says"),
        "url": N_("as its address says"),
        "inferred": N_("inferred from what it says"),
        "unknown": N_("it does not say when"),
    },
    "layer": {
        "names": N_("names"),
        "dates": N_("dates"),
        "quotes": N_("quotes"),
        "statements": N_("statements"),
    },
    "line_kind": {
        "kicker": N_("kicker"),
        "byline": N_("byline"),
        "dateline": N_("dateline"),
        "related": N_("related story"),
        "ranking": N_("ranking"),
        "repeat": N_("repeated"),
    },
    "type": {
        "person": N_("person"),
        "organization": N_("organisation"),
        "government": N_("government"),
        "country": N_("country"),
        "place": N_("place"),
        "facility": N_("facility"),
        "vessel": N_("vessel"),
        "other": N_("other"),
    },
    "publication": {
        "un": N_("United Nations"),
        "ofac": N_("United States, OFAC"),
        "eu": N_("European Union"),
        "uk": N_("United Kingdom"),
    },
    "field": {
        "names": N_("names"),
        "births": N_("dates of birth"),
        "nationalities": N_("nationalities"),
        "positions": N_("positions"),
        "programme": N_("programme"),
        "reason": N_("reason given"),
        "listed_on": N_("date of listing"),
        "imo": N_("IMO number"),
        "addresses": N_("addresses"),
        "references": N_("references"),
        "type": N_("kind"),
    },
    "change": {"added": N_("added"), "removed": N_("removed"), "changed": N_("changed")},
    "facet": {
        "outlet": N_("Outlet"),
        "language": N_("Language"),
        "year": N_("Year"),
        "measure": N_("Measure"),
    },
    "state": {
        "waiting": N_("waiting"),
        "running": N_("running"),
        "done": N_("done"),
        "failed": N_("failed"),
        "stopped": N_("stopped"),
    },
    "stage": {
        "collect": N_("Collecting"),
        "read": N_("Reading"),
        "date": N_("Dating"),
        "link": N_("Linking"),
        "group": N_("Grouping"),
        "find": N_("Looking for findings"),
        "show": N_("Bringing the pages up to date"),
    },
    "how": {
        "same": N_("the same"),
        "spelling": N_("another spelling"),
        "variant": N_("a variant of it"),
        "form": N_("another form of it"),
        "initial": N_("an initial"),
        "patronymic": N_("a patronymic"),
        "same number": N_("the same number"),
        "similarity": N_("similar"),
        "1 letter apart": N_("1 letter apart"),
        "2 letters apart": N_("2 letters apart"),
        "3 letters apart": N_("3 letters apart"),
        "different": N_("different"),
        "another state": N_("another state"),
        "alias in a regime pack": N_("so called in the regime's own table"),
    },
    "revision": {
        "assessed": N_("assessed"),
        "confirmed": N_("confirmed"),
        "dismissed": N_("dismissed"),
        "open": N_("reopened"),
        "reply": N_("recorded a reply"),
        "attach": N_("noted other evidence"),
    },
    "office": {
        "ambassador": N_("ambassador"),
        "chief-of-staff": N_("chief of the general staff"),
        "defence-minister": N_("minister of defence"),
        "deputy-prime-minister": N_("deputy prime minister"),
        "director": N_("director"),
        "foreign-minister": N_("minister of foreign affairs"),
        "general": N_("general"),
        "governor": N_("governor"),
        "head-of-state": N_("head of state"),
        "prime-minister": N_("prime minister"),
        "secretary": N_("secretary"),
        "secretary-general": N_("secretary-general"),
        "special-envoy": N_("special envoy"),
        "spokesperson": N_("spokesperson"),
    },
    #: What speaks for or against a match, by the first words that the rules say it in.
    "ground": {
        "the text gives IMO": N_("the text gives the ship's IMO number %(a)s"),
        "a regime pack knows the party by this name": N_("the regime's own table has this name"),
        "the text says": N_("the text says %(a)s, and so does the list"),
        "against: the text says": N_("against it: the text says %(a)s, the list %(b)s"),
        "the article is about": N_("the report is about %(a)s"),
        "against: born": N_("against it: born %(a)s by the text, %(b)s by the list"),
        "a regime pack's table has them as":
            N_("the regime's table of offices has them as %(a)s at that time"),
        "a list has them as": N_("a list has them as %(a)s at that time"),
        "the text calls them": N_("the text calls them «%(a)s»"),
        "the list gives the office": N_("the list gives the office of %(a)s too"),
        "named beside": N_("named beside %(a)s, who is listed too"),
    },
    #: What pages say when something cannot be done.
    "problem": {
        "gone": N_("nothing here has this address"),
        "overtaken": N_("somebody decided on this since you opened the page"),
        "form": N_("this form is too old, or came from another site: go back, load the page "
                   "again, and send it once more"),
        "name": N_("a decision needs the name of who decides"),
        "reply": N_("a reply needs its words"),
        "attach": N_("other evidence needs a note of what it is"),
        "nothing": N_("there is nothing to add: give addresses, a text, or files"),
        "fault": N_("a fault of the program; its log says more"),
        "bytes": N_("the bytes that this article was read from are not held"),
        "versions": N_("choose two versions of a list that are held"),
        "not found": N_("Not Found"),
    },
}  # fmt: skip
