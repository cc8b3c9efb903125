"""The hall's memory: one function is one transaction, and the database refuses what must not be."""

from queue_server.store import backups
from queue_server.store.batch import BatchSizes
from queue_server.store.interface import (
    BadBackup,
    BadDatabase,
    Place,
    Recorded,
    Row,
    Store,
    Written,
)
from queue_server.store.opening import folder_of, is_there, open_store, shown
from queue_server.store.proof import VerifyReport, verify
from queue_server.store.transaction import Transaction
from queue_server.store.view import View

__all__ = [
    "BadBackup",
    "BadDatabase",
    "BatchSizes",
    "Place",
    "Recorded",
    "Row",
    "Store",
    "Transaction",
    "VerifyReport",
    "View",
    "Written",
    "backups",
    "folder_of",
    "is_there",
    "open_store",
    "shown",
    "verify",
]
