"""A thermal printer on a real socket, with a way to fail for each way that printers fail."""

import re
import socket
import struct
import threading
import time
from contextlib import suppress

from paper import Incomplete, length

READY = b"\x12" * 4  # answers to DLE EOT 1 to 4: nothing is in the way, there is paper
OUT = b"\x1a\x32\x12\x72"  # offline, the end of the paper stops it, the roll's sensors see none
LOW = b"\x12\x12\x12\x1e"
OPEN = b"\x1a\x16\x12\x12"  # offline, the cover is open
JAMMED = b"\x1a\x52\x1a\x12"  # offline, an error stops it, the cutter's
DONE = b"\x00"  # answer to GS r 1
REAL_TIME, IN_TURN, CUT = b"\x10\x04", b"\x1dr", b"\x1dV"
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close at once, the other side hears of it


class FakePrinter:
    """Takes one connection at a time, as these printers do. `slips` are those that were cut.

    `says` are its answers to DLE EOT 1 to 4, a byte each; without them it is mute. `dies_after`
    so many bytes of a connection it is gone. `runs_out_after` so many there is no paper. `reads`
    False: it accepts and never reads. `lies`: it says that all is done and prints nothing.
    `rests_s` before each part it reads. `greets` is said to whoever connects, `mutters` before the
    answer in its turn. `babbles`: it says the same for ever. `holds` so many bytes that it cannot
    print yet, then it takes no more. `buffers`: about so many are taken for it, not by it.
    """

    def __init__(
        self,
        *,
        says: bytes = b"",
        port: int = 0,
        dies_after: int | None = None,
        runs_out_after: int | None = None,
        reads: bool = True,
        lies: bool = False,
        rests_s: float = 0.0,
        greets: bytes = b"",
        mutters: bytes = b"",
        babbles: bytes = b"",
        holds: int = 1 << 30,
        buffers: int = 65536,
    ) -> None:
        self.says, self.dies_after, self.runs_out_after = says, dies_after, runs_out_after
        self.reads, self.lies, self.rests_s = reads, lies, rests_s
        self.greets, self.mutters, self.babbles, self.holds = greets, mutters, babbles, holds
        self.paper_came = threading.Event()
        self.slips: list[bytes] = []
        self.came = threading.Semaphore(0)
        self._kept: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", port))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffers)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._socket.getsockname()[1]

    @property
    def address(self) -> str:
        """Of a printer that is asked how it stands, when it is one that says so."""
        return f"tcp://127.0.0.1:{self.port}" + ("?profile=tm-t20" if self.says else "")

    def put_in_paper(self) -> None:
        """What is in its buffer is printed, and what is still to come is taken."""
        self.says, self.runs_out_after = READY, None
        self.paper_came.set()

    def wake_up(self) -> None:
        """It hung and read nothing; now it takes what came meanwhile, until the other side ends."""
        self.reads = True
        for connection in self._kept:
            with suppress(OSError), connection:
                _Job(self, connection).run()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept
        self._thread.join(10)
        self._socket.close()
        for connection in self._kept:
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            if not self.reads:
                self._kept.append(connection)
                continue
            with suppress(OSError), connection:  # the other side may be killed
                _Job(self, connection).run()


class _Job:
    """One connection: what came, and what is still to be printed."""

    def __init__(self, printer: FakePrinter, connection: socket.socket) -> None:
        self._printer, self._connection = printer, connection
        self._came, self._tail, self._waiting, self._slip = 0, b"", b"", b""

    def run(self) -> None:
        if self._printer.dies_after == 0:
            return self._die()
        self._answer(self._printer.greets)
        while self._printer.babbles:
            self._answer(self._printer.babbles)
        while part := self._read():
            self._came += len(part)
            self._answer_at_once(part)
            self._waiting += part
            while size := self._next():
                command, self._waiting = self._waiting[:size], self._waiting[size:]
                self._do(command)
            if self._came == self._printer.dies_after:
                return self._die()
        return None

    def _die(self) -> None:
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

    def _read(self) -> bytes:
        if len(self._waiting) > self._printer.holds:
            self._printer.paper_came.wait(20)
        time.sleep(self._printer.rests_s)
        dies = self._printer.dies_after
        return self._connection.recv(65536 if dies is None else max(1, dies - self._came))

    def _next(self) -> int:
        """The size of the next command that can be done now."""
        if self._is_out():
            return 0
        try:
            return length(self._waiting, 0) if self._waiting else 0
        except Incomplete:
            return 0

    def _is_out(self) -> bool:
        out = self._printer.runs_out_after
        if out is not None and self._came > out:
            self._printer.says = OUT
        return self._printer.says == OUT

    def _answer_at_once(self, part: bytes) -> None:
        """To DLE EOT wherever it comes, amid a picture too and while the printer stands still."""
        self._is_out()
        text, old = self._tail + part, len(self._tail)
        for asked in re.finditer(rb"\x10\x04([\x01-\x04])", text, re.DOTALL):
            if asked.end() > old:
                self._answer(self._printer.says[asked[1][0] - 1 : asked[1][0]])
        self._tail = text[-2:]

    def _do(self, command: bytes) -> None:
        if command.startswith(REAL_TIME):  # answered when it came
            return None
        if command.startswith(IN_TURN):
            return self._answer(self._printer.mutters + DONE if self._printer.says else b"")
        self._slip += command
        if command.startswith(CUT):
            if not self._printer.lies:
                self._printer.slips.append(self._slip)
                self._printer.came.release()
            self._slip = b""
        return None

    def _answer(self, answer: bytes) -> None:
        self._connection.sendall(answer)
