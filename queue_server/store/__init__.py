"""The hall's memory: one function is one transaction, and the database refuses what must not be."""

from queue_server.store.interface import Recorded, Store, Written
from queue_server.store.opening import BadDatabase, open_store
from queue_server.store.transaction import Transaction
from queue_server.store.view import View

__all__ = ["BadDatabase", "Recorded", "Store", "Transaction", "View", "Written", "open_store"]
