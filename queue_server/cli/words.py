"""What errands say, in English where it is said and in `words.<language>.po` otherwise."""

from pathlib import Path

from words import Catalog

said = Catalog(Path(__file__).parent)
