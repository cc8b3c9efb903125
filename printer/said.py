"""A few words in both languages, to stand inside a sentence."""

from typing import NamedTuple


class Said(NamedTuple):
    """The same in Vietnamese and in English."""

    vi: str
    en: str

    def words(self, language: str) -> str:
        """In `vi`, or else in English."""
        return self.vi if language == "vi" else self.en
