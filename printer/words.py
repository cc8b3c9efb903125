"""What paper says, in English where it is said and in `words.<language>.po` otherwise."""

from pathlib import Path

from words import Catalog

FIRST = "vi"
said = Catalog(Path(__file__).parent)
LANGUAGES = tuple(dict.fromkeys((FIRST, *said.languages)))
