"""What a thermal printer would print from the bytes it got; written from Epson's ESC/POS reference.

It knows the few commands a slip may use and fails on any other, so that nothing unknown goes out.
"""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image


@dataclass
class Paper:
    """What came out: the picture (black is True), `across` dots wide, and how often it was cut."""

    across: int
    rows: list[np.ndarray] = field(default_factory=list)
    cuts: int = 0
    units: int = 0  # of a feed, in an inch; 0 is the printer's own
    stored: np.ndarray | None = None  # graphics that wait to be printed
    typed: list[str] = field(default_factory=lambda: [""])  # lines in the printer's own letters
    codes: list[str] = field(default_factory=list)  # QR codes it drew by itself
    page: int = 0
    content: str = ""

    @property
    def picture(self) -> Image.Image:
        return Image.fromarray(~np.vstack(self.rows)).convert("L")

    def draw(self, bits: np.ndarray) -> None:
        assert bits.shape[1] <= self.across, "wider than the paper"
        self.rows.append(np.pad(bits, ((0, 0), (0, self.across - bits.shape[1]))).astype(bool))

    def feed(self, rows: int) -> None:
        assert self.units, "the unit of a feed must be set: printers differ"
        self.rows.append(np.zeros((rows, self.across), bool))


class Incomplete(Exception):
    """A command that has not arrived whole yet."""


def length(data: bytes, at: int) -> int:
    """How many bytes the command takes that begins there. Raises Incomplete or AssertionError."""
    command = COMMANDS.get(data[at : at + 2]) or _letter_at(data, at)
    if command is None and len(data) < at + 2:
        raise Incomplete
    assert command, f"unknown command {data[at : at + 4]!r} at {at}"
    on_nothing = Paper(1 << 16, units=1, stored=np.zeros((0, 1), bool), page=30)
    try:
        end = command(data, at, on_nothing)
    except (IndexError, ValueError) as error:
        raise Incomplete from error
    if end > len(data):
        raise Incomplete
    return end - at


def printed(data: bytes, across: int = 576) -> Paper:
    """Print a stream of bytes on paper of so many dots."""
    paper, at = Paper(across), 0
    while at < len(data):
        command = COMMANDS.get(data[at : at + 2]) or _letter_at(data, at)
        assert command, f"unknown command {data[at : at + 4]!r} at {at}"
        at = command(data, at, paper)
    return paper


def _skip(size: int):
    """A command of so many bytes that leaves no mark on what slips use."""
    return lambda data, at, paper: at + size


def _feed(data: bytes, at: int, paper: Paper) -> int:
    paper.feed(data[at + 2])
    return at + 3


def _units(data: bytes, at: int, paper: Paper) -> int:
    paper.units = data[at + 3]
    return at + 4


def _cut(data: bytes, at: int, paper: Paper) -> int:
    """Forms 65 and 66 carry a feed as well."""
    paper.cuts += 1
    return at + (4 if data[at + 2] in (65, 66) else 3)


def _raster(data: bytes, at: int, paper: Paper) -> int:
    form, mode, low_x, high_x, low_y, high_y = data[at + 2 : at + 8]
    assert (form, mode) == (ord("0"), 0), "as it is, not doubled"
    across, down = low_x + 256 * high_x, low_y + 256 * high_y
    end = at + 8 + across * down
    bits = np.unpackbits(np.frombuffer(data[at + 8 : end], np.uint8)).reshape(down, across * 8)
    paper.draw(bits)
    return end


# TCVN 5712:1993, VN3, from 0xA8 on; a star is no letter. Large letters stand where the small do,
# but Ă Â Đ Ê Ô Ơ Ư.
SMALL = "ăâêôơưđ******àảãáạ*ằẳẵắ*******ặầẩẫấậè*ẻẽéẹềểễếệìỉ***ĩíịò*ỏõóọồổỗốộờởỡớợù*ủũúụừửữứựỳỷỹýỵ"
LARGE = {0xA1: "Ă", 0xA2: "Â", 0xA7: "Đ", 0xAA: "Ê", 0xAB: "Ô", 0xAC: "Ơ", 0xAD: "Ư"}


def _letter_at(data: bytes, at: int):
    """A letter or the end of a line: no command begins with one."""
    return _letter if data[at] == 0x0A or data[at] >= 0x20 else None


def _letter(data: bytes, at: int, paper: Paper) -> int:
    byte = data[at]
    if byte == 0x0A:
        paper.typed.append("")
    elif byte < 0x80:
        paper.typed[-1] += chr(byte)
    elif paper.page == 31:
        paper.typed[-1] += LARGE.get(byte) or SMALL[byte - 0xA8].upper()
    else:
        assert paper.page == 30, "no page of letters was chosen"
        paper.typed[-1] += SMALL[byte - 0xA8]
    return at + 1


def _page(data: bytes, at: int, paper: Paper) -> int:
    paper.page = data[at + 2]
    return at + 3


def _own_code(data: bytes, at: int, paper: Paper) -> int:
    """GS ( k, functions 80 (keep the content) and 81 (print it) of QR codes, 49."""
    size = data[at + 3] + 256 * data[at + 4]
    kind, function = data[at + 5], data[at + 6]
    assert kind == 49
    end = at + 5 + size
    if function == 80:
        paper.content = data[at + 8 : end].decode()
    elif function == 81:
        paper.codes.append(paper.content)
    return end


def _graphics(data: bytes, at: int, paper: Paper) -> int:
    """Functions 112 (store a raster picture) and 50 (print what is stored)."""
    if data[at + 2] == ord("k"):
        return _own_code(data, at, paper)
    size = data[at + 3] + 256 * data[at + 4]
    letter, m, function = data[at + 2], *data[at + 5 : at + 7]
    assert (letter, m) == (ord("L"), 48)
    if function in (2, 50):
        assert paper.stored is not None
        paper.draw(paper.stored)
        paper.stored = None
    else:
        assert function == 112, f"unknown function {function}"
        tone, wide, high, colour = data[at + 7 : at + 11]
        assert (tone, wide, high, colour) == (48, 1, 1, 49), "one colour, as it is"
        across, down = (data[n] + 256 * data[n + 1] for n in (at + 11, at + 13))
        bits = np.frombuffer(data[at + 15 : at + 5 + size], np.uint8)
        paper.stored = np.unpackbits(bits).reshape(down, -1)[:, :across].astype(bool)
    return at + 5 + size


def _columns(data: bytes, at: int, paper: Paper) -> int:
    """24 rows, three bytes for each column from top to bottom; the line ends with a line feed."""
    mode, across = data[at + 2], data[at + 3] + 256 * data[at + 4]
    assert mode == 33, "24 dots, double density"
    end = at + 5 + across * 3
    bits = np.unpackbits(np.frombuffer(data[at + 5 : end], np.uint8)).reshape(across, 24)
    paper.draw(bits.T)
    assert data[end] == 0x0A
    return end + 1


COMMANDS = {
    b"\x1b@": _skip(2),  # ESC @, initialise
    b"\x1b2": _skip(2),  # ESC 2, line spacing: a picture is taller
    b"\x1b3": _skip(3),  # ESC 3
    b"\x1ba": _skip(3),  # ESC a, alignment
    b"\x1bE": _skip(3),  # ESC E, bold
    b"\x1bt": _page,
    b"\x1d!": _skip(3),  # GS !, size
    b"\x1dB": _skip(3),  # GS B, white on black
    b"\x1bJ": _feed,
    b"\x1b*": _columns,
    b"\x10\x04": _skip(3),  # DLE EOT n, how it stands: answered, never printed
    b"\x1dr": _skip(3),  # GS r n, the same, in its turn
    b"\x1dP": _units,
    b"\x1dV": _cut,
    b"\x1dv": _raster,
    b"\x1d(": _graphics,
}
