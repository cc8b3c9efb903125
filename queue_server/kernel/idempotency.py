"""The same press sent twice happens once: the second gets the first one's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from queue_server.kernel.refusals import KeyReused
from queue_server.kernel.unit_of_work import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press as a device sent it: its key, and a fingerprint of what it asked."""

    device: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back: an HTTP status and a JSON text."""

    status: int
    text: str


def once(tx: Transaction, press: Press | None, work: Callable[[Transaction], Answer]) -> Answer:
    """Do `work` unless this press was answered before; then give the same answer.

    A refusal records nothing, so the press may be tried again under its key. Raises KeyReused when
    the key came with another press.
    """
    if press is None:
        return work(tx)
    before = tx.press(press.device, press.key)
    if before is None:
        answer = work(tx)
        kept: dict[str, Any] = {"status": answer.status, "answer": answer.text}
        tx.keep_press(press.device, press.key, fingerprint=press.fingerprint, **kept)
        return answer
    if before["fingerprint"] != press.fingerprint:
        raise KeyReused(key=press.key)
    return Answer(status=before["status"], text=before["answer"])
