"""How `--help` reads: commands by what they are for, arguments and options in plain words."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

__all__ = ["SECTIONS", "Root", "command_group"]

#: Every command, under what it is for, in the order in which a newcomer meets them.
SECTIONS = {
    "Begin": ("demo", "init", "doctor", "models", "lists", "regime"),
    "Collect and read": ("run", "collect", "watch", "triage", "shards", "merge"),
    "Look": ("status", "search", "screen", "timeline", "revisions", "serve"),
    "Decide and publish": ("review", "report", "dossier", "export"),
    "Keep safe": ("verify", "backup", "restore", "evidence", "store", "erase"),
}
#: What Typer calls the values of options, and what people do.
_KINDS = {"str": "TEXT", "path": "FILE", "int": "N", "int range": "N", "float range": "N"}
_KIND = re.compile(r"<([^>]+)>$")


class _Command(TyperCommand):
    """A command whose help names its arguments as its usage does."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 (as Click calls it)
        """Options, then arguments: in brackets what may be left out."""
        arguments = [param for param in self.params if isinstance(param, TyperArgument)]
        return ["[OPTIONS]", *map(_in_usage, arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, each with what it is for."""
        arguments, options = [], []
        for param in self.get_params(ctx):
            if isinstance(param, TyperArgument):
                arguments.append((_name(param), param.help or ""))
            elif record := param.get_help_record(ctx):
                options.append((_KIND.sub(_kind, record[0]), record[1]))
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class _Group(TyperGroup):
    """A group of commands, each with the whole of the first sentence that it says of itself."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 (the same)
        """Every command, in the order in which they were added."""
        self._section("Commands", list(self.commands), formatter)

    def _section(self, title: str, names: list[str], formatter: Any) -> None:
        rows = [(name, self.commands[name].get_short_help_str(200)) for name in names]
        with formatter.section(title):
            formatter.write_dl([(name, text.rstrip(".")) for name, text in rows])


class Root(_Group):
    """The program itself: its commands stand under what they are for."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 (the same)
        """Every command, in sections."""
        for title, names in SECTIONS.items():
            self._section(title, list(names), formatter)


class _Typer(typer.Typer):
    def command(self, *arguments: Any, **more: Any) -> Any:
        return super().command(*arguments, **{"cls": _Command, **more})


def command_group(about: str, *, cls: type[TyperGroup] = _Group, **more: Any) -> typer.Typer:
    """A group of commands that says what it is about when it is given none."""
    group = _Typer(
        cls=cls, help=about, no_args_is_help=True, add_completion=False,
        pretty_exceptions_enable=False, rich_markup_mode=None, **more,
    )  # fmt: skip
    group.callback()(lambda: None)
    return group


def _name(argument: TyperArgument) -> str:
    return (argument.metavar or argument.name or "").strip("[]…").upper()


def _in_usage(argument: TyperArgument) -> str:
    several = "..." if argument.nargs != 1 else ""
    name = _name(argument)
    return (name if argument.required else f"[{name}]") + several


def _kind(found: re.Match[str]) -> str:
    return _KINDS.get(found[1], found[1])
