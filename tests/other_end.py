"""A printer behind a device of this computer: a pseudo terminal with somebody at its other end."""

import os
import pty
import threading
import time
import tty
from contextlib import suppress

from fake_printer import READY

IN_TURN, OFF, ON = b"\x1dr\x01", b"\x13", b"\x11"


class OtherEnd:
    """Answers, and keeps what it is to print in `data`.

    `says` are its answers to DLE EOT 1 to 4; without them it is mute. `leaves_after`: so many bytes
    of what is to be printed are taken, then it is gone. `rests_s` before the answer in its turn.
    `said` is what it said before anybody asked. `halts`: it asks for a halt after the first bytes.
    """

    def __init__(
        self,
        says: bytes = READY,
        *,
        leaves_after: int | None = None,
        rests_s: float = 0.0,
        said: bytes = b"",
        halts: bool = False,
    ) -> None:
        self._ours, theirs = pty.openpty()
        tty.setraw(theirs)
        self.path, self._theirs = os.ttyname(theirs), theirs
        self._says, self._leaves_after, self._rests_s = says, leaves_after, rests_s
        self._halts, self.data = halts, b""
        os.write(self._ours, said)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._theirs)
        self._thread.join(10)

    def _run(self) -> None:
        with suppress(OSError):
            while not self._is_to_leave():
                self._take(os.read(self._ours, 4096))
            os.close(self._theirs)
        os.close(self._ours)

    def _is_to_leave(self) -> bool:
        return self._leaves_after is not None and len(self.data) >= self._leaves_after

    def _take(self, part: bytes) -> None:
        self.data += part
        while (at := self.data.find(b"\x10\x04")) == len(self.data) - 3:
            asked, self.data = self.data[at + 2], self.data[:at]
            os.write(self._ours, self._says[asked - 1 : asked])
        if self._halts and self.data:
            self._halt()
        if self.data.endswith(IN_TURN):
            self.data = self.data[: -len(IN_TURN)]
            time.sleep(self._rests_s)
            os.write(self._ours, b"\x00" if self._says else b"")

    def _halt(self) -> None:
        self._halts = False
        os.write(self._ours, OFF)
        time.sleep(0.05)
        os.write(self._ours, ON)
