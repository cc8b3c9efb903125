"""Vietnamese or English: what the caller asked for, and the sentences of the pages."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TypeVar, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, has_request_context, request

LANGUAGES = ("vi", "en")  # the hall's first language first
COOKIE = "lang"
NAME = "luot-sentences"

T = TypeVar("T")
Catalogs = Mapping[str, NullTranslations]


def install(app: Flask, folders: Iterable[Path]) -> None:
    """Give the application the sentences of every surface: `FOLDER/vi.po` and so on.

    They are written in English in the pages, so English needs no file. The files are read as
    they are edited: nothing has to be compiled.
    """
    catalogs: dict[str, NullTranslations] = {"en": NullTranslations()}
    for folder in folders:
        for file in sorted(folder.glob("*.po")):
            _add(catalogs, file.stem, _compiled(file))
    app.extensions[NAME] = catalogs
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["pick"] = pick


def language() -> str:
    """The language of this request: what its address asks for; else of a page what was chosen at
    this browser, and of an answer to a program or to a page's script what that accepts.
    """
    if not has_request_context():
        return LANGUAGES[0]
    chosen = request.args.get(COOKIE)
    if chosen not in LANGUAGES:
        is_page = not (request.path.startswith("/api/") or request.path.endswith(".json"))
        accepted = None if is_page else request.accept_languages.best_match(LANGUAGES)
        chosen = request.cookies.get(COOKIE) if is_page else accepted
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def gettext(message: str) -> str:
    """A sentence of the pages in the language of this request."""
    return _sentences().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A counted sentence of the pages in the language of this request."""
    return _sentences().ngettext(one, many, count)


def pick(vietnamese: T, english: T | None) -> T:
    """Of two texts that are data, or lists of them, the one in this request's language."""
    return (english or vietnamese) if language() == "en" else vietnamese


def _add(catalogs: dict[str, NullTranslations], language: str, more: Translations) -> None:
    # The first file stays as it is: only it carries the language's rule for counting.
    known = catalogs.setdefault(language, more)
    if known is not more:
        cast(Translations, known).merge(more)


def _sentences() -> NullTranslations:
    catalogs = cast(Catalogs, current_app.extensions[NAME])
    return catalogs.get(language(), catalogs["en"])


def _compiled(file: Path) -> Translations:
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=file.stem))
    compiled.seek(0)
    return Translations(compiled)
