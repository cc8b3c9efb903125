"""The secret that seals links and sessions, and which hall's it is: a lost one is not replaced."""

import hashlib
import logging
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from queue_server.kernel.door import Hall
from queue_server.kernel.settings import BadSetting
from queue_server.kernel.words import said

SECRET_BYTES = 32
HOW = said(
    "Put back your copy of it. When it is lost for good: run.py secret --new; then QR codes that "
    "are printed already open nothing."
)
GONE = said("{file} is gone, and the QR codes of this hall are sealed with it. {how}")
ANOTHER = said("{file} is not what the QR codes of this hall are sealed with. {how}")
TOO_SHORT = said("{file} is too short to seal anything ({size} bytes). {how}")
# The fingerprint of the secret that seals the links of a hall; empty when none is known.
FINGERPRINT = "SELECT secret, last_ticket_id FROM halls WHERE id = :hall"
SAVE_FINGERPRINT = "UPDATE halls SET secret = :secret WHERE id = :hall"
log = logging.getLogger("luot.kernel")


def secret_for(hall: Hall, file: Path) -> bytes:
    """The secret of a hall: random, made on first start, kept at 0600.

    The hall remembers its fingerprint. Raises BadSetting when the file is gone after numbers were
    given, when it is another hall's, or when it was cut short.
    """
    kept = hall.ask(lambda view: view.query(FINGERPRINT)[0])
    if not file.exists() and (kept["secret"] or kept["last_ticket_id"]):
        raise BadSetting(GONE, file=file, how=HOW)
    secret = secret_of(file)
    if kept["secret"] not in ("", fingerprint(secret)):
        raise BadSetting(ANOTHER, file=file, how=HOW)
    if not kept["secret"]:
        hall.do(lambda tx: tx.query(SAVE_FINGERPRINT, secret=fingerprint(secret)))
    return secret


def secret_of(file: Path) -> bytes:
    """The secret in a file, made when there is none. Raises BadSetting when it was cut short."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as new:
            new.write(secrets.token_bytes(SECRET_BYTES))
            new.flush()
            os.fsync(new.fileno())
    _hide(file)
    secret = file.read_bytes()
    if len(secret) < SECRET_BYTES:
        raise BadSetting(TOO_SHORT, file=file, size=len(secret), how=HOW)
    return secret


def _hide(file: Path) -> None:
    """See that nobody else can read it. Raises BadSetting when this user may not."""
    if not file.stat().st_mode & 0o077:
        return
    try:
        file.chmod(0o600)
    except PermissionError as error:
        if file.stat().st_mode & 0o007:
            raise BadSetting(
                said(
                    "Everybody on this computer can read {file}, and it is not this user's. As its "
                    "owner type: chmod o= {file}"
                ),
                file=file,
            ) from error
        return  # its owner lets a group read it: that is meant
    log.warning("%s could be read by others; now it cannot", file)


def renew(hall: Hall, file: Path) -> None:
    """Give a hall a new secret; a file that is there is kept beside it under another name."""
    if file.exists():
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        file.replace(file.with_name(f"{file.name}.before-{stamp}"))
    made = secret_of(file)
    hall.do(lambda tx: tx.query(SAVE_FINGERPRINT, secret=fingerprint(made)))


def fingerprint(secret: bytes) -> str:
    """By what a secret is known without being told."""
    return hashlib.sha256(b"luot secret" + secret).hexdigest()
