"""A file of a hall's folder as text, or the one sentence that says what it is instead."""

import codecs
import os
import stat
from pathlib import Path

from queue_server.folder.problems import Wrong
from queue_server.folder.words import said

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What files of other programs begin with.
KINDS = {
    b"PK\x03\x04": said("a workbook of Excel or LibreOffice"),
    b"\xd0\xcf\x11\xe0": said("a workbook of an old Excel"),
    b"%PDF": said("a PDF"),
    b"{\\rtf": said("a document of a word processor"),
    b"\x89PNG": said("a picture"),
}
COPY_DEMO = said("Copy it from halls/demo and change it")


def data_of(file: Path, most: int) -> bytes:
    """The bytes of a file, at most so many. Raises Wrong.

    Only a file is read: a device has no end, and a pipe would let us wait for ever.
    """
    try:
        with open(file, "rb", opener=_without_waiting) as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise Wrong(
                    said("it is a pipe or a device, not a file"), said("Put the file itself there")
                )
            data = opened.read(most + 1)
    except FileNotFoundError:
        raise Wrong(said("the file is missing"), COPY_DEMO) from None
    except OSError as error:
        do = said("Put a file there that this program may read")
        raise Wrong(said("it cannot be opened ({why})").filled(why=error.strerror), do) from None
    if len(data) > most:
        raise Wrong(
            said("it is larger than {most} kB").filled(most=most // 1024),
            said("Is it the right file?"),
        )
    return data


def text_of(file: Path, most: int) -> str:
    """The text of a file, in UTF-8 or, as Excel's "Unicode text" is, in UTF-16. Raises Wrong."""
    data = data_of(file, most)
    again = said("Save it as UTF-8 text")
    if file.suffix == ".csv":
        again = said("Open it in a spreadsheet and save it as 'CSV UTF-8'")
    for start, kind in KINDS.items():
        if data.startswith(start):
            raise Wrong(said("it is {kind}, not text").filled(kind=kind), again)
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong(said("it is not UTF-8"), again) from None
    if "\0" in text:
        raise Wrong(said("it has zero bytes, so it is not text in UTF-8"), again)
    if not text.strip():
        raise Wrong(said("it is empty"), COPY_DEMO)
    if text.lstrip().startswith("<"):
        raise Wrong(said("it is a web page (HTML), not what a spreadsheet saves"), again)
    return text


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
