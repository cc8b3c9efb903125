"""What errands say, in English where it is said and in `words.<language>.po` otherwise."""

from pathlib import Path

from words import Catalog

said = Catalog(Path(__file__).parent)
of_click = Catalog(Path(__file__).parent / "click")  # what click says by itself: usage, bad options
