"""`veedor lists`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import REFUSED, Folder, Json, outln, print_json, print_refusals, print_table
from veedor.cli.help import command_group
from veedor.errors import ListError, UsageError, VeedorError

if TYPE_CHECKING:
    from veedor.lists import ListVersion
    from veedor.lists.update import Update
    from veedor.lists.watched import Watched
    from veedor.model import Refusal
    from veedor.store.lists import StoredVersion


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Publishers' files.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day they were in force.")
    ] = None,
    workspace: Folder = Path(),
) -> None:
    """Import lists as their publishers give them (UN, EU, OFAC, UK …)."""
    from veedor.lists import load
    from veedor.model import Refusal
    from veedor.store import Workspace

    _check_day(as_of)
    refused: list[Refusal] = []
    done = 0
    Workspace.create(workspace)
    with Workspace(workspace, doing="lists import", hold="beside") as place:
        for file in files:
            try:
                version = load(file) if as_of is None else load(file, as_of=as_of)
            except ListError as error:
                refused.append(_refusal(error))
                continue
            except OSError as error:
                reason = f"cannot be read ({error.strerror})"
                refused.append(Refusal(source=str(file), stage="lists", reason=reason))
                continue
            new = place.lists.add(version)
            done += 1
            outln(f"{file.name}: {_counted(version)}{'' if new else ' (imported before)'}")
            refused += version.refused
    print_refusals(refused)
    if not done:
        raise VeedorError("no list was imported")
    if refused:
        raise typer.Exit(REFUSED)


def _check_day(as_of: str | None) -> None:
    from veedor.lists.dates import day

    if as_of is not None and day(as_of) != as_of:
        raise UsageError(f"--as-of {as_of}: give a day as 2024-06-18")


def _refusal(error: ListError) -> Refusal:
    """A list that was not taken, with file, line and record."""
    from veedor.model import Refusal

    return Refusal(source=error.place, stage="lists", reason=error.located)


def _counted(version: ListVersion) -> str:
    """What a list holds, of what day."""
    offices = f" and {len(version.offices)} terms of office" if version.offices else ""
    return (
        f"{len(version.records)} records{offices} of {version.publication}, "
        f"as of {version.as_of or 'an unknown day'}"
    )


def watch(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A CSV of your own.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="How the list is cited.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="FIELD=COLUMN", help="Which holds what, such as name=Titular."
        ),
    ] = None,
    stop: Annotated[
        str | None, typer.Option("--stop", metavar="NAME", help="Read that table no more.")
    ] = None,
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Hold a table of your own as a list, read again when it changes; without FILE, show them."""
    from veedor.lists import watched
    from veedor.store import Workspace

    told = watched.columns_of(columns or [])
    if file is None and (name or columns):
        raise UsageError("give the FILE too")
    if file is None and stop is None:
        with Workspace(workspace) as place:
            _show_watched(watched.watched(place), json)
        return
    Workspace.create(workspace)
    with Workspace(workspace, doing="lists watch", hold="beside") as place:
        if stop is not None:
            watched.stop(place, stop)
            outln(f"{stop}: read no more; the versions held stay (veedor lists show)")
        if file is not None:
            version = watched.watch(place, file, name, told)
            outln(f"{file.name}: {_counted(version)}; read again whenever it changes")
            print_refusals(version.refused)
            if version.refused:
                raise typer.Exit(REFUSED)


def _show_watched(tables: list[Watched], json: bool) -> None:
    if json:
        print_json(tables)
    elif not tables:
        outln("No table of your own is watched: veedor lists watch FILE.csv")
    else:
        print_table(
            ("list", "file", "columns"),
            [(t.name, t.file, ", ".join(f"{f}={c}" for f, c in t.columns.items())) for t in tables],
        )


def update(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="un, eu …; all if none is given.")
    ] = None,
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Fetch the lists from their publishers ([lists] in veedor.toml says where)."""
    from veedor.lists.update import update as fetch
    from veedor.model import Refusal
    from veedor.store import Workspace

    Workspace.create(workspace)
    with Workspace(workspace, doing="lists update", hold="beside") as place:
        sources = place.settings.lists.sources()
        if unknown := set(names or ()) - set(sources):
            raise UsageError(f"{', '.join(sorted(unknown))}: there are {', '.join(sources)}")
        done = []
        for name in names or sources:
            done.append(fetch(place, name, sources[name]))
            if not json:
                outln(_told(done[-1]))
    if json:
        print_json(
            [
                {key: getattr(one, key) for key in ("name", "address", "outcome", "reason")}
                for one in done
            ]
        )
    refused = [
        Refusal(source=one.address, stage="lists", reason=one.reason)
        for one in done
        if one.outcome == "refused"
    ]
    print_refusals(refused)
    if len(refused) == len(done):
        raise VeedorError("no list was fetched; those held stay in force")
    if refused:
        raise typer.Exit(REFUSED)


def _told(one: Update) -> str:
    """One list of an update in a line."""
    version = one.version
    if one.outcome == "refused" or version is None:
        return f"{one.name}: {one.outcome}"
    return f"{one.name}: {len(version.records)} records, as of {version.as_of}: {one.outcome}"


def show(workspace: Folder = Path(), json: Json = False) -> None:
    """What lists there are, of what day."""
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        versions = place.lists.versions()
    if json:
        print_json(versions)
    elif not versions:
        outln("No lists imported: the built-in starter list is used (veedor lists import FILE…).")
    else:
        print_table(
            ("list", "as of", "records", "file", "sha256"),
            [
                (
                    _lists_of(v),
                    v.as_of or "unknown",
                    v.size,
                    v.file.rsplit("/", 1)[-1],
                    v.sha256[:12],
                )
                for v in versions
            ],
        )


def _lists_of(version: StoredVersion) -> str:
    """The lists that a version holds; those of the UN's committees by their number."""
    if len(version.lists) > 3:
        return f"{version.publication.upper()} ({len(version.lists)} lists)"
    return ", ".join(version.lists) or version.publication


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="A file, or a version held (sha256).")],
    new: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """Who came, went and changed from one version of a list to another."""
    from veedor.lists import diff as difference

    changes = difference(_version(old, workspace), _version(new, workspace))
    if json:
        print_json(changes)
        return
    print_table(
        ("", "list", "record", "name", "changed"),
        [(c.kind, c.list, c.record, c.name, ", ".join(c.fields)) for c in changes],
    )
    outln(f"{len(changes)} differences")


Record = Annotated[str, typer.Argument(help="A record, as cited: 'UN 1718 KPi.038'.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", prompt=True)]
Reason = Annotated[str, typer.Option("--reason", "-m", help="Why; it is kept in the log.")]


def same(
    first: Record, second: Record, by: By, reason: Reason = "", workspace: Folder = Path()
) -> None:
    """Say that two records are of one person, body or ship."""
    _decide(workspace, first, second, "same", by, reason)


def different(
    first: Record, second: Record, by: By, reason: Reason = "", workspace: Folder = Path()
) -> None:
    """Say that two records are of different ones."""
    _decide(workspace, first, second, "different", by, reason)


def undecided(
    first: Record, second: Record, by: By, reason: Reason = "", workspace: Folder = Path()
) -> None:
    """Take back what was said of two records: the rules decide again."""
    _decide(workspace, first, second, "open", by, reason)


def _decide(workspace: Path, first: str, second: str, decision: str, by: str, reason: str) -> None:
    from veedor.engine.background import Background
    from veedor.model import Decision
    from veedor.store import Workspace
    from veedor.store.articles import now

    with Workspace(workspace, doing="lists", hold="beside") as place:
        index = Background(place).index
        for cited in (first, second):
            if index.cited(cited) is None:
                raise UsageError(f"{cited}: no such record: see `veedor screen NAME`")
        if first == second:
            raise UsageError(f"{first}: give two different records")
        target = "|".join(sorted((first, second)))
        draft = Decision(
            number=0, at=now(), by=by, kind="party", target=target, decision=decision, reason=reason
        )
        kept = place.reviews.add(draft)
    outln(f"decision {kept.number}: {first} and {second}: {decision}; the next run goes by it")


def _version(named: str, workspace: Path) -> ListVersion:
    """A list file, or the version held whose hash begins so."""
    from veedor.lists import load
    from veedor.store import Workspace

    if Path(named).is_file():
        return load(Path(named))
    with Workspace(workspace) as place:
        found = [v for v in place.lists.versions() if v.sha256.startswith(named)]
        if len(found) != 1:
            raise UsageError(f"{named}: no such file, nor one version whose sha256 begins so")
        return place.lists.version(found[0].sha256)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = command_group("Sanctions lists: fetch, import, watch, compare them.")
    group.command()(update)
    group.command("import")(import_)
    group.command()(watch)
    group.command()(show)
    group.command()(diff)
    group.command()(same)
    group.command()(different)
    group.command()(undecided)
    app.add_typer(group, name="lists")
