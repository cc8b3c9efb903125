"""How errands speak: in the language of whoever types them (LANG), else in English."""

import inspect
import os
from collections.abc import Iterator, Mapping
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types

from queue_server.cli.words import of_click, said
from queue_server.kernel.words import LANGUAGES
from words import SOURCE, Text

PARTS_OF_CLICK = (core, decorators, exceptions, formatting, parser, types)
ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set (gettext's order)


def language_of(environ: Mapping[str, str]) -> str:
    """The language of a shell, as `vi` of vi_VN.UTF-8; English when it has none of ours."""
    asked = next((environ[name] for name in ASKED if environ.get(name)), "")
    wanted = (locale.partition(".")[0].partition("_")[0] for locale in asked.split(":"))
    return next((it for it in wanted if it in LANGUAGES), SOURCE)


LANGUAGE = language_of(os.environ)


class Stopped(click.ClickException):
    """An errand that ends here; the sentence says why, and what to do."""

    def __init__(self, says: Text, **facts: Any) -> None:
        super().__init__(here(says, **facts))


def here(says: Text, **facts: Any) -> str:
    """A sentence in the language of whoever types."""
    return says.filled(**facts).into(LANGUAGE)


def tell(says: Text, *, err: bool = False, **facts: Any) -> None:
    """Say it."""
    click.echo(here(says, **facts), err=err)


def speak(group: click.Group) -> None:
    """Let the help of every errand be said here too, and what click says by itself."""
    for command in commands_of(group):
        command.help = here(said(inspect.cleandoc(command.help or "")))
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                option.help = here(said(option.help))
    translations = of_click.translations(LANGUAGE)
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
