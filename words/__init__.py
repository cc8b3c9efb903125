"""What is said: sentences and names, each in every language of the hall.

A third language is files: `words.<language>.po` beside the code that says it.
"""

from words.before import as_one, joined
from words.catalog import SOURCE, Catalog
from words.text import NOTHING, Text

__all__ = ["NOTHING", "SOURCE", "Catalog", "Text", "as_one", "joined"]
