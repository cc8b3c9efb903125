"""One sentence or name, in every language it is known in."""

from collections.abc import Mapping
from typing import Any


class Text(dict[str, str]):
    """What is said, by language: `{"vi": "Đất đai", "en": "Land"}`. It is never changed.

    A dictionary, so that it is written as JSON as it is. The first language is the one that is
    always known.
    """

    def __init__(self, said: Mapping[str, str] | None = None, /, **by_language: str) -> None:
        given = {**(said or {}), **by_language}
        super().__init__({language: said for language, said in given.items() if said})

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))

    def into(self, language: str) -> str:
        """The words in a language; in the first one where that is not known; empty when in none."""
        return self.get(language) or next(iter(self.values()), "")

    def spoken_in(self, language: str) -> str:
        """The language that `into` gives: screens say so where it is another than the page's."""
        return language if language in self else next(iter(self), language)

    def filled(self, **facts: Any) -> "Text":
        """The same sentence with facts in its braces; a fact that is a Text is put in likewise.

        Without any it is as it is: what was filled already may hold braces that somebody typed.
        """
        if not facts:
            return self
        return Text(
            {
                language: words.format(
                    **{name: _into(fact, language) for name, fact in facts.items()}
                )
                for language, words in self.items()
            }
        )


def _into(fact: Any, language: str) -> Any:
    return fact.into(language) if isinstance(fact, Text) else fact


NOTHING = Text()
