"""What is wrong with something that was sent or written, in the sentences of this program.

msgspec, which reads it as what it should be, says so in English.
"""

import re

import msgspec

from queue_server.kernel.words import said
from words import Text

SENTENCES = (
    (
        re.compile(r"missing required field `(?P<field>.+?)`"),
        said("the field `{field}` is missing"),
    ),
    (re.compile(r"unknown field `(?P<field>.+?)`"), said("there is no field `{field}` here")),
    (
        re.compile(r"Expected `(?P<wanted>.+?)`, got `(?P<given>.+?)`"),
        said("it takes `{wanted}`, not `{given}`"),
    ),
    (
        re.compile(r"Expected `.+?` (?P<sign><=|>=) (?P<bound>\S+)"),
        said("it takes a value {sign} {bound}"),
    ),
    (
        re.compile(r"Expected `str` of length <= (?P<most>\d+)"),
        said("it takes at most {most} characters"),
    ),
    (re.compile(r"Expected `str` of length >= \d+"), said("it must not be empty")),
)
WRONG_VALUE = said("it is not a value that fits here")


def where_and_what(error: msgspec.ValidationError) -> tuple[str, Text]:
    """Where it is wrong ("" for the whole), as `hours.mon[0].opens`, and what is."""
    english, _, path = str(error).partition(" - at `$")
    return path.strip("`."), _sentence(english)


def _sentence(english: str) -> Text:
    for pattern, sentence in SENTENCES:
        if found := pattern.search(english):
            return sentence.filled(**found.groupdict())
    return WRONG_VALUE
