"""What is said: sentences and names, each in every language of the hall.

A third language is files: `words.<language>.po` beside the code that says it.
"""

from words.catalog import Catalog
from words.text import Text

__all__ = ["Catalog", "Text"]
