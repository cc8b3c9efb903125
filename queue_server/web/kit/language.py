"""In which language somebody is answered: what they asked for, and the sentences of the pages."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from babel import Locale
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, current_app, has_request_context, request

from queue_server.kernel.words import LANGUAGES
from words import Catalog, Text

COOKIE = "lang"
NAME = "luot-sentences"


def install(app: Flask, folders: Iterable[Path]) -> None:
    """Give the application the sentences of every surface, from the catalogs in these folders."""
    app.extensions[NAME] = {language: _all(folders, language) for language in LANGUAGES}
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals |= {
        "pick": pick,
        "spoken_in": spoken_in,
        "own_name": own_name,
        "written": written,
    }
    app.jinja_env.filters["pick"] = pick


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


def pick(text: Mapping[str, str] | None) -> str:
    """Of a text that is data, the words in this request's language."""
    return Text(text).into(language())


def spoken_in(text: Mapping[str, str]) -> str:
    """The language of those words: another than the request's where they are not known in it."""
    return Text(text).spoken_in(language())


def own_name(code: str) -> str:
    """What a language is called by those who speak it: `vi` is "Tiếng Việt"."""
    name = Locale(code).get_language_name(code) or code
    return name[:1].upper() + name[1:]


def written(number: float) -> str:
    """A number as this request's language writes it: 310.000 or 310,000."""
    return str(format_decimal(number, locale=language()))


def _all(folders: Iterable[Path], language: str) -> Translations:
    # The first stays as it is: only it carries the language's rule for counting.
    first, *others = (Catalog(folder).translations(language) for folder in folders)
    for more in others:
        first.merge(more)
    return first


def _sentences() -> Translations:
    catalogs = cast(Mapping[str, Translations], current_app.extensions[NAME])
    return catalogs[language()]
