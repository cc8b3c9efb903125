"""Why a system call failed, in words for whoever stands before the printer."""

import errno
import socket
from collections.abc import Mapping

from printer.said import Said

NO_SUCH_NAME = Said("không có máy tên này trên mạng", "no machine of this name on the network")
NO_ANSWER = Said("máy không trả lời", "it does not answer")
GONE = Said("máy đã bị tắt hoặc rút dây", "it was turned off or unplugged")
BUSY = Said("chương trình khác đang dùng máy", "another program is using it")
NOT_THERE = Said("không có thiết bị này", "there is no such device")
REASONS: Mapping[int | None, Said] = {
    errno.ECONNREFUSED: Said("máy từ chối kết nối", "connection refused"),
    errno.ECONNRESET: GONE,
    errno.EPIPE: GONE,
    errno.EIO: GONE,
    errno.ENODEV: NOT_THERE,
    errno.ENXIO: NOT_THERE,
    errno.ENOENT: NOT_THERE,
    errno.EBUSY: BUSY,
    errno.ETIMEDOUT: NO_ANSWER,
    errno.EHOSTUNREACH: Said("không có đường mạng tới máy", "no way through the network to it"),
    errno.ENETUNREACH: Said("không có mạng", "there is no network"),
    errno.ENOSPC: Said("ổ đĩa đã đầy", "the disk is full"),
    errno.EACCES: Said("không có quyền", "permission denied"),
}


def reason(error: OSError) -> Said:
    """Its words in both languages; the system's own where none are known."""
    if isinstance(error, socket.gaierror):
        return NO_SUCH_NAME
    if isinstance(error, TimeoutError):
        return NO_ANSWER
    known = REASONS.get(error.errno)
    return known or Said(str(error), str(error))
