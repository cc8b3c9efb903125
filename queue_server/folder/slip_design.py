"""The `slip:` part of hall.yaml: what this hall's slips show, in which order and words."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

import printer
from queue_server.folder import cells
from queue_server.folder.checks import Blame
from queue_server.folder.files import data_of
from queue_server.folder.problems import Wrong
from queue_server.folder.words import said
from queue_server.hall.rules.floor_data import SlipDesign

LINE, NUMBER = "line", "number"
LONGEST_WORDS = 200
MOST_BLOCKS = 40


class SlipRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What hall.yaml says of slips; everything may be left out."""

    blocks: list[str] = []
    words: dict[str, dict[str, str]] = {}
    logo: str = ""


def design(row: SlipRow, folder: Path, blame: Blame) -> SlipDesign:
    """The design of the hall's slips, with everything that is wrong in it blamed."""
    _check_blocks(row.blocks, blame)
    return SlipDesign(
        blocks=tuple(row.blocks),
        words={language: dict(_words(language, row, blame)) for language in row.words},
        logo=_logo(row.logo, folder, blame),
    )


def _check_blocks(blocks: list[str], blame: Blame) -> None:
    known = ", ".join(sorted(set(printer.BLOCKS)))
    for number, name in enumerate(blocks):
        if name not in printer.BLOCKS:
            blame(
                f"slip.blocks[{number}]",
                said("there is no block {name!r}").filled(name=name[:40]),
                said("Use {known}").filled(known=known),
            )
    for name, times in Counter(blocks).items():
        if times > 1 and name in printer.BLOCKS and name != LINE:
            blame(
                "slip.blocks",
                said("{name} stands there {times} times").filled(name=name, times=times),
                said("Once is enough"),
            )
    if len(blocks) > MOST_BLOCKS:
        blame(
            "slip.blocks",
            said("{count} blocks").filled(count=len(blocks)),
            said("Keep {most}").filled(most=MOST_BLOCKS),
        )
    if blocks and NUMBER not in blocks:
        blame(
            "slip.blocks",
            said("a slip without its number helps nobody"),
            said("Add {number}").filled(number=NUMBER),
        )


def _words(language: str, row: SlipRow, blame: Blame) -> Iterator[tuple[str, str]]:
    where = f"slip.words.{language[:20]}"
    if language not in printer.LANGUAGES:
        blame(
            where,
            said("slips have no such language"),
            said("Use {known}").filled(known=", ".join(printer.LANGUAGES)),
        )
    for name, words in row.words[language].items():
        if name not in printer.OWN_WORDS:
            do = said("Use {known}").filled(known=", ".join(printer.OWN_WORDS))
            blame(where, said("there are no words {name!r} to change").filled(name=name[:40]), do)
            continue
        try:
            yield name, cells.text(LONGEST_WORDS)(words)
        except Wrong as error:
            blame(f"{where}.{name}", error.wrong, error.do)


def _logo(name: str, folder: Path, blame: Blame) -> bytes:
    """The picture as slips carry it. Its file is in the hall's folder and nowhere else."""
    if not name:
        return b""
    if Path(name).name != name or "\0" in name:
        blame(
            "slip.logo",
            said("{name!r} is not a file's name").filled(name=name[:40]),
            said("Put it beside hall.yaml"),
        )
        return b""
    try:
        return printer.logo(data_of(folder / name, printer.LARGEST_LOGO_BYTES))
    except Wrong as error:
        blame(
            "slip.logo",
            said("{name}: {why}").filled(name=name[:40], why=error.wrong),
            said("Put a PNG of 64 kB beside hall.yaml"),
        )
    except printer.BadLogo as error:
        blame(
            "slip.logo",
            said("{name}: {why}").filled(name=name, why=error.problem),
            said("Save it again as a smaller PNG"),
        )
    return b""
