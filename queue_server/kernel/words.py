"""What the rules say, in English where it is said and in `words.<language>.po` otherwise."""

from pathlib import Path

from words import Catalog

FIRST = "vi"  # Vietnamese first; whoever asked for no other language is answered in it
said = Catalog(Path(__file__).parent)
LANGUAGES = tuple(dict.fromkeys((FIRST, *said.languages)))
