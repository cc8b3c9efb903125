"""The sentences of one package: written in English where they are used, translated beside it."""

from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from words.text import Text

SOURCE = "en"  # the language of the sentences in the code, which needs no file
PREFIX, ENDING = "words.", ".po"


class Catalog:
    """The translations in a folder: `words.vi.po`, `words.km.po` and so on, as they are edited."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, sentence: str, context: str | None = None) -> Text:
        """A sentence in every language; English first, which is what stands in the code.

        `context` tells apart what is one word in English and several elsewhere.
        """
        said = {SOURCE: sentence}
        for language, messages in self._messages.items():
            message = messages.get(sentence, context)
            if message is not None and isinstance(message.string, str) and message.string:
                said[language] = message.string
        return Text(said)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that is spoken here."""
        return (SOURCE, *self._messages)

    def translations(self, language: str) -> Translations:
        """The same sentences as templates read them, with the language's rule for counting."""
        return Translations(BytesIO(_compiled(self._messages.get(language) or _none(language))))

    @cached_property
    def _messages(self) -> dict[str, Messages]:
        files = sorted(self._folder.glob(f"{PREFIX}*{ENDING}"))
        return {_language(file): _read(file) for file in files}


def _language(file: Path) -> str:
    return file.name.removeprefix(PREFIX).removesuffix(ENDING)


@cache
def _read(file: Path) -> Messages:
    """A file, once for all who ask: the code that says it, and each application's pages."""
    with file.open("rb") as source:
        return read_po(source, locale=_language(file))


@cache
def _none(language: str) -> Messages:
    return Messages(locale=language)


@cache
def _compiled(messages: Messages) -> bytes:
    compiled = BytesIO()
    write_mo(compiled, messages)
    return compiled.getvalue()
