"""What a thermal printer would print from the bytes it got; written from Epson's ESC/POS reference.

It knows the few commands a slip may use and fails on any other, so that nothing unknown goes out.
"""

import socket
import threading
from contextlib import suppress
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

    @property
    def picture(self) -> Image.Image:
        return Image.fromarray(~np.vstack(self.rows)).convert("L")

    def draw(self, bits: np.ndarray) -> None:
        assert bits.shape[1] <= self.across, "wider than the paper"
        self.rows.append(np.pad(bits, ((0, 0), (0, self.across - bits.shape[1]))).astype(bool))

    def feed(self, rows: int) -> None:
        assert self.units, "the unit of a feed must be set: printers differ"
        self.rows.append(np.zeros((rows, self.across), bool))


def printed(data: bytes, across: int = 576) -> Paper:
    """Print a stream of bytes on paper of so many dots."""
    paper, at = Paper(across), 0
    while at < len(data):
        command = COMMANDS.get(data[at : at + 2])
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


def _graphics(data: bytes, at: int, paper: Paper) -> int:
    """Functions 112 (store a raster picture) and 50 (print what is stored)."""
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
    b"\x1bJ": _feed,
    b"\x1b*": _columns,
    b"\x1dP": _units,
    b"\x1dV": _cut,
    b"\x1dv": _raster,
    b"\x1d(": _graphics,
}


class FakePrinter:
    """A printer on a real socket. `mode` is "good", "full" (takes and never reads) or "dies".

    `says` are its answers to DLE EOT 1 to 4, a byte each; without them it is silent.
    """

    def __init__(self, mode: str = "good", port: int = 0, says: bytes = b"") -> None:
        self.mode, self.says = mode, says
        self.slips: list[bytes] = []
        self.came = threading.Semaphore(0)
        self._socket = socket.create_server(("127.0.0.1", port))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept
        self._thread.join()
        self._socket.close()
        for connection in self._open:
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with suppress(ConnectionError), connection:  # the other side may be killed
                self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        if self.mode == "full":
            self._open.append(connection.dup())
            return
        data = b""
        while part := connection.recv(65536):
            if self.says and part.startswith(b"\x10\x04"):  # answered at once, never printed
                connection.sendall(self.says[part[2] - 1 : part[2]])
                continue
            data += part
            if self.mode == "dies" and len(data) > 1000:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                break
        self.slips.append(data)
        self.came.release()
