"""A device file such as /dev/usb/lp0, or a folder that gets a file per slip."""

import os
import select
import stat
import tempfile
import time
from pathlib import Path
from typing import ClassVar

from printer.errors import NoPermission, Unreachable
from printer.wires import rights
from printer.wires.address import Address
from printer.wires.line import Held, Line, place_of
from printer.words import said
from words import Text

EMPTY_S = 0.01  # some printers on USB answer with nothing, again and again: do not spin
TOOK_NO_MORE = said("it takes no more")


class File:
    """Writes to a path. One that ends in `/` is a folder."""

    cannot_know: ClassVar[Text] = said("whether a slip came out, unless the device answers")

    def __init__(self, address: Address) -> None:
        place_of(address, said("a path is missing after file:"))
        self._address = address

    def open(self, ends: float) -> Line:
        """Open the device. Raises Unreachable or NoPermission."""
        path, text = self._address.place, self._address.text
        if path.endswith("/"):
            return Folder(self._address, ends)
        try:
            return Device(_open(path), text, ends)
        except PermissionError as error:
            remedy = rights.of_device(path)
            raise NoPermission(address=text, path=path, remedy=remedy) from error
        except OSError as error:
            raise Unreachable(address=text, why=error) from error


def _open(path: str) -> int:
    """For reading too where that is possible: a printer may answer. Never waits."""
    plain = os.O_NONBLOCK | os.O_NOCTTY | os.O_APPEND
    if stat.S_ISCHR(Path(path).stat().st_mode):
        try:
            return os.open(path, os.O_RDWR | plain)
        except PermissionError:
            pass  # to write may still be allowed
    return os.open(path, os.O_WRONLY | plain)


class Device(Held):
    """An open device."""

    def __init__(self, handle: int, address: str, ends: float) -> None:
        super().__init__(address, ends)
        self._handle = handle
        self.hears = stat.S_ISCHR(os.fstat(handle).st_mode)

    def close(self) -> None:
        """Let go of the printer."""
        # Linux's usblp says it: who writes without waiting must wait before closing, or what is
        # under way (the cut, most likely) is thrown away.
        self._waits_for(select.POLLOUT, self.left_s)
        os.close(self._handle)

    def send(self, data: bytes) -> None:
        """Write all of it, as fast as the device takes it."""
        left = memoryview(data)
        while left:
            ready = self._waits_for(select.POLLOUT, self.left_s)
            try:
                count = os.write(self._handle, left) if ready else 0
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._broken(error) from error
            if not ready:
                raise self._broken(TOOK_NO_MORE)
            left, self._is_clean = left[count:], False

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing when it cannot be read."""
        ends = time.monotonic() + min(within_s, self.left_s)
        while self.hears:
            left_s = max(0.0, ends - time.monotonic())
            ready = self._waits_for(select.POLLIN, left_s)
            try:
                heard = os.read(self._handle, 1) if ready else b""
            except OSError:
                self.hears = False
                break
            if heard or not ready or not left_s:
                return heard
            time.sleep(EMPTY_S)
        return b""

    def _waits_for(self, what: int, most_s: float) -> bool:
        """Can it be written or read? `poll` knows no bound to the number of open files."""
        poll = select.poll()
        poll.register(self._handle, what)
        return bool(poll.poll(max(0, int(most_s * 1000))))


class Folder(Line):
    """A folder that gets a file for each slip, whole or not at all."""

    def __init__(self, address: Address, ends: float) -> None:
        super().__init__(ends)
        self._address = address

    def send(self, data: bytes) -> None:
        """Add `00001.escpos`, `00002.escpos` ..., never over another. Raises Unreachable."""
        try:
            _add_file(Path(self._address.place), data, self._address.profile.suffix)
        except OSError as error:
            raise Unreachable(address=self._address.text, why=error) from error


def _add_file(folder: Path, data: bytes, suffix: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=True) as new:
        new.write(data)
        new.flush()
        number = 1 + sum(1 for f in folder.iterdir() if not f.name.startswith("."))
        while True:
            try:
                return os.link(new.name, folder / f"{number:05d}{suffix}")
            except FileExistsError:
                number += 1
