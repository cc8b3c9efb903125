"""How a command line speaks: in the language of whoever types (LANG), else in English."""

import inspect
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click
from click import core, decorators, exceptions, formatting, parser, types

from words.catalog import SOURCE, Catalog

ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set (gettext's order)
OF_CLICK = Catalog(Path(__file__).parent / "click")  # what click says by itself: usage, bad options
PARTS_OF_CLICK = (core, decorators, exceptions, formatting, parser, types)


def language_of(environ: Mapping[str, str], languages: Collection[str]) -> str:
    """The language of a shell, as `vi` of vi_VN.UTF-8; English when it has none of `languages`."""
    asked = next((environ[name] for name in ASKED if environ.get(name)), "")
    wanted = (locale.partition(".")[0].partition("_")[0] for locale in asked.split(":"))
    return next((it for it in wanted if it in languages), SOURCE)


def speak(group: click.Group, said: Catalog, language: str) -> None:
    """Let the help of every command be said in it, as `said` has it, and what click says itself."""
    for command in commands_of(group):
        command.help = said(inspect.cleandoc(command.help or "")).into(language)
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                option.help = said(option.help).into(language)
    translations = OF_CLICK.translations(language)
    for part in PARTS_OF_CLICK:  # each takes gettext's functions, which want files in a folder
        vars(part).update(_=translations.gettext, ngettext=translations.ngettext)


def commands_of(group: click.Group) -> Iterator[click.Command]:
    """A group and whatever is under it."""
    yield group
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from commands_of(command)
        else:
            yield command
