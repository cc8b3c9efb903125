"""How errands speak: in the language of whoever types them (LANG), else in English."""

import os
from typing import Any

import click

from queue_server.kernel.words import LANGUAGES
from words import Text
from words.shell import language_of

LANGUAGE = language_of(os.environ, LANGUAGES)


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
