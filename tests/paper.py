"""What a thermal printer would print from the bytes it got; written from Epson's ESC/POS reference.

It knows the few commands a slip may use and fails on any other, so that nothing unknown goes out.
"""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

ESC, GS = 0x1B, 0x1D


@dataclass
class Paper:
    """What came out: the picture (black is True) and how often the paper was cut."""

    rows: list[np.ndarray] = field(default_factory=list)
    cuts: int = 0

    @property
    def picture(self) -> Image.Image:
        width = max(row.shape[1] for row in self.rows)
        padded = [np.pad(r, ((0, 0), (0, width - r.shape[1]))) for r in self.rows]
        return Image.fromarray(~np.vstack(padded)).convert("L")


def printed(data: bytes) -> Paper:
    """Print a stream of bytes."""
    paper, at = Paper(), 0
    while at < len(data):
        at = _command(data, at, paper)
    return paper


def _command(data: bytes, at: int, paper: Paper) -> int:
    """Do the command that begins at `at`; return where the next begins."""
    first, second, third = data[at], data[at + 1], data[at + 2] if at + 2 < len(data) else 0
    if (first, second) == (ESC, ord("@")):  # initialise
        return at + 2
    if (first, second) == (ESC, ord("d")):  # print and feed n lines
        return at + 3
    if (first, second) == (ESC, ord("a")):  # justification
        return at + 3
    if (first, second) == (GS, ord("V")):  # cut; forms 65 and 66 carry a feed as well
        paper.cuts += 1
        return at + (4 if third in (65, 66) else 3)
    if (first, second, third) == (GS, ord("v"), ord("0")):  # raster bit image
        return _raster(data, at, paper)
    if first in (0x0A, 0x0D):
        return at + 1
    raise AssertionError(f"unknown command {data[at : at + 4]!r} at {at}")


def _raster(data: bytes, at: int, paper: Paper) -> int:
    mode, low_x, high_x, low_y, high_y = data[at + 3 : at + 8]
    assert mode == 0, "only single density"
    across, down = low_x + 256 * high_x, low_y + 256 * high_y
    end = at + 8 + across * down
    bits = np.unpackbits(np.frombuffer(data[at + 8 : end], np.uint8)).reshape(down, across * 8)
    paper.rows.append(bits.astype(bool))
    return end


class FakePrinter:
    """A printer on a real socket. `mode` is "good", "full" (takes and never reads) or "dies"."""

    def __init__(self, mode: str = "good", port: int = 0) -> None:
        self.mode = mode
        self.slips: list[bytes] = []
        self.came = threading.Semaphore(0)
        self._socket = socket.create_server(("127.0.0.1", port))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve)
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
            self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        if self.mode == "full":
            self._open.append(connection)
            return
        data = b""
        while part := connection.recv(65536):
            data += part
            if self.mode == "dies" and len(data) > 1000:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                break
        connection.close()
        self.slips.append(data)
        self.came.release()
