"""A device file such as /dev/usb/lp0, or a folder that gets a file per slip."""

import os
import tempfile
from pathlib import Path

from printer.address import Address
from printer.errors import BadAddress, Unreachable
from printer.status import UNKNOWN, Status


class File:
    """Writes to a path. One that ends in `/` is a folder."""

    def __init__(self, address: Address) -> None:
        if not address.path:
            raise BadAddress(
                address=address.text,
                problem_vi="thiếu đường dẫn sau file:",
                problem_en="a path is missing after file:",
            )
        self._address = address

    def send(self, data: bytes) -> None:
        """Write one slip. Raises Unreachable."""
        path = self._address.path
        try:
            if path.endswith("/"):
                _add_file(Path(path), data, self._address.profile.suffix)
            else:
                with Path(path).open("ab", buffering=0) as device:
                    device.write(data)
        except OSError as error:
            raise Unreachable(address=self._address.text, why=error.strerror) from error

    def status(self) -> Status:
        """Unknown: a file takes bytes and says nothing."""
        return UNKNOWN


def _add_file(folder: Path, data: bytes, suffix: str) -> None:
    """Add `00001.escpos`, `00002.escpos` ...: whole or not at all, and never over another."""
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
